#include "compiler/check/place.hpp"

#include <algorithm>
#include <utility>

#include "compiler/check/expressions.hpp"
#include "runtime/eval/evaluate.hpp"

namespace wend::check {
namespace {

// Whether the operation's result depends on its operands alone.
bool is_pure(ir::Operation operation) {
  switch (operation) {
    case ir::Operation::conjunction:
    case ir::Operation::disjunction:
    case ir::Operation::negation:
    case ir::Operation::known:
    case ir::Operation::equal:
    case ir::Operation::not_equal:
    case ir::Operation::less:
    case ir::Operation::less_equal:
    case ir::Operation::member:
    case ir::Operation::contains_all:
    case ir::Operation::contains_any:
    case ir::Operation::text_contains:
    case ir::Operation::text_starts_with:
    case ir::Operation::sum:
    case ir::Operation::multiply:
    case ir::Operation::divide:
    case ir::Operation::negate:
    case ir::Operation::rescale:
    case ir::Operation::round:
    case ir::Operation::least:
    case ir::Operation::greatest:
    case ir::Operation::period_sum:
    case ir::Operation::period_scale:
    case ir::Operation::date_plus_period:
    case ir::Operation::is_business_day:
    case ir::Operation::choose:
    case ir::Operation::product_field:
    case ir::Operation::place:
    case ir::Operation::distance:
    case ir::Operation::in_area:
    case ir::Operation::fallback: return true;
    case ir::Operation::constant:
    case ir::Operation::tag:
    case ir::Operation::event_field:
    case ir::Operation::event_time:
    case ir::Operation::moment:
    case ir::Operation::window:
    case ir::Operation::record_field:
    case ir::Operation::selection:
    case ir::Operation::customer:
    case ir::Operation::on_list:
    case ir::Operation::list_field:
    case ir::Operation::time_plus_period:
    case ir::Operation::date_of:
    case ir::Operation::time_of_day_of:
    case ir::Operation::start_of_date:
    case ir::Operation::next_anniversary:
    case ir::Operation::anniversary_within:
    case ir::Operation::contact: return false;
  }
  return false;
}

}  // namespace

Checked Place::check(const syntax::Expression& tree, std::optional<Type> hint) const {
  return check::check(context, scope, tree, hint);
}

void Place::record(Use::Kind kind, const source::Span& span, std::uint32_t index, std::uint32_t part,
                   bool by_label) const {
  context.facts.uses.push_back({kind, index, part, by_label, span, context.current});
}

Typed Place::constant(Type type, OwnedValue value) const {
  return {context.build.constant(type, std::move(value)), type};
}

Typed Place::leaf(ir::Operation operation, Type type, std::uint32_t index, ir::Slot slot) const {
  return {context.build.leaf(operation, type, index, slot), type};
}

Typed Place::make(ir::Operation operation, Type type, std::span<const ir::ExpressionId> operands,
                  std::uint32_t index) const {
  const ir::ExpressionId id = context.build.make(operation, type, operands, index);
  const auto is_constant = [&](ir::ExpressionId operand) { return constant_of(operand) != nullptr; };
  if (!is_pure(operation) || !std::ranges::all_of(operands, is_constant)) return {id, type};
  const OwnedValue value = own(eval::evaluate(context.program, id, {}));
  return is_known(value) ? constant(type, value) : Typed{id, type};
}

const ir::Constant* Place::constant_of(ir::ExpressionId id) const {
  const ir::Expression& expression = context.program.at(id);
  return expression.operation == ir::Operation::constant ? &context.program.constants[expression.index] : nullptr;
}

}  // namespace wend::check
