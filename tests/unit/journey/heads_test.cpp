// What a journey's head says besides who enters: dates, groups, keys, several goals.
#include "runtime/journey/key.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Heads : public testing::Test {
 protected:
  // Entered by a deposit; waits some days, then sends.
  ir::Journey& offers(const std::string& name, std::int32_t days = 2) {
    ir::Journey& journey = bank.journey(name, bank.on(Bank::deposit));
    Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(days), .next = 1});
    Bank::step(journey, "greeting", Bank::send(Bank::offer));
    return journey;
  }
  ir::Journey& keyed(ir::Reentry::Kind reentry = ir::Reentry::Kind::never) {
    ir::Journey& journey = offers("per_purpose");
    journey.key = ir::InstanceKey{1};
    journey.reentry.kind = reentry;
    return journey;
  }
  static Date day(std::string_view text) { return *parse_date(text); }

  Bank bank;
};

TEST_F(Heads, AJourneyIsEnteredOnItsFirstAndLastActiveDay) {
  ir::Journey& journey = offers("spring");
  journey.reentry.kind = ir::Reentry::Kind::always;
  journey.active = ir::ActiveDates{day("2026-03-02"), day("2026-03-09")};
  Customer customer(bank.publish());
  customer.deposit("2026-03-01 23:59", 1);
  EXPECT_THAT(customer.effects(), IsEmpty());
  customer.deposit("2026-03-02 00:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
  customer.deposit("2026-03-09 23:59", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("send wechat.offer", "exit completed", "enter"));
  customer.deposit("2026-03-12 00:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("send wechat.offer", "exit completed"));
}

TEST_F(Heads, WhoIsInsideWhenTheActiveDatesEndGoesOn) {
  offers("spring", 10).active = ir::ActiveDates{day("2026-03-02"), day("2026-03-02")};
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.advance("2026-04-01 10:00");
  EXPECT_THAT(customer.timed_effects(),
              ElementsAre("03-02 10:00 enter", "03-12 10:00 send wechat.offer", "03-12 10:00 exit completed"));
}

TEST_F(Heads, OfAnExclusiveGroupTheFirstByPriorityEntersAndTheOtherIsRecorded) {
  offers("cards").exclusive = "sales";
  ir::Journey& loans = offers("loans");
  loans.exclusive = "sales";
  loans.priority = 5;
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  const std::vector<journey::Effect> effects = customer.take_effects();
  ASSERT_THAT(effects, SizeIs(2));
  EXPECT_EQ(effects[0].journey, "loans");
  EXPECT_EQ(effects[1].kind, journey::EffectKind::skip);
  EXPECT_EQ(effects[1].reason, journey::Reason::exclusive);
  EXPECT_EQ(effects[1].journey, "cards");
  EXPECT_EQ(effects[1].winner, "loans");
  EXPECT_EQ(effects[1].entry, 1U);
}

TEST_F(Heads, AnExclusiveGroupIsFreeOnceItsJourneyHasEnded) {
  ir::Journey& cards = offers("cards");
  cards.exclusive = "sales";
  cards.reentry.kind = ir::Reentry::Kind::always;
  offers("loans").exclusive = "sales";
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.advance("2026-03-10 10:00");
  customer.effects();
  customer.deposit("2026-03-11 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "skip exclusive"));
}

TEST_F(Heads, ARunningJourneyIsNotPutOutByAnotherOfGreaterPriority) {
  ir::Journey& low = offers("low", 10);
  low.exclusive = "sales";
  ir::Journey& high = bank.journey("high", bank.on(Bank::login));
  high.exclusive = "sales";
  high.priority = 9;
  Bank::step(high, "pause", ir::WaitSpan{.span = Bank::days(1), .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.login("2026-03-03 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "skip exclusive"));
}

TEST_F(Heads, GroupsOfOtherNamesDoNotExcludeEachOther) {
  offers("cards").exclusive = "sales";
  offers("loans").exclusive = "service";
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "enter"));
}

TEST_F(Heads, ARefusedEntryOfAControlCustomerLeavesNoTrace) {
  offers("cards").exclusive = "sales";
  ir::Journey& loans = offers("loans");
  loans.exclusive = "sales";
  loans.holdout = 10'000;
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
}

TEST_F(Heads, SeveralRefusalsHaveDifferentIds) {
  offers("cards", 10).exclusive = "sales";
  offers("loans").exclusive = "sales";
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.deposit("2026-03-03 10:00", 1);
  const std::vector<journey::Effect> effects = customer.take_effects();
  ASSERT_THAT(effects, SizeIs(3));
  EXPECT_NE(effects[1].id, effects[2].id);
}

TEST_F(Heads, AKeyedJourneyHasOneLiveInstanceForEachKey) {
  keyed();
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1, "salary");
  customer.deposit("2026-03-02 11:00", 1, "rent");
  customer.deposit("2026-03-02 12:00", 1, "salary");
  const std::vector<journey::Effect> effects = customer.take_effects();
  ASSERT_THAT(effects, SizeIs(2));
  EXPECT_EQ(effects[0].key, "salary");
  EXPECT_EQ(effects[1].key, "rent");
  EXPECT_EQ(effects[0].entry, 1U);
  EXPECT_EQ(effects[1].entry, 2U);
  EXPECT_NE(effects[0].id, effects[1].id);
}

TEST_F(Heads, ReentryIsJudgedForEachKey) {
  keyed();
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1, "salary");
  customer.advance("2026-03-10 10:00");
  customer.effects();
  customer.deposit("2026-03-11 10:00", 1, "salary");
  EXPECT_THAT(customer.effects(), IsEmpty());
  customer.deposit("2026-03-11 11:00", 1, "rent");
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
}

TEST_F(Heads, AKeyMayComeAgainAsReentryAllows) {
  ir::Journey& journey = keyed(ir::Reentry::Kind::after);
  journey.reentry.after = Bank::days(5);
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1, "salary");  // ends on the 4th
  customer.advance("2026-03-05 10:00");
  customer.effects();
  customer.deposit("2026-03-09 09:59", 1, "salary");
  EXPECT_THAT(customer.effects(), IsEmpty());
  customer.deposit("2026-03-09 10:00", 1, "salary");
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
}

TEST_F(Heads, AnUnknownKeyEntersNothing) {
  keyed();
  Customer customer(bank.publish());
  customer.event(Bank::deposit, "2026-03-02 10:00", {scalar(money(1)), Value{Unknown{}}});
  EXPECT_THAT(customer.effects(), IsEmpty());
}

TEST_F(Heads, AKeyThatIsTooLongEntersNothing) {
  keyed();
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1, std::string(journey::kLongestKey + 1, 'k'));
  EXPECT_THAT(customer.effects(), IsEmpty());
  customer.deposit("2026-03-02 10:00", 1, std::string(journey::kLongestKey, 'k'));
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
}

