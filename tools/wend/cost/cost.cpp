#include "tools/wend/cost/cost.hpp"

#include <algorithm>

#include "compiler/ir/patterns.hpp"
#include "compiler/ir/steps.hpp"
#include "runtime/history/reached.hpp"
#include "runtime/journey/block.hpp"
#include "runtime/journey/rules.hpp"
#include "runtime/journey/watch.hpp"

namespace wend::tools {

namespace {

// All the expressions that a declaration is made of, as roots.
class Roots {
 public:
  explicit Roots(const ir::Program& program) : program_(program) {}

  void add(ir::ExpressionId root) { roots_.push_back(root); }
  void add_pattern(ir::PatternIndex pattern) { ir::append_roots(program_, pattern, roots_); }
  void add(std::span<const ir::PatternIndex> patterns) {
    for (const ir::PatternIndex pattern : patterns) add_pattern(pattern);
  }
  void add(const ir::Step& step) {
    for (const ir::ExpressionId root : ir::roots_of(program_, step)) add(root);
  }
  void add(const ir::Journey& journey) {
    add(journey.on);
    add(journey.for_segment);
    add(journey.when);
    add(journey.exit_on);
    add(journey.exit_when);
    for (const ir::JourneyGoal& goal : journey.goals) add_pattern(goal.pattern);
    for (const ir::Step& step : journey.steps) add(step);
  }

  [[nodiscard]] const std::vector<ir::ExpressionId>& all() const { return roots_; }

 private:
  const ir::Program& program_;
  std::vector<ir::ExpressionId> roots_;
};

std::uint64_t history_bytes(const journey::Plan& plan, schema::EventIndex event) {
  const std::uint64_t row = plan.history()[event].layout.fixed_size;
  return sizeof(journey::LogEntry) + plan.limits().events * (sizeof(journey::PastEntry) + row);
}

// A sequence with as many runs as there may be, each waiting for its last part.
std::uint64_t watch_bytes(const journey::PlannedWatch& planned) {
  if (planned.rows.empty()) return sizeof(journey::WatchEntry);
  std::uint64_t run = sizeof(journey::RunEntry);
  for (std::size_t stage = 0; stage + 1 < planned.rows.size(); ++stage) {
    if (!planned.asked().stages[stage].absent) run += sizeof(journey::PastEntry) + planned.rows[stage].fixed_size;
  }
  return sizeof(journey::WatchEntry) + journey::kMostRuns * run;
}

std::uint64_t watch_bytes(const std::vector<journey::PlannedWatch>& planned) {
  std::uint64_t bytes = 0;
  for (const journey::PlannedWatch& watch : planned) bytes += watch_bytes(watch);
  return bytes;
}

// The record that keys the instance, and those that an `each` goes through.
std::uint64_t record_bytes(const journey::PlannedJourney& planned) {
  const auto bytes_of = [](const layout::RowLayout& row) {
    return row.fields.empty() ? 0 : sizeof(journey::RecordEntry) + row.fixed_size;
  };
  std::uint64_t bytes = bytes_of(planned.key_record);
  for (const ir::Step& step : planned.journey->steps) {
    const auto* each = std::get_if<ir::Each>(&step.action);
    if (each != nullptr) bytes += each->at_most * bytes_of(planned.items[each->loop]);
  }
  return bytes;
}

std::uint64_t instance_bytes(const journey::PlannedJourney& planned) {
  std::uint64_t bytes = sizeof(journey::InstanceEntry) + sizeof(journey::JourneyEntry) + planned.entry_row.fixed_size;
  for (const layout::RowLayout& row : planned.named_rows) bytes += sizeof(journey::PastEntry) + row.fixed_size;
  for (const auto& until : planned.untils) bytes += sizeof(journey::LoopEntry) + watch_bytes(until);
  std::uint64_t most_awaited = 0;
  for (const auto& awaited : planned.awaited) most_awaited = std::max(most_awaited, watch_bytes(awaited));
  return bytes + watch_bytes(planned.own) + most_awaited + record_bytes(planned);
}

// What is remembered of contacts: as many as the caps let through.
std::uint64_t contact_bytes(const journey::PlannedPolicy& planned) {
  std::uint64_t contacts = 0;
  for (const ir::Cap& cap : planned.policy->caps) contacts += cap.at_most;
  return contacts * sizeof(journey::ContactEntry);
}

Cost cost_of(const journey::Plan& plan, std::string name, const Roots& roots) {
  const ir::Program& program = plan.program();
  Cost cost;
  cost.name = std::move(name);
  cost.operations = history::reached(program, roots.all(), history::Candidates::included).size();
  std::vector<schema::EventIndex> events;
  for (const std::uint32_t window : ir::uses(program, roots.all()).windows)
    events.push_back(program.windows[window].event);
  std::ranges::sort(events);
  events.erase(std::ranges::unique(events).begin(), events.end());
  for (const schema::EventIndex event : events) {
    cost.looks_at.push_back(plan.schema().events[event].name);
    cost.bytes += history_bytes(plan, event);
  }
  return cost;
}

std::uint64_t state_bytes(const journey::Plan& plan) {
  std::uint64_t bytes = sizeof(journey::Header) + plan.tags().fixed_size;
  for (schema::EventIndex event = 0; event < plan.history().size(); ++event) {
    if (plan.history()[event].kept) bytes += history_bytes(plan, event);
  }
  bytes += plan.limits().ids * sizeof(journey::IdEntry) + watch_bytes(plan.watches());
  for (const journey::PlannedJourney& planned : plan.journeys()) bytes += instance_bytes(planned);
  for (const journey::PlannedPolicy& planned : plan.policies()) bytes += contact_bytes(planned);
  const bool has_offers = std::ranges::any_of(plan.journeys(), [](const journey::PlannedJourney& planned) {
    return std::ranges::any_of(planned.journey->steps,
                               [](const ir::Step& step) { return std::holds_alternative<ir::Place>(step.action); });
  });
  if (has_offers) bytes += journey::kMostOffers * sizeof(journey::OfferEntry);
  return bytes;
}

}  // namespace

ProgramCost cost_of(const journey::Plan& plan) {
  const ir::Program& program = plan.program();
  ProgramCost whole;
  for (const ir::Trigger& trigger : program.triggers) {
    Roots roots(program);
    roots.add_pattern(trigger.pattern);
    whole.parts.push_back(cost_of(plan, trigger.name, roots));
  }
  for (std::size_t i = 0; i < program.journeys.size(); ++i) {
    Roots roots(program);
    roots.add(program.journeys[i]);
    Cost cost = cost_of(plan, program.journeys[i].name, roots);
    cost.is_journey = true;
    cost.bytes += instance_bytes(plan.journeys()[i]);
    whole.parts.push_back(std::move(cost));
  }
  whole.bytes = state_bytes(plan);
  whole.events = plan.limits().events;
  return whole;
}

}  // namespace wend::tools
