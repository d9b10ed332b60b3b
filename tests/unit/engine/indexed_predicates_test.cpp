#include "runtime/engine/indexed_predicates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "runtime/journey/step.hpp"
#include "tests/support/bank.hpp"

namespace wend::engine {
namespace {

using tests::Bank;

// Triggers of every kind on deposits, more than are judged one by one, and some journeys.
std::shared_ptr<const ir::Program> program() {
  Bank bank;
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same program every time
  for (int number = 0; number < 200; ++number) {
    const Bank::Id large = bank.is_at_least(bank.amount(), bank.crowns(random() % 1'000));
    const Bank::Id small = bank.is_not(bank.is_at_least(bank.amount(), bank.crowns(random() % 1'000)));
    const Bank::Id salary =
        bank.make(ir::Operation::equal, {bank.purpose(), bank.text(random() % 2 == 0 ? "salary" : "rent")});
    const Bank::Id often = bank.is_at_least(bank.count_of_days(Bank::deposit, 7), bank.integer(random() % 5));
    const std::array<Bank::Id, 6> wheres = {large,
                                            bank.make(ir::Operation::conjunction, {large, small}),
                                            bank.make(ir::Operation::disjunction, {small, salary}),
                                            bank.make(ir::Operation::conjunction, {salary, often}),
                                            bank.is_not(salary),
                                            ir::kNone};
    const Bank::Id where = wheres[random() % wheres.size()];
    const Bank::Id when = random() % 4 == 0 ? bank.tag(Bank::gold) : ir::kNone;
    const ir::PatternIndex pattern =
        random() % 20 == 0 ? bank.sequence({{.event = Bank::login, .within = {}, .alias = {}},
                                            {.event = Bank::deposit, .within = Bank::days(3), .alias = {}}})
                           : bank.on(Bank::deposit, where, when);
    bank.trigger("trigger " + std::to_string(number), pattern);
    if (number % 10 != 0) continue;
    ir::Journey& journey = bank.journey("journey " + std::to_string(number), bank.on(Bank::deposit, where, when));
    journey.reentry.kind = ir::Reentry::Kind::always;
    Bank::step(journey, "greeting", Bank::send(Bank::offer));
  }
  return bank.publish();
}

struct Taken {
  std::vector<std::uint32_t> firings;
  std::vector<std::string> effects;
  friend bool operator==(const Taken&, const Taken&) = default;
};

std::vector<std::byte> fields_of(const journey::Plan& plan, std::mt19937& random) {
  std::vector<Value> fields(2);
  if (random() % 6 != 0) fields[0] = tests::scalar(tests::money(random() % 1'100));
  static constexpr std::array<std::string_view, 3> kPurposes = {"salary", "rent", "gift"};
  if (random() % 6 != 0) fields[1] = kPurposes[random() % kPurposes.size()];
  std::vector<std::byte> row;
  layout::append_row(plan.event(Bank::deposit), fields, row);
  return row;
}

Taken take_all(const journey::Plan& plan, const journey::Predicates& predicates) {
  Taken taken;
  journey::State state;
  std::mt19937 random(5);  // NOLINT(cert-msc51-cpp): the same events every time
  for (int number = 0; number < 300; ++number) {
    const bool is_login = random() % 5 == 0;
    const std::vector<std::byte> row = is_login ? std::vector<std::byte>(64) : fields_of(plan, random);
    const schema::EventIndex type = is_login ? Bank::login : Bank::deposit;
    const journey::Input input = journey::Event{.id = {},
                                                .type = type,
                                                .time = tests::at("2026-03-01 10:00") + number * kHour,
                                                .fields = {&plan.event(type), row.data()}};
    Result<journey::Outcome> outcome = journey::step(plan, predicates, "2873", state, {&input, 1});
    EXPECT_TRUE(outcome.has_value());
    for (const journey::Firing& firing : outcome->firings) taken.firings.push_back(firing.trigger);
    for (const journey::Effect& effect : outcome->effects) taken.effects.push_back(effect.journey + effect.action);
    state = std::move(outcome->state);
  }
  return taken;
}

TEST(IndexedPredicates, ChangeNothingOfWhatAnEventSetsOff) {
  const auto plan = std::make_shared<const journey::Plan>(*journey::Plan::make(program()));
  const std::unique_ptr<const PlanIndex> index = PlanIndex::make(plan);
  ASSERT_NE(index, nullptr);
  const journey::ReferencePredicates reference;
  const Taken expected = take_all(*plan, reference);
  EXPECT_GT(expected.firings.size(), 3'000U);
  EXPECT_GT(expected.effects.size(), 100U);
  EXPECT_EQ(take_all(*plan, IndexedPredicates(reference, index.get())), expected);
}

TEST(IndexedPredicates, LeaveOutWhatAnEventCannotSetOff) {
  const auto plan = std::make_shared<const journey::Plan>(*journey::Plan::make(program()));
  const std::unique_ptr<const PlanIndex> index = PlanIndex::make(plan);
  std::vector<std::byte> row;
  const std::vector<Value> fields = {tests::scalar(tests::money(0)), Unknown{}};
  layout::append_row(plan->event(Bank::deposit), fields, row);
  const eval::Event event{.type = Bank::deposit, .time = 0, .fields = {&plan->event(Bank::deposit), row.data()}};
  eval::Inputs inputs;
  inputs.events[ir::position_of(ir::Slot::matched)] = &event;
  journey::Heard narrowed;
  ASSERT_TRUE(index->narrow(*plan, inputs, narrowed));
  EXPECT_LT(narrowed.triggers.size(), plan->heard(Bank::deposit).triggers.size() / 2);
  EXPECT_TRUE(std::ranges::is_sorted(narrowed.triggers));
}

TEST(IndexedPredicates, AreNotMadeForAFew) {
  Bank bank;
  bank.trigger("deposited", bank.on(Bank::deposit));
  const auto plan = std::make_shared<const journey::Plan>(*journey::Plan::make(bank.publish()));
  EXPECT_EQ(PlanIndex::make(plan), nullptr);
}

}  // namespace
}  // namespace wend::engine
