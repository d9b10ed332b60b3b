#include "compiler/check/policies.hpp"

#include "compiler/check/expressions.hpp"
#include "compiler/check/journey_head.hpp"
#include "compiler/diagnostics/codes/executable.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

bool report_unexecuted(Context& context, const syntax::PolicyDeclaration& tree) {
  bool sound = true;
  const auto report = [&](std::string_view what, const source::Span& span) {
    context.sink.report(codes::clause_not_executed, span).with(what);
    sound = false;
  };
  if (tree.suitability) report("suitability", tree.suitability->span);
  for (const auto& quiet : tree.quiet) report("quiet", quiet.span);
  for (const auto& cap : tree.caps) report("per … at most", cap.span);
  if (tree.arbitrate) report("arbitrate", tree.arbitrate->span);
  for (const auto& reservation : tree.reservations) report("reserve", reservation.span);
  return sound;
}

// `purpose = marketing` is the one form that this version executes: the name after the sign, or null.
const syntax::Name* purpose_applied_to(const syntax::Expression& tree) {
  const auto* comparison = tree.as<syntax::Comparison>();
  if (comparison == nullptr || comparison->op != syntax::ComparisonOperator::equal) return nullptr;
  const auto* left = comparison->left->as<syntax::Reference>();
  const auto* right = comparison->right->as<syntax::Reference>();
  if (left == nullptr || right == nullptr || !left->path.is_simple() || !right->path.is_simple()) return nullptr;
  const std::string& word = left->path.first().text;
  return word == "purpose" || word == "用途" ? &right->path.first() : nullptr;
}

bool check_applies_to(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy) {
  if (!tree.applies_to) return true;
  const syntax::Name* purpose = purpose_applied_to(*tree.applies_to->value);
  if (purpose == nullptr) {
    context.sink.report(codes::applies_to_form, tree.applies_to->value->span);
    return false;
  }
  policy.purpose.emplace();
  return check_purpose(context, *purpose, *policy.purpose);
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

bool check_sensitive(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy) {
  if (!tree.sensitive) return true;
  const auto condition = check_condition(context, Scope::of_customer(), *tree.sensitive->value);
  if (!condition || !within_bounds(context, *condition, "sensitive tags", tree.sensitive->value->span)) return false;
  policy.sensitive_requires = *condition;
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
  bool sound = report_unexecuted(context, tree);
  sound &= check_applies_to(context, tree, policy);
  sound &= check_control(context, tree, policy);
  sound &= check_consents(context, tree, policy);
  sound &= check_sensitive(context, tree, policy);
  if (!sound) return std::nullopt;
  return policy;
}

}  // namespace wend::check
