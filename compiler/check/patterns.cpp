#include "compiler/check/patterns.hpp"

#include <algorithm>
#include <set>

#include "compiler/check/expressions.hpp"
#include "compiler/check/imports.hpp"
#include "compiler/check/pattern_parts.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/codes/patterns.hpp"
#include "compiler/ir/patterns.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

// What can stand where a pattern begins: events and triggers.
std::nullopt_t report_unknown(Context& context, const syntax::Path& path) {
  if (report_if_imported(context, path)) return std::nullopt;
  diagnostics::Report report = context.sink.report(codes::unknown_event_or_trigger, path.span).with(path.text());
  Candidates candidates;
  add_candidates(candidates, context.schema.events);
  add_declared(candidates, context, DefinitionKind::trigger);
  suggest_nearest(context, report, path.span, path.text(), candidates);
  return std::nullopt;
}

class PatternChecker {
 public:
  PatternChecker(Context& context, const Scope& outer, const syntax::Pattern& tree)
      : context_(context), outer_(outer), tree_(tree) {}

  std::optional<CheckedPattern> operator()(const syntax::EventPattern& event) {
    if (const auto declared = declared_as(event.event)) return reference(event, *declared);
    ir::Pattern pattern;
    if (event.alias) pattern.alias = event.alias->text;
    return finish(check_event_part(context_, outer_, event, {}, pattern.event, pattern.where), pattern);
  }

  std::optional<CheckedPattern> operator()(const syntax::AbsencePattern& absence) {
    ir::Pattern pattern;
    pattern.kind = ir::Pattern::Kind::absence;
    const std::optional<ir::Span> silence = check_span(context_, *absence.duration);
    if (silence) {
      pattern.silence_period = silence->period;
      pattern.silence_duration = silence->duration;
    }
    auto name = check_event_part(context_, outer_, absence.event, {}, pattern.event, pattern.where);
    const std::optional<CheckedPattern> checked = finish(std::move(name), pattern);
    return silence ? checked : std::nullopt;
  }

  std::optional<CheckedPattern> operator()(const syntax::SequencePattern& sequence) {
    ir::Pattern pattern;
    auto name = check_sequence(context_, outer_, sequence, pattern);
    return finish(std::move(name), pattern);
  }

  std::optional<CheckedPattern> operator()(const syntax::ChangePattern& change) {
    ir::Pattern pattern;
    pattern.kind = ir::Pattern::Kind::change;
    auto name = check_change(context_, outer_, change, pattern.change);
    return finish(std::move(name), pattern);
  }

  std::optional<CheckedPattern> operator()(const syntax::SchedulePattern& schedule) {
    ir::Pattern pattern;
    pattern.kind = ir::Pattern::Kind::schedule;
    pattern.schedule = schedule_of(schedule);
    return finish(name_of(pattern.schedule), pattern);
  }

  // Parentheses around one pattern mean nothing by themselves.
  std::optional<CheckedPattern> operator()(const syntax::AnyPattern& any) {
    ir::Pattern pattern;
    pattern.kind = ir::Pattern::Kind::any;
    std::optional<std::string> name = std::string();
    std::size_t leaves = 0;
    for (const syntax::PatternPtr& alternative : any.alternatives) {
      const std::optional<CheckedPattern> checked = check_pattern(context_, outer_, *alternative);
      if (!checked) name.reset();
      if (!name) continue;
      leaves += ir::leaves(context_.program, checked->index).size();
      pattern.alternatives.push_back(checked->index);
      *name += (name->empty() ? "" : " or ") + checked->name;
    }
    if (leaves > ir::kMostLeaves) {
      context_.sink.report(codes::too_many_alternatives, tree_.span).with(static_cast<std::int64_t>(ir::kMostLeaves));
      return std::nullopt;
    }
    return finish(std::move(name), pattern);
  }

 private:
  // The definition that the name means, where it is not an event's.
  std::optional<DefinitionIndex> declared_as(const syntax::Path& path) const {
    const auto match = context_.declarations.find(path.text());
    if (!match || match->ambiguous) return std::nullopt;
    if (path.is_simple() && context_.names.find(schema::Names::Kind::event, path.first().text)) return std::nullopt;
    return match->definition;
  }

