#include "tests/conformance/runner/probe.hpp"

namespace wend::conformance {

Probe probe_of(ir::Builder& build, const check::CheckedExpression& expression, const OwnedValue& expected) {
  const Type boolean = type_of(TypeKind::boolean);
  if (expression.type == boolean) return {.condition = expression.id, .truth = truth_of(borrow(expected))};
  if (!is_known(expected)) {
    return {.condition = build.make(ir::Operation::known, boolean, {expression.id}), .truth = Truth::no};
  }
  const ir::ExpressionId constant = build.constant(expression.type, expected);
  return {.condition = build.make(ir::Operation::equal, boolean, {expression.id, constant}), .truth = Truth::yes};
}

ir::ExpressionId as_condition(ir::Builder& build, const Probe& probe) {
  const Type boolean = type_of(TypeKind::boolean);
  const auto negation = [&](ir::ExpressionId id) { return build.make(ir::Operation::negation, boolean, {id}); };
  switch (probe.truth) {
    case Truth::yes: return probe.condition;
    case Truth::no: return negation(probe.condition);
    case Truth::unknown: return negation(build.make(ir::Operation::known, boolean, {probe.condition}));
  }
  return probe.condition;
}

}  // namespace wend::conformance
