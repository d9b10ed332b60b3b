#include "runtime/match/arrangement.hpp"

#include <algorithm>
#include <tuple>

#include "runtime/match/block.hpp"

namespace wend::match {
namespace {

// The share of likely values that are below the middle of the ranges.
float middle_of(const Statistics& statistics, Attribute attribute, std::span<const Range> ranges) {
  if (ranges.empty()) return 0;
  const auto below = [&](std::int64_t value) {
    const Range range{kLeast, value};
    return value == kLeast ? 0 : statistics.share(attribute, std::span(&range, 1), false);
  };
  const float middle = (below(ranges.front().from) + below(ranges.back().to)) / 2;
  return ranges.size() > 1 ? 1 + middle : middle;
}

// Entries that ask for one value lie with others that do. Ranges reach into each other, so that a block of them passes
// more than any one does, and entries that pass several ranges are like no other.
float cost_of(const Demand& demand, std::span<const Range> ranges) {
  if (ranges.size() > 1) return 4 * demand.share + 0.2F;
  return ranges.empty() || ranges.front().from == ranges.front().to ? demand.share : 2 * demand.share + 0.03F;
}

}  // namespace

void Arrangement::add(std::uint32_t item, const Demands& demands) {
  for (std::size_t alternative = 0; alternative < demands.alternatives(); ++alternative) {
    const auto first = static_cast<std::uint32_t>(places_.size());
    for (const Demand& demand : demands.of(alternative)) {
      const std::span<const Range> ranges = demands.ranges_of(demand);
      places_.push_back(
          {demand.attribute, cost_of(demand, ranges), middle_of(demands.statistics(), demand.attribute, ranges)});
    }
    const auto count = static_cast<std::uint32_t>(places_.size()) - first;
    entries_.push_back({item, static_cast<std::uint8_t>(alternative), first, count});
  }
}

const Arrangement::Place* Arrangement::best(const Entry& entry, const Groups& groups) const {
  const Place* found = nullptr;
  for (const Place& place : std::span(places_).subspan(entry.first, entry.count)) {
    if (!groups.contains(place.attribute)) continue;
    if (found == nullptr || place.cost < found->cost) found = &place;
  }
  return found;
}

const Arrangement::Place& Arrangement::at(const Entry& entry, Attribute attribute) const {
  return *std::ranges::find(std::span(places_).subspan(entry.first, entry.count), attribute, &Place::attribute);
}

void Arrangement::take_blocks(Attribute attribute, std::vector<Entry>& entries) {
  const std::size_t whole = entries.size() / kBlock * kBlock;
  const auto end = entries.begin() + static_cast<std::ptrdiff_t>(whole);
  std::ranges::nth_element(entries, end, {}, [&](const Entry& entry) { return at(entry, attribute).cost; });
  std::ranges::sort(entries.begin(), end, {}, [&](const Entry& entry) {
    return std::tuple(at(entry, attribute).middle, entry.item, entry.alternative);
  });
  arranged_.insert(arranged_.end(), entries.begin(), end);
  entries.erase(entries.begin(), end);
}

// The attributes that fewest entries go to come first, so that what is left over of them makes others larger.
std::span<const Arrangement::Entry> Arrangement::arrange() {
  Groups groups;
  for (const Place& place : places_) groups.try_emplace(place.attribute);
  std::vector<Entry> left_over;
  const auto put = [&](const Entry& entry) {
    const Place* place = best(entry, groups);
    (place == nullptr ? left_over : groups[place->attribute]).push_back(entry);
  };
  for (const Entry& entry : entries_) put(entry);
  while (!groups.empty()) {
    const auto smallest = std::ranges::min_element(groups, {}, [](const auto& group) { return group.second.size(); });
    const auto [attribute, entries] = std::move(*smallest);
    groups.erase(smallest);
    std::vector<Entry> rest = entries;
    take_blocks(attribute, rest);
    for (const Entry& entry : rest) put(entry);
  }
  arranged_.insert(arranged_.end(), left_over.begin(), left_over.end());
  return arranged_;
}

}  // namespace wend::match
