#include "runtime/columns/block_executor.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace wend::columns {
namespace {

using masks::Kind;
using masks::Node;
using masks::NodeId;

constexpr std::uint64_t kAll = ~std::uint64_t{0};

// 4,096 rows; fewer where the masks would take more than a part of the second-level cache.
constexpr std::size_t kMostBlocks = 64;
constexpr std::size_t kFewestBlocks = 8;
constexpr std::size_t kCacheBytes = std::size_t{512} << 10U;

std::size_t blocks_that_fit(std::size_t places) {
  const std::size_t bytes_a_block = std::max<std::size_t>(places, 1) * sizeof(std::uint64_t);
  const std::size_t blocks = std::clamp(kCacheBytes / bytes_a_block, kFewestBlocks, kMostBlocks);
  return blocks / kFewestBlocks * kFewestBlocks;  // MaskLoops go by eight
}

}  // namespace

BlockExecutor::BlockExecutor(const masks::MaskProgram& masks, const layout::ColumnLayout& layout, const Plan& plan,
                             const Kernels& kernels)
    : masks_(&masks),
      layout_(&layout),
      plan_(&plan),
      kernels_(&kernels),
      loops_(kernels.masks),
      most_blocks_(blocks_that_fit(plan.places)),
      words_(plan.places * most_blocks_),
      all_(most_blocks_, kAll),
      known_(most_blocks_),
      ignored_(most_blocks_),
      judged_in_(masks.nodes.size()) {}

void BlockExecutor::run(const layout::ColumnFrame& frame, const TakeRoot& take) {
  frame_ = &frame;
  blocks_ = frame.blocks;
  if (++run_ == 0) {
    std::ranges::fill(judged_in_, 0);
    run_ = 1;
  }
  for (std::size_t root = 0; root < masks_->roots.size(); ++root) {
    const NodeId id = masks_->roots[root];
    judge(id, all_.data());
    take(root, truths_of(id), plan_->nodes[id].needs_known ? knowns_of(id) : nullptr);
  }
}

bool BlockExecutor::is_covered(NodeId id, ConstWords wanted) {
  const bool judged = judged_in_[id] == run_;
  judged_in_[id] = run_;
  if (!plan_->nodes[id].has_rows) return judged;
  const Words covered = covered_by(id);
  if (!judged) std::fill_n(covered, blocks_, 0);
  std::uint64_t more = 0;
  for (std::size_t block = 0; block < blocks_; ++block) {
    more |= wanted[block] & ~covered[block];
    covered[block] |= wanted[block];
  }
  return more == 0;
}

void BlockExecutor::judge(NodeId id, ConstWords wanted) {
  const Kind kind = masks_->nodes[id].kind;
  if (kind == Kind::row) return judge_row(id, wanted);
  if (is_covered(id, wanted)) return;
  // What costs little is judged for all rows, and then is done; the rest for those that anybody wanted so far.
  const ConstWords rows = plan_->nodes[id].has_rows ? covered_by(id) : all_.data();
  switch (kind) {
    case Kind::always:
    case Kind::never:
    case Kind::missing:
    case Kind::truth:
    case Kind::is_known: return judge_leaf(id);
    case Kind::interval: return judge_interval(id, Side::both);
    case Kind::at_least: return judge_interval(id, Side::low);
    case Kind::at_most: return judge_interval(id, Side::high);
    case Kind::table: return judge_table(id);
    case Kind::row: return;
    case Kind::negation: return judge_negation(id, rows);
    case Kind::known: return judge_known(id, rows);
    case Kind::conjunction: return judge_conjunction(id, rows);
    case Kind::disjunction: return judge_disjunction(id, rows);
  }
}

// --- leaves ----------------------------------------------------------------------------------------------------------

// MaskLoops go by eight words, and may not read behind a bitmap.
BlockExecutor::ConstWords BlockExecutor::bits(const std::byte* at, unsigned first_bit, Words room) {
  const void* words = at;
  const bool fits = std::endian::native == std::endian::little && first_bit == 0 && blocks_ % kFewestBlocks == 0 &&
                    reinterpret_cast<std::uintptr_t>(words) % alignof(std::uint64_t) == 0;
  if (fits) return static_cast<ConstWords>(words);
  copy_bits(at, first_bit, blocks_, room);
  return room;
}

BlockExecutor::ConstWords BlockExecutor::bitmap(std::uint32_t tag) {
  const layout::ColumnData& data = frame_->columns[tag];
  return data.known == nullptr ? nullptr : bits(data.known, data.known_bit, known_.data());
}

