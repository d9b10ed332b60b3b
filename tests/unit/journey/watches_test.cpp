// Sequences and schedules: what is remembered of them, and for how long.
#include "runtime/journey/migrate.hpp"
#include "runtime/journey/watch.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Watches : public testing::Test {
 protected:
  static ir::Stage first(Bank::Event event, std::string alias = {}) {
    return {.absent = false, .event = event, .where = ir::kNone, .within = {}, .alias = std::move(alias)};
  }
  static ir::Stage then(Bank::Event event, const ir::Span& within, Bank::Id where = ir::kNone) {
    return {.absent = false, .event = event, .where = where, .within = within, .alias = {}};
  }
  static ir::Stage then_no(Bank::Event event, const ir::Span& within, Bank::Id where = ir::kNone) {
    return {.absent = true, .event = event, .where = where, .within = within, .alias = {}};
  }
  Bank::Id same_purpose() {
    return bank.make(ir::Operation::equal, {bank.purpose(), bank.purpose(ir::Slot::stage_1)});
  }
  static Schedule daily(int hour) {
    Schedule schedule;
    schedule.time_of_day = hour * kHour;
    return schedule;
  }
  // The customer under the next program, as when it is published.
  void publish(Customer& customer, std::string_view when) {
    customer.advance(when);
    auto next = std::make_unique<journey::Plan>(*journey::Plan::make(bank.publish()));
    Result<journey::Outcome> moved = journey::migrate(customer.plan(), *next, customer.predicates(), customer.id(),
                                                      customer.state(), at(when));
    ASSERT_TRUE(moved.has_value());
    customer.adopt(std::move(next), *std::move(moved));
  }

  Bank bank;
};

TEST_F(Watches, ARunThatTimeHasEndedIsForgotten) {
  bank.trigger("t", bank.sequence({first(Bank::login), then(Bank::deposit, Bank::hours(1))}));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  const std::size_t with_run = customer.state().bytes().size();
  customer.advance("2026-03-02 11:00");
  EXPECT_EQ(customer.state().bytes().size(), with_run);
  customer.advance("2026-03-02 11:01");
  EXPECT_LT(customer.state().bytes().size(), with_run);
}

TEST_F(Watches, NoWakeUpIsAskedForWhereOnlyAnEventCanFulfilASequence) {
  bank.trigger("t", bank.sequence({first(Bank::login), then(Bank::deposit, Bank::hours(1))}));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  EXPECT_EQ(customer.next_wake(), journey::kNever);
}

TEST_F(Watches, AWakeUpIsAskedForAtTheDeadlineOfThenNo) {
  bank.trigger("t", bank.sequence({first(Bank::login), then_no(Bank::deposit, Bank::hours(1))}));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  EXPECT_EQ(customer.next_wake(), at("2026-03-02 11:00"));
}

TEST_F(Watches, AWakeUpIsAskedForAtTheNextInstantOfASchedule) {
  bank.trigger("t", bank.every(daily(9)));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  EXPECT_EQ(customer.next_wake(), at("2026-03-03 09:00"));
  customer.advance("2026-03-03 09:00");
  EXPECT_EQ(customer.next_wake(), at("2026-03-04 09:00"));
}

TEST_F(Watches, TheStateIsBoundedByEightRuns) {
  bank.trigger("t", bank.sequence({first(Bank::deposit), then(Bank::deposit, Bank::days(9), same_purpose())}));
  Customer customer(bank.publish());
  std::vector<std::size_t> sizes;
  for (const char* purpose : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}) {
    customer.deposit("2026-03-02 10:00", 1, purpose);
    sizes.push_back(customer.state().bytes().size());
  }
  EXPECT_LT(sizes[6], sizes[7]);
  EXPECT_EQ(sizes[7], sizes[8]);
  EXPECT_EQ(sizes[8], sizes[9]);
}

