// How many customers of a column file a segment has: what Audience is for rows, on columns and by all threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/program.hpp"
#include "runtime/engine/native_library.hpp"
#include "runtime/tables/table_query.hpp"
#include "runtime/value/result.hpp"
#include "tools/wend/native_use.hpp"

namespace wend::tools {

class TableAudience {
 public:
  struct Asked {
    std::vector<ir::ExpressionId> conditions;
    std::vector<schema::TagIndex> tags;  // besides those that the conditions read: on_match is given them
    bool ids = false;                    // likewise
    columns::Moment moment;
    unsigned threads = 1;
    NativeUse native = NativeUse::automatic;  // automatic: where there are so many rows that compiling pays
  };
  // The error says why the file cannot be used.
  [[nodiscard]] static Result<std::unique_ptr<TableAudience>> open(const std::string& path,
                                                                   std::shared_ptr<const ir::Program> program,
                                                                   Asked asked);

  // Has the conditions compiled where that was asked for, or pays. The error says why that cannot be, where it has to.
  [[nodiscard]] Status compile();

  // Called for each customer and condition that holds, with the values of Asked::tags.
  using Visit = std::function<void(std::size_t condition, std::string_view customer, std::span<const Value> tags)>;
  // Without a visit they are only counted, which is much faster.
  [[nodiscard]] Status count(const Visit& visit);

  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return answer_.counts; }
  [[nodiscard]] std::uint64_t customers() const { return table_->rows(); }
  [[nodiscard]] std::uint64_t chunks() const { return table_->chunks(); }
  [[nodiscard]] std::uint64_t chunks_read() const { return answer_.chunks_read; }
  [[nodiscard]] bool is_native() const { return !code_.empty(); }
  [[nodiscard]] std::chrono::nanoseconds spent() const { return spent_; }

 private:
  TableAudience(std::shared_ptr<const ir::Program> program, Asked asked)
      : program_(std::move(program)), asked_(std::move(asked)) {}

  std::shared_ptr<const ir::Program> program_;
  Asked asked_;
  std::shared_ptr<const tables::Table> table_;
  std::optional<tables::TableQuery> query_;
  std::vector<engine::NativeColumnCode> code_;  // of the query
  tables::TableQuery::Answer answer_;
  std::chrono::nanoseconds spent_{0};
};

}  // namespace wend::tools
