#include <algorithm>

#include "compiler/ir/steps.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

const PlannedJourney& planned_of(const Session& session, const Instance& instance) {
  return session.plan.journeys()[instance.kept.journey];
}

// Null where the part is an `each`.
const ir::Repeat* repeat_of(const PlannedJourney& planned, std::uint32_t loop) {
  return std::get_if<ir::Repeat>(&planned.journey->steps[planned.loop_steps[loop]].action);
}

// What ends it is counted from now, and has not come yet.
void begin_first_visit(Session& session, Instance& instance, const ir::Repeat& repeat) {
  Loop& loop = instance.loops[repeat.loop];
  loop.kept = {.visit = 1, .inside = 1, .since = session.memory.clock};
  loop.until = begin_watches(session, planned_of(session, instance).untils[repeat.loop]);
  if (repeat.until) forget_named(session, instance, {*repeat.until});
}

void leave(Loop& loop) {
  loop.kept.inside = 0;
  loop.kept.items = 0;
  loop.until.clear();
  loop.items.clear();
}

// Those inside of it are left with it.
void leave(const Session& session, Instance& instance, std::uint32_t loop) {
  leave(instance.loops[loop]);
  for (const ir::Step& step : planned_of(session, instance).journey->steps) {
    const std::optional<std::uint32_t> inner = ir::loop_of(step);
    if (inner && std::ranges::find(step.loops, loop) != step.loops.end()) leave(instance.loops[*inner]);
  }
}

// Whether the occurrence is what ends the repeated part; what the journey has names for in it is kept.
bool is_ended_by(Session& session, Instance& instance, std::uint32_t loop, const Occurrence& occurrence) {
  const PlannedJourney& planned = planned_of(session, instance);
  const ir::Repeat* repeat = repeat_of(planned, loop);
  if (repeat == nullptr || !repeat->until || occurrence.time < instance.loops[loop].kept.since) return false;
  const std::optional<Match> seen =
      match(session, *planned.program, *repeat->until, &instance, occurrence, Asked::in_repeat);
  if (seen) keep_named(session, instance, *seen);
  return seen.has_value();
}

}  // namespace

bool begin_wait(Session& session, InstanceIndex index, const ir::Repeat& repeat, ir::StepIndex& next) {
  Instance& instance = session.memory.instances[index];
  LoopEntry& loop = instance.loops[repeat.loop].kept;
  next = repeat.body;
  if (loop.inside == 0) {
    begin_first_visit(session, instance, repeat);
    return false;
  }
  if (loop.visit >= repeat.times) {
    leave(session, instance, repeat.loop);
    next = repeat.next;
    return false;
  }
  if (rest_until(session, index, after(session, loop.since, repeat.every))) return true;
  ++loop.visit;
  loop.since = session.memory.clock;
  return false;
}

void begin_next_visit(Session& session, InstanceIndex index, const ir::Repeat& repeat) {
  LoopEntry& loop = session.memory.instances[index].loops[repeat.loop].kept;
  ++loop.visit;
  loop.since = session.memory.clock;
  tell(session, index, repeat.body);
  run(session, index, repeat.body);
}

std::optional<ir::StepIndex> left_repeat(Session& session, InstanceIndex index, const Occurrence& occurrence) {
  Instance& instance = session.memory.instances[index];
  const PlannedJourney& planned = planned_of(session, instance);
  if (planned.loop_steps.empty()) return std::nullopt;
  for (const std::uint32_t loop : ir::loops_around(planned.journey->steps[instance.kept.step])) {
    if (!is_ended_by(session, instance, loop, occurrence)) continue;
    leave(session, instance, loop);
    // Whatever step it rested at, it goes on from the repeated part.
    instance.kept.step = planned.loop_steps[loop];
    instance.awaited.clear();
    return repeat_of(planned, loop)->next;
  }
  return std::nullopt;
}

namespace {

// The records of the list that it is to go through.
void begin_items(Session& session, Instance& instance, const ir::Each& each) {
  const PlannedJourney& planned = planned_of(session, instance);
  Loop& loop = instance.loops[each.loop];
  loop = {};
  const EnteredEvent entered(session, instance);
  eval::RecordCursor records = session.records(*planned.program, each.list, each.slot, {.entered = entered.get()});
  for (std::size_t at = 0; at < records.size() && loop.items.size() < each.at_most; ++at) {
    if (records.judge(at, each.where) != Truth::yes) continue;
    loop.items.push_back(session.memory.keep_as(planned.items[each.loop], records.record(at)));
  }
  if (loop.items.empty()) return;
  loop.kept = {.visit = 0, .inside = 1, .since = session.memory.clock, .items = loop.items.size()};
}

// The times around those of the parts that the step stands in, outermost first, with dots between.
template <typename Action>
std::string times_of(const PlannedJourney& planned, const Instance& instance, const ir::Step& step) {
  std::string times;
  for (const std::uint32_t loop : step.loops) {
    if (!std::holds_alternative<Action>(planned.journey->steps[planned.loop_steps[loop]].action)) continue;
    if (!times.empty()) times += '.';
    times += std::to_string(instance.loops[loop].kept.visit);
  }
  return times;
}

}  // namespace

ir::StepIndex next_item(Session& session, InstanceIndex index, const ir::Each& each) {
  Instance& instance = session.memory.instances[index];
  Loop& loop = instance.loops[each.loop];
  if (loop.kept.inside == 0) begin_items(session, instance, each);
  if (loop.kept.visit >= loop.items.size()) {
    leave(session, instance, each.loop);
    return each.next;
  }
  ++loop.kept.visit;
  return each.body;
}

std::string visit_of(const PlannedJourney& planned, const Instance& instance, const ir::Step& step) {
  return times_of<ir::Repeat>(planned, instance, step);
}

std::string item_of(const PlannedJourney& planned, const Instance& instance, const ir::Step& step) {
  return times_of<ir::Each>(planned, instance, step);
}

}  // namespace wend::journey
