#include "compiler/check/coercion.hpp"
#include "compiler/check/foreign.hpp"
#include "compiler/check/operators.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

using syntax::ComparisonOperator;

std::string_view sign_of(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::equal: return "=";
    case ComparisonOperator::not_equal: return "!=";
    case ComparisonOperator::less: return "<";
    case ComparisonOperator::less_or_equal: return "<=";
    case ComparisonOperator::greater: return ">";
    case ComparisonOperator::greater_or_equal: return ">=";
    case ComparisonOperator::in: return "in";
    case ComparisonOperator::contains: return "contains";
    case ComparisonOperator::contains_any: return "contains any";
    case ComparisonOperator::starts_with: return "starts with";
  }
  return {};
}

bool is_equality(ComparisonOperator op) {
  return op == ComparisonOperator::equal || op == ComparisonOperator::not_equal;
}

Checked check_starts_with(const Place& place, const syntax::Comparison& node) {
  const Checked left = require(place, *node.left, place.check(*node.left, kText), kText);
  const Checked right = require(place, *node.right, place.check(*node.right, kText), kText);
  if (!left || !right) return std::nullopt;
  return place.make(ir::Operation::text_starts_with, kBoolean, {left->id, right->id});
}

}  // namespace

Checked check_compared(const Place& place, const syntax::Expression& left_tree, ComparisonOperator op,
                       const syntax::Expression& right_tree, std::string_view words, const source::Span& span) {
  if (report_foreign_nothing(place, left_tree, op, right_tree, span)) return std::nullopt;
  const std::optional<Pair> pair = check_pair(place, left_tree, right_tree);
  if (!pair) return std::nullopt;
  const Type& type = pair->left.type;
  const bool many = type.kind == TypeKind::set || type.kind == TypeKind::list;
  const bool comparable = is_equality(op) ? !many : is_ordered(place, type);
  if (!comparable) {
    const Code code = many ? codes::sets_do_not_compare : codes::no_order;
    place.report(code, span).with(words).with(place.words(type));
    return std::nullopt;
  }
  const bool swapped = op == ComparisonOperator::greater || op == ComparisonOperator::greater_or_equal;
  const bool strict = op == ComparisonOperator::less || op == ComparisonOperator::greater;
  const ir::Operation operation = op == ComparisonOperator::equal       ? ir::Operation::equal
                                  : op == ComparisonOperator::not_equal ? ir::Operation::not_equal
                                  : strict                              ? ir::Operation::less
                                                                        : ir::Operation::less_equal;
  const ir::ExpressionId left = swapped ? pair->right.id : pair->left.id;
  const ir::ExpressionId right = swapped ? pair->left.id : pair->right.id;
  return place.make(operation, kBoolean, {left, right});
}

bool is_ordered(const Place& place, const Type& type) {
  switch (type.kind) {
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::period:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::distance: return true;
    case TypeKind::enumeration: return place.schema().enums[type.detail].ordered;
    case TypeKind::boolean:
    case TypeKind::text:
    case TypeKind::set:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::customer:
    case TypeKind::list: return false;
  }
  return false;
}

Checked check_comparison(const Place& place, const syntax::Comparison& node) {
  switch (node.op) {
    case ComparisonOperator::equal:
    case ComparisonOperator::not_equal:
    case ComparisonOperator::less:
    case ComparisonOperator::less_or_equal:
    case ComparisonOperator::greater:
    case ComparisonOperator::greater_or_equal:
      return check_compared(place, *node.left, node.op, *node.right, sign_of(node.op), node.op_span);
    case ComparisonOperator::in: return check_membership(place, node);
    case ComparisonOperator::contains:
    case ComparisonOperator::contains_any: return check_contains(place, node);
    case ComparisonOperator::starts_with: return check_starts_with(place, node);
  }
  return std::nullopt;
}

}  // namespace wend::check
