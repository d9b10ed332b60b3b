#include "runtime/match/block_shard.hpp"

#include <utility>

namespace wend::match {
namespace {

constexpr BlockWriter::Limits kBlockLimits{.tables = 20, .levels = 4, .worth = 0.005F};
constexpr BlockWriter::Limits kTopLimits{.tables = 24, .levels = 5, .worth = 0.3F};

static_assert(kBlockLimits.levels <= kMostLevels && kTopLimits.levels <= kMostLevels);

template <typename Item>
std::size_t bytes_of(const std::vector<Item>& items) {
  return items.capacity() * sizeof(Item);
}

Mask not_refuted(const Block& block, const std::uint64_t* words, Mask among, Values& values) {
  static const NotRefuted fastest = fastest_not_refuted();
  return fastest(block, words, among, values);
}

}  // namespace

std::size_t BlockShard::bytes() const {
  return sizeof *this + bytes_of(blocks_) + bytes_of(split_) + bytes_of(words_) + bytes_of_formulas();
}

void BlockShard::find(const Live& live, Values& values, Found& found) const {
  const Mask blocks = blocks_.size() == 1 ? Mask{1} : not_refuted(top_, words_.data(), ~Mask{0}, values);
  for_each_bit(blocks, [&](std::size_t block) {
    found.blocks.push_back({this, static_cast<std::uint32_t>(block), live[block]});
  });
}

void BlockShard::prefetch_block(std::size_t block) const {
  constexpr std::size_t kLine = 8;  // words
  const std::uint64_t* first = words_.data() + blocks_[block].first_word;
  for (std::size_t line = 0; line < 8; ++line) __builtin_prefetch(first + line * kLine);
}

void BlockShard::find_entries(std::size_t block, Mask live, Values& values, Found& found) const {
  const Mask mask = not_refuted(blocks_[block], words_.data(), live, values);
  for_each_bit(mask, [&](std::size_t member) {
    const std::size_t entry = block * kBlock + member;
    prefetch_head(entry);
    found.entries.push_back({this, static_cast<std::uint32_t>(entry), 0});
  });
}

void BlockShard::judge(std::size_t entry, Values& values, Found& found) const {
  const bool is_exact = (blocks_[entry / kBlock].exact >> entry % kBlock & 1U) != 0;
  if (!is_exact && !is_true(formula(entry), values)) return;
  (is_split(entry) ? found.repeated : found.rules).push_back(rule(entry));
}

void BlockShardWriter::add(RuleId rule, const FormulaView& formula, std::size_t alternative) {
  demands_.assign(formula);
  for (const Demand& demand : demands_.of(alternative)) {
    block_.add(static_cast<std::uint32_t>(in_block_), demand.attribute, demands_.ranges_of(demand), demand.missing,
               demand.share);
  }
  add_entry(rule, formula, demands_.exact(), demands_.alternatives() > 1);
}

void BlockShardWriter::add_entry(RuleId rule, const FormulaView& formula, bool is_exact, bool is_split) {
  if (shard_ == nullptr) shard_ = std::make_shared<BlockShard>();
  const Mask bit = Mask{1} << in_block_;
  if (is_exact) exact_ |= bit;
  if (is_split) split_ |= bit;
  shard_->keep(rule, formula);
  ++in_shard_;
  if (++in_block_ == kBlock) write_block();
}

void BlockShardWriter::write_block() {
  shard_->blocks_.push_back(block_.write(in_block_, exact_, kBlockLimits, shard_->words_));
  shard_->split_.push_back(split_);
  block_.clear();
  in_block_ = 0;
  exact_ = split_ = 0;
}

void BlockShardWriter::write_top() {
  std::vector<Range> ranges;
  for (std::uint32_t block = 0; block < shard_->blocks_.size(); ++block) {
    for_each_table(shard_->blocks_[block], shard_->words_.data(), ranges,
                   [&](Attribute attribute, std::span<const Range> passing, bool missing) {
                     const float share = demands_.statistics().share(attribute, passing, missing);
                     if (share < 0.999F) top_.add(block, attribute, passing, missing, share);
                   });
  }
  shard_->top_ = top_.write(shard_->blocks_.size(), 0, kTopLimits, shard_->words_);
  top_.clear();
}

std::shared_ptr<const Shard> BlockShardWriter::take() {
  if (is_empty()) return nullptr;
  if (in_block_ != 0) write_block();
  in_shard_ = 0;
  if (shard_->blocks_.size() > 1) write_top();
  shard_->words_.shrink_to_fit();
  shard_->seal();
  return std::exchange(shard_, nullptr);
}

}  // namespace wend::match
