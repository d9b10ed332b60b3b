// What an expression starts from: constants, the customer's tags, events, products.
#include "runtime/eval/context.hpp"

namespace wend::eval::operations {
namespace {

const Event* event_in_slot(const Context& context, ir::ExpressionId id) {
  return context.inputs.events[static_cast<std::size_t>(context.at(id).slot)];
}

}  // namespace

Value constant(const Context& context, ir::ExpressionId id) {
  return borrow(context.program.constants[context.at(id).index].value);
}

Value tag(const Context& context, ir::ExpressionId id) {
  return layout::load(context.inputs.tags, context.at(id).index);
}

Value event_field(const Context& context, ir::ExpressionId id) {
  const Event* event = event_in_slot(context, id);
  if (event == nullptr) return Unknown{};
  return layout::load(event->fields, context.at(id).index);
}

Value event_time(const Context& context, ir::ExpressionId id) {
  const Event* event = event_in_slot(context, id);
  if (event == nullptr) return Unknown{};
  return event->time;
}

Value moment(const Context& context, ir::ExpressionId id) {
  const ir::Program& program = context.program;
  return evaluate(program, program.moments[context.at(id).index], context.inputs.now, context.inputs.zone);
}

Value window(const Context& context, ir::ExpressionId id) {
  return evaluate_window(context, context.program.windows[context.at(id).index]);
}

Value contact(const Context& context, ir::ExpressionId id) {
  const Contact* contact = context.inputs.contact;
  if (contact == nullptr) return Unknown{};
  const auto unless_empty = [](std::string_view text) { return text.empty() ? Value{Unknown{}} : Value{text}; };
  switch (static_cast<ir::ContactPart>(context.at(id).index)) {
    case ir::ContactPart::product: return contact->product;
    case ir::ContactPart::purpose: return contact->purpose;
    case ir::ContactPart::channel: return unless_empty(contact->channel);
    case ir::ContactPart::message: return unless_empty(contact->message);
    case ir::ContactPart::journey: return contact->journey;
    case ir::ContactPart::priority: return contact->priority;
  }
  return Unknown{};
}

Value product_field(const Context& context, ir::ExpressionId id) {
  const Value product = evaluate(context, context.operands_of(id)[0]);
  const auto* position = std::get_if<std::int64_t>(&product);
  const std::vector<schema::Product>& products = context.program.schema->products.items;
  // A row from outside may name a product that the schema does not list.
  if (position == nullptr || *position < 0 || std::cmp_greater_equal(*position, products.size())) return Unknown{};
  const std::vector<OwnedValue>& fields = products[static_cast<std::size_t>(*position)].fields;
  const std::uint32_t field = context.at(id).index;
  if (field >= fields.size()) return Unknown{};
  return borrow(fields[field]);
}

}  // namespace wend::eval::operations