TEST_F(Heads, PastTheMostLiveKeysEntriesAreRefusedAndRecorded) {
  keyed();
  Customer customer(bank.publish());
  for (std::size_t key = 0; key <= journey::kMostLiveKeys; ++key) {
    customer.deposit("2026-03-02 10:00", 1, "k" + std::to_string(key));
  }
  const std::vector<std::string> effects = customer.effects();
  ASSERT_THAT(effects, SizeIs(journey::kMostLiveKeys + 1));
  EXPECT_EQ(effects.back(), "skip crowded");
  EXPECT_THAT(std::vector(effects.begin(), effects.end() - 1), Each("enter"));
}

TEST_F(Heads, PastTheMostKeysTheOneThatEndedLongestAgoIsForgotten) {
  ir::Journey& journey = bank.journey("at_once", bank.on(Bank::deposit));
  journey.key = ir::InstanceKey{1};
  Bank::step(journey, "greeting", Bank::send(Bank::offer));
  Customer customer(bank.publish());
  for (std::size_t key = 0; key < journey::kMostKeys; ++key) {
    customer.deposit("2026-03-02 " + std::string(key < 100 ? "10:00" : "11:00"), 1, "k" + std::to_string(key));
  }
  customer.effects();
  customer.deposit("2026-03-03 10:00", 1, "k200");
  EXPECT_THAT(customer.effects(), IsEmpty());
  customer.deposit("2026-03-03 10:00", 1, "one more");
  EXPECT_THAT(customer.effects(), SizeIs(3));
  std::size_t forgotten = 0;
  for (std::size_t key = 0; key < 100; ++key) {
    customer.deposit("2026-03-04 10:00", 1, "k" + std::to_string(key));
    forgotten += customer.effects().empty() ? 0 : 1;
    if (forgotten > 0) break;
  }
  EXPECT_EQ(forgotten, 1U);
}

TEST_F(Heads, AMoneyKeyIsWrittenInDigits) {
  ir::Journey& journey = offers("per_amount");
  journey.key = ir::InstanceKey{0};
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 250);
  EXPECT_EQ(customer.take_effects().front().key, "250");
}

ir::JourneyGoal goal(std::string name, ir::PatternIndex pattern, std::int32_t days = 0, bool go_on = false) {
  return {
      .pattern = pattern, .name = std::move(name), .within = Bank::days(days), .has_within = days > 0, .go_on = go_on};
}

TEST_F(Heads, EachOfSeveralGoalsIsCreditedOnce) {
  ir::Journey& journey = offers("many", 10);
  journey.goals = {goal("bought", bank.on(Bank::purchase), 0, true), goal("came", bank.on(Bank::login), 0, true)};
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.login("2026-03-03 10:00");
  customer.purchase("2026-03-03 11:00");
  customer.login("2026-03-03 12:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "goal came", "goal bought"));
}

TEST_F(Heads, AGoalWithoutGoOnEndsTheJourneyAndTheOthersCountWithinTheirTime) {
  ir::Journey& journey = offers("many", 10);
  journey.goals = {goal("bought", bank.on(Bank::purchase), 5), goal("came", bank.on(Bank::login)),
                   goal("closed", bank.on(Bank::closed), 3)};
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.login("2026-03-03 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "goal came", "exit goal"));
  customer.closed("2026-03-05 10:01");  // after its 3 days
  customer.purchase("2026-03-07 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("goal bought"));
  customer.purchase("2026-03-07 10:00");
  EXPECT_THAT(customer.effects(), IsEmpty());
}

TEST_F(Heads, OneEventMayReachSeveralGoals) {
  ir::Journey& journey = offers("many", 10);
  journey.goals = {goal("first", bank.on(Bank::purchase), 0, true), goal("second", bank.on(Bank::purchase), 5)};
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.purchase("2026-03-03 10:00");
  const std::vector<journey::Effect> effects = customer.take_effects();
  ASSERT_THAT(effects, SizeIs(4));
  EXPECT_EQ(effects[1].action, "first");
  EXPECT_EQ(effects[2].action, "second");
  EXPECT_NE(effects[1].id, effects[2].id);
}

}  // namespace
}  // namespace wend::tests
