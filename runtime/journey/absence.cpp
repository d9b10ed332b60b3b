#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// What follows one of these silences: the event, where it is one that the pattern speaks of, begins it anew. A silence
// that was already long enough before we heard of its beginning does not fire: it is past, and never made up for.
void begin_anew(Session& session, const ir::Program& program, ir::PatternIndex pattern, const Session::View& view,
                AbsenceEntry& silence) {
  const ir::Pattern& asked = program.patterns[pattern];
  const eval::Event& event = *view.matched;
  if (asked.kind != ir::Pattern::Kind::absence || asked.event != event.type || event.time < silence.since) return;
  if (!session.holds(program, asked.where, view)) return;
  silence = silence_from(session, asked, event.time);
  if (silence.due <= session.memory.clock) silence.due = kNever;
}

void hear_for(Session& session, Instance& instance, const eval::Event& event) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const EnteredEvent entered(session, instance);
  const Session::View view{.matched = &event, .entered = entered.get()};
  for (std::size_t own = 0; own < planned.own_absences.size(); ++own) {
    begin_anew(session, *planned.program, planned.own_absences[own], view, instance.own_absences[own]);
  }
  if (instance.kept.phase != Phase::live) return;
  const auto* wait = std::get_if<ir::WaitFor>(&planned.journey->steps[instance.kept.step].action);
  if (wait != nullptr) begin_anew(session, *planned.program, wait->pattern, view, instance.kept.waits);
}

}  // namespace

AbsenceEntry silence_from(const Session& session, const ir::Pattern& pattern, Instant since) {
  const ir::Span span{.period = pattern.silence_period, .duration = pattern.silence_duration};
  return {.since = since, .due = after(session, since, span)};
}

void begin_absences(Session& session) {
  for (const PlannedAbsence& planned : session.plan.absences()) {
    const ir::Pattern& pattern = planned.program->patterns[planned.pattern];
    session.memory.absences.push_back(silence_from(session, pattern, session.memory.clock));
  }
}

void hear(Session& session, const eval::Event& event) {
  for (const std::uint32_t absence : session.plan.heard(event.type).absences) {
    const PlannedAbsence& planned = session.plan.absences()[absence];
    begin_anew(session, *planned.program, planned.pattern, {.matched = &event, .entered = nullptr},
               session.memory.absences[absence]);
  }
  for (Instance& instance : session.memory.instances) hear_for(session, instance, event);
}

}  // namespace wend::journey
