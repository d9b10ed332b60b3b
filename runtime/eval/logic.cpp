// Kleene's logic, and the choice between values that it decides.
#include "runtime/eval/context.hpp"

namespace wend::eval::operations {
namespace {

// Folds from left to right and stops at `decisive`, which no later operand can change.
template <typename Combine>
Value fold(const Context& context, ir::ExpressionId id, Truth neutral, Truth decisive, const Combine& combine) {
  Truth all = neutral;
  for (const ir::ExpressionId operand : context.operands_of(id)) {
    all = combine(all, truth_of(evaluate(context, operand)));
    if (all == decisive) break;
  }
  return value_of(all);
}

}  // namespace

Value conjunction(const Context& context, ir::ExpressionId id) {
  return fold(context, id, Truth::yes, Truth::no, wend::conjunction);
}

Value disjunction(const Context& context, ir::ExpressionId id) {
  return fold(context, id, Truth::no, Truth::yes, wend::disjunction);
}

Value negation(const Context& context, ir::ExpressionId id) {
  return value_of(wend::negation(truth_of(evaluate(context, context.operands_of(id)[0]))));
}

Value known(const Context& context, ir::ExpressionId id) {
  return is_known(evaluate(context, context.operands_of(id)[0]));
}

// An unknown condition on the way is passed by: a later one that is true decides all the same. Where none is, it makes
// the whole `unknown` instead of `otherwise`.
Value choose(const Context& context, ir::ExpressionId id) {
  const std::span<const ir::ExpressionId> operands = context.operands_of(id);
  const std::size_t otherwise = operands.size() - 2;
  const std::size_t unknown = operands.size() - 1;
  bool any_unknown = false;
  for (std::size_t branch = 0; branch < otherwise; branch += 2) {
    const Truth condition = truth_of(evaluate(context, operands[branch]));
    if (condition == Truth::yes) return evaluate(context, operands[branch + 1]);
    any_unknown = any_unknown || condition == Truth::unknown;
  }
  return evaluate(context, operands[any_unknown ? unknown : otherwise]);
}

Value fallback(const Context& context, ir::ExpressionId id) {
  const std::span<const ir::ExpressionId> operands = context.operands_of(id);
  const Value first = evaluate(context, operands[0]);
  return is_known(first) ? first : evaluate(context, operands[1]);
}

}  // namespace wend::eval::operations
