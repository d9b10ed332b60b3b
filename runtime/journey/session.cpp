#include "runtime/journey/session.hpp"

#include "runtime/eval/customer_zone.hpp"

namespace wend::journey {

eval::Inputs Session::inputs(const View& view) {
  if (!has_history_) refresh_history(nullptr);
  eval::Inputs inputs{.tags = {&plan.tags(), memory.tags},
                      .events = {},
                      .history = history_,
                      .handled = handled_,
                      .now = memory.clock,
                      .zone = zone_};
  inputs.events[static_cast<std::size_t>(ir::Slot::matched)] = view.matched;
  inputs.events[static_cast<std::size_t>(ir::Slot::entered)] = view.entered;
  return inputs;
}

void Session::refresh_zone() {
  zone_ = eval::customer_zone(plan.schema(), {&plan.tags(), memory.tags}, plan.zone());
}

Truth Session::judge(const ir::Program& program, ir::ExpressionId condition, const View& view) {
  return predicates_.judge(program, condition, inputs(view));
}

eval::Inputs Session::inputs_before(const View& view, const Before& before) {
  eval::Inputs then = inputs(view);
  then.tags.data = before.tags;
  if (!before.history.empty()) then.history = before.history;
  then.handled = nullptr;
  return then;
}

Truth Session::judge_before(const ir::Program& program, ir::ExpressionId condition, const View& view,
                            const Before& before) {
  return predicates_.judge(program, condition, inputs_before(view, before));
}

Value Session::evaluate_before(const ir::Program& program, ir::ExpressionId expression, const View& view,
                               const Before& before) {
  return eval::evaluate(program, expression, inputs_before(view, before));
}

bool Session::holds(const ir::Program& program, ir::ExpressionId condition, const View& view) {
  return condition == ir::kNone || judge(program, condition, view) == Truth::yes;
}

Value Session::evaluate(const ir::Program& program, ir::ExpressionId expression, const View& view) {
  return eval::evaluate(program, expression, inputs(view));
}

void Session::refresh_history(const eval::Event* handled) {
  history_.resize(plan.schema().events.size());
  for (const history::Log& log : memory.logs) history_[log.event] = history::view(log);
  handled_ = handled;
  has_history_ = true;
}

EnteredEvent::EnteredEvent(const Session& session, const Instance& instance) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  is_there_ = instance.row != nullptr;
  event_ = {.type = planned.journey->entry_event,
            .time = instance.kept.event_time,
            .fields = {&planned.entry_row, instance.row}};
}

}  // namespace wend::journey
