// Conditions asked of a column file: how many customers, and which.
//
//     TableQuery query(*table, program, {segment.condition}, {.now = now, .zone = zone});
//     Result<TableQuery::Answer> answer = query.count(threads);
//     answer->counts[0]
//
// Chunks for which the directory settles every condition are not read (zones.hpp). What is read the first time is
// checked, by all threads. Answers are those of the row evaluators, customer by customer.
//
// A TableQuery never changes but by native code that it is given; any number of threads may ask it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "runtime/columns/query.hpp"
#include "runtime/tables/sketch_counter.hpp"
#include "runtime/tables/table.hpp"

namespace wend::tables {

class TableQuery {
 public:
  // Borrows the table and the program. Of the tags that the conditions read, those that the table was not opened for
  // are missing.
  TableQuery(const Table& table, const ir::Program& program, std::vector<ir::ExpressionId> conditions,
             const columns::Moment& moment);

  // Has its conditions compiled, once for each of the table's first kMostCompiled layouts and once more for sketches:
  // the chunks of a file that has more are judged without native code. Whoever owns the code keeps it for as long as
  // the query is asked. The error is the compiler's.
  static constexpr std::size_t kMostCompiled = 64;
  using Compile = std::function<Result<layout::NativeColumns>(const layout::NativeColumnRequest& request)>;
  [[nodiscard]] Status use(const Compile& compile);

  struct Answer {
    std::vector<std::uint64_t> counts;  // by condition
    std::uint64_t chunks_read = 0;
    std::uint64_t chunks_settled = 0;
  };
  // The error says what of the file is damaged.
  [[nodiscard]] Result<Answer> count(unsigned threads) const;

  // A customer for whom a condition holds.
  struct Match {
    std::size_t condition = 0;
    std::uint64_t position = 0;  // among all rows of the file
    const layout::ColumnLayout& layout;
    const layout::Chunk& chunk;
    std::size_t row = 0;  // of the chunk
  };
  // Called by rising rows, and for a row by rising conditions.
  using Visit = std::function<void(const Match& match)>;
  [[nodiscard]] Result<Answer> visit(unsigned threads, const Visit& visit) const;

 private:
  // Chunks that are read at once: enough for all threads, few enough for their descriptions to stay small.
  static constexpr std::size_t kMostAtOnce = 256;
  static constexpr std::size_t kMostVisitedAtOnce = 16;

  // What is settled of a chunk.
  struct Settled {
    bool all = false;   // every condition
    bool none = false;  // every condition, and holds for nobody
    std::vector<std::uint64_t> counts;
  };
  using Take = std::function<void(std::size_t chunk, const Settled& settled)>;
  void settle(const Take& take) const;
  void visit_rows(std::span<const std::size_t> which, std::span<const layout::Chunk> chunks, unsigned threads,
                  Answer& answer, const Visit& visit) const;
  [[nodiscard]] Status touch(std::span<const std::size_t> chunks, unsigned threads) const;
  [[nodiscard]] Status count_by_sketches(std::uint32_t layout, std::span<const std::size_t> chunks, unsigned threads,
                                         std::vector<std::uint64_t>& counts) const;
  [[nodiscard]] Status count_exactly(std::uint32_t layout, std::span<const std::size_t> chunks, unsigned threads,
                                     std::vector<std::uint64_t>& counts) const;

  const Table& table_;
  const ir::Program& program_;
  std::vector<ir::ExpressionId> conditions_;
  columns::Moment moment_;
  std::vector<columns::Query> queries_;               // by layout
  std::vector<std::optional<SketchQuery>> sketches_;  // likewise, where they are of use
};

}  // namespace wend::tables
