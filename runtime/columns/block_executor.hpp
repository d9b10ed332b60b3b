// Runs a MaskProgram over blocks of 64 rows with the kernels of this processor.
//
//     BlockExecutor executor(masks, layout, plan, kernels(best_instructions()));
//     executor.run(frame, [&](std::size_t root, const std::uint64_t* truths, const std::uint64_t* knowns) { … });
//
// Some thousand rows are judged at once, one node after another, so that a node costs one call for all of them and its
// masks stay in the nearest cache. A node is judged when something first needs it, and not where its answer cannot
// matter: a conjunction stops where no row is left that may be true. Row evaluators are asked for the rows that are
// left, and for each row once.
//
// For one thread. What it borrows must outlive it.
#pragma once

#include <functional>
#include <vector>

#include "compiler/layout/column_interface.hpp"
#include "compiler/masks/mask_program.hpp"
#include "runtime/columns/kernels.hpp"
#include "runtime/columns/mask_loops.hpp"
#include "runtime/columns/plan.hpp"

namespace wend::columns {

// Takes the masks of a root, a word for each block; `knowns` is null where nobody asked. They are gone afterwards.
using TakeRoot = std::function<void(std::size_t root, const std::uint64_t* truths, const std::uint64_t* knowns)>;

class BlockExecutor {
 public:
  BlockExecutor(const masks::MaskProgram& masks, const layout::ColumnLayout& layout, const Plan& plan,
                const Kernels& kernels);

  // The most blocks that a frame may have: fewer where many masks are kept, so that they stay in cache.
  [[nodiscard]] std::size_t most_blocks() const { return most_blocks_; }

  // Of the frame's results (`truths`, `knowns`) it takes no notice: roots are handed over one after another.
  void run(const layout::ColumnFrame& frame, const TakeRoot& take);

 private:
  using Words = std::uint64_t*;
  using ConstWords = const std::uint64_t*;

  void judge(masks::NodeId id, ConstWords wanted);
  void judge_leaf(masks::NodeId id);
  void judge_interval(masks::NodeId id, Side side);
  void judge_table(masks::NodeId id);
  void judge_row(masks::NodeId id, ConstWords wanted);
  void judge_negation(masks::NodeId id, ConstWords wanted);
  void judge_known(masks::NodeId id, ConstWords wanted);
  // Where only what is true counts, and no row evaluator is asked.
  void judge_plain_conjunction(masks::NodeId id);
  void judge_plain_disjunction(masks::NodeId id);
  void judge_conjunction(masks::NodeId id, ConstWords wanted);
  void judge_disjunction(masks::NodeId id, ConstWords wanted);
  // Whether the node is judged for all that is wanted; where it is not, what is covered grows by it.
  bool is_covered(masks::NodeId id, ConstWords wanted);
  // A bitmap as words: where it lies if that can be, else in `room`.
  ConstWords bits(const std::byte* at, unsigned first_bit, Words room);
  // The column's bitmap; null where it has none, and everything is known.
  ConstWords bitmap(std::uint32_t tag);
  // The rows that have a value, in known_: those of the bitmap, without what the storage can hold and is no value.
  void load_known(std::uint32_t tag);

  [[nodiscard]] Words truths_of(masks::NodeId id) { return words_.data() + plan_->nodes[id].place * most_blocks_; }
  // Where nobody asks for it, it is written where nobody reads it.
  [[nodiscard]] Words knowns_of(masks::NodeId id) {
    return plan_->nodes[id].masks() > 1 ? truths_of(id) + most_blocks_ : ignored_.data();
  }
  [[nodiscard]] Words covered_by(masks::NodeId id) { return truths_of(id) + 2 * most_blocks_; }
  // Room for the words of one level of nesting.
  [[nodiscard]] std::vector<std::uint64_t> take_scratch();
  void give_back(std::vector<std::uint64_t> scratch) { scratch_.push_back(std::move(scratch)); }

  const masks::MaskProgram* masks_;
  const layout::ColumnLayout* layout_;
  const Plan* plan_;
  const Kernels* kernels_;
  const MaskLoops* loops_;
  std::size_t most_blocks_;
  std::size_t blocks_ = 0;  // of the frame
  const layout::ColumnFrame* frame_ = nullptr;
  std::vector<std::uint64_t> words_;
  std::vector<std::uint64_t> all_;    // all ones
  std::vector<std::uint64_t> known_;  // of the column that is being looked at
  std::vector<std::uint64_t> ignored_;
  std::uint32_t run_ = 0;
  std::vector<std::uint32_t> judged_in_;  // by node: the run
  std::vector<std::vector<std::uint64_t>> scratch_;
};

}  // namespace wend::columns
