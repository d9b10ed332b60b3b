// One event for a customer who rests at many points of journeys, each waiting for such an event, with and without an
// index of what they wait for: about one in a thousand goes on.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>
#include <random>
#include <vector>

#include "runtime/engine/indexed_predicates.hpp"
#include "runtime/engine/native_predicates.hpp"
#include "runtime/engine/tiered_predicates.hpp"
#include "runtime/journey/step.hpp"
#include "tests/bench/rare_deposits.hpp"
#include "tests/support/bank.hpp"

namespace wend::tests {
namespace {

constexpr std::size_t kEvents = 256;

// Whoever logs in rests at a wait of each of the first journeys, whoever buys at those of the others.
std::shared_ptr<const ir::Program> many_waits(std::int64_t points, std::int64_t waits) {
  Bank bank;
  for (std::int64_t number = 0; number < points; ++number) {
    const ir::PatternIndex awaited = bank.on(Bank::deposit, is_rare_deposit(bank, number));
    ir::Journey& journey =
        bank.journey("journey " + std::to_string(number), bank.on(number < waits ? Bank::login : Bank::purchase));
    Bank::step(journey, "wait",
               ir::WaitFor{.pattern = awaited, .limit = Bank::days(30), .on_seen = 1, .on_timeout = ir::kEnd});
    Bank::step(journey, "greeting", Bank::send(Bank::notice));
  }
  return bank.publish();
}

// A plan, who judges its conditions, a customer who rests at some of its points, and events.
struct Resting {
  Resting(std::int64_t points, std::int64_t waits)
      : plan(std::make_shared<const journey::Plan>(*journey::Plan::make(many_waits(points, waits)))) {
    const std::shared_ptr<const ir::Program> program(std::shared_ptr<const void>(), &plan->program());
    const std::span<const layout::RowLayout> layouts(&plan->event(0), plan->schema().events.size());
    predicates =
        engine::TieredPredicates::make(*tiers, program, engine::requests_of(*program, plan->tags(), layouts), plan);
    const journey::Input login = event_of(Bank::login, no_fields.data());
    state = journey::step(*plan, *predicates, "2873", {}, {&login, 1})->state;
    std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same events every time
    for (std::vector<std::byte>& row : rows) {
      const std::string purpose = "purpose " + std::to_string(random() % 10);
      const std::vector<Value> fields = {scalar(money(random() % 1'000)), std::string_view(purpose)};
      layout::append_row(plan->event(Bank::deposit), fields, row);
    }
  }
  [[nodiscard]] journey::Input event_of(schema::EventIndex type, const std::byte* fields) const {
    return journey::Event{
        .id = {}, .type = type, .time = at("2026-01-01 00:00"), .fields = {&plan->event(type), fields}};
  }

  std::shared_ptr<engine::Tiers> tiers = engine::Tiers::make({.native = false});
  std::shared_ptr<const journey::Plan> plan;
  std::shared_ptr<const journey::Predicates> predicates;
  journey::State state;
  std::vector<std::byte> no_fields = std::vector<std::byte>(64);
  std::vector<std::vector<std::byte>> rows = std::vector<std::vector<std::byte>>(kEvents);
};

void take_events(benchmark::State& state, const Resting& resting, const engine::PlanIndex* index,
                 schema::EventIndex type = Bank::deposit) {
  const engine::IndexedPredicates predicates(*resting.predicates, index);
  std::size_t effects = 0;
  std::size_t events = 0;
  for (auto _ : state) {
    const std::byte* fields = type == Bank::deposit ? resting.rows[events % kEvents].data() : resting.no_fields.data();
    const journey::Input event = resting.event_of(type, fields);
    effects += journey::step(*resting.plan, predicates, "2873", resting.state, {&event, 1})->effects.size();
    ++events;
  }
  state.counters["effects"] = static_cast<double>(effects) / static_cast<double>(std::max<std::size_t>(events, 1));
}

// As an engine does it: whether it searches is decided by how many wait.
void waits(benchmark::State& state) {
  const Resting resting(state.range(0), state.range(0));
  const std::unique_ptr<const engine::PlanIndex> index = engine::PlanIndex::make(resting.plan);
  take_events(state, resting, state.range(1) != 0 ? index.get() : nullptr);
}
BENCHMARK(waits)->ArgsProduct({{1, 10, 100, 1'000}, {0, 1}})->ArgNames({"points", "index"});

// What a step takes besides asking.
void nothing_waits(benchmark::State& state) {
  const Resting resting(state.range(0), state.range(0));
  take_events(state, resting, nullptr, Bank::closed);
}
BENCHMARK(nothing_waits)->Arg(100)->Arg(1'000)->ArgNames({"points"});

// Every event is searched for, or none: where searching begins to pay.
void few_of_many(benchmark::State& state) {
  const Resting resting(state.range(1), state.range(0));
  constexpr engine::IndexThresholds kAlways{.triggers = 0, .waiting = 0, .points_for_each = 1'000'000};
  const std::unique_ptr<const engine::PlanIndex> index = engine::PlanIndex::make(resting.plan, kAlways);
  take_events(state, resting, state.range(2) != 0 ? index.get() : nullptr);
}
BENCHMARK(few_of_many)
    ->ArgsProduct({{2, 4, 8, 16}, {64, 1'000, 10'000}, {0, 1}})
    ->ArgNames({"waits", "points", "search"});

}  // namespace
}  // namespace wend::tests
