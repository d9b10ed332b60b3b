#include <algorithm>
#include <tuple>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// What may be due, in the order in which it happens where several are at one instant.
enum class Kind : std::uint8_t {
  check,
  expiry,
  own_absence,
  until_absence,
  awaited_absence,
  branch_absence,
  wait,
  absence
};

// At one instant the instance that expires first goes first, then instances come in the order in which they are served,
// the customer's own silences after them.
struct Due {
  Instant time = kNever;
  Instant deadline = kNever;
  std::size_t position = 0;  // of the instance, or past all of them
  Kind kind = Kind::absence;
  std::size_t which = 0;  // of several silences

  friend bool operator<(const Due& left, const Due& right) {
    return std::tie(left.time, left.deadline, left.position, left.kind, left.which) <
           std::tie(right.time, right.deadline, right.position, right.kind, right.which);
  }
};

Due first_of(const Instance& instance, InstanceIndex index) {
  const InstanceEntry& kept = instance.kept;
  const auto due = [&](Instant time, Kind kind, std::size_t which = 0) {
    return Due{.time = time, .deadline = kept.expires, .position = index, .kind = kind, .which = which};
  };
  Due first = due(kept.check, Kind::check);
  first = std::min(first, due(kept.expires, Kind::expiry));
  for (std::size_t own = 0; own < instance.own_absences.size(); ++own) {
    first = std::min(first, due(instance.own_absences[own].due, Kind::own_absence, own));
  }
  for (std::size_t loop = 0; loop < instance.loops.size(); ++loop) {
    first = std::min(first, due(instance.loops[loop].silence.due, Kind::until_absence, loop));
  }
  first = std::min(first, due(kept.waits.due, Kind::awaited_absence));
  for (std::size_t branch = 0; branch < instance.awaited.size(); ++branch) {
    first = std::min(first, due(instance.awaited[branch].due, Kind::branch_absence, branch));
  }
  return std::min(first, due(kept.due, Kind::wait));
}

Due first_due(const Session& session) {
  const Memory& memory = session.memory;
  Due first;
  for (InstanceIndex index = 0; index < memory.instances.size(); ++index) {
    first = std::min(first, first_of(memory.instances[index], index));
  }
  for (std::size_t absence = 0; absence < memory.absences.size(); ++absence) {
    const Instant due = memory.absences[absence].due;
    first = std::min(first, Due{.time = due,
                                .deadline = kNever,
                                .position = memory.instances.size(),
                                .kind = Kind::absence,
                                .which = absence});
  }
  return first;
}

void fall_silent(Session& session, const ir::Program& program, ir::PatternIndex pattern, const Instance* owner) {
  occur(session, {.event = nullptr,
                  .program = &program,
                  .pattern = pattern,
                  .owner = owner,
                  .heard = &session.plan.silent(),
                  .time = session.memory.clock,
                  .stale = false});
}

void fire_absence(Session& session, std::size_t absence) {
  const PlannedAbsence& planned = session.plan.absences()[absence];
  session.memory.absences[absence].due = kNever;
  fall_silent(session, *planned.program, planned.pattern, nullptr);
}

void fire_own_absence(Session& session, InstanceIndex index, std::size_t own) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  instance.own_absences[own].due = kNever;
  fall_silent(session, *planned.program, planned.own_absences[own], &instance);
}

void fire_awaited_absence(Session& session, InstanceIndex index) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  instance.kept.waits.due = kNever;
  const auto* wait = std::get_if<ir::WaitFor>(&planned.journey->steps[instance.kept.step].action);
  if (wait != nullptr) fall_silent(session, *planned.program, wait->pattern, &instance);
}

void fire_branch_absence(Session& session, InstanceIndex index, std::size_t branch) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  instance.awaited[branch].due = kNever;
  const auto* any = std::get_if<ir::WaitForAny>(&planned.journey->steps[instance.kept.step].action);
  if (any != nullptr) fall_silent(session, *planned.program, any->branches[branch].pattern, &instance);
}

void fire_until_absence(Session& session, InstanceIndex index, std::size_t loop) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  instance.loops[loop].silence.due = kNever;
  const auto& repeat = std::get<ir::Repeat>(planned.journey->steps[planned.repeats[loop]].action);
  if (repeat.until) fall_silent(session, *planned.program, *repeat.until, &instance);
}

// Before every step: `exit when`.
void fire_wait(Session& session, InstanceIndex index) {
  if (!judge_exit_condition(session, index)) end_wait(session, index);
}

void fire(Session& session, const Due& due) {
  switch (due.kind) {
    case Kind::check: judge_exit_condition(session, due.position); break;
    case Kind::expiry: end(session, due.position, Reason::expired); break;
    case Kind::own_absence: fire_own_absence(session, due.position, due.which); break;
    case Kind::until_absence: fire_until_absence(session, due.position, due.which); break;
    case Kind::branch_absence: fire_branch_absence(session, due.position, due.which); break;
    case Kind::awaited_absence: fire_awaited_absence(session, due.position); break;
    case Kind::wait: fire_wait(session, due.position); break;
    case Kind::absence: fire_absence(session, due.which); break;
  }
  forget_ended(session);
  settle(session);
}

}  // namespace

void fire_due(Session& session, Instant until, Limit limit) {
  if (!session.memory.enrolled) return;
  for (Due due = first_due(session); due.time != kNever; due = first_due(session)) {
    if (due.time > until || (due.time == until && limit == Limit::exclusive)) return;
    session.memory.clock = std::max(session.memory.clock, due.time);
    session.refresh_history(nullptr);
    fire(session, due);
  }
}

Instant next_due(const Session& session) {
  return first_due(session).time;
}

}  // namespace wend::journey
