// `no EVENT … for D`: how silences are counted.
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using ir::Operation;
using testing::ElementsAre;
using testing::IsEmpty;

class Absence : public testing::Test {
 protected:
  Bank bank;
};

TEST_F(Absence, CountsFromEnrolmentForThoseNeverSeen) {
  bank.trigger("silent", bank.no(Bank::login, Bank::days(60)));
  Customer customer(bank.publish());
  customer.deposit("2026-01-10 10:00", 1);
  customer.advance("2026-03-11 09:59");
  EXPECT_THAT(customer.firings(), IsEmpty());
  customer.advance("2026-12-31 00:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-11 10:00 silent"));
}

TEST_F(Absence, ReArmsOnTheEvent) {
  bank.trigger("silent", bank.no(Bank::login, Bank::days(10)));
  Customer customer(bank.publish());
  customer.login("2026-01-01 10:00");
  customer.login("2026-01-08 12:00");
  customer.advance("2026-02-01 00:00");
  customer.login("2026-02-01 08:00");
  customer.advance("2026-03-01 00:00");
  EXPECT_THAT(customer.firings(), ElementsAre("01-18 12:00 silent", "02-11 08:00 silent"));
}

TEST_F(Absence, FiresOnceForEachSilence) {
  bank.trigger("silent", bank.no(Bank::login, Bank::days(10)));
  Customer customer(bank.publish());
  customer.login("2026-01-01 10:00");
  customer.advance("2026-12-01 00:00");
  EXPECT_THAT(customer.firings(), ElementsAre("01-11 10:00 silent"));
}

TEST_F(Absence, AnEventAtTheVeryInstantComesFirst) {
  bank.trigger("silent", bank.no(Bank::login, Bank::days(10)));
  Customer customer(bank.publish());
  customer.login("2026-01-01 10:00");
  customer.login("2026-01-11 10:00");
  EXPECT_THAT(customer.firings(), IsEmpty());
}

TEST_F(Absence, DaysKeepTheLocalClockTimeAndHoursAreExact) {
  // The clocks go forward on March 29.
  bank.trigger("days", bank.no(Bank::login, Bank::days(1)));
  bank.trigger("hours", bank.no(Bank::login, Bank::hours(24)));
  Customer customer(bank.publish());
  customer.login("2026-03-28 10:00");
  customer.advance("2026-03-30 00:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-29 10:00 days", "03-29 11:00 hours"));
}

