// "Journeys: every choice stated": goals, exits, expiry.
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using ir::Operation;
using testing::ElementsAre;
using testing::IsEmpty;

class GoalsAndExits : public testing::Test {
 protected:
  // Entered by a deposit; rests for 30 days, then sends.
  ir::Journey& resting(const std::string& name = "rests") {
    ir::Journey& journey = bank.journey(name, bank.on(Bank::deposit));
    Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(30), .next = 1});
    Bank::step(journey, "greeting", Bank::send(Bank::offer));
    return journey;
  }
  ir::JourneyGoal bought(Bank::Id where = ir::kNone) {
    ir::JourneyGoal goal;
    goal.pattern = bank.on(Bank::purchase, where);
    goal.name = "bought";
    return goal;
  }
  ir::JourneyGoal bought_within(const ir::Span& within) {
    ir::JourneyGoal goal = bought();
    goal.within = within;
    goal.has_within = true;
    return goal;
  }
  Bank bank;
};

TEST_F(GoalsAndExits, ReachingTheGoalEndsTheJourney) {
  resting().goals = {bought()};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-06 10:00");
  customer.advance("2026-06-01 00:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "goal bought", "exit goal"));
}

TEST_F(GoalsAndExits, AndGoOnStaysAndCountsOnce) {
  ir::Journey& journey = resting();
  journey.goals = {bought()};
  journey.goals.back().go_on = true;
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-06 10:00");
  customer.purchase("2026-01-07 10:00");
  customer.advance("2026-06-01 00:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "goal bought", "send wechat.offer", "exit completed"));
}

TEST_F(GoalsAndExits, AGoalIsCountedUntilWithinAlsoAfterTheEnd) {
  ir::Journey& journey = resting();
  journey.exit_on = {bank.on(Bank::closed)};
  journey.goals = {bought_within(Bank::days(14))};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.closed("2026-01-06 10:00");
  customer.purchase("2026-01-19 10:00");
  customer.purchase("2026-01-19 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit exit on", "goal bought"));
}

TEST_F(GoalsAndExits, AGoalAfterWithinIsNotCounted) {
  resting().goals = {bought_within(Bank::days(14))};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-19 10:01");
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
}

TEST_F(GoalsAndExits, WithinOfDaysKeepsTheLocalClockTime) {
  resting().goals = {bought_within(Bank::days(1))};
  Customer customer(bank.publish());
  customer.deposit("2026-03-28 10:00", 1);
  // 23 hours later, on the day of the change.
  customer.purchase("2026-03-29 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "goal bought", "exit goal"));
}

TEST_F(GoalsAndExits, AGoalWithoutWithinIsCountedWhileTheJourneyLives) {
  ir::Journey& journey = resting();
  journey.exit_on = {bank.on(Bank::closed)};
  journey.goals = {bought()};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.closed("2026-01-06 10:00");
  customer.purchase("2026-01-07 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit exit on"));
}

TEST_F(GoalsAndExits, AGoalIsCountedByItsOwnTime) {
  ir::Journey& journey = resting();
  journey.goals = {bought_within(Bank::days(2))};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.login("2026-01-08 10:00");
  // Bought before the journey began, then in time but heard of late.
  customer.purchase("2026-01-05 09:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
  customer.purchase("2026-01-07 09:00");
  EXPECT_THAT(customer.effects(), ElementsAre("goal bought", "exit goal"));
}

TEST_F(GoalsAndExits, EveryLiveJourneyIsCredited) {
  resting("one").goals = {bought()};
  resting("two").goals = {bought()};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-06 10:00");
  EXPECT_THAT(customer.effects(),
              ElementsAre("enter", "enter", "goal bought", "exit goal", "goal bought", "exit goal"));
}

TEST_F(GoalsAndExits, AGoalMayCompareWithTheEnteringEvent) {
  ir::Journey& journey = resting();
  journey.goals = {
      bought(bank.make(Operation::equal, {bank.field(Bank::purchase, 1), bank.purpose(ir::Slot::entered)}))};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1, "fund");
  customer.purchase("2026-01-06 10:00", "car");
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
  customer.purchase("2026-01-07 10:00", "fund");
  EXPECT_THAT(customer.effects(), ElementsAre("goal bought", "exit goal"));
}

TEST_F(GoalsAndExits, TheGoalGoesBeforeTheExit) {
  ir::Journey& journey = resting();
  journey.goals = {bought()};
  journey.exit_on = {bank.on(Bank::purchase)};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-06 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "goal bought", "exit goal"));
}

TEST_F(GoalsAndExits, ExitsGoBeforeWaits) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  journey.exit_on = {bank.on(Bank::purchase)};
  Bank::step(journey, "answer",
             ir::WaitFor{.pattern = bank.on(Bank::purchase), .limit = Bank::days(1), .on_seen = 1, .on_timeout = 1});
  Bank::step(journey, "greeting", Bank::send(Bank::offer));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-05 11:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit exit on"));
}

