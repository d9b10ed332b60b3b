// Points where journeys wait, found by an index: nothing but how long an event takes may be another.
#include <gtest/gtest.h>

#include <utility>

#include "runtime/engine/indexed_predicates.hpp"
#include "runtime/journey/migrate.hpp"
#include "tests/support/random_journeys.hpp"

namespace wend::engine {
namespace {

using tests::Bank;
using tests::RandomLife;

// Every event is searched for.
constexpr IndexThresholds kAlways{.triggers = 0, .waiting = 0, .points_for_each = 1'000'000};

class CountedPredicates final : public journey::Predicates {
 public:
  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override {
    ++judged;
    return eval::judge(program, condition, inputs);
  }
  mutable std::size_t judged = 0;
};

std::string line(const journey::Effect& effect) {
  return tests::Customer::clock(effect.time) + " " + effect.journey + " " + effect.step + " " +
         tests::describe(effect) + " " + effect.id;
}

// One customer twice: asked point by point, and with every event searched for.
class Twins {
 public:
  explicit Twins(std::shared_ptr<const journey::Plan> plan) : plan_(std::move(plan)) { make_index(); }

  [[nodiscard]] const journey::Plan& plan() const { return *plan_; }

  void take(std::span<const journey::Input> inputs) {
    const IndexedPredicates searching(counted_searching_, index_.get());
    accept(journey::step(*plan_, counted_asking_, "2873", asked_, inputs),
           journey::step(*plan_, searching, "2873", searched_, inputs));
  }

  // What rests on a journey that the program has in another version stays there.
  void publish(const std::shared_ptr<const ir::Program>& program) {
    std::vector<bool> used(plan_->journeys().size());
    ASSERT_TRUE(journey::mark_used(*plan_, asked_, used).has_value());
    const std::vector<journey::Retired> retired = journey::still_used(*plan_, used, *program);
    const auto next = std::make_shared<const journey::Plan>(*journey::Plan::make(program, retired));
    retired_ += next->journeys().size() - program->journeys.size();
    const IndexedPredicates searching(counted_searching_, index_.get());
    Result<journey::Outcome> asked = journey::migrate(*plan_, *next, counted_asking_, "2873", asked_, journey::kAlways);
    Result<journey::Outcome> searched = journey::migrate(*plan_, *next, searching, "2873", searched_, journey::kAlways);
    accept(std::move(asked), std::move(searched));
    plan_ = next;
    make_index();
  }

  // The last effect that was decided; empty: none was.
  [[nodiscard]] const std::string& last_effect() const { return last_effect_; }
  [[nodiscard]] std::size_t effects() const { return effects_; }
  [[nodiscard]] std::size_t retired() const { return retired_; }
  [[nodiscard]] std::size_t asked() const { return counted_asking_.judged; }
  [[nodiscard]] std::size_t asked_after_searching() const { return counted_searching_.judged; }

 private:
  void make_index() { index_ = PlanIndex::make(plan_, kAlways); }

  void accept(Result<journey::Outcome> asked, Result<journey::Outcome> searched) {
    ASSERT_TRUE(asked.has_value() && searched.has_value());
    ASSERT_EQ(asked->effects.size(), searched->effects.size());
    for (std::size_t at = 0; at < asked->effects.size(); ++at) {
      ASSERT_EQ(line(asked->effects[at]), line(searched->effects[at]));
      last_effect_ = asked->effects[at].id;
    }
    effects_ += asked->effects.size();
    ASSERT_EQ(asked->firings.size(), searched->firings.size());
    for (std::size_t at = 0; at < asked->firings.size(); ++at) {
      ASSERT_EQ(asked->firings[at].trigger, searched->firings[at].trigger);
    }
    ASSERT_EQ(asked->next_wake, searched->next_wake);
    ASSERT_EQ(asked->state, searched->state);
    asked_ = std::move(asked->state);
    searched_ = std::move(searched->state);
  }

