// Outcomes: events that say what became of an effect.
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// What a host can tell the outcome of.
bool can_be_answered(const ir::Step& step) {
  return std::holds_alternative<ir::Send>(step.action) || std::holds_alternative<ir::Assign>(step.action) ||
         std::holds_alternative<ir::Grant>(step.action) || std::holds_alternative<ir::Place>(step.action);
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
      if (!can_be_answered(step) || to_text(hash_of(session.customer, journey, instance, step)) != effect) continue;
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
