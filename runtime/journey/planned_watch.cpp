#include "runtime/journey/planned_watch.hpp"

#include <algorithm>

#include "compiler/ir/patterns.hpp"
#include "runtime/journey/fingerprint.hpp"
#include "runtime/journey/reads.hpp"

namespace wend::journey {
namespace {

void append(std::vector<schema::FieldIndex>& fields, const std::vector<schema::FieldIndex>& more) {
  fields.insert(fields.end(), more.begin(), more.end());
}

}  // namespace

PlannedWatch new_watch(const ir::Program& program, ir::PatternIndex pattern) {
  const ir::Pattern& asked = program.patterns[pattern];
  PlannedWatch watch{.program = &program,
                     .pattern = pattern,
                     .definition = watch_definition(program, asked),
                     .rows = {},
                     .fields = {},
                     .heard = {}};
  watch.fields.resize(asked.stages.size());
  if (!asked.stages.empty()) watch.fields.front() = asked.keys;
  return watch;
}

void add_fields(PlannedWatch& watch, const ir::Program& program, ir::PatternIndex pattern) {
  std::vector<ir::ExpressionId> roots;
  ir::append_own_roots(program.patterns[pattern], roots);
  for (std::size_t stage = 0; stage < watch.fields.size(); ++stage) {
    append(watch.fields[stage], history::fields_read(program, roots, ir::stage_slot(stage)));
  }
}

void add_fields(PlannedWatch& watch, const PlannedJourney& planned, ir::PatternIndex pattern) {
  const ir::Program& program = *planned.program;
  const std::vector<ir::Stage>& stages = program.patterns[pattern].stages;
  const std::vector<ir::ExpressionId> roots = roots_of(program, *planned.journey);
  for (std::size_t stage = 0; stage < stages.size(); ++stage) {
    const ir::NamedEvent name{stages[stage].alias, stages[stage].event};
    const auto named = std::ranges::find(planned.journey->named, name);
    if (named == planned.journey->named.end()) continue;
    const auto slot = ir::named_slot(static_cast<std::size_t>(named - planned.journey->named.begin()));
    append(watch.fields[stage], history::fields_read(program, roots, slot));
  }
}

void add_entered_fields(PlannedWatch& watch, const PlannedJourney& planned, ir::PatternIndex pattern) {
  const ir::Program& program = *planned.program;
  const std::vector<ir::Stage>& stages = program.patterns[pattern].stages;
  const auto last = std::ranges::find(stages.rbegin(), stages.rend(), false, &ir::Stage::absent);
  const ir::Journey& journey = *planned.journey;
  if (last == stages.rend() || !journey.has_entry_event || last->event != journey.entry_event) return;
  const std::vector<ir::ExpressionId> roots = roots_of(program, journey);
  const auto stage = static_cast<std::size_t>(stages.rend() - last - 1);
  std::vector<schema::FieldIndex> fields = history::fields_read(program, roots, ir::Slot::entered);
  // Behind the event's own fields come the journey's parameters.
  std::erase_if(fields, [&](schema::FieldIndex field) { return field >= journey.first_kept(*program.schema); });
  append(watch.fields[stage], fields);
}

void finish(PlannedWatch& watch) {
  for (std::size_t stage = 0; stage < watch.fields.size(); ++stage) {
    std::vector<schema::FieldIndex>& fields = watch.fields[stage];
    std::ranges::sort(fields);
    fields.erase(std::ranges::unique(fields).begin(), fields.end());
    const schema::Event& event = watch.program->schema->events[watch.asked().stages[stage].event];
    watch.rows.push_back(history::layout_of(event, fields));
  }
}

PlannedWatch watch_of_instance(const PlannedJourney& planned, ir::PatternIndex pattern) {
  PlannedWatch watch = new_watch(*planned.program, pattern);
  add_fields(watch, *planned.program, pattern);
  add_fields(watch, planned, pattern);
  finish(watch);
  return watch;
}

}  // namespace wend::journey
