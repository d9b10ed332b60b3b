#include "runtime/journey/turning.hpp"

#include "runtime/history/reached.hpp"

namespace wend::journey {
namespace {

void include(Turning& turning, const ir::Window& window) {
  turning.moves = true;
  const bool by_the_clock = window.rolling || window.aggregate == ir::Aggregate::time_since;
  if (by_the_clock) turning.events.push_back(window.event);
  if (window.field && window.type.kind == TypeKind::time_of_day) {
    turning.time_of_day_fields.push_back({window.event, *window.field});
  }
  if (window.reach.duration != 0) turning.spans.push_back({.period = {}, .duration = window.reach.duration});
}

void include(Turning& turning, const ir::Moment& moment) {
  turning.moves = true;
  if (moment.base == ir::Moment::Base::now && moment.as_time) {
    turning.spans.push_back({.period = moment.offset, .duration = moment.duration});
  }
}

void include(Turning& turning, const ir::Constant& constant) {
  const auto* scalar = std::get_if<std::int64_t>(&constant.value);
  if (scalar == nullptr) return;
  if (constant.type.kind == TypeKind::time) turning.instants.push_back(*scalar);
  if (constant.type.kind == TypeKind::time_of_day) turning.times_of_day.push_back(*scalar);
  if (constant.type.kind == TypeKind::duration) turning.spans.push_back({.period = {}, .duration = *scalar});
}

// All instants of the list's records, whether the condition reads them or not.
void include(Turning& turning, const ir::Program& program, schema::TagIndex tag, const Type& list) {
  const std::vector<schema::Field>& fields = program.schema->lists[list.detail].fields;
  for (schema::FieldIndex field = 0; field < fields.size(); ++field) {
    if (fields[field].type.kind == TypeKind::time) turning.record_times.push_back({tag, field});
  }
}

void include(Turning& turning, const ir::Program& program, const ir::Expression& expression) {
  const bool is_list_tag = expression.operation == ir::Operation::tag && expression.type.kind == TypeKind::list;
  if (is_list_tag) include(turning, program, expression.index, expression.type);
  const bool is_time = expression.type.kind == TypeKind::time || expression.type.kind == TypeKind::time_of_day;
  if (expression.operation == ir::Operation::time_of_day_of) turning.by_the_clock = true;
  if (expression.operation == ir::Operation::window) include(turning, program.windows[expression.index]);
  if (expression.operation == ir::Operation::moment) include(turning, program.moments[expression.index]);
  if (expression.operation == ir::Operation::constant) include(turning, program.constants[expression.index]);
  if (expression.operation == ir::Operation::tag && is_time) turning.time_tags.push_back(expression.index);
  if (expression.operation == ir::Operation::event_field && is_time && expression.slot == ir::Slot::entered) {
    turning.entered_fields.push_back(expression.index);
  }
  if (expression.operation == ir::Operation::record_field && is_time) {
    const ir::FieldOf field = ir::field_of(expression.index);
    if (field.of == ir::kKeyRecord) turning.key_fields.push_back(field.field);
  }
  if (expression.operation == ir::Operation::event_field && is_time && expression.slot >= ir::Slot::named_1) {
    turning.named_fields.emplace_back(ir::position_of(expression.slot) - ir::position_of(ir::Slot::named_1),
                                      expression.index);
  }
}

}  // namespace

Turning turning_of(const ir::Program& program, ir::ExpressionId condition) {
  Turning turning;
  if (condition == ir::kNone) return turning;
  for (const ir::ExpressionId id : history::reached(program, {&condition, 1}, history::Candidates::included)) {
    include(turning, program, program.at(id));
  }
  return turning;
}

}  // namespace wend::journey
