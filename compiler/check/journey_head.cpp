#include "compiler/check/journey_head.hpp"

#include "compiler/check/expressions.hpp"
#include "compiler/check/journey_clauses.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/starts.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/patterns.hpp"
#include "compiler/diagnostics/codes/steps.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;
using syntax::JourneyDeclaration;

constexpr std::int64_t kGreatestVersion = 1'000'000;
constexpr std::int64_t kGreatestPriority = 1'000;

bool check_numbers(Context& context, const JourneyDeclaration& tree, ir::Journey& journey) {
  bool sound = true;
  if (tree.version) {
    const auto version = check_whole(context, tree.version->value, 1, kGreatestVersion);
    journey.version = version.value_or(1);
    sound &= version.has_value();
  }
  if (tree.priority) {
    const auto priority = check_whole(context, tree.priority->value, 0, kGreatestPriority);
    journey.priority = priority.value_or(0);
    sound &= priority.has_value();
  }
  if (tree.holdout) {
    const auto holdout = check_percentage(context, tree.holdout->value);
    journey.holdout = holdout.value_or(0);
    sound &= holdout.has_value();
  }
  return sound;
}

bool check_reentry(Context& context, const JourneyDeclaration& tree, ir::Journey& journey) {
  if (!tree.reentry) return true;
  const syntax::Reentry& reentry = tree.reentry->value;
  switch (reentry.kind) {
    case syntax::Reentry::Kind::never: journey.reentry.kind = ir::Reentry::Kind::never; return true;
    case syntax::Reentry::Kind::always: journey.reentry.kind = ir::Reentry::Kind::always; return true;
    case syntax::Reentry::Kind::after: break;
  }
  journey.reentry.kind = ir::Reentry::Kind::after;
  const auto after = check_span(context, *reentry.after);
  journey.reentry.after = after.value_or(ir::Span{});
  return after.has_value();
}

bool check_exits(Context& context, const Scope& scope, const JourneyDeclaration& tree, ir::Journey& journey) {
  bool sound = true;
  for (const auto& clause : tree.exits_on) {
    const auto pattern = check_pattern(context, scope, *clause.value);
    sound &= pattern.has_value();
    if (pattern) journey.exit_on.push_back(pattern->index);
  }
  std::vector<ir::ExpressionId> conditions;
  for (const auto& clause : tree.exits_when) {
    const auto condition = check_condition(context, scope, *clause.value);
    const bool bounded = condition && within_bounds(context, *condition, "exit when", clause.value->span);
    sound &= bounded;
    if (bounded) conditions.push_back(*condition);
  }
  if (conditions.size() == 1) journey.exit_when = conditions.front();
  if (conditions.size() > 1) {
    journey.exit_when = context.build.make(ir::Operation::disjunction, type_of(TypeKind::boolean), conditions);
    sound &= within_bounds(context, journey.exit_when, "exit when", tree.exits_when.back().value->span);
  }
  return sound;
}

bool check_condition_of(Context& context, const std::optional<syntax::Clause<syntax::ExpressionPtr>>& clause,
                        std::string_view word, ir::ExpressionId& condition) {
  if (!clause) return true;
  const auto checked = check_condition(context, Scope::of_customer(), *clause->value);
  if (!checked || !within_bounds(context, *checked, word, clause->value->span)) return false;
  condition = *checked;
  return true;
}

// What enters by an event is given no parameters: each has a default.
bool has_values_at_entry(Context& context, const syntax::Declaration& declaration) {
  const std::optional<Signature>& signature = context.signatures[context.current];
  if (!signature) return false;
  for (const schema::Parameter& parameter : signature->parameters) {
    if (!parameter.required) continue;
    context.sink.report(codes::parameter_without_default, declaration.name.span)
        .with(declaration.name.text)
        .with(parameter.name);
    return false;
  }
  return true;
}

}  // namespace

bool check_purpose(Context& context, const syntax::Name& name, std::string& purpose) {
  const auto match = context.names.find(schema::Names::Kind::purpose, name.text);
  if (match) {
    purpose = context.schema.purposes[match->index];
    record_use(context, Use::Kind::purpose, name.span, match->index);
    return true;
  }
  diagnostics::Report report = context.sink.report(codes::unknown_purpose, name.span).with(name.text);
  Candidates candidates;
  for (const std::string& declared : context.schema.purposes) candidates.push_back({declared, {}});
  suggest_nearest(context, report, name.span, name.text, candidates);
  return false;
}

CheckedEntry check_entry(Context& context, const syntax::Declaration& declaration, const JourneyDeclaration& tree,
                         ir::Journey& journey) {
  CheckedEntry entry;
  entry.scope = Scope::of_journey(NoEvent::schedule);
  entry.sound = check_condition_of(context, tree.audience, "for", journey.for_segment) &
                check_condition_of(context, tree.when, "when", journey.when);
  if (!tree.on && (is_started(context, context.current) || !tree.parameters.empty())) {
    entry.has_scope = true;
    return entry;
  }
  if (!tree.on) {
    context.sink.report(codes::journey_without_on, declaration.name.span).with(declaration.name.text);
    entry.sound = false;
    return entry;
  }
  const auto pattern = check_pattern(context, Scope::of_customer(), *tree.on->value);
  if (!pattern) {
    entry.sound = false;
    return entry;
  }
  const EntryEvent entered = entry_event(context.program, pattern->index);
  entry.sound &= has_values_at_entry(context, declaration);
  journey.on.push_back(pattern->index);
  journey.on_name = pattern->name;
  journey.has_entry_event = entered.event.has_value();
  journey.entry_event = entered.event.value_or(0);
  entry.scope = entered.event ? Scope::of_journey(*entered.event) : Scope::of_journey(entered.why_none);
  entry.has_scope = true;
  entry.sound &= add_named(context, entry.scope, *pattern, tree.on->span);
  if (entered.scheduled && !tree.reentry) {
    context.sink.report(codes::schedule_needs_reentry, tree.on->span).with(declaration.name.text);
    entry.sound = false;
  }
  return entry;
}

bool check_head(Context& context, Scope& scope, const JourneyDeclaration& tree, ir::Journey& journey) {
  if (tree.owner) journey.owner = tree.owner->value.value;
  bool sound = check_numbers(context, tree, journey);
  sound &= check_reentry(context, tree, journey);
  sound &= !tree.purpose || check_purpose(context, tree.purpose->value, journey.purpose);
  sound &= check_clauses(context, tree, scope, journey);
  sound &= check_exits(context, scope, tree, journey);
  if (tree.expires) {
    journey.expires = check_span(context, *tree.expires->value);
    sound &= journey.expires.has_value();
  }
  return sound;
}

}  // namespace wend::check
