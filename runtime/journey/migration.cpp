#include "runtime/journey/migration.hpp"

#include <algorithm>
#include <iterator>

#include "runtime/history/need.hpp"
#include "runtime/journey/order.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {

void Migration::migrate() {
  leave();
  copy_header();
  for (history::Log& log : to_.memory.logs) fill(log);
  to_.refresh_history(nullptr);
  for (const Instance& instance : from_.memory.instances) move(instance);
  std::vector<Instance>& instances = to_.memory.instances;
  std::ranges::sort(
      instances, [&](const Instance& left, const Instance& right) { return is_served_before(to_.plan, left, right); });
  for (const Measurement& measurement : from_.memory.measurements) move(measurement);
  for (const PlannedWatch& planned : to_.plan.watches()) to_.memory.watches.push_back(watch_of(planned));
  std::ranges::copy_if(from_.memory.contacts, std::back_inserter(to_.memory.contacts),
                       [&](const ContactEntry& contact) { return counts(to_.plan, contact.counted); });
}

void Migration::leave() {
  for (InstanceIndex index = 0; index < from_.memory.instances.size(); ++index) {
    Instance& instance = from_.memory.instances[index];
    const Place place = place_of(instance, from_.plan, to_.plan);
    if (place.exit == Reason::none) continue;
    if (instance.kept.phase == Phase::live) end(from_, index, place.exit);
    instance.kept.phase = Phase::gone;
  }
  forget_ended(from_);
}

void Migration::copy_header() {
  const Memory& old = from_.memory;
  Memory& next = to_.memory;
  next.enroll(old.enrolled_at);
  next.clock = old.clock;
  next.has_tags = old.has_tags;
  next.ids = old.ids;
  next.entries = old.entries;
  next.offers = old.offers;
  next.tags = next.keep_as(to_.plan.tags(), {&from_.plan.tags(), old.tags});
  to_.refresh_zone();
}

void Migration::fill(history::Log& log) {
  const history::Log* old = from_.memory.log_of(log.event);
  const history::Need& before = from_.plan.history()[log.event];
  const history::Need& after = to_.plan.history()[log.event];
  const bool is_kept = old != nullptr && std::includes(before.fields.begin(), before.fields.end(), after.fields.begin(),
                                                       after.fields.end());
  if (!is_kept) {
    log.complete_since = std::max(log.complete_since, to_.memory.clock + 1);
    return;
  }
  log.complete_since = old->complete_since;
  for (eval::Event event : old->events) {
    event.fields = {&after.layout, to_.memory.keep_as(after.layout, event.fields)};
    log.events.push_back(event);
  }
  history::trim(log, after, to_.plan.limits().events, to_.memory.clock);
}

void Migration::move(Measurement measurement) {
  const PlannedJourney& before = from_.plan.journeys()[measurement.kept.journey];
  const std::uint64_t definition = before.measures[measurement.kept.measure].definition;
  const std::vector<PlannedJourney>& journeys = to_.plan.journeys();
  for (std::uint32_t journey = 0; journey < journeys.size(); ++journey) {
    if (!is_same(before, journeys[journey], to_.plan)) continue;
    const std::vector<PlannedMeasure>& measures = journeys[journey].measures;
    const auto same = std::ranges::find(measures, definition, &PlannedMeasure::definition);
    if (same == measures.end()) continue;
    measurement.kept.journey = journey;
    measurement.kept.measure = static_cast<std::uint32_t>(same - measures.begin());
    to_.memory.measurements.push_back(std::move(measurement));
    return;
  }
  abandon_measurement(from_, measurement);
}

}  // namespace wend::journey
