// The rows of a column file of customers, one by one, for those who read customers as they come.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/tables/chunk_reader.hpp"
#include "runtime/tables/table.hpp"
#include "tools/data/fault.hpp"

namespace wend::data {

class ColumnRows {
 public:
  // Whether the file begins as a column file does.
  [[nodiscard]] static bool is_at(const std::string& path);

  // Borrows the schema.
  ColumnRows(std::string path, const schema::Schema& schema);

  // Every fault is fatal: the file is damaged, or of another schema.
  [[nodiscard]] Outcome next();

  // Of the row; valid until the next call.
  [[nodiscard]] std::string_view id() const { return id_; }
  [[nodiscard]] std::span<const Value> values() const { return values_; }
  [[nodiscard]] const Fault& fault() const { return fault_; }

  [[nodiscard]] std::uint64_t bytes_read() const;
  [[nodiscard]] std::uint64_t size() const { return table_ ? table_->bytes() : 0; }

 private:
  Outcome fail(const Error& error);
  [[nodiscard]] Outcome next_chunk();

  std::string path_;
  const schema::Schema& schema_;
  std::shared_ptr<const tables::Table> table_;
  std::optional<tables::ChunkReader> reader_;
  layout::Chunk chunk_;
  std::size_t next_chunk_ = 0;
  std::size_t row_ = 0;
  std::vector<layout::ColumnScratch> scratches_;  // by tag: a row's values are good together
  std::vector<Value> values_;
  std::string_view id_;
  Fault fault_;
};

}  // namespace wend::data
