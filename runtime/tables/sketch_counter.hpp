// Counts the customers of chunks by the sketches of their columns, and exactly where these leave a row open.
//
// Rows that are left open are decided one by one. A batch of blocks with so many of them that reading it exactly takes
// less is counted so, and the chunks after it, too, before sketches are tried again: first one, then twice as many each
// time that they fail.
//
// For one thread. Borrows all that it is made of.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/layout/native_interface.hpp"
#include "runtime/columns/block_executor.hpp"
#include "runtime/columns/bound.hpp"
#include "runtime/columns/plan.hpp"
#include "runtime/columns/query.hpp"
#include "runtime/tables/row_truth.hpp"
#include "runtime/tables/sketch_masks.hpp"
#include "runtime/tables/table.hpp"

namespace wend::tables {

// What is the same for all threads.
struct SketchQuery {
  SketchMasks masks;
  layout::ColumnLayout layout;      // of the sketches
  std::vector<bool> has_sketch;     // by tag
  std::vector<std::size_t> widths;  // by tag: bytes of a value as it is stored
  std::size_t saved = 0;            // bytes of a row that are not read
  columns::Plan plan;
  columns::Plan exact_plan;
  // By condition: comparisons of columns that have sketches; some of them, where they are many.
  struct Comparison {
    std::uint32_t tag = 0;
    std::uint32_t limit = 0;
  };
  std::vector<std::vector<Comparison>> comparisons;
  // Of `masks`, and of the exact conditions: both, or without a predicate the block executor runs them.
  layout::NativeColumns native = {};
  layout::NativeColumns exact_native = {};
};
// Of a query and the table's layout that it is for; nothing where it is no use.
[[nodiscard]] std::optional<SketchQuery> make_sketch_query(const columns::Query& query);

class SketchCounter {
 public:
  SketchCounter(const Table& table, const ir::Program& program, const columns::Query& exact, const SketchQuery& query,
                const columns::Moment& moment);

  // Adds to `counts`, by condition.
  [[nodiscard]] Status count(std::size_t chunk, const layout::Chunk& rows, std::vector<std::uint64_t>& counts);

 private:
  struct OpenRow {
    std::uint32_t row = 0;  // of the chunk
    std::uint32_t condition = 0;
  };

  [[nodiscard]] Status bind(std::size_t chunk, const layout::Chunk& rows);
  [[nodiscard]] Status bind_column(std::size_t chunk, const OpenedColumn& column, const layout::Chunk& rows);
  void bind_limit(std::size_t limit, std::size_t chunk);
  void fetch(std::size_t first, std::size_t blocks) const;
  void count_sketched(const layout::Chunk& rows, std::vector<std::uint64_t>& counts);
  [[nodiscard]] bool count_batch(const layout::Chunk& rows, std::size_t first, std::size_t blocks,
                                 std::vector<std::uint64_t>& counts);
  void run(const layout::NativeColumns& native, columns::BlockExecutor& executor, layout::ColumnFrame& frame);
  [[nodiscard]] bool find_open(std::size_t first, std::size_t blocks, std::size_t conditions);
  void count_exactly(const layout::Chunk& rows, std::size_t first, std::size_t blocks,
                     std::vector<std::uint64_t>& counts);
  void count_last_block(const layout::Chunk& rows, std::vector<std::uint64_t>& counts);
  void decide(const layout::Chunk& rows, std::vector<std::uint64_t>& counts) const;

  const Table& table_;
  const columns::Query& exact_query_;
  const SketchQuery& query_;
  const columns::Kernels& kernels_;
  columns::Binder binder_;
  columns::BlockExecutor exact_;
  columns::BlockExecutor sketched_;
  std::size_t most_blocks_;  // of a batch
  columns::BoundChunk bound_;
  std::vector<layout::Bound> bounds_;                 // of the program over sketches
  std::vector<std::span<const SketchRange>> ranges_;  // by tag: of the chunk's sketch; none where it has none
  std::vector<layout::ColumnData> columns_;           // as sketches have them, from the chunk's first row on
  std::vector<layout::ColumnData> from_;              // the same, from a block on
  std::vector<std::uint64_t> words_;                  // of the batch at hand, by root of the program over sketches
  std::vector<std::uint64_t*> truths_;                // where those of each root are
  struct alignas(layout::kColumnScratchAlignment) Line {
    std::byte bytes[layout::kColumnScratchAlignment];
  };
  std::vector<Line> scratch_;  // for native code
  std::vector<OpenRow> open_;  // of the batch at hand
  std::size_t patience_ = 0;   // chunks without sketches after the last that was no use
  std::size_t resting_ = 0;    // how many of them are left
};

}  // namespace wend::tables
