#include "compiler/check/imports.hpp"

#include <algorithm>
#include <string>

#include "compiler/check/dependencies.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/check/name_argument.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/modules.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;
using Kind = syntax::ParameterType::Kind;
using Names = schema::Names;

// A value of the declared type; of `money` without a currency, of any.
bool check_value(Context& context, const modules::Filled& argument) {
  const syntax::ParameterType& declared = argument.parameter->type;
  const Scope scope = Scope::of_customer();
  if (declared.kind == Kind::value) return true;
  if (declared.kind == Kind::money && declared.currency.empty()) {
    const Checked value = check(context, scope, *argument.value);
    if (value && value->type.kind != TypeKind::money) {
      context.sink.report(codes::module_argument_not_money, argument.value->span)
          .with(argument.parameter->name.text)
          .with(schema::describe(context.schema, value->type));
    }
    return value && value->type.kind == TypeKind::money;
  }
  const std::optional<Type> type = declared_type(context, declared);
  return type && check_as(context, scope, *argument.value, *type).has_value();
}

bool check_argument(Context& context, const modules::Instance& instance, const modules::Filled& argument) {
  if (argument.value == nullptr) return true;
  if (named_kind(argument.parameter->type.kind).empty()) return check_value(context, argument);
  return check_name_argument(context, instance.module, argument);
}

bool speaks_of_definitions(const Context& context, const modules::Filled& argument) {
  const bool is_value = argument.value != nullptr && named_kind(argument.parameter->type.kind).empty();
  return is_value && names_a_definition(context, *argument.value);
}

void check_those(Context& context, const modules::Expansion& imported, bool of_definitions) {
  std::vector<bool> faulty(imported.trees.size());
  for (std::size_t at = 0; at < imported.trees.size(); ++at) {
    bool sound = true;
    for (const modules::Filled& argument : imported.trees[at]->arguments) {
      if (speaks_of_definitions(context, argument) != of_definitions) continue;
      sound &= check_argument(context, context.facts.instances[at], argument);
    }
    faulty[at] = !sound;
  }
  for (Definition& definition : context.facts.definitions) {
    if (definition.instance != kNoIndex && definition.kind != DefinitionKind::import) {
      definition.faulty |= faulty[definition.instance];
    }
  }
}

}  // namespace

std::nullopt_t report_unknown_imported(Context& context, std::span<const syntax::Name> path) {
  const auto import = context.declarations.find(path.front().text);
  const Definition& definition = context.facts.definitions[import->definition];
  if (definition.faulty) return std::nullopt;
  const std::string before = definition.name + ".";
  std::string written = before;
  for (const syntax::Name& part : path.subspan(1)) written += (written == before ? "" : ".") + part.text;
  const std::string module =
      definition.instance == kNoIndex ? definition.name : context.facts.instances[definition.instance].module;
  const source::Span span = source::cover(path[1].span, path.back().span);
  diagnostics::Report report = context.sink.report(codes::unknown_in_module, span);
  report.with(module).with(definition.name).with(written.substr(before.size()));
  Candidates candidates;
  for (const Definition& one : context.facts.definitions) {
    if (one.name.starts_with(before))
      candidates.push_back({std::string_view(one.name).substr(before.size()), one.label});
  }
  suggest_nearest(context, report, span, written.substr(before.size()), candidates);
  return std::nullopt;
}

bool report_if_imported(Context& context, const syntax::Path& path) {
  if (path.is_simple() || !context.declarations.is_import(path.first().text)) return false;
  // What the module does declare is of another kind, and the caller says which was needed.
  if (context.declarations.find_imported(path.parts)) return false;
  report_unknown_imported(context, path.parts);
  return true;
}

void check_import_arguments(Context& context, const modules::Expansion& imported) {
  check_those(context, imported, false);
}

void check_import_values(Context& context, const modules::Expansion& imported) {
  check_those(context, imported, true);
}

std::optional<Type> declared_type(Context& context, const syntax::ParameterType& tree) {
  const auto of_enum = [&](TypeKind kind) -> std::optional<Type> {
    const schema::Enum* found = find_named(context.schema.enums, tree.name->text());
    if (found == nullptr) {
      context.sink.report(codes::unknown_parameter_type, tree.span).with(tree.name->text());
      return std::nullopt;
    }
    const auto index = static_cast<std::uint16_t>(found - context.schema.enums.data());
    return kind == TypeKind::set ? set_of_enumeration(index) : enumeration(index);
  };
  switch (tree.kind) {
    case Kind::boolean: return type_of(TypeKind::boolean);
    case Kind::integer: return type_of(TypeKind::integer);
    case Kind::number: return type_of(TypeKind::number);
    case Kind::duration: return type_of(TypeKind::duration);
    case Kind::period: return type_of(TypeKind::period);
    case Kind::date: return type_of(TypeKind::date);
    case Kind::time: return type_of(TypeKind::time);
    case Kind::time_of_day: return type_of(TypeKind::time_of_day);
    case Kind::text: return type_of(TypeKind::text);
    case Kind::place: return type_of(TypeKind::place);
    case Kind::distance: return type_of(TypeKind::distance);
    case Kind::product: return type_of(TypeKind::product);
    case Kind::customer: return type_of(TypeKind::customer);
    case Kind::enumerated: return of_enum(TypeKind::enumeration);
    case Kind::set: return tree.name ? of_enum(TypeKind::set) : std::optional(set_of_text());
    case Kind::money: {
      const auto currency = context.names.find(Names::Kind::currency, tree.currency);
      if (currency) return money_in(static_cast<std::uint16_t>(currency->index));
      context.sink.report(codes::unknown_parameter_type, tree.span).with(tree.currency);
      return std::nullopt;
    }
    case Kind::list:
    case Kind::tag:
    case Kind::event:
    case Kind::field:
    case Kind::trigger:
    case Kind::segment:
    case Kind::template_:
    case Kind::task:
    case Kind::benefit:
    case Kind::purpose:
    case Kind::value: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace wend::check
