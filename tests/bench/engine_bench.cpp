// How fast an engine takes events: a million over 100,000 customers, with six triggers and four journeys; and how fast
// one event is taken that many triggers hear of, with and without an index of their conditions.
#include <benchmark/benchmark.h>

#include <random>

#include "runtime/engine/engine.hpp"
#include "runtime/engine/indexed_predicates.hpp"
#include "runtime/journey/step.hpp"
#include "tests/bench/rare_deposits.hpp"
#include "tests/support/bank.hpp"

namespace wend::tests {
namespace {

constexpr std::uint32_t kCustomers = 100'000;
constexpr std::uint32_t kEvents = 1'000'000;

void add_triggers(Bank& bank) {
  const Bank::Id salary = bank.make(ir::Operation::equal, {bank.purpose(), bank.text("salary")});
  const Bank::Id large = bank.is_at_least(bank.amount(), bank.crowns(900));
  bank.trigger("salary", bank.on(Bank::deposit, salary));
  bank.trigger("large", bank.on(Bank::deposit, large, bank.tag(Bank::gold)));
  bank.trigger("third",
               bank.on(Bank::deposit, bank.is_at_least(bank.count_of_days(Bank::deposit, 7), bank.integer(3))));
  bank.trigger("busy", bank.on(Bank::login, bank.is_at_least(bank.count_of_hours(Bank::login, 24), bank.integer(2))));
  bank.trigger("silent", bank.no(Bank::login, Bank::days(30)));
  bank.trigger("bought", bank.on(Bank::purchase));
}

void add_journey(Bank& bank, const std::string& name, ir::PatternIndex on) {
  ir::Journey& journey = bank.journey(name, on);
  journey.reentry = {.kind = ir::Reentry::Kind::after, .after = Bank::days(10)};
  journey.holdout = 500;
  journey.expires = Bank::days(30);
  journey.goals.emplace_back();
  journey.goals.back().pattern = bank.on(Bank::purchase);
  journey.goals.back().name = "bought";
  journey.goals.back().within = Bank::days(14);
  journey.goals.back().has_within = true;
  Bank::step(journey, "greeting", Bank::send(Bank::offer, 1));
  Bank::step(journey, "answer",
             ir::WaitFor{.pattern = bank.on(Bank::login), .limit = Bank::days(2), .on_seen = 2, .on_timeout = 3});
  Bank::step(journey, "thanks", Bank::send(Bank::notice, 3));
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(3), .next = 4});
  Bank::step(journey, "reminder", Bank::send(Bank::offer));
}

std::shared_ptr<const ir::Program> program() {
  Bank bank;
  add_triggers(bank);
  const Bank::Id salary = bank.make(ir::Operation::equal, {bank.purpose(), bank.text("salary")});
  const Bank::Id large = bank.is_at_least(bank.amount(), bank.crowns(900));
  add_journey(bank, "payroll", bank.on(Bank::deposit, salary));
  add_journey(bank, "large", bank.on(Bank::deposit, large));
  add_journey(bank, "win back", bank.no(Bank::login, Bank::days(30)));
  add_journey(bank, "thanks", bank.on(Bank::purchase));
  ir::Policy policy;
  policy.name = "retail";
  policy.control = 200;
  policy.consent = {{.purpose = "marketing", .condition = bank.tag(Bank::consent)}};
  bank.program().policies.push_back(std::move(policy));
  return bank.publish();
}

void load(engine::Engine& engine, Instant start) {
  std::vector<Value> tags(5);
  for (std::uint32_t customer = 0; customer < kCustomers; ++customer) {
    tags[Bank::gold] = customer % 3 == 0;
    tags[Bank::consent] = customer % 7 != 0;
    std::vector<std::byte> row;
    layout::append_row(engine.tag_layout(), tags, row);
    const Status loaded = engine.load(std::to_string(customer), start, {&engine.tag_layout(), row.data()});
    benchmark::DoNotOptimize(loaded.has_value());
  }
}

