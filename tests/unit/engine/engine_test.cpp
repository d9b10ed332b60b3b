// The engine: many customers, one clock, what is counted, what is published.
#include "runtime/engine/engine.hpp"

#include <random>

#include "runtime/journey/bucket.hpp"
#include "tests/support/customer.hpp"

namespace wend::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::at;
using tests::Bank;

class EngineTest : public testing::Test {
 protected:
  // Entered by a deposit; an offer, a day's pause, a notice.
  ir::Journey& offers(const std::string& name = "offers") {
    ir::Journey& journey = bank.journey(name, bank.on(Bank::deposit));
    Bank::step(journey, "greeting", Bank::send(Bank::offer, 1));
    Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(1), .next = 2});
    Bank::step(journey, "reminder", Bank::send(Bank::notice));
    return journey;
  }
  static Engine made(std::shared_ptr<const ir::Program> program) { return *Engine::make(std::move(program)); }

  static Status happen(Engine& engine, std::string_view customer, Bank::Event type, std::string_view when,
                       std::string_view id = {}) {
    std::vector<std::byte> row;
    const layout::RowLayout& layout = engine.event_layout(type);
    layout::append_row(layout, std::vector<Value>(layout.fields.size()), row);
    return engine.apply(customer, {.id = id, .type = type, .time = at(when), .fields = {&layout, row.data()}});
  }
  static void deposit(Engine& engine, std::string_view customer, std::string_view when, std::string_view id = {}) {
    EXPECT_TRUE(happen(engine, customer, Bank::deposit, when, id).has_value());
  }
  static void load(Engine& engine, std::string_view customer, std::string_view when) {
    std::vector<std::byte> row;
    layout::append_row(engine.tag_layout(), std::vector<Value>(engine.tag_layout().fields.size()), row);
    EXPECT_TRUE(engine.load(customer, at(when), {&engine.tag_layout(), row.data()}).has_value());
  }
  static std::vector<std::string> effects(Engine& engine) {
    std::vector<std::string> texts;
    for (const journey::Effect& effect : engine.take_effects()) {
      texts.push_back(tests::Customer::clock(effect.time) + " " + effect.customer + " " + tests::describe(effect));
    }
    return texts;
  }
  Bank bank;
};

TEST_F(EngineTest, EventsMoveTheirCustomersTimeAndAdvanceEveryones) {
  offers();
  Engine engine = made(bank.publish());
  deposit(engine, "a", "2026-03-02 10:00");
  deposit(engine, "b", "2026-03-09 10:00");
  EXPECT_THAT(effects(engine), ElementsAre("03-02 10:00 a enter", "03-02 10:00 a send wechat.offer",
                                           "03-09 10:00 b enter", "03-09 10:00 b send wechat.offer"));
  ASSERT_TRUE(engine.advance(at("2026-03-09 12:00")).has_value());
  EXPECT_THAT(effects(engine), ElementsAre("03-03 10:00 a send wechat.notice", "03-03 10:00 a exit completed"));
}

TEST_F(EngineTest, AdvanceServesCustomersInTheOrderOfTimeThenOfIds) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(1), .next = ir::kEnd});
  Engine engine = made(bank.publish());
  deposit(engine, "b", "2026-03-02 10:00");
  deposit(engine, "a", "2026-03-02 10:00");
  deposit(engine, "c", "2026-03-02 09:00");
  EXPECT_FALSE(engine.take_effects().empty());
  ASSERT_TRUE(engine.advance(at("2026-03-09 12:00")).has_value());
  EXPECT_THAT(effects(engine), ElementsAre("03-03 09:00 c exit completed", "03-03 10:00 a exit completed",
                                           "03-03 10:00 b exit completed"));
}

TEST_F(EngineTest, AfterAnAdvanceEarlierEventsAreLateForEveryone) {
  offers();
  Engine engine = made(bank.publish());
  ASSERT_TRUE(engine.advance(at("2026-03-09 12:00")).has_value());
  deposit(engine, "a", "2026-03-09 10:00");
  deposit(engine, "b", "2026-03-01 10:00");
  EXPECT_THAT(effects(engine), ElementsAre("03-09 12:00 a enter", "03-09 12:00 a send wechat.offer"));
  EXPECT_EQ(engine.statistics().late, 2U);
}

