// Many rules, one event: which of them are true.
//
//     match::Index index;
//     index.add(7, formula);                     // a rule is a small number of the caller's
//     match::Snapshot now = index.snapshot();
//     values.begin(&source, attributes);         // see values.hpp
//     found.clear();
//     now.search(values, found);                 // found.rules, in no particular order
//     index.remove(7);
//
// Rules lie in shards of up to 32,768 in blocks, or 65,536 on lists (shard.hpp), grouped so that one event touches
// little of them. What is added one by one waits in small shards, several of which are grouped anew as one of the next
// size, and so on; what is removed is masked out, and shards that are half empty are joined. So adding and removing
// cost some microseconds on average, and a tenth of a second at worst, whatever the number of rules, and memory follows
// the number of rules that are there.
//
// Thread-safety: one thread writes. Any number of others take snapshots at any time and search them; a snapshot never
// changes and keeps what it needs alive.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "runtime/match/shard.hpp"
#include "runtime/match/statistics.hpp"

namespace wend::match {

// A shard as it is now. Null: a place that is free.
struct Section {
  std::shared_ptr<const Shard> shard;
  std::shared_ptr<const Live> live;
  std::uint32_t entries = 0;  // that are live
};

class Snapshot {
 public:
  Snapshot() = default;

  // Adds the rules that are true, each once, in no particular order.
  void search(Values& values, Found& found) const;
  // Likewise for each event; cheaper than one after another where there are many rules.
  void search(std::span<Values> events, std::span<Found> found) const;

 private:
  friend class Index;
  using Sections = std::vector<Section>;
  explicit Snapshot(std::shared_ptr<const Sections> sections) : sections_(std::move(sections)) {}

  std::shared_ptr<const Sections> sections_;
};

class Index {
 public:
  // Gives the formula of a rule; asked for more than once.
  using FormulaOf = std::function<void(RuleId, Formula&)>;

  // Many at once, grouped among each other. None of the rules may be there already.
  void add(std::span<const RuleId> rules, const FormulaOf& formula_of);
  // The rule must not be there already.
  void add(RuleId rule, const FormulaView& formula);
  // Nothing where it is not there.
  void remove(RuleId rule);

  [[nodiscard]] Snapshot snapshot() const;

  // Bytes of all that it keeps.
  [[nodiscard]] std::size_t bytes() const;

 private:
  // An entry of a section: its position, then the entry's.
  using Place = std::uint32_t;
  static constexpr unsigned kEntryBits = 16;
  static constexpr std::size_t kTiers = 3;
  static constexpr Place kNowhere = ~Place{0};
  static constexpr Place kSplit = kNowhere - 1;  // the rule has several places: see splits_

  struct Split {
    RuleId rule = 0;
    Place place = 0;
    friend auto operator<=>(const Split&, const Split&) = default;
  };
  struct Joined {
    RuleId rule = 0;
    FormulaView formula;
  };

  void learn(const FormulaView& formula);
  std::uint32_t put(std::shared_ptr<const Shard> shard);
  void put_grouped(std::shared_ptr<const Shard> shard);
  void drop(std::uint32_t section);
  void drop(std::span<const std::uint32_t> sections);
  void make_place(RuleId rule);
  void remember(RuleId rule, Place place, bool is_split);
  void sort_splits();
  // Takes the rule out of all its places.
  void forget(RuleId rule);
  void mask_out(Place place);
  void tidy();
  // Groups the rules of the sections anew.
  void join(std::span<const std::uint32_t> sections);
  [[nodiscard]] std::vector<Joined> live_rules(std::span<const std::uint32_t> sections) const;
  void group(std::size_t count, const std::function<Joined(std::size_t)>& rule_at);
  void add_pending(RuleId rule, const FormulaView& formula);
  void settle_pending();
  void publish();

  Statistics statistics_;
  std::size_t learned_ = 0;
  std::vector<Section> sections_;
  std::vector<std::uint32_t> free_;
  std::vector<Place> places_;                             // by rule
  std::vector<Split> splits_;                             // sorted, but for the last ones while something is under way
  std::size_t sorted_splits_ = 0;                         // how many are
  std::array<std::vector<std::uint32_t>, kTiers> tiers_;  // sections by size: several of one make one of the next
  std::vector<std::uint32_t> sparse_;                     // half empty, waits for another such
  std::vector<std::uint32_t> touched_;                    // that something was taken out of
  std::uint32_t pending_ = kNowhere;                      // the section that takes what is added next

  mutable std::mutex published_mutex_;
  std::shared_ptr<const Snapshot::Sections> published_;
};

}  // namespace wend::match
