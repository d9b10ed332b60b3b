// `*`, `/` and the minus sign.
#include <array>
#include <vector>

#include "compiler/check/coercion.hpp"
#include "compiler/check/operators.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

using syntax::ChainOperator;

constexpr auto kOne = static_cast<std::uint32_t>(ir::Scale::one);
constexpr auto kMillion = static_cast<std::uint32_t>(ir::Scale::number);

bool is_numeric(const Type& type) {
  return type == kInteger || type == kNumber;
}
// What a number may multiply and divide: quantities of something.
bool is_amount(const Type& type) {
  return type.kind == TypeKind::money || type == kDuration || type == kDistance;
}

Typed widen(const Place& place, const Typed& value) {
  return *coerce(place, value, kNumber);
}

Checked multiply(const Place& place, const Typed& left, const Typed& right) {
  if (is_numeric(left.type) && is_numeric(right.type)) {
    const bool scaled = left.type == kNumber && right.type == kNumber;
    const Type type = left.type == kInteger && right.type == kInteger ? kInteger : kNumber;
    return place.make(ir::Operation::multiply, type, {left.id, right.id}, scaled ? kMillion : kOne);
  }
  if (is_numeric(left.type) && !is_numeric(right.type)) return multiply(place, right, left);
  if (is_amount(left.type) && is_numeric(right.type)) {
    const std::uint32_t scale = right.type == kNumber ? kMillion : kOne;
    return place.make(ir::Operation::multiply, left.type, {left.id, right.id}, scale);
  }
  if (left.type == kPeriod && right.type == kInteger) {
    return place.make(ir::Operation::period_scale, kPeriod, {left.id, right.id});
  }
  return std::nullopt;
}

Checked divide(const Place& place, const Typed& left, const Typed& right) {
  if (left.type == kInteger && right.type == kNumber) return divide(place, widen(place, left), right);
  const bool ratio = left.type == right.type && (is_numeric(left.type) || is_amount(left.type));
  if (ratio) return place.make(ir::Operation::divide, kNumber, {left.id, right.id}, kMillion);
  if ((is_amount(left.type) || left.type == kNumber) && is_numeric(right.type)) {
    const std::uint32_t scale = right.type == kNumber ? kMillion : kOne;
    return place.make(ir::Operation::divide, left.type, {left.id, right.id}, scale);
  }
  return std::nullopt;
}

void report(const Place& place, const Typed& left, const Typed& right, const syntax::Chain::Link& link) {
  const bool times = link.op == ChainOperator::multiply;
  const bool scaled_period =
      times && ((left.type == kPeriod && right.type == kNumber) || (left.type == kNumber && right.type == kPeriod));
  const bool currencies = left.type.kind == TypeKind::money && right.type.kind == TypeKind::money && !times;
  if (scaled_period) {
    place.report(codes::fraction_of_period, link.op_span);
  } else if (currencies) {
    report_mismatch(place, *link.operand, right.type, left.type);
  } else {
    place.report(codes::operator_not_for, link.op_span)
        .with(times ? "*" : "/")
        .with(place.words(left.type))
        .with(place.words(right.type));
  }
}

bool has_sign(const Type& type) {
  return is_numeric(type) || is_amount(type) || type == kPeriod;
}

}  // namespace

Checked check_product(const Place& place, const syntax::Chain& chain) {
  std::vector<Checked> operands{place.check(*chain.first)};
  for (const syntax::Chain::Link& link : chain.rest) operands.push_back(place.check(*link.operand));
  if (any_missing(operands)) return std::nullopt;
  Typed left = *operands.front();
  for (std::size_t i = 0; i < chain.rest.size(); ++i) {
    const syntax::Chain::Link& link = chain.rest[i];
    const Typed& right = *operands[i + 1];
    const bool times = link.op == ChainOperator::multiply;
    const Checked result = times ? multiply(place, left, right) : divide(place, left, right);
    if (!result) return report(place, left, right, link), std::nullopt;
    left = *result;
  }
  return left;
}

Checked check_negation(const Place& place, const syntax::Negation& node, std::optional<Type> hint) {
  const Checked operand = place.check(*node.operand, hint);
  if (!operand) return std::nullopt;
  if (!has_sign(operand->type)) {
    place.report(codes::minus_not_for, node.signs.front()).with(place.words(operand->type));
    return std::nullopt;
  }
  if (node.signs.size() % 2 == 0) return operand;
  return place.make(ir::Operation::negate, operand->type, {operand->id});
}

}  // namespace wend::check
