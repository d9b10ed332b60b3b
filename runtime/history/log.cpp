#include "runtime/history/log.hpp"

#include <algorithm>

namespace wend::history {
namespace {

std::size_t out_of_reach(const Log& log, const Need& need, Instant now) {
  if (need.unbounded || now < kComplete + need.reach) return 0;
  const auto first_kept =
      std::ranges::partition_point(log.events, [&](const eval::Event& event) { return event.time < now - need.reach; });
  return static_cast<std::size_t>(first_kept - log.events.begin());
}

}  // namespace

void insert(Log& log, const eval::Event& event) {
  const auto place = std::ranges::upper_bound(log.events, event.time, {}, &eval::Event::time);
  log.events.insert(place, event);
}

void trim(Log& log, const Need& need, std::uint32_t most, Instant now) {
  const std::size_t over = log.events.size() > most ? log.events.size() - most : 0;
  const std::size_t forgotten = std::max(over, out_of_reach(log, need, now));
  if (forgotten == 0) return;
  log.complete_since = std::max(log.complete_since, log.events[forgotten - 1].time + 1);
  log.events.erase(log.events.begin(), log.events.begin() + static_cast<std::ptrdiff_t>(forgotten));
}

eval::EventLog view(const Log& log) {
  eval::EventLog view{.events = log.events, .complete_since = std::nullopt};
  if (log.complete_since != kComplete) view.complete_since = log.complete_since;
  return view;
}

}  // namespace wend::history
