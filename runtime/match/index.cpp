#include "runtime/match/index.hpp"

#include <algorithm>
#include <utility>

#include "runtime/match/arrangement.hpp"
#include "runtime/match/block_shard.hpp"
#include "runtime/match/list_shard.hpp"

namespace wend::match {
namespace {

// Formulas whose constants are looked at, and entries that are judged one by one before they are put into blocks.
constexpr std::size_t kLearned = 20'000;
constexpr std::size_t kPending = 16;
// Entries of the smallest sections that are put together, and how many sections make one of the next size.
constexpr std::size_t kSmall = 64;
constexpr std::size_t kFanOut = 8;
// Rules that are too few for lists of values.
constexpr std::size_t kUngrouped = 4'096;

// How many steps ahead something is fetched.
constexpr std::size_t kAhead = 6;

void judge_entries(Values& values, Found& found) {
  for (std::size_t at = 0; at < found.entries.size(); ++at) {
    if (at + kAhead < found.entries.size()) {
      const Found::Visit& ahead = found.entries[at + kAhead];
      ahead.shard->prefetch_entry(ahead.at);
    }
    found.entries[at].shard->judge(found.entries[at].at, values, found);
  }
  found.entries.clear();
}

void take_each_once(Found& found) {
  if (!found.repeated.empty()) {
    std::ranges::sort(found.repeated);
    const auto doubles = std::ranges::unique(found.repeated);
    found.rules.insert(found.rules.end(), found.repeated.begin(), doubles.begin());
    found.repeated.clear();
  }
  if (!found.unsure.empty()) {
    found.rules.insert(found.rules.end(), found.unsure.begin(), found.unsure.end());
    const std::span<RuleId> rules = std::span(found.rules).subspan(found.before);
    std::ranges::sort(rules);
    found.rules.resize(found.rules.size() - std::ranges::unique(rules).size());
    found.unsure.clear();
  }
}

}  // namespace

void Snapshot::search(Values& values, Found& found) const {
  if (sections_ == nullptr) return;
  found.before = found.rules.size();
  for (const Section& section : *sections_) {
    if (section.shard != nullptr) section.shard->find(*section.live, values, found);
  }
  judge_entries(values, found);
  take_each_once(found);
}

// A shard is looked at for all events while it is at hand.
void Snapshot::search(std::span<Values> events, std::span<Found> found) const {
  if (sections_ == nullptr) return;
  for (Found& one : found) one.before = one.rules.size();
  for (const Section& section : *sections_) {
    if (section.shard == nullptr) continue;
    for (std::size_t event = 0; event < events.size(); ++event) {
      section.shard->find(*section.live, events[event], found[event]);
      judge_entries(events[event], found[event]);
    }
  }
  for (Found& one : found) take_each_once(one);
}

Snapshot Index::snapshot() const {
  const std::scoped_lock lock(published_mutex_);
  return Snapshot(published_);
}

void Index::publish() {
  auto sections = std::make_shared<const Snapshot::Sections>(sections_);
  const std::scoped_lock lock(published_mutex_);
  published_.swap(sections);
}

void Index::learn(const FormulaView& formula) {
  statistics_.see(formula);
  ++learned_;
}

void Index::add(std::span<const RuleId> rules, const FormulaOf& formula_of) {
  Formula formula;
  const std::size_t stride = std::max<std::size_t>(1, rules.size() / kLearned);
  for (std::size_t at = 0; at < rules.size() && learned_ < kLearned; at += stride) {
    formula_of(rules[at], formula);
    learn(formula.view());
  }
  statistics_.settle();
  if (!rules.empty()) make_place(*std::ranges::max_element(rules));
  group(rules.size(), [&](std::size_t at) {
    formula_of(rules[at], formula);
    return Joined{rules[at], formula.view()};
  });
  publish();
}

void Index::add(RuleId rule, const FormulaView& formula) {
  Demands demands(statistics_);
  demands.assign(formula);
  if (demands.alternatives() == 0) return;
  add_pending(rule, formula);
  tidy();
  publish();
}

void Index::remove(RuleId rule) {
  if (rule >= places_.size() || places_[rule] == kNowhere) return;
  forget(rule);
  tidy();
  publish();
}

// Nothing refutes what is pending, so that one entry serves all alternatives of a formula.
void Index::add_pending(RuleId rule, const FormulaView& formula) {
  if (pending_ != kNowhere && sections_[pending_].entries >= kPending) settle_pending();
  BlockShardWriter writer(statistics_);
  const std::uint32_t before = std::exchange(pending_, kNowhere);
  std::vector<Joined> waiting;
  if (before != kNowhere) waiting = live_rules(std::span(&before, 1));
  for (const Joined& one : waiting) writer.add_plain(one.rule, one.formula);
  writer.add_plain(rule, formula);
  const std::shared_ptr<const Shard> shard = writer.take();
  if (before != kNowhere) drop(before);
  pending_ = put(shard);
}

// What is pending becomes a block, together with a section that has room.
void Index::settle_pending() {
  std::vector<std::uint32_t> joined = {std::exchange(pending_, kNowhere)};
  const std::vector<std::uint32_t>& small = tiers_.front();
  if (!small.empty() && sections_[small.back()].entries + kPending <= kSmall) {
    joined.push_back(small.back());
  } else {
    for (const std::vector<std::uint32_t>& tier : tiers_) {
      if (tier.size() < kFanOut) break;
      joined.insert(joined.end(), tier.begin(), tier.end());
    }
  }
  join(joined);
}

std::vector<Index::Joined> Index::live_rules(std::span<const std::uint32_t> sections) const {
  std::vector<Joined> rules;
  for (const std::uint32_t at : sections) {
    const Section& section = sections_[at];
    for (std::size_t entry = 0; entry < section.shard->entries(); ++entry) {
      if (((*section.live)[entry / kMaskBits] >> entry % kMaskBits & 1U) == 0) continue;
      rules.push_back({section.shard->rule(entry), section.shard->formula(entry)});
    }
  }
  std::ranges::stable_sort(rules, {}, &Joined::rule);
  const auto doubles = std::ranges::unique(rules, {}, &Joined::rule);
  rules.erase(doubles.begin(), doubles.end());
  return rules;
}

void Index::join(std::span<const std::uint32_t> sections) {
  const std::vector<Joined> rules = live_rules(sections);
  if (learned_ < kLearned) {
    for (const Joined& one : rules) learn(one.formula);
    statistics_.settle();
  }
  // What was split may be split otherwise now, so that all its places are given up, here and elsewhere.
  const std::vector<Section> kept_alive = [&] {
    std::vector<Section> kept;
    for (const std::uint32_t section : sections) kept.push_back(sections_[section]);
    return kept;
  }();
  for (const Joined& one : rules) {
    if (places_[one.rule] == kSplit) forget(one.rule);
    places_[one.rule] = kNowhere;
  }
  drop(sections);
  group(rules.size(), [&](std::size_t at) { return rules[at]; });
}

void Index::group(std::size_t count, const std::function<Joined(std::size_t)>& rule_at) {
  Arrangement arrangement;
  Demands demands(statistics_);
  ListShardWriter lists;
  for (std::uint32_t at = 0; at < count; ++at) {
    const Joined one = rule_at(at);
    demands.assign(one.formula);
    if (count <= kUngrouped || !ListShardWriter::is_for(demands)) {
      arrangement.add(at, demands);
      continue;
    }
    lists.add(one.rule, one.formula, demands);
    if (lists.is_full()) put_grouped(lists.take());
  }
  if (!lists.is_empty()) put_grouped(lists.take());
  BlockShardWriter writer(statistics_);
  for (const Arrangement::Entry& entry : arrangement.arrange()) {
    const Joined one = rule_at(entry.item);
    writer.add(one.rule, one.formula, entry.alternative);
    if (writer.is_full()) put_grouped(writer.take());
  }
  if (!writer.is_empty()) put_grouped(writer.take());
  sort_splits();
}

std::uint32_t Index::put(std::shared_ptr<const Shard> shard) {
  std::uint32_t at = static_cast<std::uint32_t>(sections_.size());
  if (free_.empty()) {
    sections_.emplace_back();
  } else {
    at = free_.back();
    free_.pop_back();
  }
  for (std::size_t entry = 0; entry < shard->entries(); ++entry) {
    remember(shard->rule(entry), at << kEntryBits | static_cast<Place>(entry), shard->is_split(entry));
  }
  const auto entries = static_cast<std::uint32_t>(shard->entries());
  auto live = std::make_shared<const Live>(all_of(*shard));
  sections_[at] = {std::move(shard), std::move(live), entries};
  return at;
}

void Index::put_grouped(std::shared_ptr<const Shard> shard) {
  std::size_t tier = 0;
  for (std::size_t most = 2 * kSmall; tier < kTiers && shard->entries() > most; most *= kFanOut) ++tier;
  const std::uint32_t at = put(std::move(shard));
  if (tier < kTiers) tiers_[tier].push_back(at);
}

void Index::drop(std::uint32_t section) {
  sections_[section] = {};
  free_.push_back(section);
  for (std::vector<std::uint32_t>& tier : tiers_) std::erase(tier, section);
  std::erase(sparse_, section);
  if (pending_ == section) pending_ = kNowhere;
}

void Index::drop(std::span<const std::uint32_t> sections) {
  for (const std::uint32_t section : sections) {
    if (sections_[section].shard != nullptr) drop(section);
  }
}

void Index::make_place(RuleId rule) {
  const std::size_t more = places_.size() + places_.size() / 2;
  if (rule >= places_.size()) places_.resize(std::max<std::size_t>(std::size_t{rule} + 1, more), kNowhere);
}

void Index::remember(RuleId rule, Place place, bool is_split) {
  make_place(rule);
  places_[rule] = is_split ? kSplit : place;
  if (is_split) splits_.push_back({rule, place});
}

void Index::sort_splits() {
  const auto middle = splits_.begin() + static_cast<std::ptrdiff_t>(sorted_splits_);
  std::sort(middle, splits_.end());
  std::inplace_merge(splits_.begin(), middle, splits_.end());
  sorted_splits_ = splits_.size();
}

void Index::forget(RuleId rule) {
  const Place place = std::exchange(places_[rule], kNowhere);
  if (place != kSplit) return mask_out(place);
  const auto first = std::ranges::lower_bound(splits_, rule, {}, &Split::rule);
  const auto last = std::ranges::upper_bound(splits_, rule, {}, &Split::rule);
  const std::vector<Split> places(first, last);
  splits_.erase(first, last);
  sorted_splits_ = splits_.size();
  for (const Split& one : places) mask_out(one.place);
}

void Index::mask_out(Place place) {
  const std::uint32_t at = place >> kEntryBits;
  const std::size_t entry = place & ((1U << kEntryBits) - 1);
  Section& section = sections_[at];
  auto live = std::make_shared<Live>(*section.live);
  (*live)[entry / kMaskBits] &= ~(Mask{1} << entry % kMaskBits);
  section.live = std::move(live);
  --section.entries;
  touched_.push_back(at);
}

// Looks after the sections that something was taken out of.
void Index::tidy() {
  while (!touched_.empty()) {
    const std::uint32_t at = touched_.back();
    touched_.pop_back();
    const Section& section = sections_[at];
    if (section.shard == nullptr) continue;
    if (section.entries == 0) {
      drop(at);
    } else if (section.shard->entries() > 2 * kSmall && 2 * section.entries < section.shard->entries()) {
      if (std::ranges::find(sparse_, at) == sparse_.end()) sparse_.push_back(at);
      if (sparse_.size() > 1) join(std::vector(sparse_));
    }
  }
}

std::size_t Index::bytes() const {
  std::size_t bytes = sizeof *this + places_.capacity() * sizeof(Place) + splits_.capacity() * sizeof(Split) +
                      2 * sections_.capacity() * sizeof(Section);
  for (const Section& section : sections_) {
    if (section.shard != nullptr) {
      bytes += section.shard->bytes() + sizeof(Live) + section.live->capacity() * sizeof(Mask);
    }
  }
  return bytes;
}

}  // namespace wend::match
