#include "runtime/journey/plausible.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "compiler/ir/rests.hpp"
#include "runtime/journey/key.hpp"
#include "runtime/journey/ledger.hpp"
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

bool is_plausible(const AbsenceEntry& absence, Instant clock) {
  return absence == AbsenceEntry{} || (is_past(absence.since, clock) && is_due(absence.due, clock));
}

bool are_plausible(const std::vector<AbsenceEntry>& absences, Instant clock) {
  return std::ranges::all_of(absences, [&](const AbsenceEntry& absence) { return is_plausible(absence, clock); });
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

bool is_plausible(const ir::Repeat& repeat, const LoopEntry& loop, Instant clock) {
  if (loop.visit == 0) return loop.inside == 0 && loop.since == 0 && loop.silence == AbsenceEntry{};
  const bool counts_silence = loop.inside == 1 && repeat.until;
  return loop.visit <= repeat.times && loop.inside <= 1 && is_past(loop.since, clock) &&
         (counts_silence || loop.silence == AbsenceEntry{}) && is_plausible(loop.silence, clock);
}

// What an instance that rests at a step repeats is inside of.
bool are_loops_plausible(const PlannedJourney& planned, const Instance& instance, Instant clock) {
  const std::vector<ir::Step>& steps = planned.journey->steps;
  const bool is_live = instance.kept.phase == Phase::live;
  std::vector<std::uint32_t> around;
  if (is_live) around = steps[instance.kept.step].loops;
  const auto* here = is_live ? std::get_if<ir::Repeat>(&steps[instance.kept.step].action) : nullptr;
  if (here != nullptr) around.push_back(here->loop);
  for (std::uint32_t loop = 0; loop < instance.loops.size(); ++loop) {
    const LoopEntry& entry = instance.loops[loop];
    const bool is_inside = std::ranges::find(around, loop) != around.end();
    if ((entry.inside == 1) != is_inside) return false;
    if (!is_plausible(std::get<ir::Repeat>(steps[planned.repeats[loop]].action), entry, clock)) return false;
  }
  return true;
}

bool are_awaited_plausible(const PlannedJourney& planned, const Instance& instance, Instant clock) {
  if (instance.awaited.empty()) return true;
  if (instance.kept.phase != Phase::live) return false;
  const auto* any = std::get_if<ir::WaitForAny>(&planned.journey->steps[instance.kept.step].action);
  if (any == nullptr || instance.awaited.size() != any->branches.size()) return false;
  for (std::size_t branch = 0; branch < instance.awaited.size(); ++branch) {
    const ir::Pattern& pattern = planned.program->patterns[any->branches[branch].pattern];
    const AbsenceEntry& silence = instance.awaited[branch];
    if (pattern.kind != ir::Pattern::Kind::absence && silence != AbsenceEntry{}) return false;
    if (!is_plausible(silence, clock)) return false;
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

bool are_times_plausible(const Instance& instance, Instant clock) {
  const InstanceEntry& kept = instance.kept;
  return is_past(kept.event_time, kept.entered) && is_past(kept.entered, kept.rests_since) &&
         is_past(kept.rests_since, clock) && is_due(kept.due, clock) && is_due(kept.expires, clock) &&
         is_due(kept.check, clock) && is_plausible(kept.waits, clock) && is_due(kept.counts_until, kept.entered) &&
         are_plausible(instance.own_absences, clock);
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
  const bool has_timers =
      kept.due != kNever || kept.expires != kNever || kept.check != kNever || kept.waits != AbsenceEntry{};
  const bool is_at_contact = kept.phase == Phase::live && rests_at_contact(*planned.journey, kept);
  const bool is_resting = is_at_contact || (kept.phase == Phase::live && rests(*planned.journey, kept.step));
  const bool is_watching = kept.phase == Phase::watching && counts_on(kept, *planned.journey) && !has_timers;
  const bool may_have_row = planned.journey->has_entry_event || !planned.journey->kept.empty();
  const bool row = kept.has_row == 0 ? kept.row_size == 0 && planned.journey->kept.empty() : may_have_row;
  return flags && (is_at_contact || kept.arbitrated_by == 0) && (is_resting || is_watching) && row &&
         is_key(planned, instance) && are_times_plausible(instance, clock) &&
         are_loops_plausible(planned, instance, clock) && are_awaited_plausible(planned, instance, clock);
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

}  // namespace

bool is_plausible(const Plan& plan, const Memory& memory) {
  const Instant clock = memory.clock;
  const auto has_arrived = [&](const IdEntry& id) { return is_past(id.arrived, clock); };
  return is_valid_time(clock) && is_past(memory.enrolled_at, clock) && memory.ids.size() <= plan.limits().ids &&
         std::ranges::all_of(memory.ids, has_arrived) && are_plausible(plan, memory.logs, clock) &&
         are_plausible(plan, memory.instances, clock) && are_plausible(memory.entries, clock) &&
         are_counted(plan, memory) && memory.absences.size() == plan.absences().size() &&
         are_plausible(memory.absences, clock) && are_plausible(plan, memory.contacts, clock) &&
         are_plausible(plan, memory.offers, clock);
}

}  // namespace wend::journey
