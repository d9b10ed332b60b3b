// Up to 32,768 rules in blocks.
//
// A rule whose formula was split into alternatives has an entry for each of them, with the whole formula: it may be
// found more than once.
#pragma once

#include "runtime/match/blocks_writer.hpp"
#include "runtime/match/demands.hpp"
#include "runtime/match/shard.hpp"

namespace wend::match {

inline constexpr std::size_t kShard = kMostBlocks * kBlock;

class BlockShard final : public Shard {
 public:
  [[nodiscard]] bool is_split(std::size_t entry) const override { return split_[entry / kBlock].has(entry % kBlock); }
  void find(const Live& live, Values& values, Found& found) const override;
  void judge(std::size_t entry, Values& values, Found& found) const override;
  [[nodiscard]] std::size_t bytes() const override;

 private:
  friend class BlockShardWriter;

  Blocks blocks_;
  // By block: entries whose rule has others, those of which the blocks say all that the rule says, and those of which
  // the demands do, but not the blocks. A rule that has such entries is found by at most one of them, if blocks say
  // all.
  std::vector<Row> split_;
  std::vector<Row> exact_;
  std::vector<Row> widened_;
};

// Makes one shard after another of entries in the order in which they are to lie.
class BlockShardWriter {
 public:
  explicit BlockShardWriter(const Statistics& statistics) : demands_(statistics) {}

  [[nodiscard]] bool is_full() const {
    return shard_ != nullptr && (shard_->entries() == kShard || !shard_->has_room());
  }
  [[nodiscard]] bool is_empty() const { return shard_ == nullptr; }
  // The entry for one of the formula's alternatives, as Demands has them. There must be room.
  void add(RuleId rule, const FormulaView& formula, std::size_t alternative);
  // An entry that is always judged.
  void add_plain(RuleId rule, const FormulaView& formula) { keep(rule, formula); }
  // What was added since the last.
  [[nodiscard]] std::shared_ptr<const Shard> take();

 private:
  // Returns its position.
  std::uint32_t keep(RuleId rule, const FormulaView& formula);

  std::shared_ptr<BlockShard> shard_;
  Demands demands_;
  BlocksWriter blocks_;
};

}  // namespace wend::match
