#include "runtime/journey/migrate.hpp"

#include <algorithm>

#include "compiler/ir/rests.hpp"
#include "compiler/ir/steps.hpp"
#include "runtime/journey/migration.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

Status check_migration(const ir::Journey& older, const ir::Migration& migration) {
  const std::string which = "the migration of `" + older.name + "` from version " + std::to_string(older.version);
  const std::vector<std::string_view> forgotten = ir::left_out(older, migration);
  if (!forgotten.empty()) return Error{which + " leaves out `" + std::string(forgotten.front()) + "`"};
  for (const ir::Migration::Move& move : migration.moves) {
    const ir::StepIndex step = ir::step_named(older, move.from);
    if (step == ir::kEnd || !ir::may_rest(older.steps[step])) {
      return Error{which + " takes instances from `" + move.from + "`, where nobody rests"};
    }
  }
  return Done{};
}

}  // namespace

Status mark_used(const Plan& plan, const State& state, std::vector<bool>& used) {
  const Result<Memory> memory = Memory::open(plan, state);
  if (!memory) return memory.error();
  for (const Instance& instance : memory->instances) used[instance.kept.journey] = true;
  for (const Measurement& measurement : memory->measurements) used[measurement.kept.journey] = true;
  return Done{};
}

std::vector<Retired> still_used(const Plan& plan, const std::vector<bool>& used, const ir::Program& next) {
  std::vector<Retired> retired;
  for (std::size_t index = 0; index < used.size(); ++index) {
    const PlannedJourney& planned = plan.journeys()[index];
    const bool is_named =
        std::ranges::find(next.journeys, planned.journey->name, &ir::Journey::name) != next.journeys.end();
    const bool is_there = ir::find_version(next, planned.journey->name, planned.journey->version) != nullptr;
    if (!used[index] || !is_named || is_there) continue;
    const auto position = planned.journey - planned.program->journeys.data();
    retired.push_back({planned.program, static_cast<std::uint32_t>(position)});
  }
  return retired;
}

Status check_migrations(const Plan& plan, const ir::Program& next) {
  for (const ir::Journey& journey : next.journeys) {
    for (const ir::Migration& migration : journey.migrations) {
      for (const PlannedJourney& planned : plan.journeys()) {
        const bool is_older =
            planned.journey->name == journey.name && planned.journey->version == migration.from_version;
        if (!is_older) continue;
        const Status whole = check_migration(*planned.journey, migration);
        if (!whole) return whole;
      }
    }
  }
  return Done{};
}

Result<Outcome> migrate(const Plan& from, const Plan& to, const Predicates& predicates, std::string_view customer,
                        const State& state, Instant now) {
  if (state.empty()) return Outcome{};
  Result<Memory> memory = Memory::open(from, state);
  if (!memory) return memory.error();
  Session before(from, predicates, customer, *std::move(memory));
  before.memory.clock = std::max(before.memory.clock, now);
  Session after(to, predicates, customer, Memory(to));
  Migration(before, after).migrate();
  Outcome outcome = std::move(before.outcome);
  forget_runs(after);
  forget_ended_offers(after);
  outcome.next_wake = next_due(after);
  outcome.state = after.memory.close();
  return outcome;
}

}  // namespace wend::journey