  std::shared_ptr<const journey::Plan> plan_;
  std::unique_ptr<const PlanIndex> index_;
  CountedPredicates counted_asking_;
  CountedPredicates counted_searching_;
  journey::State asked_;
  journey::State searched_;
  std::string last_effect_;
  std::size_t effects_ = 0;
  std::size_t retired_ = 0;
};

std::shared_ptr<const journey::Plan> plan_of(const std::shared_ptr<const ir::Program>& program) {
  return std::make_shared<const journey::Plan>(*journey::Plan::make(program));
}

// Its inputs one by one, now and then with what became of an effect.
void live(RandomLife& life, Twins& twins) {
  for (const journey::Input& input : life.inputs(twins.plan(), 40)) {
    twins.take({&input, 1});
    if (testing::Test::HasFatalFailure()) return;
    const auto* event = std::get_if<journey::Event>(&input);
    if (event == nullptr || twins.last_effect().empty() || !life.one_in(4)) continue;
    const journey::Input answer = life.answer_to_effect(twins.plan(), event->time, twins.last_effect());
    twins.take({&answer, 1});
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(WaitingPoints, ThatAreFoundByAnIndexGiveTheSameLives) {
  std::size_t effects = 0;
  std::size_t asked = 0;
  std::size_t asked_after_searching = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const testing::ScopedTrace trace(__FILE__, __LINE__, "seed " + std::to_string(seed));
    RandomLife life(seed);
    Twins twins(plan_of(life.program()));
    live(life, twins);
    if (HasFatalFailure()) return;
    const journey::Input end = journey::Advance{tests::at("2026-07-01 00:00")};
    twins.take({&end, 1});
    if (HasFatalFailure()) return;
    effects += twins.effects();
    asked += twins.asked();
    asked_after_searching += twins.asked_after_searching();
  }
  EXPECT_GT(effects, 4'000U);
  EXPECT_LT(asked_after_searching, asked);
}

TEST(WaitingPoints, ThatAreFoundByAnIndexGiveTheSameInBatches) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const testing::ScopedTrace trace(__FILE__, __LINE__, "seed " + std::to_string(seed));
    RandomLife life(seed);
    Twins twins(plan_of(life.program()));
    twins.take(life.inputs(twins.plan(), 60));
    if (HasFatalFailure()) return;
  }
}

// The same journeys, all of them in another version.
std::shared_ptr<const ir::Program> next_version(const std::shared_ptr<const ir::Program>& program) {
  auto next = std::make_shared<ir::Program>(*program);
  for (ir::Journey& journey : next->journeys) journey.version = 2;
  return next;
}

TEST(WaitingPoints, OfEarlierVersionsAreFoundAsLongAsSomebodyRestsThere) {
  std::size_t retired = 0;
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const testing::ScopedTrace trace(__FILE__, __LINE__, "seed " + std::to_string(seed));
    RandomLife life(seed);
    RandomLife later(1'000 + seed);
    Twins twins(plan_of(life.program()));
    live(life, twins);
    if (HasFatalFailure()) return;
    twins.publish(next_version(later.program()));
    if (HasFatalFailure()) return;
    live(later, twins);
    if (HasFatalFailure()) return;
    retired += twins.retired();
  }
  EXPECT_GT(retired, 50U);
}

// Whose message it is that was opened only the journey knows that sent it.
TEST(WaitingPoints, AreReachedByAnAnswerOnlyInTheInstanceThatItAnswers) {
  Bank bank;
  for (int number = 0; number < 20; ++number) {
    const Bank::Id of_greeting = bank.make(ir::Operation::equal, {bank.field(Bank::opened, 0), bank.text("greeting")});
    const ir::PatternIndex awaited = bank.on(Bank::opened, of_greeting);
    ir::Journey& journey = bank.journey("journey " + std::to_string(number), bank.on(Bank::login));
    Bank::step(journey, "greeting", Bank::send(Bank::offer, 1));
    Bank::step(journey, "answer",
               ir::WaitFor{.pattern = awaited, .limit = Bank::days(30), .on_seen = 2, .on_timeout = ir::kEnd});
    Bank::step(journey, "thanks", Bank::send(Bank::notice));
  }
  Twins twins(plan_of(bank.publish()));
  const std::vector<std::byte> none(64);
  const Instant now = tests::at("2026-03-02 10:00");
  const journey::Input login = journey::Event{
      .id = {}, .type = Bank::login, .time = now, .fields = {&twins.plan().event(Bank::login), none.data()}};
  twins.take({&login, 1});
  ASSERT_EQ(twins.effects(), 40U);
  const std::vector<Value> fields = {Unknown{}, std::string_view(twins.last_effect())};
  std::vector<std::byte> row;
  layout::append_row(twins.plan().event(Bank::opened), fields, row);
  const journey::Input answer = journey::Event{
      .id = {}, .type = Bank::opened, .time = now, .fields = {&twins.plan().event(Bank::opened), row.data()}};
  twins.take({&answer, 1});
  EXPECT_EQ(twins.effects(), 42U);
}

// A login enters all journeys, each of which waits for a deposit of its own size.
std::shared_ptr<const ir::Program> many_waits(int count) {
  Bank bank;
  for (int number = 0; number < count; ++number) {
    const Bank::Id enough = bank.is_at_least(bank.amount(), bank.crowns(10 * number));
    const Bank::Id too_much = bank.is_at_least(bank.amount(), bank.crowns(10 * number + 10));
    const Bank::Id some = bank.make(ir::Operation::conjunction, {enough, bank.is_not(too_much)});
    const ir::PatternIndex awaited = bank.on(Bank::deposit, some);
    ir::Journey& journey = bank.journey("journey " + std::to_string(number), bank.on(Bank::login));
    Bank::step(journey, "wait",
               ir::WaitFor{.pattern = awaited, .limit = Bank::days(30), .on_seen = 1, .on_timeout = ir::kEnd});
    Bank::step(journey, "greeting", Bank::send(Bank::notice));
  }
  return bank.publish();
}

std::vector<std::byte> deposit_of(const journey::Plan& plan, std::int64_t crowns) {
  std::vector<std::byte> row;
  const std::vector<Value> fields = {tests::scalar(tests::money(crowns)), Unknown{}};
  layout::append_row(plan.event(Bank::deposit), fields, row);
  return row;
}

// How many conditions are judged for one deposit by a customer who rests at so many of a hundred waits.
std::size_t judged_at(std::size_t waits, const IndexThresholds& thresholds) {
  const std::shared_ptr<const ir::Program> all = many_waits(100);
  auto some = std::make_shared<ir::Program>(*all);
  some->journeys.resize(waits);
  const std::shared_ptr<const journey::Plan> plan = plan_of(some);
  const std::unique_ptr<const PlanIndex> index = PlanIndex::make(plan, thresholds);
  const CountedPredicates counted;
  const IndexedPredicates predicates(counted, index.get());
  const std::vector<std::byte> none(64);
  const Instant now = tests::at("2026-03-02 10:00");
  const journey::Input login =
      journey::Event{.id = {}, .type = Bank::login, .time = now, .fields = {&plan->event(Bank::login), none.data()}};
  const journey::State resting = journey::step(*plan, predicates, "2873", {}, {&login, 1})->state;
  counted.judged = 0;
  const std::vector<std::byte> row = deposit_of(*plan, 5);
  const journey::Input deposit =
      journey::Event{.id = {}, .type = Bank::deposit, .time = now, .fields = {&plan->event(Bank::deposit), row.data()}};
  const Result<journey::Outcome> outcome = journey::step(*plan, predicates, "2873", resting, {&deposit, 1});
  EXPECT_EQ(outcome->effects.size(), 2U);  // the greeting, and the exit behind it
  return counted.judged;
}

TEST(WaitingPoints, AreAskedOneByOneWhereFewWait) {
  EXPECT_EQ(judged_at(4, {}), 4U);
}

TEST(WaitingPoints, ThatAnEventCannotReachAreNotAskedWhereManyWait) {
  EXPECT_EQ(judged_at(100, {}), 1U);
}

}  // namespace
}  // namespace wend::engine
