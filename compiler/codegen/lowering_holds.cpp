// Whether a condition holds, for whoever need not tell what is false from what is unknown.
//
// Asked is what is known to be so: a conjunction is true where each of its operands is, and false where one of them is;
// a disjunction the other way round, and a negation is what its operand is not. A leaf is so where it is known and has
// the value. So logic is single bits, and what is known of many leaves is tested at once.
#include <unordered_set>

#include "compiler/codegen/lowering.hpp"

namespace wend::codegen {

llvm::Value* Lowering::holds(const Plan& plan) {
  if (!plan.deciders.empty()) leave_where_deciders_decide(plan);
  Joined joined{.needs_all = program_.at(request_.condition).operation != ir::Operation::disjunction};
  std::unordered_set<ir::ExpressionId> open(plan.parts.begin(), plan.parts.end());
  if (plan.parts.empty()) open.insert(request_.condition);
  for (const ir::ExpressionId decider : plan.deciders) open.erase(decider);
  for (std::size_t position = plan.decisive; position < plan.order.size(); ++position) {
    lower(plan, position);
    const ir::ExpressionId id = plan.order[position];
    if (open.contains(id)) add(joined, {id, true});
  }
  return value_of(joined);
}

void Lowering::leave_where_deciders_decide(const Plan& plan) {
  const bool needs_all = program_.at(request_.condition).operation == ir::Operation::conjunction;
  Joined deciders{.needs_all = needs_all};
  for (const ir::ExpressionId decider : plan.deciders) add(deciders, {decider, true});
  llvm::Value* so = value_of(deciders);
  return_where(needs_all ? opposite(so) : so, needs_all ? Truth::no : Truth::yes);
}

llvm::Value* Lowering::is(ir::ExpressionId id, bool so) {
  Joined joined{.needs_all = (program_.at(id).operation == ir::Operation::conjunction) == so};
  for (const ir::ExpressionId operand : program_.operands_of(id)) add(joined, {operand, so});
  return value_of(joined);
}

void Lowering::add(Joined& joined, Asked asked) {
  asked = without_negations(program_, asked);
  Rails rails;
  if (has_parts(program_.at(asked.id).operation)) {
    rails = {asked_.at({asked.id, asked.so}), nullptr, build_.getTrue()};
    asked.so = true;
  } else {
    rails = lowered_.at(asked.id);
  }
  if (!joined.needs_all) return add(joined.any, asked.so, rails);
  add(joined.all, rails.known);
  add(joined.all, asked.so ? rails.value : opposite(rails.value));
}

llvm::Value* Lowering::value_of(const Joined& joined) {
  return joined.needs_all ? value_of(joined.all) : value_of(joined.any);
}

}  // namespace wend::codegen
