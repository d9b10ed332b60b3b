// Patterns that take time: what begins them, moves them on and fulfils them.
#include <algorithm>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

using Keeper = Fulfilled::Keeper;

Fulfilled fulfilled(const PlannedWatch& planned, const Kept& kept, const std::optional<Run>& run) {
  Fulfilled done{.keeper = kept.keeper,
                 .instance = kept.instance == nullptr ? 0 : kept.instance->serial,
                 .watch = &planned,
                 .events = {}};
  if (run) done.events = StageEvents(planned, *run);
  return done;
}

// Whether the event is one that the watch asks for; else nothing of it moves on.
bool may_hear(const Session& session, const PlannedWatch& planned, const eval::Event* event) {
  const ir::Pattern& asked = planned.asked();
  if (asked.kind != ir::Pattern::Kind::sequence) return session.may_reach(event, planned.first_point);
  for (PointIndex stage = 0; stage < asked.stages.size(); ++stage) {
    if (asked.stages[stage].event != event->type) continue;
    if (session.may_reach(event, planned.first_point + stage)) return true;
  }
  return false;
}

void hear_one(Session& session, const PlannedWatch& planned, Watch& watch, const Session::View& view, const Kept& kept,
              std::vector<Fulfilled>& done) {
  if (!may_hear(session, planned, view.matched)) return;
  if (planned.asked().kind == ir::Pattern::Kind::absence) hear_in_silence(session, planned, watch, view);
  if (planned.asked().kind != ir::Pattern::Kind::sequence) return;
  const std::optional<Run> match = hear_in_sequence(session, planned, watch, view);
  if (match) done.push_back(fulfilled(planned, kept, match));
}

// What happened before a watch of a wait or of a repeated part began was not waited for.
void hear_since(Session& session, const std::vector<PlannedWatch>& planned, std::vector<Watch>& watches,
                const Session::View& view, const Kept& kept, std::vector<Fulfilled>& done) {
  for (std::size_t at = 0; at < watches.size(); ++at) {
    const bool is_sequence = planned[at].asked().kind == ir::Pattern::Kind::sequence;
    if (is_sequence && view.matched->time < watches[at].since) continue;
    hear_one(session, planned[at], watches[at], view, kept, done);
  }
}

// Likewise whether any that the instance keeps does.
bool may_hear(const Session& session, const PlannedJourney& planned, const Instance& instance,
              const eval::Event* event) {
  const auto some_may = [&](const std::vector<PlannedWatch>& watches) {
    return std::ranges::any_of(watches, [&](const PlannedWatch& one) { return may_hear(session, one, event); });
  };
  if (some_may(planned.own) || (!instance.awaited.empty() && some_may(planned.awaited[instance.kept.step])))
    return true;
  for (std::size_t loop = 0; loop < instance.loops.size(); ++loop) {
    if (!instance.loops[loop].until.empty() && some_may(planned.untils[loop])) return true;
  }
  return false;
}

void hear_for(Session& session, Instance& instance, const Occurrence& came, std::vector<Fulfilled>& done) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const eval::Event* seen = seen_by(&instance, came);
  if (!may_hear(session, planned, instance, seen)) return;
  const EnteredEvent entered(session, instance);
  const Session::View view{.matched = seen, .entered = entered.get()};
  for (std::size_t own = 0; own < instance.own.size(); ++own) {
    hear_one(session, planned.own[own], instance.own[own], view, {Keeper::instance, &instance}, done);
  }
  for (std::size_t loop = 0; loop < instance.loops.size(); ++loop) {
    hear_since(session, planned.untils[loop], instance.loops[loop].until, view, {Keeper::repeat, &instance}, done);
  }
  if (instance.awaited.empty()) return;
  hear_since(session, planned.awaited[instance.kept.step], instance.awaited, view, {Keeper::wait, &instance}, done);
}

