#include "runtime/match/block_shard.hpp"

#include <algorithm>
#include <utility>

namespace wend::match {

std::size_t BlockShard::bytes() const {
  return sizeof *this + blocks_.bytes() + 3 * exact_.capacity() * sizeof(Row) + bytes_of_formulas();
}

// In three passes, so that the processor fetches what all blocks need before it has to decide anything about one.
void BlockShard::find(const Live& live, Values& values, Found& found) const {
  Blocks::Ranked ranked;
  std::array<std::uint32_t, kMostBlocks> standing;
  std::array<Row, kMostBlocks> rows;  // of those that stand
  std::size_t count = 0;
  for_each_bit(blocks_.standing(values, ranked), [&](std::size_t block) {
    standing[count] = static_cast<std::uint32_t>(block);
    __builtin_prefetch(&exact_[block]);
    std::copy_n(live.data() + block * kMasks, kMasks, rows[count].masks.begin());
    blocks_.refute(block, ranked, rows[count]);
    ++count;
  });
  std::array<std::uint16_t, kMostBlocks * kMasks> some;
  std::size_t masks = 0;
  for (std::size_t at = 0; at < count * kMasks; ++at) {
    some[masks] = static_cast<std::uint16_t>(at);
    masks += rows[at / kMasks].masks[at % kMasks] != 0 ? 1 : 0;
  }
  for (const std::uint16_t at : std::span(some).first(masks)) {
    const std::size_t block = standing[at / kMasks];
    const Mask mask = rows[at / kMasks].masks[at % kMasks];
    const Mask exact = mask & exact_[block].masks[at % kMasks];
    const std::size_t first = block * kBlock + at % kMasks * kMaskBits;
    for_each_bit(exact, [&](std::size_t bit) { found.rules.push_back(rule(first + bit)); });
    for_each_bit(mask & ~exact, [&](std::size_t bit) {
      prefetch_head(first + bit);
      found.entries.push_back({this, static_cast<std::uint32_t>(first + bit)});
    });
  }
}

void BlockShard::judge(std::size_t entry, Values& values, Found& found) const {
  if (!is_true(formula(entry), values)) return;
  std::vector<RuleId>& several = widened_[entry / kBlock].has(entry % kBlock) ? found.unsure : found.repeated;
  (is_split(entry) ? several : found.rules).push_back(rule(entry));
}

void BlockShardWriter::add(RuleId rule, const FormulaView& formula, std::size_t alternative) {
  demands_.assign(formula);
  const std::uint32_t entry = keep(rule, formula);
  if (demands_.exact()) shard_->exact_.back().set(entry % kBlock);
  if (demands_.alternatives() > 1) shard_->split_.back().set(entry % kBlock);
  for (const Demand& demand : demands_.of(alternative)) {
    blocks_.add(entry, demand.attribute, demands_.ranges_of(demand), demand.missing, demand.share);
  }
}

std::uint32_t BlockShardWriter::keep(RuleId rule, const FormulaView& formula) {
  if (shard_ == nullptr) shard_ = std::make_shared<BlockShard>();
  const auto entry = static_cast<std::uint32_t>(shard_->entries());
  if (entry % kBlock == 0) {
    for (std::vector<Row>* rows : {&shard_->split_, &shard_->exact_}) rows->emplace_back();
  }
  shard_->keep(rule, formula);
  return entry;
}

std::shared_ptr<const Shard> BlockShardWriter::take() {
  if (is_empty()) return nullptr;
  shard_->widened_ = shard_->exact_;
  shard_->blocks_ = blocks_.write(shard_->entries(), shard_->exact_);
  for (std::size_t block = 0; block < shard_->exact_.size(); ++block) {
    for (std::size_t at = 0; at < kMasks; ++at) {
      shard_->widened_[block].masks[at] &= ~shard_->exact_[block].masks[at];
    }
  }
  shard_->seal();
  return std::exchange(shard_, nullptr);
}

}  // namespace wend::match
