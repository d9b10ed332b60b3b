// Grants whose answer the journey waits for. The host owns the budget.
#include "runtime/journey/rules.hpp"

namespace wend::journey {

// Who walks as control walks as granted.
bool begin_wait(Session& session, InstanceIndex index, const ir::Grant& grant, ir::StepIndex& next) {
  const Instance& instance = session.memory.instances[index];
  next = grant.awaits_answer && instance.kept.control != 0 ? grant.on_granted : grant.next;
  if (!grant.awaits_answer || instance.kept.control != 0) return false;
  const ir::Span within{.period = ir::kAnswerWithin, .duration = 0};
  return rest_until(session, index, after(session, session.memory.clock, within));
}

// The answer to this very grant, or one that names the step alone.
std::optional<ir::StepIndex> answered(Session& session, const Instance& instance, const ir::Grant& grant,
                                      const Occurrence& occurrence) {
  const eval::Event* event = seen_by(&instance, occurrence);
  if (!grant.awaits_answer || event == nullptr || event->time < instance.kept.rests_since) return std::nullopt;
  if (event->type != grant.granted && event->type != grant.refused) return std::nullopt;
  const std::optional<OutcomeFields>& outcome = session.plan.outcome(event->type);
  if (!outcome) return std::nullopt;
  const Value message = layout::load(event->fields, outcome->message);
  const auto* name = std::get_if<std::string_view>(&message);
  const ir::Journey& journey = *session.plan.journeys()[instance.kept.journey].journey;
  if (name == nullptr || *name != journey.steps[instance.kept.step].name) return std::nullopt;
  return event->type == grant.granted ? grant.on_granted : grant.on_refused;
}

}  // namespace wend::journey
