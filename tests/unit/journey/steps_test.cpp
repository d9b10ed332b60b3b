// Steps: what each does, and what effects are made of.
#include <set>

#include "runtime/journey/bucket.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using ir::Operation;
using testing::ElementsAre;

class Steps : public testing::Test {
 protected:
  ir::Journey& journey(const std::string& name = "offers") { return bank.journey(name, bank.on(Bank::deposit)); }
  Bank bank;
};

TEST_F(Steps, WaitsOfDaysKeepTheLocalClockTimeAndHoursAreExact) {
  ir::Journey& days = journey("days");
  Bank::step(days, "pause", ir::WaitSpan{.span = Bank::days(1), .next = ir::kEnd});
  ir::Journey& hours = journey("hours");
  Bank::step(hours, "pause", ir::WaitSpan{.span = Bank::hours(24), .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-10-24 10:00", 1);
  customer.take_effects();
  customer.advance("2026-10-30 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("10-25 09:00 exit completed", "10-25 10:00 exit completed"));
}

TEST_F(Steps, AWaitUntilATimeOfDayWaitsForTheNextOne) {
  ir::Journey& waits = journey();
  waits.reentry.kind = ir::Reentry::Kind::always;
  Bank::step(waits, "morning", ir::WaitUntil{.time_of_day = 9 * kHour, .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 08:00", 1);
  customer.deposit("2026-01-05 10:00", 1);
  customer.advance("2026-01-30 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-05 08:00 enter", "01-05 09:00 exit completed",
                                                    "01-05 10:00 enter", "01-06 09:00 exit completed"));
}

TEST_F(Steps, AWaitUntilASkippedLocalTimeWaitsForTheNextValidOne) {
  Bank::step(journey(), "night", ir::WaitUntil{.time_of_day = 2 * kHour + 30 * kMinute, .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-03-28 10:00", 1);
  customer.advance("2026-04-30 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("03-28 10:00 enter", "03-29 03:00 exit completed"));
}

TEST_F(Steps, AWaitUntilAMomentWaitsForIt) {
  Bank::step(journey(), "visit",
             ir::WaitUntil{.moment = bank.tag(Bank::visit_at), .time_of_day = {}, .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.set("2026-01-05 09:00", Bank::visit_at, scalar(at("2026-01-09 14:30")));
  customer.deposit("2026-01-05 10:00", 1);
  customer.advance("2026-01-30 10:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-05 10:00 enter", "01-09 14:30 exit completed"));
}

TEST_F(Steps, AWaitUntilAPastMomentGoesOnUnlessItSays) {
  const auto with = [&](const std::string& name, ir::WaitUntil::IfPast if_past) {
    ir::Journey& waits = journey(name);
    Bank::step(waits, "visit",
               ir::WaitUntil{
                   .moment = bank.tag(Bank::visit_at), .time_of_day = {}, .if_past = if_past, .skip_to = 2, .next = 1});
    Bank::step(waits, "greeting", Bank::send(Bank::offer, 2));
    Bank::step(waits, "farewell", Bank::send(Bank::notice));
  };
  with("1", ir::WaitUntil::IfPast::go_on);
  with("2", ir::WaitUntil::IfPast::skip);
  with("3", ir::WaitUntil::IfPast::stop);
  Customer customer(bank.publish());
  customer.set("2026-01-05 09:00", Bank::visit_at, scalar(at("2026-01-05 09:30")));
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(customer.effects(),
              ElementsAre("enter", "send wechat.offer", "send wechat.notice", "exit completed", "enter",
                          "send wechat.notice", "exit completed", "enter", "exit stopped"));
}

TEST_F(Steps, AWaitUntilAnUnknownMomentIsTreatedAsPast) {
  Bank::step(
      journey(), "visit",
      ir::WaitUntil{.moment = bank.tag(Bank::visit_at), .time_of_day = {}, .if_past = ir::WaitUntil::IfPast::stop});
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit stopped"));
}

TEST_F(Steps, AWaitNeverSeesTheEventThatEntered) {
  ir::Journey& waits = journey();
  Bank::step(waits, "again",
             ir::WaitFor{.pattern = bank.on(Bank::deposit), .limit = Bank::days(1), .on_seen = 1, .on_timeout = 2});
  Bank::step(waits, "greeting", Bank::send(Bank::offer));
  Bank::step(waits, "farewell", Bank::send(Bank::notice));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
  customer.deposit("2026-01-05 10:00", 2);
  EXPECT_THAT(customer.effects(), ElementsAre("send wechat.offer", "exit completed"));
}

TEST_F(Steps, OneEventEndsOneWaitOfAnInstance) {
  ir::Journey& waits = journey();
  const ir::PatternIndex bought = bank.on(Bank::purchase);
  Bank::step(waits, "first",
             ir::WaitFor{.pattern = bought, .limit = Bank::days(1), .on_seen = 1, .on_timeout = ir::kEnd});
  Bank::step(waits, "second",
             ir::WaitFor{.pattern = bought, .limit = Bank::days(1), .on_seen = 2, .on_timeout = ir::kEnd});
  Bank::step(waits, "greeting", Bank::send(Bank::offer));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-05 11:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
  customer.purchase("2026-01-05 12:00");
  EXPECT_THAT(customer.effects(), ElementsAre("send wechat.offer", "exit completed"));
}

TEST_F(Steps, AWaitDoesNotSeeALateEventFromBeforeItBegan) {
  ir::Journey& waits = journey();
  Bank::step(waits, "answer",
             ir::WaitFor{.pattern = bank.on(Bank::purchase), .limit = Bank::days(1), .on_seen = 1, .on_timeout = 2});
  Bank::step(waits, "thanks", Bank::send(Bank::notice));
  Bank::step(waits, "reminder", Bank::send(Bank::offer));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-05 09:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
  customer.advance("2026-01-30 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("send wechat.offer", "exit completed"));
}

TEST_F(Steps, ChooseTakesTheFirstTrueBranchElseUnknownElseOtherwise) {
  ir::Journey& chooses = journey();
  ir::Choose choose;
  choose.branches = {{.condition = bank.tag(Bank::gold), .next = 1}, {.condition = bank.tag(Bank::consent), .next = 1}};
  choose.otherwise = 2;
  choose.unknown = 3;
  Bank::step(chooses, "choose", choose);
  Bank::step(chooses, "true", Bank::send(Bank::offer));
  Bank::step(chooses, "otherwise", Bank::send(Bank::notice));
  Bank::step(chooses, "unknown", Bank::post());
  const std::shared_ptr<const ir::Program> program = bank.publish();
  const auto chosen = [&](Value gold, Value consent) {
    Customer customer(program);
    customer.set("2026-01-05 09:00", Bank::gold, gold);
    customer.set("2026-01-05 09:00", Bank::consent, consent);
    customer.deposit("2026-01-05 10:00", 1);
    return customer.take_effects().at(1).step;
  };
  EXPECT_EQ(chosen(Unknown{}, true), "true");
  EXPECT_EQ(chosen(false, false), "otherwise");
  EXPECT_EQ(chosen(false, Unknown{}), "unknown");
  EXPECT_EQ(chosen(Unknown{}, false), "unknown");
}

TEST_F(Steps, ASplitTakesTheSideOfTheCustomersBucketOnEveryEntry) {
  ir::Journey& splits = journey();
  splits.reentry.kind = ir::Reentry::Kind::always;
  ir::Split split;
  split.sides = {{.name = "short", .below = 3'000, .next = 1}, {.name = "long", .below = 10'000, .next = 2}};
  Bank::step(splits, "copy_test", split);
  Bank::step(splits, "short", Bank::send(Bank::offer));
  Bank::step(splits, "long", Bank::send(Bank::notice));
  const std::shared_ptr<const ir::Program> program = bank.publish();
  std::size_t of_short = 0;
  for (int number = 0; number < 500; ++number) {
    const std::string id = std::to_string(number);
    Customer customer(program, id);
    customer.deposit("2026-01-05 10:00", 1);
    const std::string first = customer.take_effects().at(1).step;
    customer.deposit("2026-01-06 10:00", 1);
    EXPECT_EQ(customer.take_effects().at(1).step, first);
    EXPECT_EQ(first == "short", journey::bucket("offers", "copy_test", id) < 3'000);
    of_short += first == "short" ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(of_short), 150, 40);
}

TEST_F(Steps, StopEndsTheJourney) {
  ir::Journey& stops = journey();
  Bank::step(stops, "stop", ir::Stop{});
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit stopped"));
}

TEST_F(Steps, AssignAndGrantCarryTheirArguments) {
  ir::Journey& acts = journey();
  ir::Assign call{.task = 0, .arguments = {{.parameter = 0, .value = bank.purpose(ir::Slot::entered)}}, .next = 1};
  Bank::step(acts, "call", call);
  Bank::step(acts, "gift", ir::Grant{.benefit = 0, .arguments = {}, .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1, "salary");
  const std::vector<journey::Effect> effects = customer.take_effects();
  ASSERT_EQ(effects.size(), 4U);
  EXPECT_EQ(describe(effects[1]), "assign call");
  EXPECT_EQ(effects[1].arguments.at(0).value, OwnedValue{std::string("salary")});
  EXPECT_EQ(describe(effects[2]), "grant voucher");
}

TEST_F(Steps, AnArgumentThatCannotBeComputedIsUnknown) {
  ir::Journey& sends = journey();
  ir::Send offer = Bank::send(Bank::offer);
  offer.arguments = {{.parameter = 0, .value = bank.tag(Bank::aum)}};
  Bank::step(sends, "greeting", offer);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_EQ(customer.take_effects().at(1).arguments.at(0).value, OwnedValue{Unknown{}});
}

TEST_F(Steps, StepsThatFormALoopEndRatherThanHang) {
  ir::Journey& loops = journey();
  Bank::step(loops, "a", Bank::send(Bank::offer, 1));
  Bank::step(loops, "b", Bank::send(Bank::notice, 0));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "send wechat.offer", "send wechat.notice", "exit completed"));
}

TEST_F(Steps, EffectIdsAreTheSameWheneverTheyAreComputedAndDifferOtherwise) {
  ir::Journey& sends = journey();
  sends.reentry.kind = ir::Reentry::Kind::always;
  Bank::step(sends, "one", Bank::send(Bank::offer, 1));
  Bank::step(sends, "two", Bank::send(Bank::offer));
  const std::shared_ptr<const ir::Program> program = bank.publish();
  const auto ids = [&](const std::string& customer_id) {
    Customer customer(program, customer_id);
    customer.deposit("2026-01-05 10:00", 1);
    customer.deposit("2026-01-06 10:00", 1);
    std::vector<std::string> found;
    for (const journey::Effect& effect : customer.take_effects()) found.push_back(effect.id);
    return found;
  };
  const std::vector<std::string> first = ids("1");
  EXPECT_EQ(first, ids("1"));
  std::vector<std::string> all = ids("2");
  all.insert(all.end(), first.begin(), first.end());
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 16U);
  EXPECT_EQ(first.front().size(), 32U);
}

}  // namespace
}  // namespace wend::tests
