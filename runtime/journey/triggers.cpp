#include "runtime/journey/rules.hpp"

namespace wend::journey {

void fire_triggers(Session& session, const Occurrence& occurrence) {
  const ir::Program& program = session.plan.program();
  for (const std::uint32_t trigger : occurrence.heard->triggers) {
    if (!matches(session, program, program.triggers[trigger].pattern, nullptr, occurrence)) continue;
    session.outcome.firings.push_back({.trigger = trigger, .time = session.memory.clock});
  }
}

}  // namespace wend::journey