  std::optional<CheckedPattern> reference(const syntax::EventPattern& event, DefinitionIndex definition) {
    const Definition& declared = context_.facts.definitions[definition];
    record_use(context_, Use::Kind::definition, event.event.span, definition, 0, declared.name != event.event.text());
    if (declared.kind != DefinitionKind::trigger && declared.kind != DefinitionKind::goal) {
      context_.sink.report(codes::not_a_pattern, event.event.span)
          .with(event.event.text())
          .note(codes::declared_here, declared.name_span, {declared.name});
      return std::nullopt;
    }
    if (event.where || event.alias) {
      context_.sink.report(codes::where_on_trigger, event.where ? event.where->span : event.alias->span)
          .with(event.event.text());
      return std::nullopt;
    }
    const std::optional<ir::PatternIndex> pattern = pattern_of(context_, definition);
    if (!pattern) return std::nullopt;
    return narrowed(*pattern, declared.name);
  }

  // A trigger `when` more: both conditions on the customer hold.
  std::optional<CheckedPattern> narrowed(ir::PatternIndex index, const std::string& name) {
    if (!tree_.when) return CheckedPattern{index, name};
    ir::Pattern pattern = context_.program.patterns[index];
    const ir::ExpressionId before = pattern.when;
    if (!check_when(pattern)) return std::nullopt;
    if (before != ir::kNone) {
      pattern.when =
          context_.build.make(ir::Operation::conjunction, type_of(TypeKind::boolean), {before, pattern.when});
      if (!within_bounds(context_, pattern.when, "when", tree_.when->span)) return std::nullopt;
    }
    return add(pattern, name);
  }

  // `name`: nothing where a fault was reported.
  std::optional<CheckedPattern> finish(std::optional<std::string> name, ir::Pattern& pattern) {
    const bool when = check_when(pattern);
    if (!name || !when) return std::nullopt;
    return add(pattern, *std::move(name));
  }

  // The customer, and the names that the pattern itself gives.
  bool check_when(ir::Pattern& pattern) {
    if (!tree_.when) return true;
    Scope scope = Scope::of_customer();
    for (const PatternName& one : names_in(pattern)) scope.aliases.push_back({one.name, {one.event, one.slot}});
    const std::optional<ir::ExpressionId> when = check_condition(context_, scope, *tree_.when);
    if (!when || !within_bounds(context_, *when, "when", tree_.when->span)) return false;
    pattern.when = *when;
    return true;
  }

  CheckedPattern add(const ir::Pattern& pattern, std::string name) {
    context_.program.patterns.push_back(pattern);
    return {static_cast<ir::PatternIndex>(context_.program.patterns.size() - 1), std::move(name)};
  }

  Context& context_;
  const Scope& outer_;
  const syntax::Pattern& tree_;
};

const syntax::Pattern* pattern_tree(const syntax::Declaration* declaration) {
  if (declaration == nullptr) return nullptr;
  if (const auto* trigger = declaration->as<syntax::TriggerDeclaration>()) return trigger->pattern.get();
  if (const auto* goal = declaration->as<syntax::GoalDeclaration>()) return goal->pattern.get();
  return nullptr;
}

}  // namespace

std::optional<std::string> check_event_part(Context& context, const Scope& outer, const syntax::EventPattern& tree,
                                            const std::vector<Scope::Alias>& before, schema::EventIndex& event,
                                            ir::ExpressionId& where) {
  const bool known = tree.event.is_simple() && context.names.find(schema::Names::Kind::event, tree.event.first().text);
  if (!known) return report_unknown(context, tree.event);
  const std::optional<schema::EventIndex> index = check_event(context, tree.event);
  if (!index) return std::nullopt;
  event = *index;
  const std::string& name = context.schema.events[event].name;
  if (!tree.where) return name;
  const bool in_journey = outer.event || outer.no_event != NoEvent::customer_alone;
  Scope scope = in_journey ? outer.with_pattern(event) : Scope::of_pattern(event);
  scope.aliases.insert(scope.aliases.end(), before.begin(), before.end());
  if (tree.alias) scope.aliases.insert(scope.aliases.begin(), {tree.alias->text, {event, ir::Slot::matched}});
  const std::optional<ir::ExpressionId> condition = check_condition(context, scope, *tree.where);
  if (!condition || !within_bounds(context, *condition, tree.event.text(), tree.where->span)) return std::nullopt;
  where = *condition;
  return name;
}

