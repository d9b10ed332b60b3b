#include "runtime/journey/session.hpp"

#include <algorithm>

#include "runtime/eval/customer_zone.hpp"

namespace wend::journey {

eval::Inputs Session::inputs(const View& view) {
  if (!has_history_) refresh_history(nullptr);
  eval::Inputs inputs{.tags = {&plan.tags(), memory.tags},
                      .events = {},
                      .history = history_,
                      .handled = handled_,
                      .records = {},
                      .customer = customer,
                      .name_lists = plan.name_lists(),
                      .now = memory.clock,
                      .zone = zone_,
                      .contact = view.contact};
  inputs.events[static_cast<std::size_t>(ir::Slot::matched)] = view.matched;
  const auto put = [&](ir::Slot slot, const eval::Event* event) { inputs.events[ir::position_of(slot)] = event; };
  if (view.entered != nullptr) {
    put(ir::Slot::entered, view.entered->event);
    for (std::size_t named = 0; named < ir::kMostNamed; ++named) put(ir::named_slot(named), view.entered->named[named]);
    std::ranges::copy(view.entered->records, inputs.records.begin());
  }
  for (std::size_t stage = 0; view.stages != nullptr && stage < ir::kMostStages; ++stage) {
    put(ir::stage_slot(stage), view.stages->at(stage));
  }
  return inputs;
}

Zone Session::own_zone() const {
  return eval::customer_zone(plan.schema(), {&plan.tags(), memory.tags}, plan.zone());
}

bool Session::refresh_zone() {
  const Zone zone = own_zone();
  const bool is_another = zone != zone_;
  zone_ = zone;
  return is_another;
}

Truth Session::judge(const ir::Program& program, ir::ExpressionId condition, const View& view) {
  return predicates_.judge(program, condition, inputs(view));
}

const Heard* Session::set_off_by(const Occurrence& occurrence, Heard& narrowed) {
  const eval::Event* event = occurrence.event;
  const bool is_of_event = event != nullptr && occurrence.heard == &plan.heard(event->type);
  if (!is_of_event || !predicates_.narrow(plan, inputs({.matched = event}), narrowed)) return occurrence.heard;
  return &narrowed;
}

void Session::find_points(const Occurrence& came) {
  // All instances see the same, but for one whose effect it answers.
  const eval::Event* event = came.to_others != nullptr ? came.to_others : came.event;
  found_for_ = nullptr;
  std::size_t waiting = plan.heard(event->type).watches.size();
  for (const Instance& instance : memory.instances) {
    waiting += plan.waits_for(instance.kept.journey, event->type) ? 1 : 0;
  }
  if (!predicates_.finds_points(plan, event->type, waiting)) return;
  predicates_.find_points(plan, inputs({.matched = event}), open_);
  found_for_ = event;
  found_with_ = memory.tags;
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
  return condition == ir::kNone || predicates_.holds(program, condition, inputs(view));
}

Value Session::evaluate(const ir::Program& program, ir::ExpressionId expression, const View& view) {
  return eval::evaluate(program, expression, inputs(view));
}

eval::RecordCursor Session::records(const ir::Program& program, ir::ExpressionId list, std::uint32_t slot,
                                    const View& view) {
  return {program, inputs(view), list, slot};
}

void Session::refresh_history(const eval::Event* handled) {
  history_.resize(plan.schema().events.size());
  for (const history::Log& log : memory.logs) history_[log.event] = history::view(log);
  handled_ = handled;
  has_history_ = true;
}

StageEvents::StageEvents(const PlannedWatch& planned, const Run& run) {
  for (std::size_t stage = 0; stage < planned.rows.size(); ++stage) {
    const RunEvent& event = run.events[stage];
    is_there_[stage] = event.row != nullptr;
    events_[stage] = {
        .type = planned.asked().stages[stage].event, .time = event.time, .fields = {&planned.rows[stage], event.row}};
  }
}

const eval::Event* Match::last() const {
  const eval::Event* last = event;
  for (std::size_t stage = 0; stage < ir::kMostStages; ++stage) {
    if (stages.at(stage) != nullptr) last = stages.at(stage);
  }
  return last;
}

EnteredEvent::EnteredEvent(const Session& session, const Instance& instance) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  event_ = {.type = planned.journey->entry_event,
            .time = instance.kept.event_time,
            .fields = {&planned.entry_row, instance.row}};
  if (instance.row != nullptr) entered_.event = &event_;
  for (std::size_t at = 0; at < planned.named_rows.size(); ++at) {
    const RunEvent& event = instance.named[at];
    named_[at] = {
        .type = planned.journey->named[at].event, .time = event.time, .fields = {&planned.named_rows[at], event.row}};
    if (event.row != nullptr) entered_.named[at] = &named_[at];
  }
  if (instance.key_record != nullptr) entered_.records[ir::kKeyRecord] = {&planned.key_record, instance.key_record};
  for (std::size_t at = 0; at < instance.loops.size(); ++at) {
    const Loop& loop = instance.loops[at];
    if (loop.kept.visit == 0 || loop.kept.visit > loop.items.size()) continue;
    const auto& each = std::get<ir::Each>(planned.journey->steps[planned.loop_steps[at]].action);
    entered_.records[each.slot] = {&planned.items[at], loop.items[loop.kept.visit - 1]};
  }
}

}  // namespace wend::journey
