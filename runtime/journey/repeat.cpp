#include <algorithm>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

const ir::Journey& journey_of(const Session& session, const Instance& instance) {
  return *session.plan.journeys()[instance.kept.journey].journey;
}

const ir::Repeat& repeat_of(const Session& session, const Instance& instance, std::uint32_t loop) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  return std::get<ir::Repeat>(planned.journey->steps[planned.repeats[loop]].action);
}

void begin_first_visit(Session& session, Instance& instance, const ir::Repeat& repeat) {
  LoopEntry& loop = instance.loops[repeat.loop];
  loop = {.visit = 1, .inside = 1, .since = session.memory.clock, .silence = {}};
  if (!repeat.until) return;
  const ir::Pattern& until = session.plan.journeys()[instance.kept.journey].program->patterns[*repeat.until];
  if (until.kind == ir::Pattern::Kind::absence) loop.silence = silence_from(session, until, session.memory.clock);
}

// Those inside of it are left with it.
void leave(const Session& session, Instance& instance, std::uint32_t loop) {
  instance.loops[loop].inside = 0;
  instance.loops[loop].silence = {};
  for (const ir::Step& step : journey_of(session, instance).steps) {
    const auto* inner = std::get_if<ir::Repeat>(&step.action);
    if (inner == nullptr || std::ranges::find(step.loops, loop) == step.loops.end()) continue;
    instance.loops[inner->loop].inside = 0;
    instance.loops[inner->loop].silence = {};
  }
}

// The repeated parts that the instance is in where it rests, outermost first.
std::vector<std::uint32_t> loops_around(const Session& session, const Instance& instance) {
  const ir::Step& step = journey_of(session, instance).steps[instance.kept.step];
  std::vector<std::uint32_t> loops = step.loops;
  if (const auto* repeat = std::get_if<ir::Repeat>(&step.action)) loops.push_back(repeat->loop);
  return loops;
}

bool is_seen(Session& session, const Instance& instance, std::uint32_t loop, const Occurrence& occurrence) {
  const ir::Repeat& repeat = repeat_of(session, instance, loop);
  if (!repeat.until || occurrence.time < instance.loops[loop].since) return false;
  if (occurrence.event == nullptr && occurrence.owner != &instance) return false;
  const ir::Program& program = *session.plan.journeys()[instance.kept.journey].program;
  return matches(session, program, *repeat.until, &instance, occurrence);
}

}  // namespace

bool begin_wait(Session& session, InstanceIndex index, const ir::Repeat& repeat, ir::StepIndex& next) {
  Instance& instance = session.memory.instances[index];
  LoopEntry& loop = instance.loops[repeat.loop];
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
  LoopEntry& loop = session.memory.instances[index].loops[repeat.loop];
  ++loop.visit;
  loop.since = session.memory.clock;
  tell(session, index, repeat.body);
  run(session, index, repeat.body);
}

std::optional<ir::StepIndex> left_repeat(Session& session, InstanceIndex index, const Occurrence& occurrence) {
  Instance& instance = session.memory.instances[index];
  for (const std::uint32_t loop : loops_around(session, instance)) {
    if (!is_seen(session, instance, loop, occurrence)) continue;
    leave(session, instance, loop);
    return repeat_of(session, instance, loop).next;
  }
  return std::nullopt;
}

std::string visit_of(const Instance& instance, const ir::Step& step) {
  std::string visit;
  for (const std::uint32_t loop : step.loops) {
    if (!visit.empty()) visit += '.';
    visit += std::to_string(instance.loops[loop].visit);
  }
  return visit.empty() ? "1" : visit;
}

}  // namespace wend::journey
