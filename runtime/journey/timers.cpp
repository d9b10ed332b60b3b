#include <algorithm>
#include <tuple>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// What may be due, in the order in which it happens where several are at one instant.
enum class Kind : std::uint8_t { sample, check, expiry, own_watch, until_watch, awaited_watch, wait, watch };

// At one instant what is measured comes first, then the instance that expires first, then instances in the order in
// which they are served, the customer's own watches after them.
struct Due {
  Instant time = kNever;
  Instant deadline = kNever;
  std::size_t position = 0;  // of the instance, or past all of them
  Kind kind = Kind::watch;
  std::size_t loop = 0;   // of several repeated parts
  std::size_t which = 0;  // of several watches

  friend bool operator<(const Due& left, const Due& right) {
    return std::tie(left.time, left.deadline, left.position, left.kind, left.loop, left.which) <
           std::tie(right.time, right.deadline, right.position, right.kind, right.loop, right.which);
  }
};

Due first_of(const std::vector<PlannedWatch>& planned, const std::vector<Watch>& watches, const Due& about) {
  Due first;
  for (std::size_t which = 0; which < watches.size(); ++which) {
    Due due = about;
    due.time = due_of(planned[which], watches[which]);
    due.which = which;
    first = std::min(first, due);
  }
  return first;
}

Due first_of(const Session& session, const Instance& instance, InstanceIndex index) {
  const InstanceEntry& kept = instance.kept;
  const PlannedJourney& planned = session.plan.journeys()[kept.journey];
  const auto due = [&](Instant time, Kind kind) {
    return Due{.time = time, .deadline = kept.expires, .position = index, .kind = kind};
  };
  Due first;
  // In the order of their kinds, so that of several at one instant the first stays.
  const auto consider = [&](Instant time, Kind kind) {
    if (time < first.time) first = due(time, kind);
  };
  consider(kept.check, Kind::check);
  consider(kept.expires, Kind::expiry);
  if (!instance.own.empty()) first = std::min(first, first_of(planned.own, instance.own, due(kNever, Kind::own_watch)));
  for (std::size_t loop = 0; loop < instance.loops.size(); ++loop) {
    Due until = due(kNever, Kind::until_watch);
    until.loop = loop;
    first = std::min(first, first_of(planned.untils[loop], instance.loops[loop].until, until));
  }
  if (!instance.awaited.empty()) {
    const Due awaited = due(kNever, Kind::awaited_watch);
    first = std::min(first, first_of(planned.awaited[kept.step], instance.awaited, awaited));
  }
  consider(kept.due, Kind::wait);
  return first;
}

Due first_due(const Session& session) {
  const Memory& memory = session.memory;
  const std::size_t instances = memory.instances.size();
  Due first = first_of(session.plan.watches(), memory.watches, Due{.position = instances, .kind = Kind::watch});
  for (std::size_t index = 0; index < memory.measurements.size(); ++index) {
    const Instant due = next_sample(memory.measurements[index]);
    first = std::min(first, Due{.time = due, .deadline = kAlways, .position = 0, .kind = Kind::sample, .which = index});
  }
  for (InstanceIndex index = 0; index < instances; ++index) {
    const Due due = first_of(session, memory.instances[index], index);
    if (due.time <= first.time) first = std::min(first, due);
  }
  return first;
}

void fulfil(Session& session, const PlannedWatch& planned, Watch& watch, const Kept& kept) {
  static const Heard kNothing;
  const std::optional<Fulfilled> fulfilled = come_due(session, planned, watch, kept);
  if (!fulfilled) return;
  occur(session, {.event = nullptr,
                  .fulfilled = {&*fulfilled, 1},
                  .before = nullptr,
                  .heard = kept.instance == nullptr ? &planned.heard : &kNothing,
                  .time = session.memory.clock,
                  .stale = false});
}

void fire_own_watch(Session& session, InstanceIndex index, std::size_t which) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  fulfil(session, planned.own[which], instance.own[which], {Fulfilled::Keeper::instance, &instance});
}

void fire_awaited_watch(Session& session, InstanceIndex index, std::size_t which) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  fulfil(session, planned.awaited[instance.kept.step][which], instance.awaited[which],
         {Fulfilled::Keeper::wait, &instance});
}

void fire_until_watch(Session& session, InstanceIndex index, std::size_t loop, std::size_t which) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  fulfil(session, planned.untils[loop][which], instance.loops[loop].until[which],
         {Fulfilled::Keeper::repeat, &instance});
}

// Before every step: `exit when`.
void fire_wait(Session& session, InstanceIndex index) {
  if (!judge_exit_condition(session, index)) end_wait(session, index);
}

void fire(Session& session, const Due& due) {
  switch (due.kind) {
    case Kind::sample: take_samples(session, due.which); break;
    case Kind::check: judge_exit_condition(session, due.position); break;
    case Kind::expiry: end(session, due.position, Reason::expired); break;
    case Kind::own_watch: fire_own_watch(session, due.position, due.which); break;
    case Kind::until_watch: fire_until_watch(session, due.position, due.loop, due.which); break;
    case Kind::awaited_watch: fire_awaited_watch(session, due.position, due.which); break;
    case Kind::wait: fire_wait(session, due.position); break;
    case Kind::watch: fulfil(session, session.plan.watches()[due.which], session.memory.watches[due.which], {}); break;
  }
  forget_ended(session);
  settle(session);
}

}  // namespace

void fire_due(Session& session, Instant until, Limit limit) {
  if (!session.memory.enrolled) return;
  pass_by_missed(session, until);
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
