// Records and name lists: the customer, who is on a list, and what the list says of them.
#include "runtime/eval/context.hpp"

namespace wend::eval::operations {
namespace {

const lists::NameList* name_list(const Context& context, std::uint32_t index) {
  return context.inputs.name_lists == nullptr ? nullptr : context.inputs.name_lists->find(index);
}

}  // namespace

Value record_field(const Context& context, ir::ExpressionId id) {
  const ir::FieldOf field = ir::field_of(context.at(id).index);
  if (field.of >= ir::kRecordSlots) return Unknown{};
  return layout::load(context.inputs.records[field.of], field.field);
}

Value selection(const Context& context, ir::ExpressionId id) {
  return evaluate_selection(context, context.program.selections[context.at(id).index]);
}

Value customer(const Context& context, ir::ExpressionId) {
  if (context.inputs.customer.empty()) return Unknown{};
  return context.inputs.customer;
}

Value on_list(const Context& context, ir::ExpressionId id) {
  const lists::NameList* list = name_list(context, context.at(id).index);
  if (list == nullptr) return Unknown{};
  return apply<std::string_view>(context, id,
                                 [&](std::string_view customer) { return list->find(customer).has_value(); });
}

Value list_field(const Context& context, ir::ExpressionId id) {
  const ir::FieldOf field = ir::field_of(context.at(id).index);
  const lists::NameList* list = name_list(context, field.of);
  const Value customer = evaluate(context, context.operands_of(id)[0]);
  const auto* name = std::get_if<std::string_view>(&customer);
  if (list == nullptr || name == nullptr) return Unknown{};
  const std::optional<std::size_t> found = list->find(*name);
  if (!found) return Unknown{};
  return layout::load(list->row(*found), field.field);
}

}  // namespace wend::eval::operations
