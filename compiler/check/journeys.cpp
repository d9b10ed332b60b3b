#include "compiler/check/journeys.hpp"

#include <algorithm>

#include "compiler/check/journey_head.hpp"
#include "compiler/check/metrics.hpp"
#include "compiler/check/parameters.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/policies.hpp"
#include "compiler/check/starts.hpp"
#include "compiler/check/steps.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/ir/patterns.hpp"
#include "compiler/ir/steps.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

std::string label_of(const syntax::Declaration& declaration) {
  return declaration.label ? declaration.label->value : std::string();
}

// Puts what was checked into its vector of the program, or marks the definition faulty.
template <typename Items, typename Item>
void add(Context& context, DefinitionIndex definition, Items& items, std::optional<Item> item) {
  if (!item) {
    context.facts.definitions[definition].faulty = true;
    return;
  }
  context.facts.definitions[definition].index = static_cast<std::uint32_t>(items.size());
  items.push_back(std::move(*item));
}

// All expressions that decide what the journey does or that it hands over.
std::vector<ir::ExpressionId> roots_of(const ir::Program& program, const ir::Journey& journey) {
  std::vector<ir::ExpressionId> roots{journey.for_segment, journey.when, journey.exit_when};
  const auto add_pattern = [&](ir::PatternIndex index) { ir::append_roots(program, index, roots); };
  std::ranges::for_each(journey.on, add_pattern);
  std::ranges::for_each(journey.exit_on, add_pattern);
  for (const ir::Step& step : journey.steps) {
    const std::vector<ir::ExpressionId> own = ir::roots_of(program, step);
    roots.insert(roots.end(), own.begin(), own.end());
  }
  std::erase(roots, ir::kNone);
  return roots;
}

// A tag marked personal counts as well as one marked sensitive: a policy that asks for permission asks for both.
bool uses_sensitive_tags(const ir::Program& program, const ir::Journey& journey) {
  const std::vector<ir::ExpressionId> roots = roots_of(program, journey);
  return std::ranges::any_of(ir::uses(program, roots).tags, [&](schema::TagIndex tag) {
    return program.schema->tags[tag].sensitivity != schema::Sensitivity::none;
  });
}

std::optional<ir::Journey> check_journey(Context& context, const syntax::Declaration& declaration,
                                         const syntax::JourneyDeclaration& tree) {
  context.named.clear();
  ir::Journey journey;
  journey.name = declaration.name.text;
  journey.label = label_of(declaration);
  CheckedEntry entry = check_entry(context, declaration, tree, journey);
  if (!entry.has_scope) return std::nullopt;
  if (tree.steps) entry.scope.steps = step_names(tree.steps->value);
  const Signature signature = context.signatures[context.current].value_or(Signature{});
  add_parameters(entry.scope, signature, journey.first_kept(context.schema));
  const bool head = check_head(context, entry.scope, tree, journey);
  if (!tree.steps) {
    context.sink.report(codes::journey_without_steps, declaration.name.span).with(declaration.name.text);
    return std::nullopt;
  }
  auto steps = check_steps(context, entry.scope, tree.steps->value);
  if (!entry.sound || !head || !steps || !context.signatures[context.current]) return std::nullopt;
  journey.steps = std::move(steps->steps);
  journey.start = steps->start;
  journey.named = context.named;
  journey.loops = steps->loops;
  for (const schema::Parameter& parameter : signature.parameters) {
    journey.kept.push_back({parameter.name, parameter.type});
  }
  journey.defaults = signature.defaults;
  journey.uses_sensitive_tags = uses_sensitive_tags(context.program, journey);
  return journey;
}

// A trigger or goal: a name for a pattern.
template <typename Named>
std::optional<Named> check_named(Context& context, DefinitionIndex definition, const syntax::Declaration& declaration) {
  const std::optional<ir::PatternIndex> pattern = pattern_of(context, definition);
  if (!pattern) return std::nullopt;
  Named named;
  named.name = declaration.name.text;
  named.label = label_of(declaration);
  named.pattern = *pattern;
  return named;
}

// Before the journeys that measure them, wherever they stand.
void check_metrics(Context& context) {
  for (DefinitionIndex definition = 0; definition < context.facts.definitions.size(); ++definition) {
    const syntax::Declaration* tree = context.declarations.tree(definition);
    if (tree == nullptr || context.facts.definitions[definition].faulty) continue;
    const auto* metric = tree->as<syntax::MetricDeclaration>();
    if (metric == nullptr) continue;
    const Inside inside(context, definition);
    add(context, definition, context.program.metrics, check_metric(context, *tree, *metric));
  }
}

void check_definition(Context& context, DefinitionIndex definition, const syntax::Declaration& tree) {
  ir::Program& program = context.program;
  const Inside inside(context, definition);
  if (tree.as<syntax::TriggerDeclaration>() != nullptr) {
    add(context, definition, program.triggers, check_named<ir::Trigger>(context, definition, tree));
  } else if (tree.as<syntax::GoalDeclaration>() != nullptr) {
    add(context, definition, program.goals, check_named<ir::Goal>(context, definition, tree));
  } else if (const auto* journey = tree.as<syntax::JourneyDeclaration>()) {
    add(context, definition, program.journeys, check_journey(context, tree, *journey));
  } else if (const auto* policy = tree.as<syntax::PolicyDeclaration>()) {
    add(context, definition, program.policies, check_policy(context, tree, *policy));
  }
}

}  // namespace

void check_journeys(Context& context) {
  const auto count = static_cast<DefinitionIndex>(context.facts.definitions.size());
  context.patterns.assign(count, std::nullopt);
  check_metrics(context);
  check_signatures(context);
  find_started(context);
  for (DefinitionIndex definition = 0; definition < count; ++definition) {
    const syntax::Declaration* tree = context.declarations.tree(definition);
    if (tree == nullptr || context.facts.definitions[definition].faulty) continue;
    check_definition(context, definition, *tree);
  }
  resolve_starts(context);
}

}  // namespace wend::check
