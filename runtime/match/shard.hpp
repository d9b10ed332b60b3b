// Up to 4,096 rules that are searched together: 64 blocks of 64, and above them a block whose members they are.
//
// A shard never changes once it is made, so that any number of threads may search it. A rule whose formula was split
// into alternatives has an entry for each of them, with the whole formula: it may be found more than once.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "runtime/match/block.hpp"

namespace wend::match {

using RuleId = std::uint32_t;

inline constexpr std::size_t kShard = kBlock * kBlock;

// Which entries of a shard are still there: by block.
using Live = std::array<Mask, kBlock>;

class Shard;

// What a search finds, and what it has under way; one object serves many searches, one after another.
struct Found {
  std::vector<RuleId> rules;

  // Blocks, and then entries, that are still to be looked at: all of a search together, so that they can be fetched
  // from memory before it is their turn.
  struct Visit {
    const Shard* shard = nullptr;
    std::uint32_t at = 0;  // the block or the entry
    Mask live = 0;         // of a block
  };
  std::vector<Visit> blocks;
  std::vector<Visit> entries;
  std::vector<RuleId> repeated;  // rules that may be found again
};

class Shard {
 public:
  [[nodiscard]] std::size_t entries() const { return entries_.size() - 1; }
  [[nodiscard]] RuleId rule(std::size_t entry) const { return entries_[entry].rule; }
  [[nodiscard]] FormulaView formula(std::size_t entry) const {
    const std::uint32_t first = entries_[entry].first;
    return {std::span(formulas_).subspan(first, entries_[entry + 1].first - first), entries_[entry].steps};
  }
  // Whether the entry's rule has others.
  [[nodiscard]] bool is_split(std::size_t entry) const { return (split_[entry / kBlock] >> entry % kBlock & 1U) != 0; }
  // All entries.
  [[nodiscard]] Live all() const;

  // The three parts of a search: the blocks that an event does not refute, the entries of a block that it does not, and
  // whether an entry's rule is true.
  void find_blocks(const Live& live, Values& values, Found& found) const;
  void find_entries(std::size_t block, Mask live, Values& values, Found& found) const;
  void judge(std::size_t entry, Values& values, Found& found) const;
  // Fetch from memory what these will look at.
  void prefetch_block(std::size_t block) const;
  void prefetch_entry(std::size_t entry) const;

  // Bytes that it takes.
  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class ShardWriter;

  Block top_;
  std::vector<Block> blocks_;
  std::vector<Mask> split_;  // by block: whose rule has other entries
  std::vector<std::uint64_t> words_;
  // A block's are 64 from 64 times its position; one more stands behind the last.
  struct Entry {
    RuleId rule = 0;
    std::uint32_t first = 0;  // of its words
    std::uint16_t steps = 0;
  };
  std::vector<Entry> entries_;
  std::vector<std::uint64_t> formulas_;
};

// Makes one shard after another out of entries in the order in which they are to lie.
class ShardWriter {
 public:
  explicit ShardWriter(const Statistics& statistics) : demands_(statistics), block_(statistics), top_(statistics) {}

  [[nodiscard]] bool is_full() const { return in_shard_ == kShard; }
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

  std::shared_ptr<Shard> shard_;
  Demands demands_;
  BlockWriter block_;
  BlockWriter top_;
  std::size_t in_shard_ = 0;
  std::size_t in_block_ = 0;
  Mask exact_ = 0;
  Mask split_ = 0;
};

}  // namespace wend::match
