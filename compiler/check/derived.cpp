#include "compiler/check/derived.hpp"

#include <algorithm>
#include <string>

#include "compiler/check/coercion.hpp"
#include "compiler/check/dependencies.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/diagnostics/codes/modules.hpp"
#include "compiler/diagnostics/codes/names.hpp"

namespace wend::check {
namespace {

using Progress = Context::Progress;

Definition& definition_at(Context& context, DefinitionIndex index) {
  return context.facts.definitions[index];
}

void finish(Context& context, DefinitionIndex index, Checked value) {
  context.progress[index] = Progress::done;
  context.values[index] = value;
  if (!value) definition_at(context, index).faulty = true;
}

// The way round, from the first of the files: `a -> b -> a`.
void report_cycle(Context& context, std::vector<DefinitionIndex> ring) {
  std::ranges::rotate(ring, std::ranges::min_element(ring));
  std::string way;
  for (const DefinitionIndex index : ring) way += definition_at(context, index).name + " -> ";
  const Definition& first = definition_at(context, ring.front());
  way += first.name;
  context.sink.report(codes::defined_by_itself, first.name_span).with(first.name).with(way);
}

const syntax::Expression* body_of(const syntax::Declaration& tree) {
  if (const auto* tag = tree.as<syntax::TagDeclaration>()) return tag->value.get();
  if (const auto* segment = tree.as<syntax::SegmentDeclaration>()) return segment->condition.get();
  return nullptr;
}

Checked check_body(Context& context, const Definition& definition, const syntax::Expression& body) {
  const Scope scope = Scope::of_customer();
  const Place place{context, scope};
  if (definition.kind == DefinitionKind::segment) return check_as(context, scope, body, kBoolean);
  return place.check(body);
}

void check_one(Context& context, DefinitionIndex index) {
  const syntax::Declaration* tree = context.declarations.tree(index);
  const syntax::Expression* body =
      tree == nullptr || tree->faulty || definition_at(context, index).faulty ? nullptr : body_of(*tree);
  if (body == nullptr) return finish(context, index, std::nullopt);
  const Inside inside(context, index);
  context.progress[index] = Progress::checking;
  context.being_checked.push_back(index);
  const Definition definition = definition_at(context, index);
  Checked value = check_body(context, definition, *body);
  if (value && !within_bounds(context, value->id, definition.name, definition.name_span)) value.reset();
  context.being_checked.pop_back();
  finish(context, index, value);
}

Checked value_of(Context& context, DefinitionIndex index) {
  switch (context.progress[index]) {
    case Progress::waiting: check_one(context, index); break;
    case Progress::checking: {
      const auto start = std::ranges::find(context.being_checked, index);
      report_cycle(context, {start, context.being_checked.end()});
      return std::nullopt;
    }
    case Progress::done: break;
  }
  return context.values[index];
}

bool is_derived(const Definition& definition) {
  return definition.kind == DefinitionKind::tag || definition.kind == DefinitionKind::segment;
}

void put_into_program(Context& context, DefinitionIndex index) {
  Definition& definition = definition_at(context, index);
  if (!is_derived(definition) || definition.faulty) return;
  const ir::ExpressionId value = context.values[index]->id;
  if (definition.kind == DefinitionKind::tag) {
    definition.index = static_cast<std::uint32_t>(context.program.tags.size());
    context.program.tags.push_back({definition.name, definition.label, value});
  } else {
    definition.index = static_cast<std::uint32_t>(context.program.segments.size());
    context.program.segments.push_back({definition.name, definition.label, value});
  }
}

}  // namespace

Checked definition_value(const Place& place, const Declarations::Match& match, const syntax::Name& name) {
  Context& context = place.context;
  place.record(Use::Kind::definition, name.span, match.definition, 0, match.by_label);
  switch (definition_at(context, match.definition).kind) {
    case DefinitionKind::tag:
    case DefinitionKind::segment: return value_of(context, match.definition);
    case DefinitionKind::import: place.report(codes::import_as_value, name.span).with(name.text); break;
    case DefinitionKind::trigger: place.report(codes::trigger_as_value, name.span).with(name.text); break;
    case DefinitionKind::goal: place.report(codes::goal_as_value, name.span).with(name.text); break;
    case DefinitionKind::metric: place.report(codes::metric_as_value, name.span).with(name.text); break;
    case DefinitionKind::journey: place.report(codes::journey_as_value, name.span).with(name.text); break;
    case DefinitionKind::policy: place.report(codes::policy_as_value, name.span).with(name.text); break;
    case DefinitionKind::test: break;  // has no name
  }
  return std::nullopt;
}

void check_derived(Context& context) {
  const Dependencies dependencies = dependencies_of(context);
  for (const std::vector<DefinitionIndex>& ring : dependencies.cycles) {
    report_cycle(context, ring);
    for (const DefinitionIndex index : ring) finish(context, index, std::nullopt);
  }
  for (const DefinitionIndex index : dependencies.order) {
    if (context.progress[index] == Progress::waiting) check_one(context, index);
  }
  for (DefinitionIndex index = 0; index < context.facts.definitions.size(); ++index) put_into_program(context, index);
}

}  // namespace wend::check