std::vector<PatternName> names_in(const ir::Pattern& pattern) {
  std::vector<PatternName> names;
  if (pattern.kind == ir::Pattern::Kind::event && !pattern.alias.empty()) {
    names.push_back({pattern.alias, pattern.event, ir::Slot::matched});
  }
  for (std::size_t stage = 0; stage < pattern.stages.size(); ++stage) {
    const ir::Stage& one = pattern.stages[stage];
    if (!one.alias.empty()) names.push_back({one.alias, one.event, ir::stage_slot(stage)});
  }
  return names;
}

bool add_named(Context& context, Scope& scope, const CheckedPattern& pattern, const source::Span& span) {
  std::vector<ir::NamedEvent>& known = context.named;
  for (const ir::PatternIndex leaf : ir::leaves(context.program, pattern.index)) {
    for (const PatternName& one : names_in(context.program.patterns[leaf])) {
      auto place = std::ranges::find(known, one.name, &ir::NamedEvent::name);
      if (place == known.end() && known.size() == ir::kMostNamed) {
        context.sink.report(codes::too_many_named, span).with(static_cast<std::int64_t>(ir::kMostNamed));
        return false;
      }
      if (place == known.end()) place = known.insert(place, {one.name, one.event});
      if (place->event != one.event) {
        context.sink.report(codes::alias_of_two_events, span).with(one.name);
        return false;
      }
      const auto slot = ir::named_slot(static_cast<std::size_t>(place - known.begin()));
      if (scope.find_alias(one.name) == nullptr) scope.aliases.push_back({one.name, {one.event, slot}});
    }
  }
  return true;
}

EntryEvent entry_event(const ir::Program& program, ir::PatternIndex pattern) {
  EntryEvent found;
  std::set<schema::EventIndex> events;
  for (const ir::PatternIndex leaf : ir::leaves(program, pattern)) {
    if (const auto event = ir::last_event(program.patterns[leaf])) events.insert(*event);
    found.scheduled = found.scheduled || program.patterns[leaf].kind == ir::Pattern::Kind::schedule;
  }
  if (events.size() == 1) found.event = *events.begin();
  found.why_none = events.empty() ? NoEvent::schedule : NoEvent::several;
  return found;
}

std::optional<CheckedPattern> check_pattern(Context& context, const Scope& outer, const syntax::Pattern& tree) {
  return std::visit(PatternChecker(context, outer, tree), tree.node);
}

std::optional<ir::PatternIndex> pattern_of(Context& context, DefinitionIndex definition) {
  Definition& declared = context.facts.definitions[definition];
  if (context.progress[definition] == Context::Progress::done) return context.patterns[definition];
  if (context.progress[definition] == Context::Progress::checking) {
    context.sink.report(codes::trigger_by_itself, declared.name_span).with(declared.name);
    declared.faulty = true;
    return std::nullopt;
  }
  context.progress[definition] = Context::Progress::checking;
  const syntax::Pattern* tree = pattern_tree(context.declarations.tree(definition));
  if (tree != nullptr && !declared.faulty) {
    const Inside inside(context, definition);
    const std::optional<CheckedPattern> checked = check_pattern(context, Scope::of_customer(), *tree);
    if (checked) context.patterns[definition] = checked->index;
  }
  if (!context.patterns[definition]) context.facts.definitions[definition].faulty = true;
  context.progress[definition] = Context::Progress::done;
  return context.patterns[definition];
}

void record_use(Context& context, Use::Kind kind, const source::Span& span, std::uint32_t index, std::uint32_t part,
                bool by_label) {
  context.facts.uses.push_back({kind, index, part, by_label, span, context.current});
}

}  // namespace wend::check