// Calls visit(planned, watch) for every watch that is kept.
template <typename Visit>
void for_each_watch(Session& session, const Visit& visit) {
  const auto visit_all = [&](const std::vector<PlannedWatch>& planned, std::vector<Watch>& watches) {
    for (std::size_t at = 0; at < watches.size(); ++at) visit(planned[at], watches[at]);
  };
  visit_all(session.plan.watches(), session.memory.watches);
  for (Instance& instance : session.memory.instances) {
    const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
    visit_all(planned.own, instance.own);
    if (!instance.awaited.empty()) visit_all(planned.awaited[instance.kept.step], instance.awaited);
    for (std::size_t loop = 0; loop < instance.loops.size(); ++loop) {
      visit_all(planned.untils[loop], instance.loops[loop].until);
    }
  }
}

// By the customer's own clock; a date with a time, as everywhere in a program, by the schema's.
Instant next_instant(const Session& session, const Schedule& schedule, Instant from) {
  const Zone& zone = schedule.kind == Schedule::Kind::once ? session.plan.zone() : session.zone();
  return next_occurrence(schedule, from, zone).value_or(kNever);
}

}  // namespace

Watch begin_watch(const Session& session, const PlannedWatch& planned) {
  const Instant now = session.memory.clock;
  const ir::Pattern& asked = planned.asked();
  Watch watch{.since = now, .due = kNever, .runs = {}};
  if (asked.kind == ir::Pattern::Kind::absence) watch.due = end_of_silence(session, asked, now);
  if (asked.kind == ir::Pattern::Kind::schedule) watch.due = next_instant(session, asked.schedule, now);
  return watch;
}

std::vector<Watch> begin_watches(const Session& session, const std::vector<PlannedWatch>& planned) {
  std::vector<Watch> watches;
  watches.reserve(planned.size());
  for (const PlannedWatch& one : planned) watches.push_back(begin_watch(session, one));
  return watches;
}

std::vector<Fulfilled> hear(Session& session, const Occurrence& came) {
  const eval::Event& event = *came.event;
  std::vector<Fulfilled> done;
  for (const std::uint32_t watch : session.plan.heard(event.type).watches) {
    hear_one(session, session.plan.watches()[watch], session.memory.watches[watch], {.matched = &event}, {}, done);
  }
  for (Instance& instance : session.memory.instances) hear_for(session, instance, came, done);
  return done;
}

Instant due_of(const PlannedWatch& planned, const Watch& watch) {
  Instant due = watch.due;
  const std::vector<ir::Stage>& stages = planned.asked().stages;
  for (const Run& run : watch.runs) {
    if (stages[run.stage].absent) due = std::min(due, run.due);
  }
  return due;
}

std::optional<Fulfilled> come_due(Session& session, const PlannedWatch& planned, Watch& watch, const Kept& kept) {
  const ir::Pattern& asked = planned.asked();
  if (asked.kind == ir::Pattern::Kind::sequence) {
    const std::optional<Run> match = end_of_absence(session, planned, watch);
    return match ? std::optional(fulfilled(planned, kept, match)) : std::nullopt;
  }
  const bool is_schedule = asked.kind == ir::Pattern::Kind::schedule;
  watch.due = is_schedule ? next_instant(session, asked.schedule, watch.due) : kNever;
  return fulfilled(planned, kept, std::nullopt);
}

void pass_by_missed(Session& session, Instant until) {
  const Microseconds catch_up = session.plan.limits().catch_up;
  const Instant oldest = until < kAlways + catch_up ? kAlways : until - catch_up;
  for_each_watch(session, [&](const PlannedWatch& planned, Watch& watch) {
    if (planned.asked().kind != ir::Pattern::Kind::schedule || watch.due >= oldest) return;
    watch.due = next_instant(session, planned.asked().schedule, oldest - 1);
  });
}

void follow_the_clock(Session& session) {
  const Instant now = session.memory.clock;
  for_each_watch(session, [&](const PlannedWatch& planned, Watch& watch) {
    if (planned.asked().kind != ir::Pattern::Kind::schedule) return;
    // What was due at this very instant has not come yet.
    watch.due = next_instant(session, planned.asked().schedule, watch.due > now ? now : now - 1);
  });
}

void forget_runs(Session& session) {
  for_each_watch(session, [&](const PlannedWatch&, Watch& watch) {
    std::erase_if(watch.runs, [&](const Run& run) { return run.due < session.memory.clock; });
  });
}

}  // namespace wend::journey
