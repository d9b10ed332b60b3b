#include <algorithm>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/next_turn.hpp"
#include "runtime/journey/order.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

bool is_entered_by(Session& session, const PlannedJourney& planned, const Occurrence& occurrence) {
  const std::vector<ir::PatternIndex>& patterns = planned.journey->on;
  return std::ranges::any_of(patterns, [&](ir::PatternIndex pattern) {
    return matches(session, *planned.program, pattern, nullptr, occurrence);
  });
}

// One live instance per journey and customer, whatever its version.
bool is_inside(const Session& session, const PlannedJourney& planned) {
  return std::ranges::any_of(session.memory.instances, [&](const Instance& instance) {
    return instance.kept.phase == Phase::live &&
           session.plan.journeys()[instance.kept.journey].name_hash == planned.name_hash;
  });
}

bool may_reenter(Session& session, const PlannedJourney& planned) {
  const std::vector<JourneyEntry>& entries = session.memory.entries;
  const auto before =
      std::ranges::find_if(entries, [&](const JourneyEntry& entry) { return entry.name_hash == planned.name_hash; });
  if (before == entries.end() || before->ended == kNever) return true;
  switch (planned.journey->reentry.kind) {
    case ir::Reentry::Kind::never: return false;
    case ir::Reentry::Kind::always: return true;
    case ir::Reentry::Kind::after:
      return session.memory.clock >= after(session, before->ended, planned.journey->reentry.after);
  }
  return false;
}

// Whether the occurrence is an event that `event.x` reads.
bool is_entry_event(const PlannedJourney& planned, const Occurrence& occurrence) {
  return occurrence.event != nullptr && planned.journey->has_entry_event &&
         occurrence.event->type == planned.journey->entry_event;
}

// Whom the journey is for, judged once; an `exit when` that is already true refuses the entry.
bool is_for(Session& session, const PlannedJourney& planned, const Occurrence& occurrence) {
  const ir::Program& program = *planned.program;
  const ir::Journey& journey = *planned.journey;
  const bool has_event = is_entry_event(planned, occurrence);
  const Session::View view{.matched = nullptr, .entered = has_event ? occurrence.event : nullptr};
  const auto is_true = [&](ir::ExpressionId condition) { return session.holds(program, condition, view); };
  return is_true(journey.for_segment) && is_true(journey.when) &&
         (journey.exit_when == ir::kNone || !is_true(journey.exit_when));
}

bool is_control(const Session& session, const ir::Journey& journey) {
  if (bucket(journey.name, session.customer) < journey.holdout) return true;
  const std::vector<ir::Policy>& policies = session.plan.program().policies;
  return std::ranges::any_of(policies, [&](const ir::Policy& policy) {
    return policy.control > 0 && (!policy.purpose || *policy.purpose == journey.purpose) &&
           bucket(policy.name, session.customer) < policy.control;
  });
}

void keep_entering_event(Session& session, Instance& instance, const Occurrence& occurrence) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  instance.kept.event_time = occurrence.time;
  if (!is_entry_event(planned, occurrence)) return;
  instance.row = session.memory.keep_as(planned.entry_row, occurrence.event->fields);
  instance.kept.has_row = 1;
  instance.kept.row_size = static_cast<std::uint32_t>(layout::row_size(planned.entry_row, instance.row));
}

Instance new_instance(Session& session, std::uint32_t index, const Occurrence& occurrence) {
  const PlannedJourney& planned = session.plan.journeys()[index];
  const ir::Journey& journey = *planned.journey;
  const Instant now = session.memory.clock;
  Instance instance;
  InstanceEntry& kept = instance.kept;
  kept.journey = index;
  kept.entry = static_cast<std::uint32_t>(++session.memory.entries_of(planned.name_hash).entered);
  kept.control = is_control(session, journey) ? 1 : 0;
  kept.entered = kept.rests_since = now;
  if (journey.expires) kept.expires = after(session, now, *journey.expires);
  if (journey.goal && journey.goal->has_within) kept.counts_until = after(session, now, journey.goal->within);
  keep_entering_event(session, instance, occurrence);
  for (const ir::PatternIndex pattern : planned.own_absences) {
    instance.own_absences.push_back(silence_from(session, planned.program->patterns[pattern], now));
  }
  kept.own_absences = static_cast<std::uint32_t>(instance.own_absences.size());
  kept.check = next_turn(session.plan, session.memory, instance);
  return instance;
}

void enter(Session& session, std::uint32_t index, const Occurrence& occurrence) {
  Instance instance = new_instance(session, index, occurrence);
  std::vector<Instance>& instances = session.memory.instances;
  const auto place = std::ranges::upper_bound(instances, instance, [&](const Instance& left, const Instance& right) {
    return is_served_before(session.plan, left, right);
  });
  const auto entered = instances.insert(place, std::move(instance));
  emit(session, *entered, EffectKind::enter, ":enter");
  const auto position = static_cast<InstanceIndex>(entered - instances.begin());
  run(session, position, session.plan.journeys()[index].journey->start);
}

}  // namespace

void enter_journeys(Session& session, const Occurrence& occurrence) {
  for (const std::uint32_t index : occurrence.heard->journeys) {
    const PlannedJourney& planned = session.plan.journeys()[index];
    if (!is_entered_by(session, planned, occurrence) || is_inside(session, planned)) continue;
    if (!may_reenter(session, planned) || !is_for(session, planned, occurrence)) continue;
    enter(session, index, occurrence);
  }
}

}  // namespace wend::journey