void BlockExecutor::load_known(std::uint32_t tag) {
  const ConstWords marked = bitmap(tag);
  if (marked == nullptr) {
    std::fill_n(known_.data(), blocks_, kAll);
  } else if (marked != known_.data()) {
    std::copy_n(marked, blocks_, known_.data());
  }
  const layout::Column& column = layout_->columns[tag];
  const Kernels::Inside inside = kernels_->inside(column.storage, Side::both);
  if (inside == nullptr || !(column.partial || layout::is_float(column.storage))) return;
  const layout::ColumnData& data = frame_->columns[tag];
  inside(data.values, {.low = data.least, .high = data.greatest}, known_.data(), blocks_, known_.data());
}

void BlockExecutor::judge_leaf(NodeId id) {
  const Node& node = masks_->nodes[id];
  const Words truths = truths_of(id);
  const Words knowns = knowns_of(id);
  std::fill_n(knowns, blocks_, node.kind == Kind::missing ? 0 : kAll);
  if (node.kind == Kind::is_known) {
    load_known(node.tag);
    std::copy_n(known_.data(), blocks_, truths);
  } else if (node.kind == Kind::truth) {
    const layout::ColumnData& data = frame_->columns[node.tag];
    const ConstWords values = bits(data.values, data.value_bit, truths);
    const ConstWords known = bitmap(node.tag);
    loops_->both(truths, values, known == nullptr ? all_.data() : known, blocks_);
    if (known != nullptr) std::copy_n(known, blocks_, knowns);
  } else {
    std::fill_n(truths, blocks_, node.kind == Kind::always ? kAll : 0);
  }
}

void BlockExecutor::judge_interval(NodeId id, Side side) {
  const Node& node = masks_->nodes[id];
  const layout::ColumnData& data = frame_->columns[node.tag];
  const layout::Bound& bound = frame_->bounds[node.index];
  const layout::Column& column = layout_->columns[node.tag];
  const Words truths = truths_of(id);
  // Bounds lie inside of what stands for a value, so that comparing with both leaves out what does not.
  const Side compared = column.partial || layout::is_float(column.storage) ? Side::both : side;
  const auto inside = kernels_->inside(column.storage, compared);
  if (plan_->nodes[id].needs_known) {
    load_known(node.tag);
    inside(data.values, bound, known_.data(), blocks_, truths);
    const Words knowns = knowns_of(id);
    for (std::size_t block = 0; block < blocks_; ++block) {
      knowns[block] = known_[block] & (bound.settled | ~truths[block]);
      truths[block] &= bound.enable;
    }
  } else if (bound.enable == 0) {
    std::fill_n(truths, blocks_, 0);
  } else {
    const ConstWords known = bitmap(node.tag);
    inside(data.values, bound, known == nullptr ? all_.data() : known, blocks_, truths);
  }
}

void BlockExecutor::judge_table(NodeId id) {
  const Node& node = masks_->nodes[id];
  const layout::ColumnData& data = frame_->columns[node.tag];
  const layout::Answers& answers = frame_->tables[node.index];
  const Words truths = truths_of(id);
  const Words knowns = knowns_of(id);
  kernels_->look_up(layout_->columns[node.tag].storage)(data.values, answers, blocks_, truths, knowns);
  const ConstWords known = bitmap(node.tag);
  if (known == nullptr) return;
  if ((answers.missing_true | answers.missing_known) == 0) {
    loops_->keep(truths, known, blocks_);
    if (plan_->nodes[id].needs_known) loops_->keep(knowns, known, blocks_);
    return;
  }
  for (std::size_t block = 0; block < blocks_; ++block) {
    truths[block] = (truths[block] & known[block]) | (answers.missing_true & ~known[block]);
    knowns[block] = (knowns[block] & known[block]) | (answers.missing_known & ~known[block]);
  }
}

void BlockExecutor::judge_row(NodeId id, ConstWords wanted) {
  const Words truths = truths_of(id);
  const Words knowns = knowns_of(id);
  const Words covered = covered_by(id);
  if (judged_in_[id] != run_) {
    judged_in_[id] = run_;
    for (const Words words : {truths, knowns, covered}) std::fill_n(words, blocks_, 0);
  }
  for (std::size_t block = 0; block < blocks_; ++block) {
    const std::uint64_t more = wanted[block] & ~covered[block];
    if (more == 0) continue;
    std::uint64_t truth = 0;
    std::uint64_t known = 0;
    frame_->judge(frame_->context, masks_->nodes[id].index, block, more, &truth, &known);
    truths[block] |= truth & more;
    knowns[block] |= known & more;
    covered[block] |= more;
  }
}

// --- logic -----------------------------------------------------------------------------------------------------------

