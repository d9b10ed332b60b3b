#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// An event counts by its own time: not before the entry, and not after `within`.
bool is_in_window(const InstanceEntry& kept, Instant time) {
  return time >= kept.entered && time <= kept.counts_until;
}

void credit(Session& session, InstanceIndex index) {
  Instance& instance = session.memory.instances[index];
  const ir::JourneyGoal& goal = *session.plan.journeys()[instance.kept.journey].journey->goal;
  instance.kept.goal_reached = 1;
  emit(session, instance, EffectKind::goal, ":goal").action = goal.name;
  if (instance.kept.phase == Phase::watching) {
    instance.kept.phase = Phase::gone;
  } else if (!goal.go_on) {
    end(session, index, Reason::goal);
  }
}

}  // namespace

void credit_goals(Session& session, const Occurrence& occurrence) {
  for (InstanceIndex index = 0; index < session.memory.instances.size(); ++index) {
    const Instance& instance = session.memory.instances[index];
    const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
    if (instance.kept.phase == Phase::gone || instance.kept.goal_reached != 0 || !planned.journey->goal) continue;
    if (!is_in_window(instance.kept, occurrence.time)) continue;
    if (!matches(session, *planned.program, planned.journey->goal->pattern, &instance, occurrence)) continue;
    credit(session, index);
  }
}

}  // namespace wend::journey