TEST_F(EngineTest, AnAdvanceBackwardsChangesNothing) {
  Engine engine = made(bank.publish());
  ASSERT_TRUE(engine.advance(at("2026-03-09 12:00")).has_value());
  ASSERT_TRUE(engine.advance(at("2026-03-02 12:00")).has_value());
  EXPECT_EQ(engine.advanced_to(), at("2026-03-09 12:00"));
}

TEST_F(EngineTest, ATimeOutsideTheCalendarIsAnErrorAndChangesNothing) {
  offers();
  Engine engine = made(bank.publish());
  EXPECT_FALSE(engine.advance(journey::kNever).has_value());
  EXPECT_FALSE(engine.load("a", journey::kAlways, {}).has_value());
  EXPECT_FALSE(engine.update("a", {.id = {}, .time = journey::kAlways, .values = {}}).has_value());
  EXPECT_FALSE(engine.apply("a", {.id = {}, .type = 0, .time = journey::kNever, .fields = {}}).has_value());
  EXPECT_EQ(engine.statistics().customers, 0U);
  EXPECT_FALSE(engine.advanced_to().has_value());
}

TEST_F(EngineTest, CountsTriggersByFiringsAndByCustomers) {
  bank.trigger("any", bank.on(Bank::deposit));
  bank.trigger("never", bank.on(Bank::closed));
  Engine engine = made(bank.publish());
  deposit(engine, "a", "2026-03-02 10:00", "1");
  deposit(engine, "a", "2026-03-02 11:00", "2");
  deposit(engine, "a", "2026-03-02 11:00", "2");
  deposit(engine, "b", "2026-03-02 11:00", "3");
  const Statistics statistics = engine.statistics();
  ASSERT_EQ(statistics.triggers.size(), 2U);
  EXPECT_EQ(statistics.triggers[0].name, "any");
  EXPECT_EQ(statistics.triggers[0].fired, 3U);
  EXPECT_EQ(statistics.triggers[0].customers, 2U);
  EXPECT_EQ(statistics.triggers[1].fired, 0U);
  EXPECT_EQ(statistics.events, 3U);
  EXPECT_EQ(statistics.repeated, 1U);
  EXPECT_GT(statistics.state_bytes, 0U);
}

TEST_F(EngineTest, CountsWhatBecameOfJourneys) {
  ir::Journey& journey = offers();
  journey.holdout = journey::kBuckets / 2;
  journey.goals.emplace_back();
  journey.goals.back().pattern = bank.on(Bank::purchase);
  journey.goals.back().name = "bought";
  ir::Policy& policy = bank.program().policies.emplace_back();
  policy.name = "retail";
  policy.consent = {{.purpose = "marketing", .condition = bank.tag(Bank::consent)}};
  Engine engine = made(bank.publish());
  std::uint64_t control = 0;
  for (int customer = 0; customer < 100; ++customer) {
    const std::string id = std::to_string(customer);
    deposit(engine, id, "2026-03-02 10:00");
    control += journey::bucket("offers", id) < journey::kBuckets / 2 ? 1 : 0;
    if (customer % 2 != 0) continue;
    EXPECT_TRUE(happen(engine, id, Bank::purchase, "2026-03-02 11:00").has_value());
  }
  EXPECT_EQ(engine.statistics().journeys.at(0).live, 50U);
  ASSERT_TRUE(engine.advance(at("2026-03-09 10:00")).has_value());
  const JourneyStatistics counted = engine.statistics().journeys.at(0);
  EXPECT_EQ(counted.name, "offers");
  EXPECT_EQ(counted.entered, 100U);
  EXPECT_EQ(counted.customers, 100U);
  EXPECT_EQ(counted.control, control);
  EXPECT_EQ(counted.live, 0U);
  EXPECT_EQ(counted.kept_out[static_cast<std::size_t>(journey::Reason::consent)], 100 - control);
  EXPECT_EQ(counted.goals_treated + counted.goals_control, 50U);
  EXPECT_GT(counted.goals_control, 0U);
  EXPECT_EQ(counted.ended[static_cast<std::size_t>(journey::Reason::goal)], 50U);
  EXPECT_EQ(counted.ended[static_cast<std::size_t>(journey::Reason::completed)], 50U);
  std::uint64_t treated_to_the_end = 0;
  for (int customer = 1; customer < 100; customer += 2) {
    treated_to_the_end += journey::bucket("offers", std::to_string(customer)) < journey::kBuckets / 2 ? 0 : 1;
  }
  EXPECT_EQ(counted.contacts.at("wechat"), treated_to_the_end);
}

