#include "compiler/check/patterns.hpp"

#include "compiler/check/expressions.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/executable.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/notes.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

std::nullopt_t not_executed(Context& context, std::string_view what, const source::Span& span) {
  context.sink.report(codes::pattern_not_executed, span).with(what);
  return std::nullopt;
}

// What can stand where a pattern begins: events and triggers.
std::nullopt_t report_unknown(Context& context, const syntax::Path& path) {
  diagnostics::Report report = context.sink.report(codes::unknown_event_or_trigger, path.span).with(path.text());
  Candidates candidates;
  add_candidates(candidates, context.schema.events);
  add_declared(candidates, context, DefinitionKind::trigger);
  suggest_nearest(context, report, path.span, path.text(), candidates);
  return std::nullopt;
}

std::string_view words_of(syntax::ChangeKind kind) {
  switch (kind) {
    case syntax::ChangeKind::rises_to: return "rises to";
    case syntax::ChangeKind::falls_to: return "falls to";
    case syntax::ChangeKind::rises_above: return "rises above";
    case syntax::ChangeKind::falls_below: return "falls below";
    case syntax::ChangeKind::changes: return "changes";
    case syntax::ChangeKind::changes_to: return "changes to";
  }
  return "changes";
}

class PatternChecker {
 public:
  PatternChecker(Context& context, const Scope& outer, const syntax::Pattern& tree)
      : context_(context), outer_(outer), tree_(tree) {}

  std::optional<CheckedPattern> operator()(const syntax::EventPattern& event) {
    if (const auto declared = declared_as(event.event)) return reference(event, *declared);
    return finish(event, {});
  }

  std::optional<CheckedPattern> operator()(const syntax::AbsencePattern& absence) {
    ir::Pattern pattern;
    pattern.kind = ir::Pattern::Kind::absence;
    const std::optional<ir::Span> silence = check_span(context_, *absence.duration);
    if (silence) {
      pattern.silence_period = silence->period;
      pattern.silence_duration = silence->duration;
    }
    const std::optional<CheckedPattern> checked = finish(absence.event, pattern);
    return silence ? checked : std::nullopt;
  }

  std::optional<CheckedPattern> operator()(const syntax::SequencePattern& sequence) {
    return not_executed(context_, "then", sequence.rest.front().span);
  }
  std::optional<CheckedPattern> operator()(const syntax::ChangePattern& change) {
    return not_executed(context_, words_of(change.kind), change.kind_span);
  }
  std::optional<CheckedPattern> operator()(const syntax::SchedulePattern& schedule) {
    const bool once = std::holds_alternative<syntax::SchedulePattern::Once>(schedule.days);
    return not_executed(context_, once ? "once" : "every", tree_.span);
  }
  std::optional<CheckedPattern> operator()(const syntax::AnyPattern&) {
    return not_executed(context_, "or", tree_.span);
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
    const std::optional<ir::ExpressionId> when = check_condition(context_, Scope::of_customer(), *tree_.when);
    if (!when) return std::nullopt;
    ir::Pattern pattern = context_.program.patterns[index];
    pattern.when = pattern.when == ir::kNone ? *when
                                             : context_.build.make(ir::Operation::conjunction,
                                                                   type_of(TypeKind::boolean), {pattern.when, *when});
    return add(pattern, name);
  }

  std::optional<CheckedPattern> finish(const syntax::EventPattern& event, ir::Pattern pattern) {
    const bool known =
        event.event.is_simple() && context_.names.find(schema::Names::Kind::event, event.event.first().text);
    if (!known) return report_unknown(context_, event.event);
    const std::optional<schema::EventIndex> index = check_event(context_, event.event);
    if (!index) return std::nullopt;
    pattern.event = *index;
    const bool sound = check_where(event, pattern) & check_when(pattern);
    if (!sound) return std::nullopt;
    return add(pattern, context_.schema.events[*index].name);
  }

  bool check_where(const syntax::EventPattern& event, ir::Pattern& pattern) {
    if (!event.where) return true;
    const bool in_journey = outer_.event || outer_.no_event != NoEvent::customer_alone;
    Scope scope = in_journey ? outer_.with_pattern(pattern.event) : Scope::of_pattern(pattern.event);
    if (event.alias) scope.aliases.push_back({event.alias->text, {pattern.event, ir::Slot::matched}});
    const std::optional<ir::ExpressionId> where = check_condition(context_, scope, *event.where);
    if (!where || !within_bounds(context_, *where, event.event.text(), event.where->span)) return false;
    pattern.where = *where;
    return true;
  }

  bool check_when(ir::Pattern& pattern) {
    if (!tree_.when) return true;
    const std::optional<ir::ExpressionId> when = check_condition(context_, Scope::of_customer(), *tree_.when);
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
