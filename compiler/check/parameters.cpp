#include "compiler/check/parameters.hpp"

#include <algorithm>

#include "compiler/check/expressions.hpp"
#include "compiler/check/names.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/steps.hpp"

namespace wend::check {
namespace {

using Kind = syntax::ParameterType::Kind;

std::nullopt_t report_no_value(Context& context, const syntax::ParameterType& tree, std::string_view what) {
  context.sink.report(codes::parameter_not_value, tree.span).with(what);
  return std::nullopt;
}

std::nullopt_t report_no_type(Context& context, const syntax::ParameterType& tree, const std::string& written) {
  context.sink.report(codes::unknown_parameter_type, tree.span).with(written);
  return std::nullopt;
}

// An enum of the schema, and the type made of it.
std::optional<Type> enum_type(Context& context, const syntax::ParameterType& tree, bool is_set) {
  const auto found = context.names.find(schema::Names::Kind::enumeration, tree.name->text());
  if (found && !found->ambiguous) {
    const auto index = static_cast<schema::EnumIndex>(found->index);
    return is_set ? set_of_enumeration(index) : enumeration(index);
  }
  diagnostics::Report report =
      context.sink.report(codes::unknown_parameter_type, tree.name->span).with(tree.name->text());
  Candidates candidates;
  add_candidates(candidates, context.schema.enums);
  suggest_nearest(context, report, tree.name->span, tree.name->text(), candidates);
  return std::nullopt;
}

std::optional<Type> money_type(Context& context, const syntax::ParameterType& tree) {
  const std::vector<std::string>& known = context.schema.currencies;
  const auto found = tree.currency.empty() ? known.begin() : std::ranges::find(known, tree.currency);
  if (found != known.end()) return money_in(static_cast<std::uint16_t>(found - known.begin()));
  return report_no_type(context, tree, "money " + tree.currency);
}

std::optional<Type> type_of_parameter(Context& context, const syntax::ParameterType& tree) {
  switch (tree.kind) {
    case Kind::boolean: return kBoolean;
    case Kind::integer: return kInteger;
    case Kind::number: return kNumber;
    case Kind::money: return money_type(context, tree);
    case Kind::duration: return kDuration;
    case Kind::period: return kPeriod;
    case Kind::date: return kDate;
    case Kind::time: return kTime;
    case Kind::time_of_day: return type_of(TypeKind::time_of_day);
    case Kind::text: return kText;
    case Kind::set: return tree.name ? enum_type(context, tree, true) : std::optional(set_of_text());
    case Kind::place: return type_of(TypeKind::place);
    case Kind::distance: return type_of(TypeKind::distance);
    case Kind::product: return kProduct;
    case Kind::customer: return type_of(TypeKind::customer);
    case Kind::enumerated: return enum_type(context, tree, false);
    case Kind::list: return report_no_value(context, tree, "list");
    case Kind::tag: return report_no_value(context, tree, "tag");
    case Kind::event: return report_no_value(context, tree, "event");
    case Kind::field: return report_no_value(context, tree, "field");
    case Kind::trigger: return report_no_value(context, tree, "trigger");
    case Kind::segment: return report_no_value(context, tree, "segment");
    case Kind::template_: return report_no_value(context, tree, "template");
    case Kind::task: return report_no_value(context, tree, "task");
    case Kind::benefit: return report_no_value(context, tree, "benefit");
    case Kind::purpose: return report_no_value(context, tree, "purpose");
    case Kind::value: return report_no_type(context, tree, "value");
  }
  return std::nullopt;
}

bool is_tag(const Context& context, const std::string& name) {
  if (context.names.find(schema::Names::Kind::tag, name)) return true;
  const auto declared = context.declarations.find(name);
  if (!declared || declared->ambiguous) return false;
  const DefinitionKind kind = context.facts.definitions[declared->definition].kind;
  return kind == DefinitionKind::tag || kind == DefinitionKind::segment;
}

bool check_name(Context& context, const syntax::Name& name, const Signature& before) {
  const bool is_known =
      std::ranges::find(before.parameters, name.text, &schema::Parameter::name) != before.parameters.end();
  if (is_known) context.sink.report(codes::parameter_declared_twice, name.span).with(name.text);
  const bool hides_tag = !is_known && is_tag(context, name.text);
  if (hides_tag) context.sink.report(codes::parameter_is_tag, name.span).with(name.text);
  return !is_known && !hides_tag;
}

bool add_parameter(Context& context, const syntax::Parameter& tree, Signature& signature) {
  const std::optional<Type> type = type_of_parameter(context, tree.type);
  const bool is_named = check_name(context, tree.name, signature);
  if (!type || !is_named) return false;
  ir::ExpressionId fallback = ir::kNone;
  if (tree.fallback) {
    const Checked value = check_as(context, Scope::of_customer(), *tree.fallback, *type);
    if (!value || !within_bounds(context, value->id, tree.name.text, tree.fallback->span)) return false;
    fallback = value->id;
  }
  schema::Parameter& added = signature.parameters.emplace_back();
  added.name = tree.name.text;
  added.type = *type;
  added.required = fallback == ir::kNone;
  signature.defaults.push_back(fallback);
  return true;
}

}  // namespace

void check_signatures(Context& context) {
  const auto count = static_cast<DefinitionIndex>(context.facts.definitions.size());
  context.signatures.assign(count, std::nullopt);
  for (DefinitionIndex definition = 0; definition < count; ++definition) {
    const syntax::Declaration* tree = context.declarations.tree(definition);
    const auto* journey = tree == nullptr ? nullptr : tree->as<syntax::JourneyDeclaration>();
    if (journey == nullptr || context.facts.definitions[definition].faulty) continue;
    const Inside inside(context, definition);
    Signature signature;
    bool sound = true;
    for (const syntax::Parameter& parameter : journey->parameters)
      sound &= add_parameter(context, parameter, signature);
    if (sound) context.signatures[definition] = std::move(signature);
  }
}

void add_parameters(Scope& scope, const Signature& signature, std::uint32_t first) {
  for (const schema::Parameter& parameter : signature.parameters) {
    scope.parameters.push_back({parameter.name, parameter.type, first++});
  }
}

}  // namespace wend::check
