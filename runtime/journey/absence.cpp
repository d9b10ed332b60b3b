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

// Silences that the instance counts where it rests: that of its wait, of each branch, of a repeated part's `until`.
void hear_at_rest(Session& session, Instance& instance, const Session::View& view) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const ir::Program& program = *planned.program;
  const ir::Step& step = planned.journey->steps[instance.kept.step];
  if (const auto* wait = std::get_if<ir::WaitFor>(&step.action)) {
    begin_anew(session, program, wait->pattern, view, instance.kept.waits);
  }
  if (const auto* any = std::get_if<ir::WaitForAny>(&step.action)) {
    for (std::size_t branch = 0; branch < instance.awaited.size(); ++branch) {
      begin_anew(session, program, any->branches[branch].pattern, view, instance.awaited[branch]);
    }
  }
  for (std::size_t loop = 0; loop < instance.loops.size(); ++loop) {
    const auto& repeat = std::get<ir::Repeat>(planned.journey->steps[planned.repeats[loop]].action);
    if (instance.loops[loop].inside == 0 || !repeat.until) continue;
    begin_anew(session, program, *repeat.until, view, instance.loops[loop].silence);
  }
}

void hear_for(Session& session, Instance& instance, const Occurrence& occurrence) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const EnteredEvent entered(session, instance);
  const Session::View view{.matched = seen_by(&instance, occurrence), .entered = entered.get()};
  for (std::size_t own = 0; own < planned.own_absences.size(); ++own) {
    begin_anew(session, *planned.program, planned.own_absences[own], view, instance.own_absences[own]);
  }
  if (instance.kept.phase == Phase::live) hear_at_rest(session, instance, view);
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

void hear(Session& session, const Occurrence& occurrence) {
  const eval::Event& event = *occurrence.event;
  for (const std::uint32_t absence : session.plan.heard(event.type).absences) {
    const PlannedAbsence& planned = session.plan.absences()[absence];
    begin_anew(session, *planned.program, planned.pattern, {.matched = &event, .entered = nullptr},
               session.memory.absences[absence]);
  }
  for (Instance& instance : session.memory.instances) hear_for(session, instance, occurrence);
}

}  // namespace wend::journey
