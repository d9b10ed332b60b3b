// `A then B within D`, `A then no B within D`.
//
// A run begins with each A, and they go on side by side, at most kMostRuns; where one more begins, the oldest gives
// way. Spans count by the events' own times, from the part before; an event counts in the order of arrival, and while
// the clock has not passed the run's deadline. Runs belong together whose first events agree in the pattern's keys (the
// equalities of its conditions); a match ends all runs that belong to it, and an event that completes a match begins
// none.
#include <algorithm>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

class Sequence {
 public:
  Sequence(Session& session, const PlannedWatch& planned, Watch& watch)
      : session_(session), planned_(planned), runs_(watch.runs), stages_(planned.asked().stages) {}

  std::optional<Run> hear(const Session::View& view) {
    forget_past();
    std::optional<Run> match;
    std::vector<Run> going_on;
    for (Run& run : runs_) {
      if (!is_awaited(run, view)) {
        going_on.push_back(run);
      } else if (!stages_[run.stage].absent) {
        step_on(run, view);
        if (run.stage < stages_.size() && is_alive(run)) going_on.push_back(run);
        if (run.stage == stages_.size() && !match) match = run;
      }
    }
    runs_ = std::move(going_on);
    if (match) {
      forget_like(*match);
    } else {
      begin(view);
    }
    return match;
  }

  std::optional<Run> end_of_absence() {
    const auto due = std::ranges::find_if(
        runs_, [&](const Run& run) { return stages_[run.stage].absent && run.due <= session_.memory.clock; });
    if (due == runs_.end()) return std::nullopt;
    due->since = due->due;
    ++due->stage;
    if (due->stage < stages_.size()) {
      await_next(*due);
      return std::nullopt;
    }
    const Run match = *due;
    runs_.erase(due);
    forget_like(match);
    return match;
  }

 private:
  [[nodiscard]] bool is_alive(const Run& run) const {
    const Instant clock = session_.memory.clock;
    return stages_[run.stage].absent ? run.due > clock : run.due >= clock;
  }

  void forget_past() {
    std::erase_if(runs_, [&](const Run& run) { return run.due < session_.memory.clock; });
  }

  // Whether the event is the one that the run waits for, or must not hear of.
  bool is_awaited(const Run& run, const Session::View& view) {
    const ir::Stage& stage = stages_[run.stage];
    const eval::Event& event = *view.matched;
    if (event.type != stage.event || event.time < run.since || event.time > run.due) return false;
    const StageEvents events(planned_, run);
    Session::View with_events = view;
    with_events.stages = &events;
    return session_.holds(*planned_.program, stage.where, with_events);
  }

  void step_on(Run& run, const Session::View& view) {
    keep(run, *view.matched);
    run.since = view.matched->time;
    ++run.stage;
    if (run.stage < stages_.size()) await_next(run);
  }

  void await_next(Run& run) { run.due = after(session_, run.since, stages_[run.stage].within); }

  void keep(Run& run, const eval::Event& event) {
    const std::byte* row = session_.memory.keep_as(planned_.rows[run.stage], event.fields);
    run.events[run.stage] = {.time = event.time, .row = row};
  }

  void begin(const Session::View& view) {
    const ir::Stage& first = stages_.front();
    if (view.matched->type != first.event || !session_.holds(*planned_.program, first.where, view)) return;
    Run run;
    step_on(run, view);
    if (!is_alive(run) || !has_keys(run)) return;
    if (runs_.size() == kMostRuns) runs_.erase(runs_.begin());
    runs_.push_back(run);
  }

  [[nodiscard]] OwnedValue key(const Run& run, schema::FieldIndex field) const {
    return own(layout::load({&planned_.rows.front(), run.events.front().row}, field));
  }

  // What is unknown agrees with nothing.
  [[nodiscard]] bool has_keys(const Run& run) const {
    return std::ranges::all_of(planned_.asked().keys,
                               [&](schema::FieldIndex field) { return is_known(key(run, field)); });
  }

  void forget_like(const Run& match) {
    std::erase_if(runs_, [&](const Run& run) {
      return std::ranges::all_of(planned_.asked().keys,
                                 [&](schema::FieldIndex field) { return key(run, field) == key(match, field); });
    });
  }

  Session& session_;
  const PlannedWatch& planned_;
  std::vector<Run>& runs_;
  const std::vector<ir::Stage>& stages_;
};

}  // namespace

std::optional<Run> hear_in_sequence(Session& session, const PlannedWatch& planned, Watch& watch,
                                    const Session::View& view) {
  return Sequence(session, planned, watch).hear(view);
}

std::optional<Run> end_of_absence(Session& session, const PlannedWatch& planned, Watch& watch) {
  return Sequence(session, planned, watch).end_of_absence();
}

}  // namespace wend::journey
