#include "compiler/verify/scope.hpp"

#include <algorithm>

namespace wend::verify {

using ir::ExpressionId;
using ir::Operation;

void Scope::put(ir::Slot slot, const schema::Schema& schema, schema::EventIndex event) {
  SlotEvent& made = events[ir::position_of(slot)].emplace();
  for (const schema::Field& field : schema.events[event].fields) made.fields.push_back(field.type);
}

Reads::Reads(Subject& subject) : subject_(subject), visits_(subject.program.expressions.size()) {
  const ir::Program& program = subject.program;
  needs_.reserve(program.expressions.size());
  for (ExpressionId id = 0; id < program.expressions.size(); ++id) {
    Needs needs = own_needs(program.at(id));
    for (const ExpressionId operand : program.operands_of(id)) needs |= needs_[operand];
    needs_.push_back(needs);
  }
}

Reads::Needs Reads::own_needs(const ir::Expression& expression) const {
  switch (expression.operation) {
    case Operation::event_field:
    case Operation::event_time: return bit(expression.slot);
    case Operation::record_field: return record_bit(ir::field_of(expression.index).of);
    case Operation::contact: return kContact;
    case Operation::tag: {
      const bool is_open = subject_.schema.tags[expression.index].sensitivity == schema::Sensitivity::none;
      return is_open ? kTag : kTag | kSensitive;
    }
    case Operation::window: {
      const ir::Window& window = subject_.program.windows[expression.index];
      const Needs around = needs_of(window.from) | needs_of(window.until);
      return kHistory | around | (needs_of(window.where) & ~bit(window.slot));
    }
    case Operation::selection: {
      const ir::Selection& selection = subject_.program.selections[expression.index];
      return needs_of(selection.list) | (needs_of(selection.where) & ~record_bit(selection.slot));
    }
    case Operation::moment: return kMoment;
    case Operation::customer:
    case Operation::on_list:
    case Operation::list_field:
    case Operation::next_anniversary:
    case Operation::constant:
    case Operation::product_field:
    case Operation::conjunction:
    case Operation::disjunction:
    case Operation::negation:
    case Operation::known:
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::member:
    case Operation::contains_all:
    case Operation::contains_any:
    case Operation::text_contains:
    case Operation::text_starts_with:
    case Operation::sum:
    case Operation::multiply:
    case Operation::divide:
    case Operation::negate:
    case Operation::rescale:
    case Operation::round:
    case Operation::least:
    case Operation::greatest:
    case Operation::period_sum:
    case Operation::period_scale:
    case Operation::date_plus_period:
    case Operation::time_plus_period:
    case Operation::date_of:
    case Operation::time_of_day_of:
    case Operation::is_business_day:
    case Operation::start_of_date:
    case Operation::anniversary_within:
    case Operation::choose:
    case Operation::fallback:
    case Operation::place:
    case Operation::distance:
    case Operation::in_area: return 0;
  }
  return 0;
}

void Reads::push(ExpressionId id, Needs asked) {
  if (id == ir::kNone || (needs_[id] & asked) == 0) return;
  Visit& visit = visits_[id];
  if (visit.walk != walk_) visit = {.walk = walk_, .asked = 0};
  if ((visit.asked & asked) == asked) return;
  visit.asked |= asked;
  pending_.emplace_back(id, asked);
}

// What a window or a selection puts there for its own condition is not the scope's: it is verified by itself.
void Reads::push_parts(const ir::Expression& expression, ExpressionId id, Needs asked) {
  for (const ExpressionId operand : subject_.program.operands_of(id)) push(operand, asked);
  if (expression.operation == Operation::window) {
    const ir::Window& window = subject_.program.windows[expression.index];
    push(window.from, asked);
    push(window.until, asked);
    push(window.where, asked & ~bit(window.slot));
  }
  if (expression.operation == Operation::selection) {
    const ir::Selection& selection = subject_.program.selections[expression.index];
    push(selection.list, asked);
    push(selection.where, asked & ~record_bit(selection.slot));
  }
}

bool Reads::is_there(const Scope& scope, const ir::Expression& expression) {
  if (expression.operation == Operation::contact) {
    return subject_.demand(scope.contact[expression.index], "it asks about a contact where there is none");
  }
  if (expression.operation == Operation::record_field) {
    const ir::FieldOf field = ir::field_of(expression.index);
    const std::optional<std::uint16_t> list = scope.records[field.of];
    if (!subject_.demand(list.has_value(), "it reads a record that is not there")) return false;
    const std::vector<schema::Field>& fields = subject_.schema.lists[*list].fields;
    return subject_.demand(field.field < fields.size() && fields[field.field].type == expression.type,
                           "it reads a field that the record does not have");
  }
  const std::optional<SlotEvent>& event = scope.events[ir::position_of(expression.slot)];
  if (!subject_.demand(event.has_value(), "it reads an event that is not there")) return false;
  if (expression.operation == Operation::event_time) {
    return subject_.demand(event->has_time, "it reads the time of an event that has none");
  }
  return subject_.demand(expression.index < event->fields.size() && event->fields[expression.index] == expression.type,
                         "it reads a field that the event does not have");
}

bool Reads::stay_in(const Scope& scope, ExpressionId root) {
  if (root == ir::kNone) return true;
  const bool reads_customer = (needs_[root] & (kTag | kHistory | kMoment)) != 0;
  if (!subject_.demand(scope.customer || !reads_customer, "it reads the customer where it may not")) {
    return false;
  }
  return walk(scope, root, kScoped);
}

bool Reads::agree_with(const Scope& scope, ExpressionId root, ir::Slot slot) {
  return walk(scope, root, bit(slot));
}

bool Reads::agree_with(const Scope& scope, ExpressionId root, std::uint32_t record_slot) {
  return walk(scope, root, record_bit(record_slot));
}

bool Reads::walk(const Scope& scope, ExpressionId root, Needs needs) {
  ++walk_;
  pending_.clear();
  push(root, needs);
  while (!pending_.empty()) {
    const auto [id, asked] = pending_.back();
    pending_.pop_back();
    if (!subject_.may_visit()) return false;
    const ir::Expression& expression = subject_.program.at(id);
    const bool is_leaf = expression.operation == Operation::event_field ||
                         expression.operation == Operation::event_time ||
                         expression.operation == Operation::record_field || expression.operation == Operation::contact;
    if (is_leaf && !is_there(scope, expression)) return false;
    if (!is_leaf) push_parts(expression, id, asked);
  }
  return true;
}

}  // namespace wend::verify