TEST_F(EngineTest, CountsCustomersThatNoTagsWereLoadedFor) {
  Engine engine = made(bank.publish());
  deposit(engine, "a", "2026-03-02 10:00");
  deposit(engine, "b", "2026-03-02 10:00");
  load(engine, "b", "2026-03-02 11:00");
  load(engine, "c", "2026-03-02 11:00");
  const Statistics statistics = engine.statistics();
  EXPECT_EQ(statistics.customers, 3U);
  EXPECT_EQ(statistics.customers_without_tags, 1U);
}

TEST_F(EngineTest, PublishLeavesInstancesOnTheirVersion) {
  offers();
  Engine engine = made(bank.publish());
  deposit(engine, "a", "2026-03-02 10:00");
  ir::Journey& next = offers();
  next.version = 2;
  next.steps.pop_back();
  std::get<ir::WaitSpan>(next.steps.back().action).next = ir::kEnd;
  ASSERT_TRUE(engine.publish(bank.publish()).has_value());
  deposit(engine, "b", "2026-03-02 10:00");
  EXPECT_FALSE(engine.take_effects().empty());
  ASSERT_TRUE(engine.advance(at("2026-03-09 10:00")).has_value());
  EXPECT_THAT(effects(engine), ElementsAre("03-03 10:00 a send wechat.notice", "03-03 10:00 a exit completed",
                                           "03-03 10:00 b exit completed"));
}

TEST_F(EngineTest, PublishWithdrawsJourneysThatAreGoneAndStillCountsThem) {
  offers("old");
  Engine engine = made(bank.publish());
  deposit(engine, "a", "2026-03-02 10:00");
  ASSERT_TRUE(engine.advance(at("2026-03-02 12:00")).has_value());
  offers("new");
  ASSERT_TRUE(engine.publish(bank.publish()).has_value());
  EXPECT_THAT(effects(engine),
              ElementsAre("03-02 10:00 a enter", "03-02 10:00 a send wechat.offer", "03-02 12:00 a exit withdrawn"));
  const Statistics statistics = engine.statistics();
  ASSERT_EQ(statistics.journeys.size(), 2U);
  EXPECT_EQ(statistics.journeys[0].name, "new");
  EXPECT_EQ(statistics.journeys[1].name, "old");
  EXPECT_EQ(statistics.journeys[1].live, 0U);
}

TEST_F(EngineTest, AProgramOfAnotherSchemaIsNotPublished) {
  offers();
  Engine engine = made(bank.publish());
  deposit(engine, "a", "2026-03-02 10:00");
  auto schema = std::make_shared<schema::Schema>(*engine.program().schema);
  schema->tags.pop_back();
  auto other = std::make_shared<ir::Program>();
  other->schema = schema;
  const Status published = engine.publish(other);
  ASSERT_FALSE(published.has_value());
  EXPECT_THAT(published.error().message, testing::HasSubstr("another schema"));
  EXPECT_EQ(engine.statistics().journeys.at(0).live, 1U);
}

TEST_F(EngineTest, AnUnknownZoneIsAnError) {
  auto schema = std::make_shared<schema::Schema>();
  schema->zone = "Moon/Base";
  auto program = std::make_shared<ir::Program>();
  program->schema = schema;
  EXPECT_FALSE(Engine::make(program).has_value());
}