// Not to contact is the safe side.
TEST_F(GoalsAndExits, AnExitHeardOfLateEndsHoweverLate) {
  resting().exit_on = {bank.on(Bank::closed)};
  Customer customer(bank.publish());
  customer.deposit("2026-01-25 10:00", 1);
  customer.closed("2026-01-05 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-25 10:00 enter", "01-25 10:00 exit exit on"));
}

TEST_F(GoalsAndExits, ExitWhenIsJudgedAtEveryTagChangeDuringWaits) {
  resting().exit_when = bank.tag(Bank::gold);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.set("2026-01-06 10:00", Bank::gold, false);
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
  customer.set("2026-01-07 10:00", Bank::gold, true);
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-07 10:00 exit exit when"));
}

TEST_F(GoalsAndExits, ExitWhenIsJudgedAtEveryEvent) {
  resting().exit_when = bank.is_at_least(bank.count_of_days(Bank::login, 7), bank.integer(2));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.login("2026-01-06 10:00");
  customer.login("2026-01-07 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-05 10:00 enter", "01-07 10:00 exit exit when"));
}

TEST_F(GoalsAndExits, ExitWhenEndsAtMidnightWhereTheDayTurnsIt) {
  const Bank::Id none_lately = bank.make(Operation::equal, {bank.count_of_days(Bank::login, 3), bank.integer(0)});
  resting().exit_when = none_lately;
  Customer customer(bank.publish());
  customer.login("2026-01-05 09:00");
  customer.deposit("2026-01-05 10:00", 1);
  customer.advance("2026-01-20 00:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-05 10:00 enter", "01-08 00:00 exit exit when"));
}

TEST_F(GoalsAndExits, ExitWhenEndsAtTheVeryInstantWhereHoursTurnIt) {
  const Bank::Id none_lately = bank.make(Operation::equal, {bank.count_of_hours(Bank::login, 3), bank.integer(0)});
  resting().exit_when = none_lately;
  Customer customer(bank.publish());
  customer.login("2026-01-05 09:17");
  customer.deposit("2026-01-05 10:00", 1);
  customer.advance("2026-01-20 00:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-05 10:00 enter", "01-05 12:17 exit exit when"));
}

TEST_F(GoalsAndExits, ExitWhenEndsAtTheInstantThatATagTells) {
  // Two hours before the visit.
  const Bank::Id soon =
      bank.build().moment({.base = ir::Moment::Base::now, .offset = {}, .duration = 2 * kHour, .as_time = true});
  resting().exit_when = bank.is_at_least(soon, bank.tag(Bank::visit_at));
  Customer customer(bank.publish());
  customer.set("2026-01-05 09:00", Bank::visit_at, scalar(at("2026-01-09 14:30")));
  customer.deposit("2026-01-05 10:00", 1);
  customer.advance("2026-01-20 00:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-05 10:00 enter", "01-09 12:30 exit exit when"));
}

TEST_F(GoalsAndExits, AnExitConditionAlreadyTrueAtEntryRefusesIt) {
  resting().exit_when = bank.tag(Bank::gold);
  Customer customer(bank.publish());
  customer.set("2026-01-04 10:00", Bank::gold, true);
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(customer.effects(), IsEmpty());
}

TEST_F(GoalsAndExits, AnUnknownExitConditionDoesNotEnd) {
  resting().exit_when = bank.tag(Bank::gold);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.login("2026-01-06 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
}

TEST_F(GoalsAndExits, ExpiryEndsTheJourneyAndKeepsTheLocalClockTime) {
  resting().expires = Bank::days(10);
  Customer customer(bank.publish());
  customer.deposit("2026-03-25 10:00", 1);
  customer.advance("2026-06-01 00:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("03-25 10:00 enter", "04-04 10:00 exit expired"));
}

TEST_F(GoalsAndExits, ExpiryGoesBeforeAWaitThatIsOverAtTheSameInstant) {
  resting().expires = Bank::days(30);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.advance("2026-06-01 00:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit expired"));
}

TEST_F(GoalsAndExits, AGoalIsStillCountedWhenItsEventIsHeardOfLateAfterTheEnd) {
  ir::Journey& journey = resting();
  journey.expires = Bank::days(1);
  journey.goals = {bought_within(Bank::days(2))};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.login("2026-01-09 10:00");
  customer.purchase("2026-01-07 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit expired", "goal bought"));
}

TEST_F(GoalsAndExits, AnEndedInstanceIsForgottenOnceItsGoalCannotCount) {
  ir::Journey& journey = resting();
  journey.expires = Bank::days(1);
  journey.goals = {bought_within(Bank::days(2))};
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.login("2026-01-09 10:00");
  const std::size_t watching = customer.state().bytes().size();
  customer.login("2026-01-11 10:00");
  EXPECT_LT(customer.state().bytes().size(), watching);
}

}  // namespace
}  // namespace wend::tests
