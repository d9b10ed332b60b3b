#include <vector>

#include "compiler/check/coercion.hpp"
#include "compiler/check/operators.hpp"

namespace wend::check {
namespace {

Typed negate(const Place& place, ir::ExpressionId id) {
  return place.make(ir::Operation::negation, kBoolean, {id});
}

// `default` is associative, so that a long chain becomes a tree of little depth.
Typed fall_back(const Place& place, std::span<const Typed> values) {
  if (values.size() == 1) return values.front();
  const std::size_t half = values.size() / 2;
  const Typed first = fall_back(place, values.first(half));
  const Typed second = fall_back(place, values.subspan(half));
  return place.make(ir::Operation::fallback, first.type, {first.id, second.id});
}

Checked check_truth(const Place& place, const syntax::Expression& tree) {
  return require(place, tree, place.check(tree, kBoolean), kBoolean);
}

}  // namespace

Checked check_logic(const Place& place, const syntax::Chain& chain) {
  std::vector<ir::ExpressionId> operands;
  operands.reserve(chain.rest.size() + 1);
  bool faulty = false;
  const auto add = [&](const syntax::Expression& tree) {
    const Checked value = check_truth(place, tree);
    faulty = faulty || !value;
    if (value) operands.push_back(value->id);
  };
  add(*chain.first);
  for (const syntax::Chain::Link& link : chain.rest) add(*link.operand);
  if (faulty) return std::nullopt;
  const bool all = chain.kind == syntax::ChainKind::conjunction;
  return place.make(all ? ir::Operation::conjunction : ir::Operation::disjunction, kBoolean, operands);
}

Checked check_not(const Place& place, const syntax::Not& node) {
  const Checked operand = check_truth(place, *node.operand);
  if (!operand || node.words.size() % 2 == 0) return operand;
  return negate(place, operand->id);
}

Checked check_presence(const Place& place, const syntax::Presence& node) {
  const Checked operand = place.check(*node.operand);
  if (!operand) return std::nullopt;
  const Typed known = place.make(ir::Operation::known, kBoolean, {operand->id});
  return node.known ? known : negate(place, known.id);
}

Checked check_default(const Place& place, const syntax::Default& node, std::optional<Type> hint) {
  std::vector<const syntax::Expression*> trees{node.operand.get()};
  for (const syntax::ExpressionPtr& fallback : node.fallbacks) trees.push_back(fallback.get());
  const auto values = check_alike(place, trees, hint);
  return values ? Checked(fall_back(place, *values)) : std::nullopt;
}

Checked check_choose(const Place& place, const syntax::ChooseValue& node, std::optional<Type> hint) {
  std::vector<const syntax::Expression*> trees;
  std::vector<Checked> conditions;
  for (const syntax::ChooseValue::Branch& branch : node.branches) {
    conditions.push_back(check_truth(place, *branch.condition));
    trees.push_back(branch.value.get());
  }
  for (const syntax::ExpressionPtr* last : {&node.otherwise, &node.unknown}) {
    if (*last) trees.push_back(last->get());
  }
  const auto values = check_alike(place, trees, hint);
  if (!values || any_missing(conditions)) return std::nullopt;
  std::vector<ir::ExpressionId> operands;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    operands.insert(operands.end(), {conditions[i]->id, (*values)[i].id});
  }
  const Type type = values->front().type;
  const ir::ExpressionId otherwise =
      node.otherwise ? (*values)[conditions.size()].id : place.constant(type, Unknown{}).id;
  operands.push_back(otherwise);
  operands.push_back(node.unknown ? values->back().id : otherwise);
  return place.make(ir::Operation::choose, type, operands);
}

}  // namespace wend::check
