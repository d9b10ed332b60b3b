#include "compiler/check/policies.hpp"

#include <algorithm>

#include "compiler/check/applies_to.hpp"
#include "compiler/check/caps.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/check/journey_head.hpp"
#include "compiler/check/quiet.hpp"

namespace wend::check {
namespace {

bool check_applies(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy) {
  if (!tree.applies_to) return true;
  const auto condition = check_applies_to(context, *tree.applies_to->value);
  policy.applies_to = condition.value_or(ir::kNone);
  return condition.has_value();
}

bool check_consents(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy) {
  bool sound = true;
  for (const auto& clause : tree.consents) {
    ir::Consent consent;
    sound &= check_purpose(context, clause.value.purpose, consent.purpose);
    const auto condition = check_condition(context, Scope::of_customer(), *clause.value.condition);
    sound &= condition && within_bounds(context, *condition, "consent", clause.value.condition->span);
    consent.condition = condition.value_or(ir::kNone);
    policy.consent.push_back(std::move(consent));
  }
  return sound;
}

// A condition that may stand in a policy once.
bool check_clause(Context& context, const Scope& scope,
                  const std::optional<syntax::Clause<syntax::ExpressionPtr>>& clause, std::string_view word,
                  ir::ExpressionId& condition) {
  if (!clause) return true;
  const auto checked = check_condition(context, scope, *clause->value);
  if (!checked || !within_bounds(context, *checked, word, clause->value->span)) return false;
  condition = *checked;
  return true;
}

bool check_control(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy) {
  if (!tree.control) return true;
  const auto control = check_percentage(context, tree.control->value);
  policy.control = control.value_or(0);
  return control.has_value();
}

}  // namespace

std::optional<ir::Policy> check_policy(Context& context, const syntax::Declaration& declaration,
                                       const syntax::PolicyDeclaration& tree) {
  ir::Policy policy;
  policy.name = declaration.name.text;
  bool sound = check_applies(context, tree, policy);
  sound &= check_control(context, tree, policy);
  sound &= check_consents(context, tree, policy);
  sound &= check_clause(context, Scope::of_customer(), tree.sensitive, "sensitive tags", policy.sensitive_requires);
  sound &= check_clause(context, Scope::of_contact_to_customer(), tree.suitability, "suitability", policy.suitability);
  sound &= check_quiet(context, tree, policy);
  sound &= check_caps(context, tree, policy);
  if (!sound) return std::nullopt;
  return policy;
}

}  // namespace wend::check
