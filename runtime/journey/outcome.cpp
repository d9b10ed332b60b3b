// Outcomes: events that say what became of an effect.
#include <algorithm>
#include <string>
#include <vector>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// What a host can tell the outcome of.
bool can_be_answered(const ir::Step& step) {
  return std::holds_alternative<ir::Send>(step.action) || std::holds_alternative<ir::Assign>(step.action) ||
         std::holds_alternative<ir::Grant>(step.action) || std::holds_alternative<ir::Place>(step.action);
}

// The items of an `each` that the step was taken for, as item_of has them: the last of the innermost first.
std::vector<std::string> items_so_far(const PlannedJourney& planned, const Instance& instance, const ir::Step& step) {
  const std::string item = item_of(planned, instance, step);
  std::vector<std::string> items{item};
  const std::size_t dot = item.rfind('.');
  const std::string outer = dot == std::string::npos ? std::string() : item.substr(0, dot + 1);
  for (const std::uint32_t loop : step.loops) {
    if (planned.items[loop].fields.empty()) continue;
    items.resize(1);
    for (std::uint32_t one = 1; one < instance.loops[loop].kept.visit; ++one) {
      items.push_back(outer + std::to_string(one));
    }
  }
  return items;
}

bool has_decided(const Session& session, const Instance& instance, const ir::Step& step, std::string_view effect) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const std::vector<std::string> items = items_so_far(planned, instance, step);
  return std::ranges::any_of(
      items, [&](const std::string& item) { return to_text(hash_of(session, instance, step, item)) == effect; });
}

}  // namespace

Answer::Answer(const Session& session, const eval::Event& event) : event_(event) {
  const std::optional<OutcomeFields>& outcome = session.plan.outcome(event.type);
  if (!outcome) return;
  const Value effect = layout::load(event.fields, outcome->effect);
  const auto* id = std::get_if<std::string_view>(&effect);
  if (id == nullptr) return;
  says_effect_ = true;
  to_others_ = with_message(session, Unknown{}, nameless_);
  find(session, *id);
  if (step_ != nullptr) event_ = with_message(session, std::string_view(step_->name), named_);
}

// The instance and its step that decided the effect: where the step is repeated, the last time that it was taken.
void Answer::find(const Session& session, std::string_view effect) {
  for (const Instance& instance : session.memory.instances) {
    const ir::Journey& journey = *session.plan.journeys()[instance.kept.journey].journey;
    for (const ir::Step& step : journey.steps) {
      if (!can_be_answered(step) || !has_decided(session, instance, step, effect)) continue;
      instance_ = instance.serial;
      step_ = &step;
      return;
    }
  }
}

eval::Event Answer::with_message(const Session& session, Value message, std::vector<std::byte>& row) const {
  const layout::RowLayout& layout = session.plan.event(event_.type);
  std::vector<Value> values(layout.fields.size());
  for (std::uint32_t field = 0; field < values.size() && field < event_.fields.layout->fields.size(); ++field) {
    values[field] = layout::load(event_.fields, field);
  }
  values[session.plan.outcome(event_.type)->message] = message;
  layout::append_row(layout, values, row);
  return {.type = event_.type, .time = event_.time, .fields = {&layout, row.data()}};
}

const eval::Event* seen_by(const Instance* instance, const Occurrence& occurrence) {
  const bool is_others =
      instance != nullptr && occurrence.to_others != nullptr && instance->serial != occurrence.answered;
  return is_others ? occurrence.to_others : occurrence.event;
}

}  // namespace wend::journey
