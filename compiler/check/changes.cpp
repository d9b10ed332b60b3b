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

// The value that is compared, or the condition that turns true.
Checked check_compared_value(const Place& place, const syntax::ChangePattern& tree) {
  const syntax::Expression left{syntax::Reference{tree.tag}, tree.tag.span, false};
  if (!tree.value) return place.check(left);
  return check_compared(place, left, turns_to(tree.kind), *tree.value, words_of(tree.kind), tree.kind_span);
}

}  // namespace

std::optional<std::string> check_change(Context& context, const Scope& outer, const syntax::ChangePattern& tree,
                                        ir::Change& change) {
  const Place place{context, outer};
  const Checked compared = check_compared_value(place, tree);
  if (!compared) return std::nullopt;
  if (!can_change(context.program, compared->id)) {
    place.report(codes::change_of_no_tag, tree.tag.span).with(tree.tag.text());
    return std::nullopt;
  }
  std::string name = tree.tag.text() + " " + std::string(words_of(tree.kind));
  if (!within_bounds(context, compared->id, name, tree.tag.span)) return std::nullopt;
  (tree.value ? change.condition : change.value) = compared->id;
  change.from_unknown = tree.kind == ChangeKind::changes_to;
  return name;
}

}  // namespace wend::check
