// "Events and time": a test for each sentence that this version executes.
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using ir::Operation;
using testing::ElementsAre;
using testing::IsEmpty;

class Events : public testing::Test {
 protected:
  // `on` the event: an offer, nothing more.
  ir::Journey& one_offer(const std::string& name, ir::PatternIndex pattern) {
    ir::Journey& journey = bank.journey(name, pattern);
    Bank::step(journey, "greeting", Bank::send(Bank::offer));
    return journey;
  }
  Bank bank;
};

TEST_F(Events, ATriggerFiresWhereItsConditionIsTrueAndNotWhereItIsUnknown) {
  bank.trigger("large", bank.on(Bank::deposit, bank.is_at_least(bank.amount(), bank.crowns(5'000))));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 5'000);
  customer.deposit("2026-03-02 11:00", 4'999);
  customer.event(Bank::deposit, "2026-03-02 12:00", {Unknown{}, Unknown{}});
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 10:00 large"));
}

TEST_F(Events, WhenIsAboutTheCustomerAlone) {
  bank.trigger("rich", bank.on(Bank::deposit, ir::kNone, bank.is_at_least(bank.tag(Bank::aum), bank.crowns(10))));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.set("2026-03-02 11:00", Bank::aum, scalar(money(10)));
  customer.deposit("2026-03-02 12:00", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 12:00 rich"));
}

TEST_F(Events, AKnownIdIsDropped) {
  bank.trigger("any", bank.on(Bank::deposit));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1, "", "695247");
  const journey::Outcome& second = customer.deposit("2026-03-02 10:05", 1, "", "695247");
  EXPECT_EQ(second.repeated, 1U);
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 10:00 any"));
}

TEST_F(Events, AnEmptyIdIsNeverAKnownOne) {
  bank.trigger("any", bank.on(Bank::deposit));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.deposit("2026-03-02 10:00", 1);
  EXPECT_EQ(customer.firings().size(), 2U);
}

TEST_F(Events, IdsAreForgottenAfterTheLateness) {
  bank.trigger("any", bank.on(Bank::deposit));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1, "", "a");
  customer.deposit("2026-03-04 10:00", 1, "", "b");
  EXPECT_EQ(customer.deposit("2026-03-05 10:00", 1, "", "a").repeated, 1U);
  customer.deposit("2026-03-06 10:00", 1, "", "c");
  EXPECT_EQ(customer.deposit("2026-03-06 11:00", 1, "", "a").repeated, 0U);
}

TEST_F(Events, AtMostAStatedNumberOfIdsIsRemembered) {
  bank.trigger("any", bank.on(Bank::deposit));
  Customer customer(bank.publish(), "2873", {.events = 1024, .ids = 2});
  for (const char* id : {"a", "b", "c"}) customer.deposit("2026-03-02 10:00", 1, "", id);
  EXPECT_EQ(customer.deposit("2026-03-02 10:00", 1, "", "b").repeated, 1U);
  EXPECT_EQ(customer.deposit("2026-03-02 10:00", 1, "", "a").repeated, 0U);
}

TEST_F(Events, TheEventBeingHandledIsPartOfHistory) {
  const Bank::Id third = bank.is_at_least(bank.count_of_days(Bank::deposit, 7), bank.integer(3));
  bank.trigger("third", bank.on(Bank::deposit, third));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.deposit("2026-03-04 10:00", 1);
  customer.deposit("2026-03-08 23:00", 1);
  customer.deposit("2026-03-12 01:00", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("03-08 23:00 third"));
}

TEST_F(Events, ALateEventUpdatesHistoryAndIsJudgedAtTheClocksTime) {
  const Bank::Id two = bank.is_at_least(bank.count_of_hours(Bank::deposit, 2), bank.integer(2));
  bank.trigger("two", bank.on(Bank::deposit, two));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.login("2026-03-02 11:30");
  // At 09:30 there would have been one; at the clock's 11:30 that one counts no more, and the one of 10:00 does.
  EXPECT_EQ(customer.deposit("2026-03-02 09:30", 1).late, 1U);
  EXPECT_THAT(customer.firings(), IsEmpty());
  customer.deposit("2026-03-02 09:45", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 11:30 two"));
}

TEST_F(Events, ALateEventFiresTriggersAndEntersOnlyWithinTheLateness) {
  bank.trigger("any", bank.on(Bank::deposit));
  one_offer("offers", bank.on(Bank::deposit)).reentry.kind = ir::Reentry::Kind::always;
  Customer customer(bank.publish());
  customer.login("2026-03-09 10:00");
  customer.deposit("2026-03-06 09:59", 1);
  EXPECT_THAT(customer.firings(), IsEmpty());
  EXPECT_THAT(customer.effects(), IsEmpty());
  customer.deposit("2026-03-06 10:00", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("03-09 10:00 any"));
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "send wechat.offer", "exit completed"));
}

TEST_F(Events, AnEventBeyondTheLatenessStillCountsInHistory) {
  const Bank::Id two = bank.is_at_least(bank.count_of_days(Bank::deposit, 30), bank.integer(2));
  bank.trigger("two", bank.on(Bank::deposit, two));
  Customer customer(bank.publish());
  customer.login("2026-03-20 10:00");
  customer.deposit("2026-03-06 09:59", 1);
  customer.deposit("2026-03-20 10:00", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("03-20 10:00 two"));
}

TEST_F(Events, AWindowPastTheCapIsUnknownNeverWrong) {
  const Bank::Id few = bank.is_at_least(bank.integer(2), bank.count_of_days(Bank::deposit, 7));
  bank.trigger("few", bank.on(Bank::deposit, few));
  Customer customer(bank.publish(), "2873", {.events = 2, .ids = 256});
  customer.deposit("2026-03-02 10:00", 1);
  customer.deposit("2026-03-03 10:00", 1);
  EXPECT_EQ(customer.firings().size(), 2U);
  // Three in the week, of which two are remembered: not "two".
  customer.deposit("2026-03-04 10:00", 1);
  EXPECT_THAT(customer.firings(), IsEmpty());
  // The window no longer reaches what was forgotten.
  customer.deposit("2026-03-20 10:00", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("03-20 10:00 few"));
}

TEST_F(Events, HistoryThatTheHostHasNotVouchedForIsUnknown) {
  const Bank::Id few = bank.is_at_least(bank.integer(2), bank.count_of_days(Bank::deposit, 7));
  bank.trigger("few", bank.on(Bank::deposit, few));
  const std::shared_ptr<const ir::Program> program = bank.publish();
  auto schema = std::make_shared<schema::Schema>(*program->schema);
  schema->events[Bank::deposit].complete_since = at("2026-03-01 00:00");
  auto vouched = std::make_shared<ir::Program>(*program);
  vouched->schema = schema;
  Customer customer(vouched);
  customer.deposit("2026-03-02 10:00", 1);
  EXPECT_THAT(customer.firings(), IsEmpty());
  customer.deposit("2026-03-07 10:00", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("03-07 10:00 few"));
}

TEST_F(Events, TheClockNeverGoesBack) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::hours(1), .next = 1});
  Bank::step(journey, "greeting", Bank::send(Bank::offer));
  Customer customer(bank.publish());
  customer.login("2026-03-02 12:00");
  customer.deposit("2026-03-02 10:00", 1);
  EXPECT_THAT(customer.timed_effects(), ElementsAre("03-02 12:00 enter"));
  customer.advance("2026-03-02 11:30");
  EXPECT_THAT(customer.effects(), IsEmpty());
  customer.advance("2026-03-02 13:00");
  EXPECT_THAT(customer.timed_effects(), ElementsAre("03-02 13:00 send wechat.offer", "03-02 13:00 exit completed"));
}

