#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/ir/patterns.hpp"
#include "runtime/journey/rules.hpp"
#include "runtime/value/schedule.hpp"

namespace wend::journey {
namespace {

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

// Whether the occurrence is what the wait is for; what the journey has names for in it is kept.
bool is_seen(Session& session, Instance& instance, ir::PatternIndex pattern, const Occurrence& occurrence) {
  // By an event's own time: what happened before the wait began was not waited for.
  if (occurrence.time < instance.kept.rests_since) return false;
  const ir::Program& program = *session.plan.journeys()[instance.kept.journey].program;
  const std::optional<Match> seen = match(session, program, pattern, &instance, occurrence, Asked::in_wait);
  if (seen) keep_named(session, instance, *seen);
  return seen.has_value();
}

// Where the occurrence leads the instance that rests.
std::optional<ir::StepIndex> resumed_at(Session& session, Instance& instance, const Occurrence& occurrence) {
  const auto& action = step_of(session, instance).action;
  if (const auto* wait = std::get_if<ir::WaitFor>(&action)) {
    return is_seen(session, instance, wait->pattern, occurrence) ? std::optional(wait->on_seen) : std::nullopt;
  }
  if (const auto* grant = std::get_if<ir::Grant>(&action)) return answered(session, instance, *grant, occurrence);
  const auto* any = std::get_if<ir::WaitForAny>(&action);
  if (any == nullptr) return std::nullopt;
  for (const ir::WaitForAny::Branch& branch : any->branches) {
    if (is_seen(session, instance, branch.pattern, occurrence)) return branch.next;
  }
  return std::nullopt;
}

}  // namespace

bool rest_until(Session& session, InstanceIndex index, Instant due) {
  InstanceEntry& kept = session.memory.instances[index].kept;
  if (due <= session.memory.clock) return false;
  kept.due = due;
  kept.rests_since = session.memory.clock;
  return true;
}

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

namespace {

// What the step waits for is counted from now, and has not come yet.
bool begin_watched_wait(Session& session, InstanceIndex index, const ir::Span& limit) {
  Instance& instance = session.memory.instances[index];
  if (!rest_until(session, index, after(session, session.memory.clock, limit))) return false;
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  instance.awaited = begin_watches(session, planned.awaited[instance.kept.step]);
  forget_named(session, instance, ir::awaited(step_of(session, instance)));
  return true;
}

}  // namespace

bool begin_wait(Session& session, InstanceIndex index, const ir::WaitFor& wait, ir::StepIndex& next) {
  next = wait.on_timeout;
  return begin_watched_wait(session, index, wait.limit);
}

bool begin_wait(Session& session, InstanceIndex index, const ir::WaitForAny& wait, ir::StepIndex& next) {
  next = wait.on_timeout;
  return begin_watched_wait(session, index, wait.limit);
}

void end_wait(Session& session, InstanceIndex index) {
  Instance& instance = session.memory.instances[index];
  const auto& action = step_of(session, instance).action;
  ir::StepIndex next = ir::kEnd;
  if (const auto* repeat = std::get_if<ir::Repeat>(&action)) return begin_next_visit(session, index, *repeat);
  if (const auto* span = std::get_if<ir::WaitSpan>(&action)) next = span->next;
  if (const auto* until = std::get_if<ir::WaitUntil>(&action)) next = until->next;
  if (const auto* wait = std::get_if<ir::WaitFor>(&action)) next = wait->on_timeout;
  const bool is_contact = std::holds_alternative<ir::Send>(action) || std::holds_alternative<ir::Place>(action);
  if (is_contact) return run(session, index, instance.kept.step);
  if (const auto* any = std::get_if<ir::WaitForAny>(&action)) next = any->on_timeout;
  if (const auto* grant = std::get_if<ir::Grant>(&action)) next = grant->next;
  tell(session, index, next);
  run(session, index, next);
}

// Those whose wait one occurrence ends go on one after the other: first the one that expires first.
void resume_waits(Session& session, const Occurrence& occurrence) {
  std::vector<std::pair<InstanceIndex, ir::StepIndex>> resumed;
  for (InstanceIndex index = 0; index < session.memory.instances.size(); ++index) {
    if (session.memory.instances[index].kept.phase != Phase::live) continue;
    std::optional<ir::StepIndex> next = left_repeat(session, index, occurrence);
    if (!next) next = resumed_at(session, session.memory.instances[index], occurrence);
    if (next) resumed.emplace_back(index, *next);
  }
  std::ranges::stable_sort(resumed, {},
                           [&](const auto& one) { return session.memory.instances[one.first].kept.expires; });
  for (const auto& [index, next] : resumed) {
    if (session.memory.instances[index].kept.phase != Phase::live) continue;
    tell(session, index, next);
    run(session, index, next);
  }
}

}  // namespace wend::journey