TEST_F(Absence, OnlyAnEventForWhichWhereIsTrueEndsTheSilence) {
  const Bank::Id is_large = bank.is_at_least(bank.amount(), bank.crowns(1'000));
  bank.trigger("silent", bank.no(Bank::deposit, Bank::days(10), is_large));
  Customer customer(bank.publish());
  customer.deposit("2026-01-01 10:00", 1'000);
  customer.deposit("2026-01-05 10:00", 999);
  customer.event(Bank::deposit, "2026-01-06 10:00", {Unknown{}, Unknown{}});
  customer.deposit("2026-01-08 10:00", 2'000);
  customer.advance("2026-02-01 00:00");
  EXPECT_THAT(customer.firings(), ElementsAre("01-18 10:00 silent"));
}

TEST_F(Absence, WhenIsJudgedAtTheInstantAndNotMadeUpForLater) {
  bank.trigger("silent", bank.no(Bank::login, Bank::days(10), ir::kNone, bank.tag(Bank::gold)));
  Customer customer(bank.publish());
  customer.login("2026-01-01 10:00");
  customer.set("2026-01-12 10:00", Bank::gold, true);
  customer.advance("2026-02-01 00:00");
  EXPECT_THAT(customer.firings(), IsEmpty());
  customer.login("2026-02-01 10:00");
  customer.advance("2026-03-01 00:00");
  EXPECT_THAT(customer.firings(), ElementsAre("02-11 10:00 silent"));
}

TEST_F(Absence, EntersAJourneyWithoutAnEnteringEvent) {
  ir::Journey& journey = bank.journey("win back", bank.no(Bank::login, Bank::days(10)));
  Bank::step(journey, "greeting", Bank::send(Bank::offer));
  Customer customer(bank.publish());
  customer.login("2026-01-01 10:00");
  customer.advance("2026-02-01 00:00");
  EXPECT_THAT(customer.timed_effects(),
              ElementsAre("01-11 10:00 enter", "01-11 10:00 send wechat.offer", "01-11 10:00 exit completed"));
}

TEST_F(Absence, ALateEventBeginsTheSilenceAnewFromItsOwnTime) {
  bank.trigger("silent", bank.no(Bank::login, Bank::days(10)));
  Customer customer(bank.publish());
  customer.login("2026-01-01 10:00");
  customer.deposit("2026-01-09 10:00", 1);
  customer.login("2026-01-07 10:00");
  customer.advance("2026-02-01 00:00");
  EXPECT_THAT(customer.firings(), ElementsAre("01-17 10:00 silent"));
}

TEST_F(Absence, ASilenceThatWasOverBeforeItWasHeardOfDoesNotFire) {
  bank.trigger("silent", bank.no(Bank::login, Bank::days(1)));
  Customer customer(bank.publish());
  customer.login("2026-01-01 10:00");
  customer.advance("2026-01-10 10:00");
  EXPECT_THAT(customer.firings(), ElementsAre("01-02 10:00 silent"));
  customer.login("2026-01-05 10:00");
  customer.advance("2026-01-20 10:00");
  EXPECT_THAT(customer.firings(), IsEmpty());
}

TEST_F(Absence, ALateEventBeforeTheLastOneChangesNothing) {
  bank.trigger("silent", bank.no(Bank::login, Bank::days(10)));
  Customer customer(bank.publish());
  customer.login("2026-01-05 10:00");
  customer.login("2026-01-03 10:00");
  customer.advance("2026-02-01 00:00");
  EXPECT_THAT(customer.firings(), ElementsAre("01-15 10:00 silent"));
}

TEST_F(Absence, AWaitCountsItFromItsBeginning) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  const ir::PatternIndex silent = bank.no(Bank::login, Bank::days(2));
  Bank::step(journey, "quiet", ir::WaitFor{.pattern = silent, .limit = Bank::days(5), .on_seen = 1, .on_timeout = 2});
  Bank::step(journey, "greeting", Bank::send(Bank::offer));
  Bank::step(journey, "farewell", Bank::send(Bank::notice));
  Customer customer(bank.publish());
  customer.login("2026-01-01 10:00");
  customer.deposit("2026-01-10 10:00", 1);
  customer.login("2026-01-11 12:00");
  customer.advance("2026-02-01 00:00");
  EXPECT_THAT(customer.timed_effects(),
              ElementsAre("01-10 10:00 enter", "01-13 12:00 send wechat.offer", "01-13 12:00 exit completed"));
}

TEST_F(Absence, AWaitTimesOutWhereTheEventKeepsComing) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  const ir::PatternIndex silent = bank.no(Bank::login, Bank::days(2));
  Bank::step(journey, "quiet", ir::WaitFor{.pattern = silent, .limit = Bank::days(3), .on_seen = 1, .on_timeout = 2});
  Bank::step(journey, "greeting", Bank::send(Bank::offer));
  Bank::step(journey, "farewell", Bank::send(Bank::notice));
  Customer customer(bank.publish());
  customer.deposit("2026-01-10 10:00", 1);
  customer.login("2026-01-11 12:00");
  customer.login("2026-01-12 12:00");
  customer.advance("2026-02-01 00:00");
  EXPECT_THAT(customer.timed_effects(),
              ElementsAre("01-10 10:00 enter", "01-13 10:00 send wechat.notice", "01-13 10:00 exit completed"));
}

TEST_F(Absence, EndsAJourneyThatExitsOnIt) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  journey.exit_on = {bank.no(Bank::login, Bank::days(10))};
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(30), .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.login("2026-01-01 10:00");
  customer.deposit("2026-01-05 10:00", 1);
  customer.advance("2026-02-01 00:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-05 10:00 enter", "01-11 10:00 exit exit on"));
}

TEST_F(Absence, OfWhatTheEnteringEventSaysIsCountedFromTheEntry) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  const Bank::Id same_kind =
      bank.make(Operation::equal, {bank.field(Bank::purchase, 1), bank.purpose(ir::Slot::entered)});
  journey.exit_on = {bank.no(Bank::purchase, Bank::days(10), same_kind)};
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(30), .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1, "fund");
  customer.purchase("2026-01-06 10:00", "fund");
  customer.purchase("2026-01-09 10:00", "car");
  customer.advance("2026-02-01 00:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("01-05 10:00 enter", "01-16 10:00 exit exit on"));
}

}  // namespace
}  // namespace wend::tests