TEST_F(Events, EventsOfEqualTimeGoBeforeTimers) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  Bank::step(journey, "answer",
             ir::WaitFor{.pattern = bank.on(Bank::purchase), .limit = Bank::hours(1), .on_seen = 1, .on_timeout = 2});
  Bank::step(journey, "thanks", Bank::send(Bank::notice));
  Bank::step(journey, "reminder", Bank::send(Bank::offer));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.purchase("2026-03-02 11:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "send wechat.notice", "exit completed"));
}

TEST_F(Events, TimersDueBeforeAnEventFireFirstAtTheirOwnTime) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  Bank::step(journey, "answer",
             ir::WaitFor{.pattern = bank.on(Bank::purchase), .limit = Bank::hours(1), .on_seen = 1, .on_timeout = 2});
  Bank::step(journey, "thanks", Bank::send(Bank::notice));
  Bank::step(journey, "reminder", Bank::send(Bank::offer));
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.purchase("2026-03-02 11:00:01");
  EXPECT_THAT(customer.timed_effects(),
              ElementsAre("03-02 10:00 enter", "03-02 11:00 send wechat.offer", "03-02 11:00 exit completed"));
}

TEST_F(Events, AdvanceFiresWhatIsDueAtItsVeryTime) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::hours(1), .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.advance("2026-03-02 11:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit completed"));
}

