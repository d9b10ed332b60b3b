// Rules that are true only where some attribute has one of a few rare values: listed under these, and judged where an
// event has one of them.
//
// It takes less memory than blocks do, and no time for rules whose values an event does not have; but for what an event
// has it looks at one rule after another. So it is for rules of which each value has few. A rule has one entry, listed
// once for each value of each of its alternatives, at most 32 of each. Lists are found by a hash of attribute and
// value, some of which share one, and hold sixteen more bits of it beside each entry, so that hardly any rule of
// another value is judged.
#pragma once

#include "runtime/match/demands.hpp"
#include "runtime/match/shard.hpp"

namespace wend::match {

inline constexpr std::size_t kListShard = std::size_t{1} << 16U;

class ListShard final : public Shard {
 public:
  [[nodiscard]] bool is_split(std::size_t) const override { return false; }
  void find(const Live& live, Values& values, Found& found) const override;
  void judge(std::size_t entry, Values& values, Found& found) const override;
  [[nodiscard]] std::size_t bytes() const override;

 private:
  friend class ListShardWriter;

  [[nodiscard]] std::size_t list_of(std::uint64_t hash) const { return (hash >> 32U) * (firsts_.size() - 1) >> 32U; }
  // A list, and what items have of the hash.
  [[nodiscard]] std::uint64_t key_of(std::uint64_t hash) const;
  void find_listed(std::uint64_t key, const Live& live, Found& found) const;

  std::vector<Attribute> attributes_;  // that have lists
  std::vector<std::uint32_t> firsts_;  // by list: of its items, and behind the last
  std::vector<std::uint32_t> items_;   // an entry, above 16 bits of the hash
  std::vector<Mask> several_;          // entries that may be found more than once
};

class ListShardWriter {
 public:
  // Whether the formula's alternatives each ask for few and rare values.
  [[nodiscard]] static bool is_for(const Demands& demands);

  [[nodiscard]] bool is_full() const {
    return shard_ != nullptr && (shard_->entries() == kListShard || !shard_->has_room());
  }
  [[nodiscard]] bool is_empty() const { return shard_ == nullptr; }
  // There must be room; `demands` are the formula's, and it is for them.
  void add(RuleId rule, const FormulaView& formula, const Demands& demands);
  // What was added since the last.
  [[nodiscard]] std::shared_ptr<const Shard> take();

 private:
  struct Listed {
    std::uint64_t hash = 0;
    std::uint32_t entry = 0;
  };

  std::shared_ptr<ListShard> shard_;
  std::vector<Listed> listed_;
};

}  // namespace wend::match
