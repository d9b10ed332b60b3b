#include "compiler/check/check.hpp"

#include <utility>

#include "compiler/check/context.hpp"
#include "compiler/check/contradictions.hpp"
#include "compiler/check/derived.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/check/imports.hpp"
#include "compiler/check/journeys.hpp"
#include "compiler/check/tests.hpp"
#include "compiler/check/versions.hpp"
#include "compiler/modules/blame.hpp"

namespace wend::check {
namespace {

Context context_for(CheckedProgram& checked, const schema::Names& names, diagnostics::Sink& sink,
                    Declarations declarations) {
  const std::size_t count = checked.facts.definitions.size();
  Context context{*checked.program.schema, names, sink, checked.program, ir::Builder(checked.program), checked.facts,
                  std::move(declarations)};
  context.progress.resize(count);
  context.values.resize(count);
  return context;
}

std::string_view own_currency(const schema::Schema& schema) {
  return schema.currencies.empty() ? std::string_view() : schema.currencies.front();
}

// What definitions stand for that were checked before.
void recall(Context& context) {
  const ir::Program& program = context.program;
  const auto typed = [&](ir::ExpressionId id) { return Typed{id, program.at(id).type}; };
  for (std::size_t i = 0; i < context.values.size(); ++i) {
    const Definition& definition = context.facts.definitions[i];
    context.progress[i] = Context::Progress::done;
    if (definition.index == kNoIndex) continue;
    if (definition.kind == DefinitionKind::tag) context.values[i] = typed(program.tags[definition.index].value);
    if (definition.kind == DefinitionKind::segment) {
      context.values[i] = typed(program.segments[definition.index].condition);
    }
  }
}

}  // namespace

CheckedProgram check(std::span<const syntax::Module* const> modules, std::shared_ptr<const schema::Schema> schema,
                     const schema::Names& names, source::SourceMap& sources, diagnostics::Sink& sink,
                     const ir::Program* against) {
  CheckedProgram checked;
  checked.program.schema = std::move(schema);
  modules::Expansion imported = modules::expand(modules, own_currency(*checked.program.schema), sources, sink);
  checked.facts.instances = std::move(imported.instances);
  checked.facts.aliases = std::move(imported.aliases);
  Declarations declarations = Declarations::collect(modules, imported, names, checked.facts, sources, sink);
  Context context = context_for(checked, names, sink, std::move(declarations));
  context.against = against;
  check_import_arguments(context, imported);
  check_derived(context);
  check_import_values(context, imported);
  check_journeys(context);
  check_versions(context);
  check_contradictions(context);
  checked.tests = check_tests(context);
  modules::blame(checked.facts.instances, sink);
  checked.facts.sort();
  return checked;
}

std::optional<CheckedExpression> check_expression(CheckedProgram& checked, const schema::Names& names,
                                                  const syntax::Expression& tree, diagnostics::Sink& sink) {
  Context context = context_for(checked, names, sink, Declarations::known(checked.facts));
  recall(context);
  const Checked value = check(context, Scope::of_customer(), tree);
  checked.facts.sort();
  if (!value || !within_bounds(context, value->id, "expression", tree.span)) return std::nullopt;
  return CheckedExpression{value->id, value->type};
}

}  // namespace wend::check