void apply(engine::Engine& engine, std::mt19937& random, std::uint32_t number, Instant time) {
  const auto type = static_cast<schema::EventIndex>(random() % 3);
  const layout::RowLayout& layout = engine.event_layout(type);
  std::vector<Value> fields(layout.fields.size());
  if (type != Bank::login) fields = {scalar(money(random() % 1'000)), Value{random() % 8 == 0 ? "salary" : "other"}};
  std::vector<std::byte> row;
  layout::append_row(layout, fields, row);
  const std::string id = std::to_string(number);
  const Status applied = engine.apply(std::to_string(random() % kCustomers),
                                      {.id = id, .type = type, .time = time, .fields = {&layout, row.data()}});
  benchmark::DoNotOptimize(applied.has_value());
}

void MillionEvents(benchmark::State& state) {
  for (auto _ : state) {
    engine::Engine engine = *engine::Engine::make(program());
    std::mt19937 random(1);
    const Instant start = at("2026-01-01 00:00");
    load(engine, start);
    std::size_t effects = 0;
    for (std::uint32_t number = 0; number < kEvents; ++number) {
      apply(engine, random, number, start + number * (90 * kDay / kEvents));
      if (number % 10'000 == 0) effects += engine.take_effects().size();
    }
    const Status advanced = engine.advance(start + 120 * kDay);
    benchmark::DoNotOptimize(advanced.has_value());
    effects += engine.take_effects().size();
    const engine::Statistics statistics = engine.statistics();
    state.counters["effects"] = static_cast<double>(effects);
    state.counters["state_bytes_each"] = static_cast<double>(statistics.state_bytes) / kCustomers;
  }
  state.SetItemsProcessed(state.iterations() * kEvents);
}
BENCHMARK(MillionEvents)->Unit(benchmark::kSecond)->Iterations(1);

// One in a thousand of them fires.
std::shared_ptr<const ir::Program> many_triggers(std::int64_t count) {
  Bank bank;
  for (std::int64_t number = 0; number < count; ++number) {
    bank.trigger("trigger " + std::to_string(number), bank.on(Bank::deposit, is_rare_deposit(bank, number)));
  }
  return bank.publish();
}

void ManyTriggers(benchmark::State& state) {
  const auto plan = std::make_shared<const journey::Plan>(*journey::Plan::make(many_triggers(state.range(0))));
  const std::unique_ptr<const engine::PlanIndex> index = engine::PlanIndex::make(plan);
  const journey::ReferencePredicates reference;
  const engine::IndexedPredicates predicates(reference, state.range(1) != 0 ? index.get() : nullptr);
  std::mt19937 random(1);
  std::vector<std::vector<std::byte>> rows(256);
  for (std::vector<std::byte>& row : rows) {
    const std::string purpose = "purpose " + std::to_string(random() % 10);
    const std::vector<Value> fields = {scalar(money(random() % 1'000)), std::string_view(purpose)};
    layout::append_row(plan->event(Bank::deposit), fields, row);
  }
  std::size_t fired = 0;
  std::size_t events = 0;
  for (auto _ : state) {
    const journey::Input input =
        journey::Event{.id = {},
                       .type = Bank::deposit,
                       .time = at("2026-01-01 00:00"),
                       .fields = {&plan->event(Bank::deposit), rows[events++ % rows.size()].data()}};
    fired += journey::step(*plan, predicates, "2873", {}, {&input, 1})->firings.size();
  }
  state.counters["fired"] = static_cast<double>(fired) / static_cast<double>(std::max<std::size_t>(events, 1));
}
BENCHMARK(ManyTriggers)->ArgsProduct({{8, 16, 32, 100, 1'000, 10'000}, {0, 1}})->ArgNames({"triggers", "index"});

}  // namespace
}  // namespace wend::tests
