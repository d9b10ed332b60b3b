#include <algorithm>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

bool is_reached(const InstanceEntry& kept, std::size_t goal) {
  return ((kept.goals_reached >> goal) & 1U) != 0;
}

// An event counts by its own time: not before the entry, and not after `within`.
bool is_in_window(const Session& session, const InstanceEntry& kept, const ir::JourneyGoal& goal, Instant time) {
  if (time < kept.entered || time > kept.counts_until) return false;
  return !goal.has_within || time <= after(session, kept.entered, goal.within);
}

// Whether the goal still counts: of an instance that has ended only one with `within`.
bool is_open(const InstanceEntry& kept, const ir::Journey& journey, std::size_t goal) {
  return !is_reached(kept, goal) && (kept.phase == Phase::live || journey.goals[goal].has_within);
}

void credit(Session& session, InstanceIndex index, std::size_t position) {
  Instance& instance = session.memory.instances[index];
  const ir::Journey& journey = *session.plan.journeys()[instance.kept.journey].journey;
  const ir::JourneyGoal& goal = journey.goals[position];
  instance.kept.goals_reached = static_cast<std::uint8_t>(instance.kept.goals_reached | (1U << position));
  emit(session, instance, EffectKind::goal, position == 0 ? ":goal" : ":goal " + goal.name).action = goal.name;
  if (!goal.go_on) withdraw_offers(session, instance);
  if (instance.kept.phase == Phase::watching) {
    if (!counts_on(instance.kept, journey)) instance.kept.phase = Phase::gone;
  } else if (!goal.go_on) {
    end(session, index, Reason::goal);
  }
}

void credit_goals(Session& session, InstanceIndex index, const Occurrence& occurrence) {
  const PlannedJourney& planned = session.plan.journeys()[session.memory.instances[index].kept.journey];
  for (std::size_t goal = 0; goal < planned.journey->goals.size(); ++goal) {
    const Instance& instance = session.memory.instances[index];
    if (instance.kept.phase == Phase::gone) return;
    const ir::JourneyGoal& asked = planned.journey->goals[goal];
    if (!is_open(instance.kept, *planned.journey, goal)) continue;
    // In this order: most events are none that the goal asks for.
    if (!matches(session, *planned.program, asked.pattern, &instance, occurrence)) continue;
    if (is_in_window(session, instance.kept, asked, occurrence.time)) credit(session, index, goal);
  }
}

}  // namespace

bool counts_on(const InstanceEntry& kept, const ir::Journey& journey) {
  for (std::size_t goal = 0; goal < journey.goals.size(); ++goal) {
    if (!is_reached(kept, goal) && journey.goals[goal].has_within) return true;
  }
  return false;
}

Instant goals_count_until(const Session& session, const InstanceEntry& kept, const ir::Journey& journey) {
  Instant last = kAlways;
  for (std::size_t goal = 0; goal < journey.goals.size(); ++goal) {
    const ir::JourneyGoal& one = journey.goals[goal];
    if (is_reached(kept, goal)) continue;
    if (one.has_within) {
      last = std::max(last, after(session, kept.entered, one.within));
    } else if (kept.phase == Phase::live) {
      return kNever;
    }
  }
  return last == kAlways ? kNever : last;
}

void credit_goals(Session& session, const Occurrence& occurrence) {
  for (InstanceIndex index = 0; index < session.memory.instances.size(); ++index) {
    credit_goals(session, index, occurrence);
  }
}

}  // namespace wend::journey
