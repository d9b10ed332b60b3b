#include "runtime/journey/plausible.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "compiler/ir/rests.hpp"
#include "compiler/ir/steps.hpp"
#include "runtime/journey/key.hpp"
#include "runtime/journey/ledger.hpp"
#include "runtime/journey/measure.hpp"
#include "runtime/journey/order.hpp"
#include "runtime/journey/rules.hpp"
#include "runtime/journey/step.hpp"

namespace wend::journey {
namespace {

// What has happened lies at or before the clock, what is due at or after it: so a damaged clock or timer does not make
// a step live through thousands of years.
bool is_past(Instant time, Instant clock) {
  return is_valid_time(time) && time <= clock;
}

bool is_due(Instant time, Instant clock) {
  return time == kNever || (is_valid_time(time) && time >= clock);
}

bool is_plausible(const Run& run, Instant clock) {
  const auto has_come = [&](const RunEvent& event) { return event.row == nullptr || is_past(event.time, clock); };
  return is_past(run.since, clock) && is_due(run.due, clock) && std::ranges::all_of(run.events, has_come);
}

bool is_plausible(const PlannedWatch& planned, const Watch& watch, Instant clock) {
  const bool is_sequence = planned.asked().kind == ir::Pattern::Kind::sequence;
  if (is_sequence ? watch.due != kNever : !watch.runs.empty()) return false;
  return is_past(watch.since, clock) && is_due(watch.due, clock) &&
         std::ranges::all_of(watch.runs, [&](const Run& run) { return is_plausible(run, clock); });
}

bool are_plausible(const std::vector<PlannedWatch>& planned, const std::vector<Watch>& watches, Instant clock) {
  if (planned.size() != watches.size()) return false;
  for (std::size_t at = 0; at < watches.size(); ++at) {
    if (!is_plausible(planned[at], watches[at], clock)) return false;
  }
  return true;
}

bool is_plausible(const Plan& plan, const history::Log& log, Instant clock) {
  if (log.events.size() > plan.limits().events) return false;
  if (log.complete_since != history::kComplete && !is_valid_time(log.complete_since)) return false;
  const auto by_time = [](const eval::Event& left, const eval::Event& right) { return left.time < right.time; };
  if (!std::ranges::is_sorted(log.events, by_time)) return false;
  return log.events.empty() || (is_valid_time(log.events.front().time) && log.events.back().time <= clock);
}

bool are_plausible(const Plan& plan, const std::vector<history::Log>& logs, Instant clock) {
  std::size_t next = 0;
  for (std::size_t event = 0; event < plan.history().size(); ++event) {
    if (!plan.history()[event].kept) continue;
    if (next == logs.size() || logs[next].event != event || !is_plausible(plan, logs[next], clock)) return false;
    ++next;
  }
  return next == logs.size();
}

bool rests(const ir::Journey& journey, std::uint32_t step) {
  return step < journey.steps.size() && ir::rests(journey.steps[step]);
}

// A contact that a policy delays: only where some policy does so at all is its due time needed.
bool rests_at_contact(const ir::Journey& journey, const InstanceEntry& kept) {
  if (kept.step >= journey.steps.size() || kept.due == kNever || kept.control != 0) return false;
  const auto& action = journey.steps[kept.step].action;
  return std::holds_alternative<ir::Send>(action) || std::holds_alternative<ir::Place>(action);
}

bool is_plausible(const ir::Step& step, const LoopEntry& loop, Instant clock) {
  if (loop.visit == 0) return loop == LoopEntry{};
  std::uint64_t most = std::max<std::uint64_t>(loop.items, 1);
  if (const auto* repeat = std::get_if<ir::Repeat>(&step.action)) most = repeat->times;
  const auto* each = std::get_if<ir::Each>(&step.action);
  const bool items = loop.inside == 1 && each != nullptr ? loop.items <= each->at_most : loop.items == 0;
  return items && (loop.visit <= most || (each != nullptr && loop.inside == 0 && loop.visit <= each->at_most)) &&
         loop.inside <= 1 && is_past(loop.since, clock);
}

// What an instance that rests at a step repeats is inside of.
bool are_loops_plausible(const PlannedJourney& planned, const Instance& instance, Instant clock) {
  const std::vector<ir::Step>& steps = planned.journey->steps;
  std::vector<std::uint32_t> around;
  if (instance.kept.phase == Phase::live) around = ir::loops_around(steps[instance.kept.step]);
  for (std::uint32_t at = 0; at < instance.loops.size(); ++at) {
    const Loop& loop = instance.loops[at];
    const bool is_inside = std::ranges::find(around, at) != around.end();
    if ((loop.kept.inside == 1) != is_inside) return false;
    if (!is_plausible(steps[planned.loop_steps[at]], loop.kept, clock)) return false;
    if (is_inside && !are_plausible(planned.untils[at], loop.until, clock)) return false;
  }
  return true;
}

bool is_plausible(const Plan& plan, const OfferEntry& offer, Instant clock) {
  const std::vector<schema::Slot>& slots = plan.schema().slots;
  return offer.slot < slots.size() && offer.message < slots[offer.slot].templates.size() && offer.entry > 0 &&
         offer.reserved == 0 && is_past(offer.placed, clock) && is_due(offer.until, clock) && offer.until > clock;
}

bool are_plausible(const Plan& plan, const std::vector<OfferEntry>& offers, Instant clock) {
  const auto one = [&](const OfferEntry& offer) { return is_plausible(plan, offer, clock); };
  const auto by_time = [](const OfferEntry& left, const OfferEntry& right) { return left.placed < right.placed; };
  return offers.size() <= kMostOffers && std::ranges::all_of(offers, one) && std::ranges::is_sorted(offers, by_time);
}

bool are_watches_plausible(const PlannedJourney& planned, const Instance& instance, Instant clock) {
  if (!are_plausible(planned.own, instance.own, clock)) return false;
  if (instance.kept.phase != Phase::live) return instance.awaited.empty();
  return are_plausible(planned.awaited[instance.kept.step], instance.awaited, clock);
}

bool are_times_plausible(const Instance& instance, Instant clock) {
  const auto has_come = [&](const RunEvent& event) { return event.row == nullptr || is_past(event.time, clock); };
  const InstanceEntry& kept = instance.kept;
  return is_past(kept.event_time, kept.entered) && is_past(kept.entered, kept.rests_since) &&
         is_past(kept.rests_since, clock) && is_due(kept.due, clock) && is_due(kept.expires, clock) &&
         is_due(kept.check, clock) && is_due(kept.counts_until, kept.entered) &&
         std::ranges::all_of(instance.named, has_come);
}

bool is_key(const PlannedJourney& planned, const Instance& instance) {
  if (!planned.journey->key) return instance.key.empty() && instance.kept.key_hash == 0;
  return instance.key.size() <= kLongestKey && instance.kept.key_hash == key_hash(instance.key);
}

bool is_plausible(const Plan& plan, const Instance& instance, Instant clock) {
  const InstanceEntry& kept = instance.kept;
  const PlannedJourney& planned = plan.journeys()[kept.journey];
  const bool flags = kept.control <= 1 && (kept.goals_reached >> planned.journey->goals.size()) == 0 &&
                     kept.has_row <= 1 && kept.entry > 0;
  const bool has_timers = kept.due != kNever || kept.expires != kNever || kept.check != kNever;
  const bool is_at_contact = kept.phase == Phase::live && rests_at_contact(*planned.journey, kept);
  const bool is_resting = is_at_contact || (kept.phase == Phase::live && rests(*planned.journey, kept.step));
  const bool is_watching = kept.phase == Phase::watching && counts_on(kept, *planned.journey) && !has_timers;
  const bool may_have_row = planned.journey->has_entry_event || !planned.journey->kept.empty();
  const bool row = kept.has_row == 0 ? kept.row_size == 0 && planned.journey->kept.empty() : may_have_row;
  return flags && (is_at_contact || kept.arbitrated_by == 0) && (is_resting || is_watching) && row &&
         is_key(planned, instance) && are_times_plausible(instance, clock) &&
         are_watches_plausible(planned, instance, clock) && are_loops_plausible(planned, instance, clock);
}

bool are_plausible(const Plan& plan, const std::vector<Instance>& instances, Instant clock) {
  const auto one = [&](const Instance& instance) { return is_plausible(plan, instance, clock); };
  const auto before = [&](const Instance& left, const Instance& right) { return is_served_before(plan, left, right); };
  return std::ranges::all_of(instances, one) && std::ranges::is_sorted(instances, before);
}

bool are_plausible(const std::vector<JourneyEntry>& entries, Instant clock) {
  const auto one = [&](const JourneyEntry& entry) {
    return entry.entered > 0 && entry.entered <= std::numeric_limits<std::uint32_t>::max() / 2 &&
           (entry.ended == kNever || is_past(entry.ended, clock));
  };
  const auto not_before = [](const JourneyEntry& left, const JourneyEntry& right) {
    return std::tie(left.name_hash, left.key_hash) >= std::tie(right.name_hash, right.key_hash);
  };
  return std::ranges::all_of(entries, one) && std::ranges::adjacent_find(entries, not_before) == entries.end();
}

// By time, each under what a cap counts, of a medium that exists, and of one thing no more than the bound.
bool are_plausible(const Plan& plan, const std::vector<ContactEntry>& contacts, Instant clock) {
  const auto exists = [&](std::uint32_t medium) {
    const bool is_slot = (medium & kSlotBit) != 0;
    const std::uint32_t index = medium & ~kSlotBit;
    return is_slot ? index < plan.schema().slots.size() : index < plan.schema().channels.size();
  };
  std::map<std::uint64_t, std::uint32_t> numbers;
  return std::ranges::is_sorted(contacts, {}, &ContactEntry::time) &&
         std::ranges::all_of(contacts, [&](const ContactEntry& contact) {
           return is_past(contact.time, clock) && exists(contact.medium) && counts(plan, contact.counted) &&
                  ++numbers[contact.counted] <= plan.limits().contacts;
         });
}

// Every instance is one of the entries counted.
bool are_counted(const Plan& plan, const Memory& memory) {
  return std::ranges::all_of(memory.instances, [&](const Instance& instance) {
    const std::uint64_t name_hash = plan.journeys()[instance.kept.journey].name_hash;
    return std::ranges::any_of(memory.entries, [&](const JourneyEntry& entry) {
      return entry.name_hash == name_hash && entry.key_hash == 0 && entry.entered >= instance.kept.entry;
    });
  });
}

bool is_plausible(const SampleEntry& sample, Instant clock) {
  if (sample.state == SampleEntry::kPending)
    return sample.value == 0 && sample.due != kNever && is_due(sample.due, clock);
  if (sample.state == SampleEntry::kKnown) return is_past(sample.due, clock);
  return sample.state == SampleEntry::kUnknown && sample.value == 0 &&
         (sample.due == kNever || is_past(sample.due, clock));
}

bool are_plausible(const std::vector<Measurement>& measurements, Instant clock) {
  if (measurements.size() > kMostMeasurements) return false;
  return std::ranges::all_of(measurements, [&](const Measurement& measurement) {
    return measurement.kept.control <= 1 && is_past(measurement.kept.entered, clock) &&
           next_sample(measurement) != kNever &&
           std::ranges::all_of(measurement.samples,
                               [&](const SampleEntry& sample) { return is_plausible(sample, clock); });
  });
}

}  // namespace

bool is_plausible(const Plan& plan, const Memory& memory) {
  const Instant clock = memory.clock;
  const auto has_arrived = [&](const IdEntry& id) { return is_past(id.arrived, clock); };
  return is_valid_time(clock) && is_past(memory.enrolled_at, clock) && memory.ids.size() <= plan.limits().ids &&
         std::ranges::all_of(memory.ids, has_arrived) && are_plausible(plan, memory.logs, clock) &&
         are_plausible(plan, memory.instances, clock) && are_plausible(memory.entries, clock) &&
         are_counted(plan, memory) && are_plausible(plan.watches(), memory.watches, clock) &&
         are_plausible(plan, memory.contacts, clock) && are_plausible(memory.measurements, clock) &&
         are_plausible(plan, memory.offers, clock);
}

}  // namespace wend::journey
