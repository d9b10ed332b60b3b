// What is watched for, on its way into the new plan.
#include <algorithm>

#include "runtime/history/need.hpp"
#include "runtime/journey/migration.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {

Watch Migration::moved(const PlannedWatch& after, const PlannedWatch& before, const Watch& old) {
  Watch watch = old;
  for (Run& run : watch.runs) {
    for (std::size_t stage = 0; stage < after.rows.size(); ++stage) {
      RunEvent& event = run.events[stage];
      if (event.row != nullptr) event = moved(event, before.rows[stage], after.rows[stage]);
    }
  }
  return watch;
}

std::vector<Watch> Migration::moved(const std::vector<PlannedWatch>& after, const std::vector<PlannedWatch>& before,
                                    const std::vector<Watch>& old) {
  std::vector<Watch> watches;
  for (const PlannedWatch& planned : after) {
    const auto same = std::ranges::find(before, planned.definition, &PlannedWatch::definition);
    const auto at = static_cast<std::size_t>(same - before.begin());
    watches.push_back(at < old.size() ? moved(planned, *same, old[at]) : begin_watch(to_, planned));
  }
  return watches;
}

Watch Migration::watch_of(const PlannedWatch& planned) {
  const std::vector<PlannedWatch>& known = from_.plan.watches();
  const auto same = std::ranges::find(known, planned.definition, &PlannedWatch::definition);
  if (same != known.end()) {
    return moved(planned, *same, from_.memory.watches[static_cast<std::size_t>(same - known.begin())]);
  }
  Watch watch = begin_watch(to_, planned);
  if (planned.asked().kind != ir::Pattern::Kind::absence) return watch;
  watch.since = last_heard(*planned.program, planned.asked());
  watch.due = end_of_silence(to_, planned.asked(), watch.since);
  if (watch.due <= to_.memory.clock) watch.due = kNever;
  return watch;
}

Instant Migration::last_heard(const ir::Program& program, const ir::Pattern& pattern) {
  const history::Log* log = from_.memory.log_of(pattern.event);
  if (log == nullptr || !are_kept(program, pattern)) return to_.memory.clock;
  for (auto event = log->events.rbegin(); event != log->events.rend(); ++event) {
    if (to_.holds(program, pattern.where, {.matched = &*event, .entered = nullptr})) return event->time;
  }
  return log->complete_since <= to_.memory.enrolled_at ? to_.memory.enrolled_at : to_.memory.clock;
}

bool Migration::are_kept(const ir::Program& program, const ir::Pattern& pattern) const {
  const auto read = history::fields_read(program, {&pattern.where, 1}, ir::Slot::matched);
  const std::vector<schema::FieldIndex>& kept = from_.plan.history()[pattern.event].fields;
  return std::includes(kept.begin(), kept.end(), read.begin(), read.end());
}

}  // namespace wend::journey
