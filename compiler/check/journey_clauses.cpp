#include "compiler/check/journey_clauses.hpp"

#include <algorithm>

#include "compiler/check/expressions.hpp"
#include "compiler/check/imports.hpp"
#include "compiler/check/literals.hpp"
#include "compiler/check/metrics.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/selections.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/heads.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/steps.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;
using syntax::JourneyDeclaration;

// The goal that the clause names is a declaration of its own.
std::optional<DefinitionIndex> find_goal(Context& context, const syntax::Path& path) {
  const auto match = context.declarations.find(path.text());
  if (match && !match->ambiguous && context.facts.definitions[match->definition].kind == DefinitionKind::goal) {
    record_use(context, Use::Kind::definition, path.span, match->definition, 0, match->by_label);
    return match->definition;
  }
  if (report_if_imported(context, path)) return std::nullopt;
  diagnostics::Report report = context.sink.report(codes::unknown_goal, path.span).with(path.text());
  Candidates candidates;
  add_declared(candidates, context, DefinitionKind::goal);
  suggest_nearest(context, report, path.span, path.text(), candidates);
  return std::nullopt;
}

bool check_goal(Context& context, const syntax::JourneyGoal& goal, ir::Journey& journey) {
  const auto definition = find_goal(context, goal.goal);
  if (!definition) return false;
  const std::string& name = context.facts.definitions[*definition].name;
  if (std::ranges::find(journey.goals, name, &ir::JourneyGoal::name) != journey.goals.end()) {
    context.sink.report(codes::goal_said_twice, goal.goal.span).with(goal.goal.text());
    return false;
  }
  const auto within = goal.within ? check_span(context, *goal.within) : std::optional(ir::Span{});
  const std::optional<ir::PatternIndex> pattern = pattern_of(context, *definition);
  if (!within || !pattern) return false;
  journey.goals.push_back({*pattern, name, *within, goal.within != nullptr, goal.and_go_on});
  return true;
}

bool check_goals(Context& context, const JourneyDeclaration& tree, ir::Journey& journey) {
  if (tree.goals.size() > ir::kMostGoals) {
    context.sink.report(codes::too_many_goals, tree.goals[ir::kMostGoals].span)
        .with(static_cast<std::int64_t>(ir::kMostGoals));
    return false;
  }
  bool sound = true;
  for (const auto& clause : tree.goals) sound &= check_goal(context, clause.value, journey);
  return sound;
}

bool check_active(Context& context, const JourneyDeclaration& tree, ir::Journey& journey) {
  if (!tree.active) return true;
  const syntax::ActiveDates& dates = tree.active->value;
  journey.active = ir::ActiveDates{days_of(dates.from.value), days_of(dates.to.value)};
  if (journey.active->from <= journey.active->to) return true;
  context.sink.report(codes::active_ends_before_it_begins, tree.active->span)
      .with(format_date(journey.active->from))
      .with(format_date(journey.active->to));
  return false;
}

// `per card`, or `per event.card`.
bool check_field_key(Context& context, const syntax::Path& path, ir::Journey& journey) {
  if (!journey.has_entry_event) {
    context.sink.report(codes::key_needs_event, path.span).with(path.text());
    return false;
  }
  const bool is_of_event = path.parts.size() == 2 && path.first().known == syntax::KnownName::event;
  const syntax::Name& name = path.parts.back();
  const schema::Event& event = context.schema.events[journey.entry_event];
  const auto field = path.is_simple() || is_of_event ? context.names.field(event, name.text) : std::nullopt;
  if (!field) {
    diagnostics::Report report = context.sink.report(codes::unknown_field, name.span).with(event.name).with(name.text);
    Candidates candidates;
    add_candidates(candidates, event.fields);
    suggest_nearest(context, report, name.span, name.text, candidates);
    return false;
  }
  const Type& type = event.fields[*field].type;
  if (!ir::makes_key(type)) {
    context.sink.report(codes::key_of_what, path.span).with(path.text()).with(schema::describe(context.schema, type));
    return false;
  }
  record_use(context, Use::Kind::field, name.span, journey.entry_event, *field, event.fields[*field].name != name.text);
  journey.key = ir::InstanceKey{*field};
  return true;
}

// The field that tells the records of a list apart: the one that the schema names, else the first that can.
std::optional<schema::FieldIndex> key_field(const schema::List& list) {
  if (list.key) return ir::makes_key(list.fields[*list.key].type) ? list.key : std::nullopt;
  const auto found = std::ranges::find_if(list.fields, ir::makes_key, &schema::Field::type);
  if (found == list.fields.end()) return std::nullopt;
  return static_cast<schema::FieldIndex>(found - list.fields.begin());
}

// `per h in holdings where …`: from here on the journey has the record by its name.
bool check_record_key(Context& context, const syntax::InstanceKey& tree, Scope& scope, ir::Journey& journey) {
  const Checked list = check_list({context, scope}, tree.source, "per");
  if (!list) return false;
  const RecordInScope record{list->type.detail, ir::kKeyRecord};
  const auto field = key_field(context.schema.lists[record.list]);
  if (!field) {
    context.sink.report(codes::records_without_key, tree.source.span).with(tree.source.text());
    return false;
  }
  ir::InstanceKey key{.field = *field, .list = list->id};
  bool sound = true;
  if (tree.where) {
    const auto where = check_record_condition(context, scope, record, *tree.item, *tree.where);
    sound = where && within_bounds(context, *where, "per", tree.where->span);
    if (sound) key.where = *where;
  }
  // The record has its name, whatever is wrong with the condition: that is not said again of what speaks of it.
  scope.name_record(tree.item->text, record);
  journey.key = key;
  return sound;
}

bool check_key(Context& context, const JourneyDeclaration& tree, Scope& scope, ir::Journey& journey) {
  if (!tree.per) return true;
  const syntax::InstanceKey& key = tree.per->value;
  return key.item ? check_record_key(context, key, scope, journey) : check_field_key(context, key.source, journey);
}

}  // namespace

bool check_clauses(Context& context, const JourneyDeclaration& tree, Scope& scope, ir::Journey& journey) {
  if (tree.exclusive) journey.exclusive = tree.exclusive->value.text;
  bool sound = check_goals(context, tree, journey);
  sound &= check_active(context, tree, journey);
  sound &= check_key(context, tree, scope, journey);
  // A study of a goal at fault has nothing more to say.
  return sound && check_measures(context, tree, journey);
}

}  // namespace wend::check
