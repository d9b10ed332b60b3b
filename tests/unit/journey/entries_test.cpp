// "Journeys: every choice stated": instances, re-entry, whom it is for, holdout.
#include "runtime/journey/bucket.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Entries : public testing::Test {
 protected:
  ir::Journey& resting(const std::string& name, const ir::Span& span) {
    ir::Journey& journey = bank.journey(name, bank.on(Bank::deposit));
    Bank::step(journey, "pause", ir::WaitSpan{.span = span, .next = ir::kEnd});
    return journey;
  }
  Bank bank;
};

TEST_F(Entries, OneInstanceLivesPerJourneyAndCustomer) {
  resting("rests", Bank::days(10)).reentry.kind = ir::Reentry::Kind::always;
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.deposit("2026-01-06 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
}

TEST_F(Entries, ThereIsNoReEntryUnlessItIsStated) {
  resting("rests", Bank::days(1));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.deposit("2026-03-05 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit completed"));
}

TEST_F(Entries, ReEntryAfterASpanCountsFromTheEndOfTheLastInstance) {
  ir::Journey& journey = resting("rests", Bank::days(1));
  journey.reentry = {.kind = ir::Reentry::Kind::after, .after = Bank::days(30)};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.deposit("2026-02-05 09:59", 1);
  customer.deposit("2026-02-05 10:00", 1);
  EXPECT_THAT(customer.timed_effects(),
              ElementsAre("01-05 10:00 enter", "01-06 10:00 exit completed", "02-05 10:00 enter"));
}

TEST_F(Entries, ReEntryAlwaysNeedsOnlyThatTheLastInstanceHasEnded) {
  resting("rests", Bank::days(1)).reentry.kind = ir::Reentry::Kind::always;
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.deposit("2026-01-06 10:00", 1);  // at the very end: events go before timers
  customer.deposit("2026-01-06 10:01", 1);
  EXPECT_THAT(customer.timed_effects(),
              ElementsAre("01-05 10:00 enter", "01-06 10:00 exit completed", "01-06 10:01 enter"));
}

TEST_F(Entries, ForIsJudgedAtEntryOnceAndUnknownIsNo) {
  resting("rests", Bank::days(10)).for_segment = bank.tag(Bank::gold);
  const std::shared_ptr<const ir::Program> program = bank.publish();
  Customer unknown(program);
  unknown.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(unknown.effects(), IsEmpty());
  Customer gold(program);
  gold.set("2026-01-04 10:00", Bank::gold, true);
  gold.deposit("2026-01-05 10:00", 1);
  gold.set("2026-01-06 10:00", Bank::gold, false);
  EXPECT_THAT(gold.effects(), ElementsAre("enter"));
}

TEST_F(Entries, WhenIsJudgedAtEntry) {
  resting("rests", Bank::days(10)).when = bank.tag(Bank::gold);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(customer.effects(), IsEmpty());
  customer.set("2026-01-06 10:00", Bank::gold, true);
  customer.deposit("2026-01-06 11:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
}

TEST_F(Entries, JourneysAreEnteredByPriorityThenByName) {
  resting("b", Bank::days(1)).priority = 50;
  resting("c", Bank::days(1)).priority = 70;
  resting("a", Bank::days(1)).priority = 50;
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  std::vector<std::string> order;
  for (const journey::Effect& effect : customer.take_effects()) order.push_back(effect.journey);
  EXPECT_THAT(order, ElementsAre("c", "a", "b"));
}

TEST_F(Entries, TimersOfOneInstantGoByPriorityThenTimeOfEntryThenName) {
  resting("late", Bank::days(1)).on = {bank.on(Bank::purchase)};
  resting("b", Bank::days(2));
  resting("a", Bank::days(2));
  resting("high", Bank::days(2)).priority = 9;
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-06 10:00");
  customer.take_effects();
  customer.advance("2026-01-07 10:00");
  std::vector<std::string> order;
  for (const journey::Effect& effect : customer.take_effects()) order.push_back(effect.journey);
  EXPECT_THAT(order, ElementsAre("high", "a", "b", "late"));
}

TEST_F(Entries, ABucketIsAHashOfTheNameAndTheCustomer) {
  // XXH3-64 of "payroll_follow_up\0002873".
  EXPECT_EQ(journey::bucket("payroll_follow_up", "2873"), 8'521U);
  std::uint32_t below = 0;
  for (int customer = 0; customer < 20'000; ++customer) {
    below += journey::bucket("payroll_follow_up", std::to_string(customer)) < 500 ? 1 : 0;
  }
  EXPECT_NEAR(below, 1'000, 100);
}

TEST_F(Entries, ControlCustomersWalkWithoutEffectsButEnterGoalAndExit) {
  ir::Journey& journey = bank.journey("offers", bank.on(Bank::deposit));
  journey.holdout = journey::kBuckets;
  journey.goals.emplace_back();
  journey.goals.back().pattern = bank.on(Bank::purchase);
  journey.goals.back().name = "bought";
  Bank::step(journey, "greeting", Bank::send(Bank::offer, 1));
  Bank::step(journey, "call", ir::Assign{.task = 0, .arguments = {}, .next = 2});
  Bank::step(journey, "gift", ir::Grant{.benefit = 0, .arguments = {}, .next = 3});
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(1), .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-05 11:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter control", "goal bought control", "exit goal control"));
}

TEST_F(Entries, AHoldoutTakesTheCustomersOfItsBuckets) {
  ir::Journey& journey = resting("offers", Bank::days(1));
  journey.holdout = 500;
  const std::shared_ptr<const ir::Program> program = bank.publish();
  for (int number = 0; number < 200; ++number) {
    Customer customer(program, std::to_string(number));
    customer.deposit("2026-01-05 10:00", 1);
    const bool is_control = customer.take_effects().front().control;
    EXPECT_EQ(is_control, journey::bucket("offers", std::to_string(number)) < 500);
  }
}

TEST_F(Entries, APolicysControlGroupWalksAsControlInTheJourneysOfItsPurpose) {
  resting("offers", Bank::days(1));
  resting("services", Bank::days(1)).purpose = "service";
  ir::Policy& policy = bank.program().policies.emplace_back();
  policy.name = "retail";
  policy.applies_to = bank.is_for_purpose("marketing");
  policy.control = journey::kBuckets;
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter control", "enter"));
}

TEST_F(Entries, TheEnteringEventStaysReadableInTheJourney) {
  ir::Journey& journey = bank.journey("offers", bank.on(Bank::deposit));
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(1), .next = 1});
  ir::Send offer = Bank::send(Bank::offer);
  offer.arguments = {{.parameter = 0, .value = bank.amount(ir::Slot::entered)}};
  Bank::step(journey, "greeting", offer);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 700);
  customer.deposit("2026-01-05 11:00", 800);
  customer.advance("2026-02-01 10:00");
  const std::vector<journey::Effect> effects = customer.take_effects();
  ASSERT_EQ(effects.size(), 3U);
  ASSERT_EQ(effects[1].arguments.size(), 1U);
  EXPECT_EQ(effects[1].arguments[0].name, "amount");
  EXPECT_EQ(effects[1].arguments[0].value, OwnedValue{money(700)});
}

}  // namespace
}  // namespace wend::tests