void BlockExecutor::judge_negation(NodeId id, ConstWords wanted) {
  const NodeId operand = masks_->operands_of(masks_->nodes[id]).front();
  judge(operand, wanted);
  const Words truths = truths_of(id);
  const Words knowns = knowns_of(id);
  const ConstWords operand_truths = truths_of(operand);
  const ConstWords operand_knowns = knowns_of(operand);
  for (std::size_t block = 0; block < blocks_; ++block) {
    truths[block] = operand_knowns[block] & ~operand_truths[block];
    knowns[block] = operand_knowns[block];
  }
}

void BlockExecutor::judge_known(NodeId id, ConstWords wanted) {
  const NodeId operand = masks_->operands_of(masks_->nodes[id]).front();
  judge(operand, wanted);
  std::copy_n(knowns_of(operand), blocks_, truths_of(id));
  std::fill_n(knowns_of(id), blocks_, kAll);
}

void BlockExecutor::judge_plain_conjunction(NodeId id) {
  const auto operands = masks_->operands_of(masks_->nodes[id]);
  const Words truths = truths_of(id);
  judge(operands[0], all_.data());
  judge(operands[1], all_.data());
  bool any = loops_->both(truths, truths_of(operands[0]), truths_of(operands[1]), blocks_);
  for (const NodeId operand : operands.subspan(2)) {
    if (!any) return;
    judge(operand, all_.data());
    any = loops_->keep(truths, truths_of(operand), blocks_);
  }
}

void BlockExecutor::judge_plain_disjunction(NodeId id) {
  const Words truths = truths_of(id);
  std::fill_n(truths, blocks_, 0);
  for (const NodeId operand : masks_->operands_of(masks_->nodes[id])) {
    judge(operand, all_.data());
    if (!loops_->add(truths, truths_of(operand), blocks_)) return;
  }
}

void BlockExecutor::judge_conjunction(NodeId id, ConstWords wanted) {
  const bool needs_known = plan_->nodes[id].needs_known;
  if (!needs_known && !plan_->nodes[id].has_rows) return judge_plain_conjunction(id);
  const Words truths = truths_of(id);
  const Words falses = knowns_of(id);  // becomes what is known at the end
  std::vector<std::uint64_t> left = take_scratch();
  std::copy_n(wanted, blocks_, left.data());
  std::fill_n(truths, blocks_, kAll);
  std::fill_n(falses, blocks_, 0);
  for (const NodeId operand : masks_->operands_of(masks_->nodes[id])) {
    judge(operand, left.data());
    const ConstWords part_truths = truths_of(operand);
    const ConstWords part_knowns = knowns_of(operand);
    std::uint64_t any = 0;
    for (std::size_t block = 0; block < blocks_; ++block) {
      truths[block] &= part_truths[block];
      if (needs_known) falses[block] |= part_knowns[block] & ~part_truths[block];
      left[block] = wanted[block] & (needs_known ? ~falses[block] : truths[block]);
      any |= left[block];
    }
    if (any == 0) break;
  }
  if (needs_known) {
    for (std::size_t block = 0; block < blocks_; ++block) falses[block] |= truths[block];
  }
  give_back(std::move(left));
}

void BlockExecutor::judge_disjunction(NodeId id, ConstWords wanted) {
  const bool needs_known = plan_->nodes[id].needs_known;
  if (!needs_known && !plan_->nodes[id].has_rows) return judge_plain_disjunction(id);
  const Words truths = truths_of(id);
  const Words knowns = knowns_of(id);  // of every operand so far; becomes what is known at the end
  std::vector<std::uint64_t> left = take_scratch();
  std::copy_n(wanted, blocks_, left.data());
  std::fill_n(truths, blocks_, 0);
  std::fill_n(knowns, blocks_, kAll);
  for (const NodeId operand : masks_->operands_of(masks_->nodes[id])) {
    judge(operand, left.data());
    const ConstWords part_truths = truths_of(operand);
    const ConstWords part_knowns = knowns_of(operand);
    std::uint64_t any = 0;
    for (std::size_t block = 0; block < blocks_; ++block) {
      truths[block] |= part_truths[block];
      if (needs_known) knowns[block] &= part_knowns[block];
      left[block] = wanted[block] & ~truths[block];
      any |= left[block];
    }
    if (any == 0) break;
  }
  if (needs_known) {
    for (std::size_t block = 0; block < blocks_; ++block) knowns[block] |= truths[block];
  }
  give_back(std::move(left));
}

std::vector<std::uint64_t> BlockExecutor::take_scratch() {
  if (scratch_.empty()) return std::vector<std::uint64_t>(most_blocks_);
  std::vector<std::uint64_t> scratch = std::move(scratch_.back());
  scratch_.pop_back();
  return scratch;
}

}  // namespace wend::columns
