// `no EVENT … for D`.
#include "runtime/journey/rules.hpp"

namespace wend::journey {

Instant end_of_silence(const Session& session, const ir::Pattern& pattern, Instant since) {
  return after(session, since, {.period = pattern.silence_period, .duration = pattern.silence_duration});
}

// The event, where it is one that the pattern speaks of, begins the silence anew. One that was already long enough
// before we heard of its beginning does not count: it is past, and never made up for.
void hear_in_silence(Session& session, const PlannedWatch& planned, Watch& watch, const Session::View& view) {
  const ir::Pattern& asked = planned.asked();
  const eval::Event& event = *view.matched;
  if (asked.event != event.type || event.time < watch.since) return;
  if (!session.holds(*planned.program, asked.where, view)) return;
  watch.since = event.time;
  watch.due = end_of_silence(session, asked, event.time);
  if (watch.due <= session.memory.clock) watch.due = kNever;
}

}  // namespace wend::journey
