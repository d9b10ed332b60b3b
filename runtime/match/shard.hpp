// Rules that are searched together, and never change once they are made, so that any number of threads may search them.
//
// There are two kinds: rules in blocks of 512 (block_shard.hpp) and rules that are listed by the values that they ask
// for (list_shard.hpp). Either finds entries that may be true, and judges the formulas of those
// of which it does not know.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "runtime/match/formula.hpp"
#include "runtime/match/mask.hpp"
#include "runtime/match/values.hpp"

namespace wend::match {

using RuleId = std::uint32_t;

// Which entries of a shard are still there: a bit each, and kMasks masks or a multiple of that.
using Live = std::vector<Mask>;

class Shard;

// What a search finds, and what it has under way; one object serves many searches, one after another.
struct Found {
  std::vector<RuleId> rules;

  // Entries that are still to be judged: all of a search together, so that they can be fetched from memory before it is
  // their turn.
  struct Visit {
    const Shard* shard = nullptr;
    std::uint32_t at = 0;
  };
  std::vector<Visit> entries;
  std::vector<RuleId> repeated;  // rules that may be found again, all by entries that are judged
  std::vector<RuleId> unsure;    // rules that may be found again by an entry that is not
  std::size_t before = 0;        // rules of the searches before this one
};

class Shard {
 public:
  virtual ~Shard() = default;

  [[nodiscard]] std::size_t entries() const { return rules_.size(); }
  [[nodiscard]] RuleId rule(std::size_t entry) const { return rules_[entry]; }
  [[nodiscard]] FormulaView formula(std::size_t entry) const {
    const std::uint32_t first = firsts_[entry];
    return FormulaView(std::span(formulas_).subspan(first, firsts_[entry + 1] - first));
  }
  // Whether the entry's rule has others.
  [[nodiscard]] virtual bool is_split(std::size_t entry) const = 0;

  // The two parts of a search: the rules that are true, and the entries that may be; and whether the rule of such an
  // entry is true.
  virtual void find(const Live& live, Values& values, Found& found) const = 0;
  virtual void judge(std::size_t entry, Values& values, Found& found) const = 0;
  // Fetches from memory what `judge` will look at.
  void prefetch_entry(std::size_t entry) const {
    constexpr std::size_t kLine = 32;  // units
    const Unit* first = formulas_.data() + firsts_[entry];
    __builtin_prefetch(first);
    __builtin_prefetch(first + kLine);
  }

  // Bytes that it takes.
  [[nodiscard]] virtual std::size_t bytes() const = 0;

 protected:
  void keep(RuleId rule, const FormulaView& formula);
  // Whether there is room for one more, however large it is.
  [[nodiscard]] bool has_room() const { return formulas_.size() < std::size_t{1} << 31U; }
  // After the last.
  void seal();
  void prefetch_head(std::size_t entry) const { __builtin_prefetch(&firsts_[entry]); }
  [[nodiscard]] std::size_t bytes_of_formulas() const;

 private:
  std::vector<RuleId> rules_;
  std::vector<std::uint32_t> firsts_ = std::vector<std::uint32_t>(1);  // of formulas' units, and behind the last
  std::vector<Unit> formulas_;
};

// All entries.
[[nodiscard]] Live all_of(const Shard& shard);

}  // namespace wend::match
