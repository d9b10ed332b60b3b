// Counts the customers of chunks by rough numbers, and exactly where these do not settle a block of 64 rows.
//
// For one thread. Borrows all that it is made of.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/layout/native_interface.hpp"
#include "runtime/columns/block_executor.hpp"
#include "runtime/columns/bound.hpp"
#include "runtime/columns/plan.hpp"
#include "runtime/columns/query.hpp"
#include "runtime/tables/rough_masks.hpp"
#include "runtime/tables/table.hpp"

namespace wend::tables {

// What is the same for all threads.
struct RoughQuery {
  RoughMasks masks;
  layout::ColumnLayout layout;  // of the rough numbers
  std::vector<bool> is_rough;   // by tag
  columns::Plan plan;
  columns::Plan exact_plan;
  layout::NativeColumns native = {};  // of `masks`; without a predicate the block executor runs them
};
// Of a query and the table's layout that it is for; nothing where it is no use.
[[nodiscard]] std::optional<RoughQuery> make_rough_query(const columns::Query& query);

class RoughCounter {
 public:
  RoughCounter(const Table& table, const ir::Program& program, const columns::Query& exact, const RoughQuery& rough,
               const columns::Moment& moment);

  // Adds to `counts`, by condition. The chunk has whole blocks alone.
  [[nodiscard]] Status count(std::size_t chunk, const layout::Chunk& rows, std::vector<std::uint64_t>& counts);

 private:
  [[nodiscard]] Status bind(std::size_t chunk, const layout::Chunk& rows);
  void bind_limit(std::size_t limit, std::size_t chunk, std::uint32_t rows);
  void prefetch(std::size_t first, std::size_t blocks) const;
  void count_blocks(const layout::Chunk& rows, std::size_t first, std::size_t blocks,
                    std::vector<std::uint64_t>& counts);
  void run_native(layout::ColumnFrame& frame);
  void run_blocks(const layout::ColumnFrame& frame);
  // What the rough numbers settle; the other blocks are left in open_.
  void take(std::size_t condition, std::size_t blocks, std::vector<std::uint64_t>& counts);
  void count_exactly(const layout::Chunk& rows, std::size_t first, std::vector<std::uint64_t>& counts);

  const Table& table_;
  const columns::Query& exact_query_;
  const RoughQuery& query_;
  const columns::Kernels& kernels_;
  columns::Binder binder_;
  columns::BlockExecutor exact_;
  columns::BlockExecutor rough_;
  columns::BoundChunk bound_;
  std::vector<layout::Bound> bounds_;        // of the rough program
  std::vector<layout::ColumnData> columns_;  // of rough numbers, from the chunk's first row on
  std::vector<layout::ColumnData> from_;     // the same, from a block on
  std::vector<std::uint64_t> words_;         // of the blocks at hand, by root of the rough program
  std::vector<std::uint64_t*> truths_;       // where those of each root are
  struct alignas(layout::kColumnScratchAlignment) Line {
    std::byte bytes[layout::kColumnScratchAlignment];
  };
  std::vector<Line> scratch_;  // for native code
  struct Open {
    std::uint32_t block = 0;
    std::uint32_t condition = 0;
  };
  std::vector<Open> open_;
};

}  // namespace wend::tables
