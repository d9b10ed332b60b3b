#include "runtime/journey/plan_fingerprint.hpp"

#include "runtime/journey/fingerprint.hpp"

namespace wend::journey {
namespace {

void add_list_to(Fingerprint& print, const ir::Program& program, ir::ExpressionId list) {
  print.add(program.schema->lists[program.at(list).type.detail].name);
}

void add_watch_to(Fingerprint& print, const PlannedWatch& watch) {
  print.add(static_cast<std::int64_t>(watch.definition));
  for (const std::vector<schema::FieldIndex>& fields : watch.fields) {
    print.add("fields");
    for (const schema::FieldIndex field : fields) print.add(field);
  }
}

void add_journey_to(Fingerprint& print, const PlannedJourney& planned, const JourneyFields& kept_fields) {
  const ir::Journey& journey = *planned.journey;
  print.add("journey").add(journey.name).add(journey.version).add(journey.priority).add(planned.current ? 1 : 0);
  for (const schema::FieldIndex field : kept_fields.entry) print.add(field);
  print.add(journey.key ? 1 : 0).add(journey.key && journey.key->is_of_records() ? 1 : 0);
  if (journey.key && journey.key->is_of_records()) add_list_to(print, *planned.program, journey.key->list);
  for (const ir::JourneyGoal& goal : journey.goals) print.add(goal.name).add(goal.has_within ? 1 : 0);
  for (const PlannedMeasure& measure : planned.measures) print.add(static_cast<std::int64_t>(measure.definition));
  for (const ir::Kept& kept : journey.kept) {
    print.add(kept.name).add(static_cast<std::int64_t>(kept.type.kind)).add(kept.type.detail);
  }
  for (const ir::Step& step : journey.steps) {
    print.add(step.name).add(static_cast<std::int64_t>(step.action.index()));
    for (const std::uint32_t loop : step.loops) print.add(loop);
    const auto* each = std::get_if<ir::Each>(&step.action);
    if (each != nullptr) add_list_to(print, *planned.program, each->list);
  }
  for (const std::vector<schema::FieldIndex>& fields : kept_fields.named) {
    print.add("named");
    for (const schema::FieldIndex field : fields) print.add(field);
  }
  for (const ir::NamedEvent& named : journey.named) print.add(named.event);
  for (const PlannedWatch& watch : planned.own) add_watch_to(print, watch);
  for (const std::vector<PlannedWatch>& awaited : planned.awaited) {
    print.add("awaited");
    for (const PlannedWatch& watch : awaited) add_watch_to(print, watch);
  }
  for (const std::vector<PlannedWatch>& until : planned.untils) {
    print.add("until");
    for (const PlannedWatch& watch : until) add_watch_to(print, watch);
  }
}

}  // namespace

std::uint64_t fingerprint(const Plan& plan, const std::vector<schema::TagIndex>& tags,
                          const std::vector<JourneyFields>& fields) {
  Fingerprint print;
  print.add(static_cast<std::int64_t>(fingerprint(plan.schema())));
  for (const schema::TagIndex tag : tags) print.add(tag);
  print.add("history");
  for (const history::Need& need : plan.history()) {
    print.add(need.kept ? 1 : 0);
    for (const schema::FieldIndex field : need.fields) print.add(field);
  }
  for (std::size_t index = 0; index < plan.journeys().size(); ++index) {
    add_journey_to(print, plan.journeys()[index], fields[index]);
  }
  print.add("watches");
  for (const PlannedWatch& watch : plan.watches()) add_watch_to(print, watch);
  print.add("contacts");
  for (const PlannedPolicy& planned : plan.policies()) {
    if (!planned.policy->caps.empty()) print.add(static_cast<std::int64_t>(planned.counted));
  }
  return print.value();
}

}  // namespace wend::journey
