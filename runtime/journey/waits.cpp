#include "runtime/journey/rules.hpp"
#include "runtime/value/schedule.hpp"

namespace wend::journey {
namespace {

// An instance rests only where the time to go on is still to come.
bool rest_until(Session& session, InstanceIndex index, Instant due) {
  InstanceEntry& kept = session.memory.instances[index].kept;
  if (due <= session.memory.clock) return false;
  kept.due = due;
  kept.rests_since = session.memory.clock;
  return true;
}

// When the wait is over; nothing where its moment is unknown.
std::optional<Instant> moment_of(Session& session, const Instance& instance, const ir::WaitUntil& wait) {
  const Instant now = session.memory.clock;
  if (wait.time_of_day) return next_time_of_day(*wait.time_of_day, now, session.zone());
  const ir::Program& program = *session.plan.journeys()[instance.kept.journey].program;
  const EnteredEvent entered(session, instance);
  const Value value = session.evaluate(program, wait.moment, {.matched = nullptr, .entered = entered.get()});
  const auto* scalar = std::get_if<std::int64_t>(&value);
  if (scalar == nullptr) return std::nullopt;
  const TypeKind kind = program.at(wait.moment).type.kind;
  if (kind == TypeKind::time_of_day) return next_time_of_day(*scalar, now, session.zone());
  return kind == TypeKind::date ? session.zone().start_of(static_cast<Date>(*scalar)) : *scalar;
}

const ir::Step& step_of(const Session& session, const Instance& instance) {
  return session.plan.journeys()[instance.kept.journey].journey->steps[instance.kept.step];
}

bool is_awaited(Session& session, const Instance& instance, const ir::WaitFor& wait, const Occurrence& occurrence) {
  // By an event's own time: what happened before the wait began was not waited for.
  if (occurrence.time < instance.kept.rests_since) return false;
  if (occurrence.program != nullptr && occurrence.owner != &instance) return false;
  const ir::Program& program = *session.plan.journeys()[instance.kept.journey].program;
  return matches(session, program, wait.pattern, &instance, occurrence);
}

}  // namespace

bool begin_wait(Session& session, InstanceIndex index, const ir::WaitSpan& wait, ir::StepIndex& next) {
  next = wait.next;
  return rest_until(session, index, after(session, session.memory.clock, wait.span));
}

// A moment that is unknown is treated as one that is past.
bool begin_wait(Session& session, InstanceIndex index, const ir::WaitUntil& wait, ir::StepIndex& next) {
  const std::optional<Instant> moment = moment_of(session, session.memory.instances[index], wait);
  if (moment && rest_until(session, index, *moment)) return true;
  switch (wait.if_past) {
    case ir::WaitUntil::IfPast::go_on: next = wait.next; return false;
    case ir::WaitUntil::IfPast::skip: next = wait.skip_to; return false;
    case ir::WaitUntil::IfPast::stop:
      next = ir::kEnd;
      end(session, index, Reason::stopped);
      return false;
  }
  return false;
}

bool begin_wait(Session& session, InstanceIndex index, const ir::WaitFor& wait, ir::StepIndex& next) {
  next = wait.on_timeout;
  Instance& instance = session.memory.instances[index];
  if (!rest_until(session, index, after(session, session.memory.clock, wait.limit))) return false;
  const ir::Pattern& pattern = session.plan.journeys()[instance.kept.journey].program->patterns[wait.pattern];
  if (pattern.kind == ir::Pattern::Kind::absence) {
    instance.kept.waits = silence_from(session, pattern, session.memory.clock);
  }
  return true;
}

void end_wait(Session& session, InstanceIndex index) {
  Instance& instance = session.memory.instances[index];
  const auto& action = step_of(session, instance).action;
  ir::StepIndex next = ir::kEnd;
  if (const auto* span = std::get_if<ir::WaitSpan>(&action)) next = span->next;
  if (const auto* until = std::get_if<ir::WaitUntil>(&action)) next = until->next;
  if (const auto* wait = std::get_if<ir::WaitFor>(&action)) next = wait->on_timeout;
  tell(session, index, next);
  run(session, index, next);
}

void resume_waits(Session& session, const Occurrence& occurrence) {
  for (InstanceIndex index = 0; index < session.memory.instances.size(); ++index) {
    const Instance& instance = session.memory.instances[index];
    if (instance.kept.phase != Phase::live) continue;
    const auto* wait = std::get_if<ir::WaitFor>(&step_of(session, instance).action);
    if (wait == nullptr || !is_awaited(session, instance, *wait, occurrence)) continue;
    tell(session, index, wait->on_seen);
    run(session, index, wait->on_seen);
  }
}

}  // namespace wend::journey
