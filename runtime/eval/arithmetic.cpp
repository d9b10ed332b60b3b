// Arithmetic on scalars: exact, rounded half to even where a scale is left; what does not fit in 64 bits is unknown.
#include <algorithm>
#include <functional>

#include "runtime/eval/context.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::eval::operations {
namespace {

using Scalar = std::int64_t;

template <typename Better>
Value extreme(const Context& context, ir::ExpressionId id, const Better& better) {
  std::optional<Scalar> best;
  for (const ir::ExpressionId operand : context.operands_of(id)) {
    const Value value = evaluate(context, operand);
    const auto* scalar = std::get_if<Scalar>(&value);
    if (scalar == nullptr) return Unknown{};
    if (!best || better(*scalar, *best)) best = *scalar;
  }
  return result(best);
}

Scalar scale_of(const ir::Expression& expression) {
  return expression.index == static_cast<std::uint32_t>(ir::Scale::number) ? decimal::kNumberScale : 1;
}

}  // namespace

// Only the sum itself must fit: on the way there are 128 bits.
Value sum(const Context& context, ir::ExpressionId id) {
  decimal::Wide total = 0;
  std::uint32_t position = 0;
  for (const ir::ExpressionId operand : context.operands_of(id)) {
    const Value value = evaluate(context, operand);
    const auto* scalar = std::get_if<Scalar>(&value);
    if (scalar == nullptr) return Unknown{};
    total += position < context.at(id).index ? decimal::Wide{*scalar} : -decimal::Wide{*scalar};
    ++position;
  }
  return result(decimal::narrow(total));
}

Value multiply(const Context& context, ir::ExpressionId id) {
  const Scalar scale = scale_of(context.at(id));
  return apply<Scalar, Scalar>(context, id,
                               [&](Scalar left, Scalar right) { return decimal::multiply(left, right, scale); });
}

Value divide(const Context& context, ir::ExpressionId id) {
  const Scalar scale = scale_of(context.at(id));
  return apply<Scalar, Scalar>(context, id,
                               [&](Scalar left, Scalar right) { return decimal::divide(left, right, scale); });
}

Value negate(const Context& context, ir::ExpressionId id) {
  const Value value = evaluate(context, context.operands_of(id)[0]);
  if (const auto* scalar = std::get_if<Scalar>(&value)) return result(decimal::narrow(-decimal::Wide{*scalar}));
  if (const auto* period = std::get_if<Period>(&value)) return result(scale(*period, -1));
  return Unknown{};
}

Value rescale(const Context& context, ir::ExpressionId id) {
  return apply<Scalar>(context, id, [](Scalar value) { return decimal::multiply(value, decimal::kNumberScale, 1); });
}

// The scale stays that of the type, so keeping as many places as it has, or more, changes nothing.
Value round(const Context& context, ir::ExpressionId id) {
  const int places_now = places_of(context.at(id).type.kind);
  const auto places = static_cast<int>(std::min(context.at(id).index, static_cast<std::uint32_t>(places_now)));
  return apply<Scalar>(context, id, [&](Scalar value) { return decimal::round_to(value, places_now, places); });
}

Value least(const Context& context, ir::ExpressionId id) {
  return extreme(context, id, std::less{});
}

Value greatest(const Context& context, ir::ExpressionId id) {
  return extreme(context, id, std::greater{});
}

}  // namespace wend::eval::operations
