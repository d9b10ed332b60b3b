// Where customers go when a newer version of their journey is published with `migrate from`.
#include "runtime/journey/migrate.hpp"

#include "compiler/ir/rests.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Otherwise = ir::Migration::Otherwise;

class Versions : public testing::Test {
 protected:
  // Entered by a deposit; rests at `pause`, then at `rest`, then sends.
  ir::Journey& offers(std::int64_t version, std::int32_t pause = 10, std::int32_t rest = 5) {
    ir::Journey& journey = bank.journey("offers", bank.on(Bank::deposit));
    journey.version = version;
    journey.reentry.kind = ir::Reentry::Kind::always;
    Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(pause), .next = 1});
    Bank::step(journey, "rest", ir::WaitSpan{.span = Bank::days(rest), .next = 2});
    Bank::step(journey, "greeting", Bank::send(version == 1 ? Bank::offer : Bank::notice));
    return journey;
  }
  static ir::Migration from_first(std::vector<ir::Migration::Move> moves, Otherwise otherwise = Otherwise::unsaid) {
    return {.from_version = 1, .moves = std::move(moves), .otherwise = otherwise};
  }
  static ir::Migration both() {
    return from_first({{.from = "pause", .to = 0}, {.from = "rest", .to = 1}});
  }

  static void publish(Customer& customer, std::shared_ptr<const ir::Program> program,
                      Instant now = journey::kAlways) {
    ASSERT_TRUE(journey::check_migrations(customer.plan(), *program).has_value());
    std::vector<bool> used(customer.plan().journeys().size());
    ASSERT_TRUE(journey::mark_used(customer.plan(), customer.state(), used).has_value());
    const std::vector<journey::Retired> retired = journey::still_used(customer.plan(), used, *program);
    auto plan = std::make_unique<journey::Plan>(*journey::Plan::make(std::move(program), retired));
    Result<journey::Outcome> outcome =
        journey::migrate(customer.plan(), *plan, customer.predicates(), customer.id(), customer.state(), now);
    ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
    customer.adopt(std::move(plan), *std::move(outcome));
  }
  // A customer who rests at `pause` of version 1 since January 5.
  Customer resting() {
    offers(1);
    Customer customer(bank.publish());
    customer.deposit("2026-01-05 10:00", 1);
    customer.effects();
    return customer;
  }

  Bank bank;
};

TEST_F(Versions, AnInstanceIsTakenOverToWhereTheMigrationSaysAndRestsAsLongAsItWouldHave) {
  Customer customer = resting();
  offers(2, 1, 3).migrations = {both()};
  publish(customer, bank.publish());
  customer.advance("2026-02-20 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-18 10:00 send wechat.notice", "01-18 10:00 exit completed"));
}

TEST_F(Versions, AnInstanceMayBeTakenToAnotherPlace) {
  Customer customer = resting();
  offers(2, 1, 3).migrations = {from_first({{.from = "pause", .to = 1}}, Otherwise::keep)};
  publish(customer, bank.publish());
  customer.advance("2026-02-20 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-15 10:00 send wechat.notice", "01-15 10:00 exit completed"));
}

TEST_F(Versions, OtherwiseKeepLeavesTheRestOnTheOlderVersion) {
  Customer customer = resting();
  offers(2).migrations = {from_first({{.from = "rest", .to = 0}}, Otherwise::keep)};
  publish(customer, bank.publish());
  EXPECT_EQ(customer.plan().journeys().size(), 2U);
  customer.advance("2026-02-20 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-20 10:00 send wechat.offer", "01-20 10:00 exit completed"));
}

TEST_F(Versions, OtherwiseExitEndsTheRest) {
  Customer customer = resting();
  offers(2).migrations = {from_first({{.from = "rest", .to = 0}}, Otherwise::exit)};
  publish(customer, bank.publish());
  EXPECT_THAT(customer.effects(), ElementsAre("exit migration"));
  EXPECT_EQ(customer.next_wake(), journey::kNever);
}

TEST_F(Versions, EffectsAfterTheMigrationAreOfTheNewVersionAndTheSameEntry) {
  Customer customer = resting();
  offers(2).migrations = {both()};
  publish(customer, bank.publish());
  customer.advance("2026-02-20 10:00");
  const std::vector<journey::Effect> effects = customer.take_effects();
  ASSERT_EQ(effects.size(), 2U);
  EXPECT_EQ(effects[0].version, 2);
  EXPECT_EQ(effects[0].entry, 1U);
}

TEST_F(Versions, TheNewVersionSaysHowLongAnInstanceLivesFromItsEntry) {
  Customer customer = resting();
  ir::Journey& next = offers(2);
  next.migrations = {both()};
  next.expires = Bank::days(7);
  publish(customer, bank.publish());
  customer.advance("2026-02-20 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-12 10:00 exit expired"));
}

TEST_F(Versions, AnExpiryThatIsPastByThenIsDueAtOnce) {
  Customer customer = resting();
  customer.advance("2026-01-10 10:00");
  ir::Journey& next = offers(2);
  next.migrations = {both()};
  next.expires = Bank::days(1);
  publish(customer, bank.publish());
  customer.advance("2026-01-10 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-10 10:00 exit expired"));
}

