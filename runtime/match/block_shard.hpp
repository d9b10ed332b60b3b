// Up to 4,096 rules: 64 blocks of 64, and above them a block whose members they are.
//
// A rule whose formula was split into alternatives has an entry for each of them, with the whole formula: it may be
// found more than once.
#pragma once

#include "runtime/match/block.hpp"
#include "runtime/match/shard.hpp"

namespace wend::match {

inline constexpr std::size_t kShard = kBlock * kBlock;

class BlockShard final : public Shard {
 public:
  [[nodiscard]] bool is_split(std::size_t entry) const override {
    return (split_[entry / kBlock] >> entry % kBlock & 1U) != 0;
  }
  void find(const Live& live, Values& values, Found& found) const override;
  void find_entries(std::size_t block, Mask live, Values& values, Found& found) const override;
  void judge(std::size_t entry, Values& values, Found& found) const override;
  void prefetch_block(std::size_t block) const override;
  [[nodiscard]] std::size_t bytes() const override;

 private:
  friend class BlockShardWriter;

  Block top_;
  std::vector<Block> blocks_;  // a block's entries are 64 from 64 times its position
  std::vector<Mask> split_;    // by block: whose rule has other entries
  std::vector<std::uint64_t> words_;
};

// Makes one shard after another out of entries in the order in which they are to lie.
class BlockShardWriter {
 public:
  explicit BlockShardWriter(const Statistics& statistics)
      : demands_(statistics), block_(statistics), top_(statistics) {}

  [[nodiscard]] bool is_full() const { return in_shard_ == kShard || (shard_ != nullptr && !shard_->has_room()); }
  [[nodiscard]] bool is_empty() const { return shard_ == nullptr; }
  // The entry for one of the formula's alternatives, as Demands has them. There must be room.
  void add(RuleId rule, const FormulaView& formula, std::size_t alternative);
  // An entry that is always judged.
  void add_plain(RuleId rule, const FormulaView& formula) { add_entry(rule, formula, false, false); }
  // What was added since the last.
  [[nodiscard]] std::shared_ptr<const Shard> take();

 private:
  void add_entry(RuleId rule, const FormulaView& formula, bool is_exact, bool is_split);
  void write_block();
  void write_top();

  std::shared_ptr<BlockShard> shard_;
  Demands demands_;
  BlockWriter block_;
  BlockWriter top_;
  std::size_t in_shard_ = 0;
  std::size_t in_block_ = 0;
  Mask exact_ = 0;
  Mask split_ = 0;
};

}  // namespace wend::match
