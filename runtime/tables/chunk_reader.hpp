// Puts the chunks of a column file before executors, one after the other.
#pragma once

#include <cstddef>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "runtime/tables/table.hpp"

namespace wend::tables {

class ChunkReader {
 public:
  // Borrows the table.
  explicit ChunkReader(const Table& table);

  // The chunk's rows, which lie as table.layouts()[table.layout_of(chunk)] says; good until the next call. The error
  // says which column is damaged.
  [[nodiscard]] Result<layout::Chunk> read(std::size_t chunk);

 private:
  [[nodiscard]] Status read_column(std::size_t chunk, const OpenedColumn& column, layout::ColumnData& data,
                                   layout::ColumnData& inner, std::vector<std::byte>& constant);
  const Table& table_;
  std::vector<layout::ColumnData> columns_;        // by tag index
  std::vector<layout::ColumnData> inner_;          // by the table's columns, the ids last
  std::vector<std::vector<std::byte>> constants_;  // likewise: the one value of a piece without bytes, repeated
  std::vector<std::byte> zeros_;
};

}  // namespace wend::tables