TEST_F(Versions, AReachedGoalStaysReachedByItsName) {
  ir::Journey& old = offers(1);
  old.goals = {{.pattern = bank.on(Bank::purchase), .name = "bought", .within = {}, .go_on = true}};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-06 10:00");
  customer.effects();
  ir::Journey& next = offers(2);
  next.migrations = {both()};
  next.goals = {{.pattern = bank.on(Bank::login), .name = "came", .within = {}, .go_on = true},
                {.pattern = bank.on(Bank::purchase), .name = "bought", .within = {}, .go_on = true}};
  publish(customer, bank.publish());
  customer.purchase("2026-01-07 10:00");
  customer.login("2026-01-07 11:00");
  EXPECT_THAT(customer.effects(), ElementsAre("goal came"));
}

TEST_F(Versions, AWaitForSilenceCountsFromThePublication) {
  Customer customer = resting();
  ir::Journey& next = offers(2);
  next.steps[0].action = ir::WaitFor{
      .pattern = bank.no(Bank::login, Bank::days(2)), .limit = Bank::days(30), .on_seen = 2, .on_timeout = ir::kEnd};
  next.migrations = {both()};
  publish(customer, bank.publish(), at("2026-01-07 10:00"));
  customer.advance("2026-02-20 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-09 10:00 send wechat.notice", "01-09 10:00 exit completed"));
}

TEST_F(Versions, AThirdVersionTakesOverOnlyFromWhereItSays) {
  Customer customer = resting();
  offers(2);
  publish(customer, bank.publish());
  ir::Journey& third = offers(3, 1, 1);
  third.migrations = {{.from_version = 2, .moves = {}, .otherwise = Otherwise::exit}};
  publish(customer, bank.publish());
  EXPECT_THAT(customer.effects(), IsEmpty());
  offers(4, 1, 1).migrations = {both()};
  publish(customer, bank.publish());
  customer.advance("2026-02-20 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-16 10:00 send wechat.notice", "01-16 10:00 exit completed"));
}

TEST_F(Versions, AProgramMayHaveBothVersionsAndOnlyTheNewestIsEntered) {
  offers(1).superseded = true;
  offers(2);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  const std::vector<journey::Effect> effects = customer.take_effects();
  ASSERT_EQ(effects.size(), 1U);
  EXPECT_EQ(effects[0].version, 2);
}

TEST_F(Versions, AnOlderVersionInTheNewProgramIsWhereItsInstancesGoOn) {
  Customer customer = resting();
  ir::Journey& old = offers(1);
  old.superseded = true;
  old.steps[2].action = Bank::post();
  offers(2);
  publish(customer, bank.publish());
  customer.deposit("2026-01-06 10:00", 1);
  customer.advance("2026-02-20 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("send inbox.news", "exit completed"));
}

TEST_F(Versions, AnInstanceWhoseGoalAloneCountsStaysOnItsVersion) {
  ir::Journey& old = offers(1, 1, 1);
  old.goals = {
      {.pattern = bank.on(Bank::purchase), .name = "bought", .within = Bank::days(30), .has_within = true}};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.advance("2026-01-10 10:00");
  customer.effects();
  offers(2).migrations = {both()};
  publish(customer, bank.publish());
  customer.purchase("2026-01-11 10:00");
  const std::vector<journey::Effect> effects = customer.take_effects();
  ASSERT_EQ(effects.size(), 1U);
  EXPECT_EQ(effects[0].version, 1);
}

TEST_F(Versions, AKeyIsKeptAndAJourneyThatLosesItsKeyLetsItsInstancesGo) {
  ir::Journey& old = offers(1);
  old.key = ir::InstanceKey{1};
  const std::shared_ptr<const ir::Program> first = bank.publish();
  const auto started = [&] {
    Customer customer(first);
    customer.deposit("2026-01-05 10:00", 1, "salary");
    customer.effects();
    return customer;
  };
  Customer keeps = started();
  ir::Journey& next = offers(2);
  next.key = ir::InstanceKey{1};
  next.migrations = {both()};
  publish(keeps, bank.publish());
  keeps.advance("2026-02-20 10:00");
  EXPECT_EQ(keeps.take_effects().front().key, "salary");
  Customer loses = started();
  offers(2).migrations = {both()};
  publish(loses, bank.publish());
  EXPECT_THAT(loses.effects(), ElementsAre("exit migration"));
}

std::string refused(const Customer& customer, const std::shared_ptr<const ir::Program>& program) {
  const Status whole = journey::check_migrations(customer.plan(), *program);
  return whole ? "" : whole.error().message;
}

TEST_F(Versions, AMigrationThatLeavesAPlaceOfRestOutIsRefused) {
  const Customer customer = resting();
  offers(2).migrations = {from_first({{.from = "pause", .to = 0}})};
  EXPECT_EQ(refused(customer, bank.publish()), "the migration of `offers` from version 1 leaves out `rest`");
}

TEST_F(Versions, AMigrationFromWhereNobodyRestsIsRefused) {
  const Customer customer = resting();
  offers(2).migrations = {from_first({{.from = "nowhere", .to = 0}}, Otherwise::keep)};
  EXPECT_EQ(refused(customer, bank.publish()),
            "the migration of `offers` from version 1 takes instances from `nowhere`, where nobody rests");
}

TEST_F(Versions, AMigrationFromAVersionThatNobodyKnowsIsNotInTheWay) {
  const Customer customer = resting();
  ir::Migration migration = from_first({{.from = "nowhere", .to = 0}});
  migration.from_version = 7;
  offers(9).migrations = {migration};
  EXPECT_EQ(refused(customer, bank.publish()), "");
}

}  // namespace
}  // namespace wend::tests
