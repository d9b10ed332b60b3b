#include "compiler/codegen/plan.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>

#include "compiler/codegen/compiler.hpp"
#include "compiler/codegen/form.hpp"

namespace wend::codegen {
namespace {

// What the condition reads, itself included, in the program's order; one more than the most where it reads more.
std::vector<ir::ExpressionId> reachable(const ir::Program& program, ir::ExpressionId condition) {
  std::unordered_set<ir::ExpressionId> seen{condition};
  std::vector<ir::ExpressionId> found{condition};
  for (std::size_t next = 0; next < found.size() && found.size() <= kMostExpressions; ++next) {
    for (const ir::ExpressionId operand : program.operands_of(found[next])) {
      if (seen.insert(operand).second) found.push_back(operand);
    }
  }
  std::ranges::sort(found);
  return found;
}

bool fits(const layout::RowLayout* layout, const ir::Expression& expression) {
  if (layout == nullptr || expression.index >= layout->fields.size()) return true;
  return can_hold(layout->fields[expression.index].storage, form_of(expression.type));
}

std::optional<Error> objection(const ir::Program& program, ir::ExpressionId id, const layout::NativeRequest& request) {
  const ir::Expression& expression = program.at(id);
  if (form_of(expression.type) == Form::none) return Error{"reads a value of a type that has no native form"};
  const bool is_tag = expression.operation == ir::Operation::tag;
  const bool is_field = expression.operation == ir::Operation::event_field;
  if ((is_tag && !fits(request.tags, expression)) ||
      (is_field && !fits(request.events[static_cast<std::size_t>(expression.slot)], expression))) {
    return Error{"reads " + ir::to_text(program, id) + ", which the row does not store as a value of its type"};
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<ir::ExpressionId>> plan(const ir::Program& program, const layout::NativeRequest& request) {
  const std::string name = "condition " + std::to_string(request.condition);
  if (request.condition >= program.expressions.size()) return Error{name + " is not in the program"};
  if (program.at(request.condition).type.kind != TypeKind::boolean) return Error{name + " is not boolean"};
  std::vector<ir::ExpressionId> order = reachable(program, request.condition);
  if (order.size() > kMostExpressions) {
    return Error{name + " reads more than " + std::to_string(kMostExpressions) + " expressions"};
  }
  for (const ir::ExpressionId id : order) {
    if (const auto error = objection(program, id, request)) return Error{name + " " + error->message};
  }
  return order;
}

}  // namespace wend::codegen
