#include "runtime/match/arrangement.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "runtime/match/block.hpp"

namespace wend::match {
namespace {

Arrangement::Form form_of(std::span<const Range> ranges) {
  if (ranges.empty() || ranges.front().from != kLeast) {
    return ranges.empty() || ranges.back().to != kMost ? Arrangement::Form::between : Arrangement::Form::at_least;
  }
  return Arrangement::Form::at_most;
}

std::int64_t place_of(std::span<const Range> ranges) {
  if (ranges.empty()) return kLeast;
  return ranges.front().from == kLeast ? ranges.front().to : ranges.front().from;
}

Arrangement::Entry entry_of(const Demands& demands, std::size_t alternative) {
  Arrangement::Entry entry;
  const Demand* first = nullptr;
  const Demand* second = nullptr;
  for (const Demand& demand : demands.of(alternative)) {
    if (first == nullptr || telling(demand) < telling(*first)) {
      second = std::exchange(first, &demand);
    } else if (second == nullptr || telling(demand) < telling(*second)) {
      second = &demand;
    }
  }
  if (first != nullptr) {
    entry.first = first->attribute;
    entry.form = form_of(demands.ranges_of(*first));
    entry.at_first = place_of(demands.ranges_of(*first));
  }
  if (second != nullptr) {
    entry.second = second->attribute;
    entry.at_second = place_of(demands.ranges_of(*second));
  }
  return entry;
}

}  // namespace

void Arrangement::add(std::uint32_t item, const Demands& demands) {
  for (std::size_t alternative = 0; alternative < demands.alternatives(); ++alternative) {
    Entry entry = entry_of(demands, alternative);
    entry.item = item;
    entry.alternative = static_cast<std::uint8_t>(alternative);
    entries_.push_back(entry);
  }
}

std::span<const Arrangement::Entry> Arrangement::arrange() {
  std::ranges::sort(entries_, {}, [](const Entry& entry) {
    return std::tuple(entry.first, entry.form, entry.at_first, entry.second, entry.at_second, entry.item,
                      entry.alternative);
  });
  return entries_;
}

}  // namespace wend::match