TEST_F(Events, NextWakeIsTheEarliestTimer) {
  ir::Journey& journey = bank.journey("waits", bank.on(Bank::deposit));
  journey.expires = Bank::hours(5);
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::hours(9), .next = ir::kEnd});
  Customer customer(bank.publish());
  EXPECT_EQ(customer.login("2026-03-02 10:00").next_wake, journey::kNever);
  EXPECT_EQ(customer.deposit("2026-03-02 10:00", 1).next_wake, at("2026-03-02 15:00"));
  EXPECT_EQ(customer.advance("2026-03-02 15:00").next_wake, journey::kNever);
}

TEST_F(Events, ACustomerIsEnrolledByAnEventATagOrALoad) {
  bank.trigger("any", bank.on(Bank::deposit, ir::kNone, bank.tag(Bank::gold)));
  const std::shared_ptr<const ir::Program> program = bank.publish();
  EXPECT_TRUE(Customer(program).login("2026-03-02 10:00").enrolled);
  EXPECT_TRUE(Customer(program).set("2026-03-02 10:00", Bank::gold, true).enrolled);
  Customer loaded(program);
  EXPECT_TRUE(loaded.load("2026-03-02 10:00").enrolled);
  EXPECT_FALSE(loaded.login("2026-03-02 11:00").enrolled);
}

TEST_F(Events, AdvanceAloneEnrollsNobody) {
  Customer customer(bank.publish());
  EXPECT_FALSE(customer.advance("2026-03-02 10:00").enrolled);
  EXPECT_TRUE(customer.state().empty());
}

TEST_F(Events, TheFirstLoadFiresNothing) {
  bank.trigger("any", bank.on(Bank::deposit, ir::kNone, bank.tag(Bank::gold)));
  Customer customer(bank.publish());
  customer.load("2026-03-02 10:00");
  EXPECT_THAT(customer.firings(), IsEmpty());
}

TEST_F(Events, ABatchOfTagsIsAppliedTogether) {
  ir::Journey& journey = one_offer("waits", bank.on(Bank::deposit));
  journey.steps.insert(journey.steps.begin(),
                       {.name = "pause", .named = true, .action = ir::WaitSpan{Bank::days(1), 1}});
  const Bank::Id either =
      bank.make(Operation::conjunction, {bank.tag(Bank::gold), bank.is_not(bank.tag(Bank::consent))});
  journey.exit_when = either;
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  const journey::TagValue both[] = {{Bank::gold, true}, {Bank::consent, true}};
  customer.take(journey::TagChange{.id = {}, .time = at("2026-03-02 11:00"), .values = both});
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
}

TEST_F(Events, TagsNotNamedInAChangeStayAndALoadReplacesAll) {
  bank.trigger("gold", bank.on(Bank::login, ir::kNone, bank.tag(Bank::gold)));
  bank.trigger("rich", bank.on(Bank::login, ir::kNone, bank.is_at_least(bank.tag(Bank::aum), bank.crowns(1))));
  Customer customer(bank.publish());
  customer.set("2026-03-02 10:00", Bank::gold, true);
  customer.set("2026-03-02 10:00", Bank::aum, scalar(money(5)));
  customer.login("2026-03-02 10:01");
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 10:01 gold", "03-02 10:01 rich"));
  customer.load("2026-03-02 10:02");
  customer.login("2026-03-02 10:03");
  EXPECT_THAT(customer.firings(), IsEmpty());
}

TEST_F(Events, AnEventOfAnyLayoutIsTaken) {
  bank.trigger("salary", bank.on(Bank::deposit, bank.make(Operation::equal, {bank.purpose(), bank.text("salary")})));
  Customer customer(bank.publish());
  struct Deposit {
    std::int64_t amount_in_haler;
    const char* purpose;
  };
  const Deposit deposit{.amount_in_haler = 100, .purpose = "salary"};
  layout::RowLayout host;
  host.fields.resize(2);
  host.fields[0] = {.storage = layout::Storage::integer64, .factor = 100, .type = money_in(0)};
  host.fields[1] = {.storage = layout::Storage::text_pointer, .offset = 8, .type = type_of(TypeKind::text)};
  customer.take(journey::Event{.id = "1",
                               .type = Bank::deposit,
                               .time = at("2026-03-02 10:00"),
                               .fields = {&host, reinterpret_cast<const std::byte*>(&deposit)}});
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 10:00 salary"));
}

}  // namespace
}  // namespace wend::tests
