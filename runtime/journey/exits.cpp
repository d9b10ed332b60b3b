#include <algorithm>

#include "runtime/journey/next_turn.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

bool is_exited_by(Session& session, const Instance& instance, const Occurrence& occurrence) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const std::vector<ir::PatternIndex>& patterns = planned.journey->exit_on;
  return std::ranges::any_of(patterns, [&](ir::PatternIndex pattern) {
    return matches(session, *planned.program, pattern, &instance, occurrence);
  });
}

// A goal reached late by the event's own time is credited as long as events of that time may still arrive.
bool still_counts(const Session& session, const InstanceEntry& kept) {
  return kept.counts_until == kNever || kept.counts_until >= session.memory.clock - session.plan.lateness();
}

}  // namespace

void judge_exit_patterns(Session& session, const Occurrence& occurrence) {
  for (InstanceIndex index = 0; index < session.memory.instances.size(); ++index) {
    const Instance& instance = session.memory.instances[index];
    if (instance.kept.phase != Phase::live || !is_exited_by(session, instance, occurrence)) continue;
    end(session, index, Reason::exit_on);
  }
}

void judge_exit_conditions(Session& session) {
  for (InstanceIndex index = 0; index < session.memory.instances.size(); ++index) {
    if (session.memory.instances[index].kept.phase == Phase::live) judge_exit_condition(session, index);
  }
}

bool judge_exit_condition(Session& session, InstanceIndex index) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  if (planned.journey->exit_when == ir::kNone) return false;
  const EnteredEvent entered(session, instance);
  if (session.holds(*planned.program, planned.journey->exit_when, {.matched = nullptr, .entered = entered.get()})) {
    end(session, index, Reason::exit_when);
    return true;
  }
  instance.kept.check = next_turn(session, instance);
  return false;
}

void end(Session& session, InstanceIndex index, Reason reason) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  emit(session, instance, EffectKind::exit, ":exit").reason = reason;
  if (reason == Reason::exit_on || reason == Reason::exit_when) withdraw_offers(session, instance);
  InstanceEntry& kept = instance.kept;
  session.memory.entries_of(planned.name_hash).ended = session.memory.clock;
  if (kept.key_hash != 0) session.memory.entries_of(planned.name_hash, kept.key_hash).ended = session.memory.clock;
  kept.phase = counts_on(kept, *planned.journey) ? Phase::watching : Phase::gone;
  kept.counts_until = goals_count_until(session, kept, *planned.journey);
  kept.due = kept.expires = kept.check = kNever;
  kept.arbitrated_by = 0;
  instance.awaited.clear();
  instance.loops.assign(instance.loops.size(), Loop{});
}

void forget_ended(Session& session) {
  std::erase_if(session.memory.instances, [&](const Instance& instance) {
    const InstanceEntry& kept = instance.kept;
    return kept.phase == Phase::gone || (kept.phase == Phase::watching && !still_counts(session, kept));
  });
}

}  // namespace wend::journey
