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
  static constexpr std::size_t kMasks = 3;

  using Words = std::uint64_t*;
  using ConstWords = const std::uint64_t*;

  void judge(masks::NodeId id, ConstWords wanted);
  void judge_leaf(masks::NodeId id);
  void judge_interval(masks::NodeId id, Side side);
  void judge_table(masks::NodeId id);
  void judge_row(masks::NodeId id, ConstWords wanted);
  void judge_negation(masks::NodeId id, ConstWords wanted);
  void judge_known(masks::NodeId id, ConstWords wanted);
  void judge_conjunction(masks::NodeId id, ConstWords wanted);
  void judge_disjunction(masks::NodeId id, ConstWords wanted);
  // Whether the node is judged for all that is wanted; where it is not, what is covered grows by it.
  bool is_covered(masks::NodeId id, ConstWords wanted);
  // The column's bitmap in known_; false where it has none, and everything is known.
  bool load_bitmap(std::uint32_t tag);
  // Of a column whose storage may hold what is no value: those that are, in known_.
  bool load_known(std::uint32_t tag);

  // Three masks have their place at each node: true, known, and the rows that it is judged for where it has rows.
  [[nodiscard]] Words truths_of(masks::NodeId id) { return words_.data() + words_at(id); }
  [[nodiscard]] Words knowns_of(masks::NodeId id) { return truths_of(id) + most_blocks_; }
  [[nodiscard]] Words covered_by(masks::NodeId id) { return knowns_of(id) + most_blocks_; }
  [[nodiscard]] std::size_t words_at(masks::NodeId id) const {
    return std::size_t{plan_->nodes[id].place} * kMasks * most_blocks_;
  }
  // Room for the words of one level of nesting.
  [[nodiscard]] std::vector<std::uint64_t> take_scratch();
  void give_back(std::vector<std::uint64_t> scratch) { scratch_.push_back(std::move(scratch)); }

  const masks::MaskProgram* masks_;
  const layout::ColumnLayout* layout_;
  const Plan* plan_;
  const Kernels* kernels_;
  std::size_t most_blocks_;
  std::size_t blocks_ = 0;  // of the frame
  const layout::ColumnFrame* frame_ = nullptr;
  std::vector<std::uint64_t> words_;
  std::vector<std::uint64_t> all_;    // all ones
  std::vector<std::uint64_t> known_;  // of the column that is being looked at
  std::vector<std::uint64_t> range_;  // likewise
  std::uint32_t run_ = 0;
  std::vector<std::uint32_t> judged_in_;  // by node: the run
  std::vector<std::vector<std::uint64_t>> scratch_;
};

}  // namespace wend::columns