TEST_F(EngineTest, EffectsAreTakenOnce) {
  offers();
  Engine engine = made(bank.publish());
  deposit(engine, "a", "2026-03-02 10:00");
  EXPECT_EQ(engine.take_effects().size(), 2U);
  EXPECT_THAT(engine.take_effects(), IsEmpty());
}

class Refusing final : public journey::Predicates {
 public:
  [[nodiscard]] Truth judge(const ir::Program&, ir::ExpressionId, const eval::Inputs&) const override {
    return Truth::no;
  }
};

TEST_F(EngineTest, AForgottenCustomerIsUnknownAndWhatWasCountedStays) {
  offers();
  Engine engine = made(bank.publish());
  deposit(engine, "a", "2026-03-02 10:00", "e1");
  deposit(engine, "b", "2026-03-02 10:00");
  ASSERT_TRUE(engine.forget("a").has_value());
  EXPECT_THAT(effects(engine), ElementsAre("03-02 10:00 b enter", "03-02 10:00 b send wechat.offer"));
  const JourneyStatistics counted = engine.statistics().journeys.front();
  EXPECT_EQ(counted.entered, 2U);
  EXPECT_EQ(counted.live, 1U);
  EXPECT_EQ(engine.statistics().customers, 1U);
  EXPECT_EQ(engine.statistics().customers_without_tags, 1U);
  ASSERT_TRUE(engine.publish(bank.publish()).has_value());
  ASSERT_TRUE(engine.advance(at("2026-03-09 12:00")).has_value());
  deposit(engine, "a", "2026-03-10 10:00", "e1");
  EXPECT_EQ(engine.statistics().repeated, 0U);
  EXPECT_TRUE(engine.forget("nobody").has_value());
}

TEST_F(EngineTest, ConditionsAreJudgedByWhomItIsGiven) {
  bank.trigger("large", bank.on(Bank::deposit, bank.make(ir::Operation::known, {bank.crowns(1)})));
  const std::shared_ptr<const ir::Program> program = bank.publish();
  Engine reference = made(program);
  Options options;
  options.predicates = std::make_shared<Refusing>();
  Engine refusing = *Engine::make(program, options);
  deposit(reference, "a", "2026-03-02 10:00");
  deposit(refusing, "a", "2026-03-02 10:00");
  EXPECT_EQ(reference.statistics().triggers.at(0).fired, 1U);
  EXPECT_EQ(refusing.statistics().triggers.at(0).fired, 0U);
}

TEST_F(EngineTest, AdvanceInOneGoIsAdvanceInSmallSteps) {
  offers().expires = Bank::days(3);
  bank.trigger("silent", bank.no(Bank::login, Bank::hours(30)));
  const std::shared_ptr<const ir::Program> program = bank.publish();
  Engine leap = made(program);
  Engine steps = made(program);
  std::mt19937 random(5);
  const Instant start = at("2026-03-02 00:00");
  for (int number = 0; number < 500; ++number) {
    const std::string customer = std::to_string(random() % 20);
    const auto type = static_cast<schema::EventIndex>(random() % 3);
    const Instant time = start + number * kHour;
    for (Engine* engine : {&leap, &steps}) {
      std::vector<std::byte> row;
      const layout::RowLayout& layout = engine->event_layout(type);
      layout::append_row(layout, std::vector<Value>(layout.fields.size()), row);
      const journey::Event event{.id = {}, .type = type, .time = time, .fields = {&layout, row.data()}};
      ASSERT_TRUE(engine->apply(customer, event).has_value());
    }
  }
  const Instant end = start + 600 * kHour;
  ASSERT_TRUE(leap.advance(end).has_value());
  for (Instant now = start + 500 * kHour; now <= end; now += 10 * kMinute) {
    ASSERT_TRUE(steps.advance(now).has_value());
  }
  EXPECT_EQ(effects(leap), effects(steps));
  EXPECT_EQ(leap.statistics().triggers.at(0).fired, steps.statistics().triggers.at(0).fired);
}

}  // namespace
}  // namespace wend::engine
