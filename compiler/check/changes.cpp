// `tier rises to gold`, `aum falls below 50_000 CNY`, `city changes`.
#include "compiler/check/expressions.hpp"
#include "compiler/check/operators.hpp"
#include "compiler/check/pattern_parts.hpp"
#include "compiler/diagnostics/codes/patterns.hpp"

namespace wend::check {
namespace {

using syntax::ChangeKind;
using syntax::ComparisonOperator;

std::string_view words_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::rises_to: return "rises to";
    case ChangeKind::falls_to: return "falls to";
    case ChangeKind::rises_above: return "rises above";
    case ChangeKind::falls_below: return "falls below";
    case ChangeKind::changes: return "changes";
    case ChangeKind::changes_to: return "changes to";
  }
  return "changes";
}

// What becomes true: one that skips levels `rises to` each of them.
ComparisonOperator turns_to(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::rises_to: return ComparisonOperator::greater_or_equal;
    case ChangeKind::falls_to: return ComparisonOperator::less_or_equal;
    case ChangeKind::rises_above: return ComparisonOperator::greater;
    case ChangeKind::falls_below: return ComparisonOperator::less;
    case ChangeKind::changes:
    case ChangeKind::changes_to: return ComparisonOperator::equal;
  }
  return ComparisonOperator::equal;
}

// An update changes tags, an event what is derived from history; nothing else is compared before and after.
bool can_change(const ir::Program& program, ir::ExpressionId value) {
  const ir::Uses uses = ir::uses(program, {&value, 1});
  return !uses.tags.empty() || !uses.windows.empty();
}

}  // namespace

std::optional<std::string> check_change(Context& context, const Scope& outer, const syntax::ChangePattern& tree,
                                        ir::Change& change) {
  const syntax::Expression left{syntax::Reference{tree.tag}, tree.tag.span, false};
  const Place place{context, outer};
  std::string name = tree.tag.text() + " " + std::string(words_of(tree.kind));
  const std::size_t faults = context.facts.types.size();
  const Checked value = place.check(left);
  if (!value) return std::nullopt;
  if (!can_change(context.program, value->id)) {
    place.report(codes::change_of_no_tag, tree.tag.span).with(tree.tag.text());
    return std::nullopt;
  }
  if (!tree.value) {
    if (!within_bounds(context, value->id, name, tree.tag.span)) return std::nullopt;
    change.value = value->id;
    return name;
  }
  context.facts.types.resize(faults);
  const Checked condition =
      check_compared(place, left, turns_to(tree.kind), *tree.value, words_of(tree.kind), tree.kind_span);
  if (!condition || !within_bounds(context, condition->id, name, tree.tag.span)) return std::nullopt;
  change.condition = condition->id;
  change.from_unknown = tree.kind == ChangeKind::changes_to;
  return name;
}

}  // namespace wend::check