TEST_F(Watches, PatternsOfOneDefinitionShareTheirRuns) {
  bank.trigger("one", bank.sequence({first(Bank::login), then(Bank::deposit, Bank::hours(1))}));
  Customer alone(bank.publish());
  bank.trigger("one", bank.sequence({first(Bank::login), then(Bank::deposit, Bank::hours(1))}));
  bank.trigger("two", bank.sequence({first(Bank::login, "l"), then(Bank::deposit, Bank::hours(1))}));
  Customer both(bank.publish());
  alone.login("2026-03-02 10:00");
  both.login("2026-03-02 10:00");
  EXPECT_EQ(both.state().bytes().size(), alone.state().bytes().size());
  both.deposit("2026-03-02 10:30", 1);
  EXPECT_THAT(both.firings(), ElementsAre("03-02 10:30 one", "03-02 10:30 two"));
}

TEST_F(Watches, ASequenceRenamedKeepsItsRunsAndOneChangedBeginsAnew) {
  const auto abandoned = [&](std::int64_t hours) {
    return bank.sequence({first(Bank::login, "x"), then_no(Bank::deposit, Bank::hours(hours))});
  };
  bank.trigger("kept", abandoned(2));
  bank.trigger("changed", abandoned(3));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  bank.trigger("renamed", abandoned(2));
  bank.trigger("changed", abandoned(4));
  publish(customer, "2026-03-02 11:00");
  customer.advance("2026-03-03 10:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 12:00 renamed"));
}

TEST_F(Watches, ARunGoesOnAcrossAPublicationThatReadsMoreOfItsEvents) {
  bank.trigger("t", bank.sequence({first(Bank::deposit), then_no(Bank::login, Bank::hours(2))}));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 7);
  const Bank::Id known =
      bank.make(ir::Operation::known, {bank.amount(ir::Slot::stage_1)});
  bank.trigger("plain", bank.sequence({first(Bank::deposit), then_no(Bank::login, Bank::hours(2))}));
  bank.trigger("reads", bank.sequence({first(Bank::deposit, "d"), then_no(Bank::login, Bank::hours(2))}, known));
  publish(customer, "2026-03-02 11:00");
  customer.advance("2026-03-02 12:00");
  // What was not kept is unknown, never wrong.
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 12:00 plain"));
  customer.deposit("2026-03-03 10:00", 7);
  customer.advance("2026-03-03 12:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-03 12:00 plain", "03-03 12:00 reads"));
}

TEST_F(Watches, ASchedulePublishedDoesNotComeForThePast) {
  bank.trigger("nothing", bank.on(Bank::closed));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  bank.trigger("daily", bank.every(daily(9)));
  publish(customer, "2026-03-04 10:00");
  customer.advance("2026-03-05 10:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-05 09:00 daily"));
}

TEST_F(Watches, MissedInstantsAreMadeUpForWithinTheBoundAndPassedByBeyondIt) {
  bank.trigger("daily", bank.every(daily(9)));
  journey::Limits limits;
  limits.catch_up = 2 * kDay;
  Customer customer(bank.publish(), "2873", limits);
  customer.login("2026-03-02 10:00");
  customer.advance("2026-03-08 09:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-06 09:00 daily", "03-07 09:00 daily", "03-08 09:00 daily"));
  customer.login("2026-03-20 12:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-19 09:00 daily", "03-20 09:00 daily"));
}

TEST_F(Watches, AScheduleOfALongLeapIsMadeUpForAYearAtMost) {
  bank.trigger("daily", bank.every(daily(9)));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  customer.advance("2036-03-02 10:00");
  EXPECT_EQ(customer.firings().size(), 366U);
}

TEST_F(Watches, OneWaitThatIsBegunAgainCountsAnew) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  journey.reentry.kind = ir::Reentry::Kind::always;
  const ir::PatternIndex pair = bank.sequence({first(Bank::login), then(Bank::login, Bank::days(3))});
  Bank::step(journey, "pair", ir::WaitFor{.pattern = pair, .limit = Bank::days(1), .on_seen = 1, .on_timeout = ir::kEnd});
  Bank::step(journey, "news", Bank::post());
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.login("2026-03-02 11:00");
  customer.deposit("2026-03-03 12:00", 1);
  customer.login("2026-03-03 13:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit completed", "enter"));
  customer.login("2026-03-03 14:00");
  EXPECT_THAT(customer.effects(), ElementsAre("send inbox.news", "exit completed"));
}

}  // namespace
}  // namespace wend::tests
