#include "runtime/journey/planned_journey.hpp"

#include <algorithm>

#include "compiler/ir/patterns.hpp"
#include "compiler/ir/steps.hpp"
#include "runtime/journey/bucket.hpp"
#include "runtime/journey/fingerprint.hpp"
#include "runtime/journey/planned_watch.hpp"
#include "runtime/journey/reads.hpp"

namespace wend::journey {
namespace {

// Of all that an instance can read of its entry, what it does read; of what it keeps besides, everything.
std::vector<std::uint32_t> entry_fields(const ir::Program& program, const ir::Journey& journey) {
  const std::uint32_t first_kept = journey.first_kept(*program.schema);
  std::vector<std::uint32_t> fields = history::fields_read(program, roots_of(program, journey), ir::Slot::entered);
  std::erase_if(fields, [&](std::uint32_t field) { return field >= first_kept; });
  for (std::uint32_t kept = 0; kept < journey.kept.size(); ++kept) fields.push_back(first_kept + kept);
  return fields;
}

layout::RowLayout entry_layout(const ir::Program& program, const ir::Journey& journey,
                               const std::vector<std::uint32_t>& fields) {
  std::vector<Type> types;
  if (journey.has_entry_event) {
    for (const schema::Field& field : program.schema->events[journey.entry_event].fields) types.push_back(field.type);
  }
  for (const ir::Kept& kept : journey.kept) types.push_back(kept.type);
  // An empty list of wanted fields means all of them there, and none here.
  layout::RowLayout layout = fields.empty() ? layout::dense_layout({}) : layout::dense_layout(types, fields);
  layout.fields.resize(types.size());
  return layout;
}

// A run comes to a repeated part at most twice without a rest: once from before or behind it, once for the time that
// was due while it rested inside. So each `repeat` around a step doubles how often the step may be taken; an `each`
// takes it once for each record, and comes back to itself once more.
std::size_t most_steps(const ir::Journey& journey) {
  constexpr std::size_t kMostTimes = std::size_t{1} << 18U;
  std::vector<std::size_t> times(journey.loops, 2);
  for (const ir::Step& step : journey.steps) {
    if (const auto* each = std::get_if<ir::Each>(&step.action)) times[each->loop] = std::size_t{each->at_most} + 1;
  }
  std::size_t most = 0;
  for (const ir::Step& step : journey.steps) {
    const std::vector<std::uint32_t> around = ir::loops_around(step);
    std::size_t taken = around.empty() ? 1 : 2;
    for (const std::uint32_t loop : around) taken = std::min(taken * times[loop], kMostTimes);
    most += taken;
  }
  return most;
}

layout::RowLayout record_layout(const ir::Program& program, ir::ExpressionId list) {
  return layout::record_layout(program.schema->lists[program.at(list).type.detail]);
}

void add_loops(PlannedJourney& planned) {
  const ir::Journey& journey = *planned.journey;
  planned.loop_steps.resize(journey.loops);
  planned.untils.resize(journey.loops);
  planned.items.resize(journey.loops);
  for (ir::StepIndex step = 0; step < journey.steps.size(); ++step) {
    const std::optional<std::uint32_t> loop = ir::loop_of(journey.steps[step]);
    if (!loop) continue;
    planned.loop_steps[*loop] = step;
    const auto* each = std::get_if<ir::Each>(&journey.steps[step].action);
    if (each != nullptr) planned.items[*loop] = record_layout(*planned.program, each->list);
  }
  if (journey.key && journey.key->is_of_records()) {
    planned.key_record = record_layout(*planned.program, journey.key->list);
  }
  planned.most_steps = most_steps(journey);
}

PlannedMeasure measure_of(const ir::Program& program, ir::MetricIndex index) {
  const ir::Metric& metric = program.metrics[index];
  std::vector<Type> types;
  for (const ir::Metric::Sample& sample : metric.samples) types.push_back(program.at(sample.value).type);
  return {.metric = &metric, .row = layout::dense_layout(types), .definition = metric_definition(program, metric)};
}

void add_named_rows(PlannedJourney& planned, JourneyFields& fields) {
  const ir::Program& program = *planned.program;
  const std::vector<ir::NamedEvent>& named = planned.journey->named;
  const std::vector<ir::ExpressionId> roots = roots_of(program, *planned.journey);
  for (std::size_t at = 0; at < named.size(); ++at) {
    fields.named.push_back(history::fields_read(program, roots, ir::named_slot(at)));
    planned.named_rows.push_back(history::layout_of(program.schema->events[named[at].event], fields.named.back()));
  }
}

void add_own_watches(PlannedJourney& planned) {
  const ir::Program& program = *planned.program;
  for (const ir::PatternIndex pattern : watched(*planned.journey)) {
    for (const ir::PatternIndex leaf : ir::leaves(program, pattern)) {
      const ir::Pattern& one = program.patterns[leaf];
      if (takes_time(one) && reads_instance(program, one)) planned.own.push_back(watch_of_instance(planned, leaf));
    }
  }
  for (const ir::Step& step : planned.journey->steps) {
    const auto* repeat = std::get_if<ir::Repeat>(&step.action);
    std::vector<PlannedWatch>& awaited = planned.awaited.emplace_back();
    std::vector<PlannedWatch>& counted = repeat == nullptr ? awaited : planned.untils[repeat->loop];
    for (const ir::PatternIndex pattern : ir::awaited(step)) {
      for (const ir::PatternIndex leaf : ir::leaves(program, pattern)) {
        if (takes_time(program.patterns[leaf])) counted.push_back(watch_of_instance(planned, leaf));
      }
    }
  }
}

}  // namespace

PlannedJourney plan_journey(const std::shared_ptr<const ir::Program>& owner, const ir::Journey& journey, bool current,
                            JourneyFields& fields) {
  const ir::Program& program = *owner;
  PlannedJourney planned{.program = owner,
                         .journey = &journey,
                         .name_hash = name_hash(journey.name),
                         .current = current,
                         .entry_row = {},
                         .named_rows = {},
                         .exit_turns = turning_of(program, journey.exit_when),
                         .own = {},
                         .awaited = {}};
  add_named_rows(planned, fields);
  add_loops(planned);
  add_own_watches(planned);
  fields.entry = entry_fields(program, journey);
  planned.entry_row = entry_layout(program, journey, fields.entry);
  for (const ir::MetricIndex metric : journey.measures) planned.measures.push_back(measure_of(program, metric));
  return planned;
}

}  // namespace wend::journey
