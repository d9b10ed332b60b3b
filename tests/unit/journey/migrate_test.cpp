// What becomes of customers when a new program is published.
#include "runtime/journey/migrate.hpp"

#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Migrate : public testing::Test {
 protected:
  // Entered by a deposit; waits some days, then sends.
  ir::Journey& offers(std::int64_t version, std::int32_t days = 10, const std::string& wait = "pause") {
    ir::Journey& journey = bank.journey("offers", bank.on(Bank::deposit));
    journey.version = version;
    journey.reentry.kind = ir::Reentry::Kind::always;
    Bank::step(journey, wait, ir::WaitSpan{.span = Bank::days(days), .next = 1});
    Bank::step(journey, "greeting", Bank::send(version == 1 ? Bank::offer : Bank::notice));
    return journey;
  }

  static void publish(Customer& customer, std::shared_ptr<const ir::Program> program) {
    std::vector<bool> used(customer.plan().journeys().size());
    ASSERT_TRUE(journey::mark_used(customer.plan(), customer.state(), used).has_value());
    const std::vector<journey::Retired> retired = journey::still_used(customer.plan(), used, *program);
    auto plan = std::make_unique<journey::Plan>(*journey::Plan::make(std::move(program), retired));
    Result<journey::Outcome> outcome = journey::migrate(customer.plan(), *plan, customer.predicates(), customer.id(),
                                                        customer.state(), journey::kAlways);
    ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
    customer.adopt(std::move(plan), *std::move(outcome));
  }

  Bank bank;
};

TEST_F(Migrate, AnInstanceStaysOnTheVersionThatItEntered) {
  offers(1);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  offers(2, 1);
  publish(customer, bank.publish());
  customer.deposit("2026-01-06 10:00", 1);  // the old one lives: no second entry
  customer.advance("2026-01-20 10:00");
  EXPECT_THAT(customer.timed_effects(),
              ElementsAre("01-05 10:00 enter", "01-15 10:00 send wechat.offer", "01-15 10:00 exit completed"));
  customer.deposit("2026-01-21 10:00", 1);
  customer.advance("2026-01-30 10:00");
  EXPECT_THAT(customer.timed_effects(),
              ElementsAre("01-21 10:00 enter", "01-22 10:00 send wechat.notice", "01-22 10:00 exit completed"));
}

TEST_F(Migrate, OldVersionsAreCarriedOnlyAsLongAsSomeoneRestsOnThem) {
  offers(1);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  offers(2);
  publish(customer, bank.publish());
  EXPECT_EQ(customer.plan().journeys().size(), 2U);
  customer.advance("2026-01-20 10:00");
  offers(2);
  publish(customer, bank.publish());
  EXPECT_EQ(customer.plan().journeys().size(), 1U);
}

TEST_F(Migrate, TheSameVersionGoesOnByTheNameOfItsStep) {
  offers(1);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  ir::Journey& same = offers(1);
  same.steps.insert(same.steps.begin(), {.name = "first", .named = true, .action = Bank::post(1)});
  std::get<ir::WaitSpan>(same.steps[1].action).next = 2;
  publish(customer, bank.publish());
  customer.advance("2026-01-20 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "send wechat.offer", "exit completed"));
}

TEST_F(Migrate, TheSameVersionWithoutTheStepExitsAsChanged) {
  offers(1);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  offers(1, 10, "another pause");
  publish(customer, bank.publish());
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit changed"));
  EXPECT_EQ(customer.next_wake(), journey::kNever);
}

TEST_F(Migrate, AJourneyThatIsGoneExitsAsWithdrawn) {
  offers(1);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  publish(customer, bank.publish());
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit withdrawn"));
}

TEST_F(Migrate, EntriesAreRememberedWhenAJourneyComesBack) {
  offers(1).reentry.kind = ir::Reentry::Kind::never;
  const std::shared_ptr<const ir::Program> program = bank.publish();
  Customer customer(program);
  customer.deposit("2026-01-05 10:00", 1);
  publish(customer, bank.publish());
  publish(customer, program);
  customer.deposit("2026-01-06 10:00", 1);
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "exit withdrawn"));
}

TEST_F(Migrate, AGoalStillCountsAfterTheEndUnderTheNewProgram) {
  const auto with_goal = [&] {
    ir::Journey& journey = offers(1, 1);
    journey.goals.emplace_back();
    journey.goals.back().pattern = bank.on(Bank::purchase);
    journey.goals.back().name = "bought";
    journey.goals.back().within = Bank::days(14);
    journey.goals.back().has_within = true;
    return bank.publish();
  };
  Customer customer(with_goal());
  customer.deposit("2026-01-05 10:00", 1);
  customer.advance("2026-01-07 10:00");
  publish(customer, with_goal());
  customer.purchase("2026-01-08 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "send wechat.offer", "exit completed", "goal bought"));
}

TEST_F(Migrate, TheEnteringEventIsKept) {
  const auto with_amount = [&] {
    ir::Journey& journey = offers(1);
    std::get<ir::Send>(journey.steps[1].action).arguments = {{.parameter = 0, .value = bank.amount(ir::Slot::entered)}};
    return bank.publish();
  };
  Customer customer(with_amount());
  customer.deposit("2026-01-05 10:00", 700);
  bank.trigger("any", bank.on(Bank::login));
  publish(customer, with_amount());
  customer.advance("2026-01-20 10:00");
  EXPECT_EQ(customer.take_effects().at(1).arguments.at(0).value, OwnedValue{money(700)});
}

TEST_F(Migrate, HistoryIsKeptForAConditionUnderAnotherName) {
  const auto third = [&](const std::string& name) {
    bank.trigger(name, bank.on(Bank::deposit, bank.is_at_least(bank.count_of_days(Bank::deposit, 7), bank.integer(3))));
    return bank.publish();
  };
  Customer customer(third("third"));
  customer.deposit("2026-01-05 10:00", 1);
  customer.deposit("2026-01-06 10:00", 1);
  publish(customer, third("third in a week"));
  customer.deposit("2026-01-07 10:00", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("01-07 10:00 third in a week"));
}

TEST_F(Migrate, AWindowThatWasNotKeptIsUnknownUntilItFills) {
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  const Bank::Id first = bank.make(ir::Operation::equal, {bank.count_of_days(Bank::deposit, 3), bank.integer(1)});
  bank.trigger("first", bank.on(Bank::deposit, first));
  publish(customer, bank.publish());
  customer.deposit("2026-01-06 10:00", 1);
  EXPECT_THAT(customer.firings(), IsEmpty());
  customer.deposit("2026-01-12 10:00", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("01-12 10:00 first"));
}

TEST_F(Migrate, AnAbsenceDoesNotFireForThoseAlreadySilent) {
  const auto counted = [&] {
    bank.trigger("count", bank.on(Bank::login, bank.is_at_least(bank.count_of_days(Bank::login, 90), bank.integer(9))));
  };
  counted();
  Customer customer(bank.publish());
  customer.login("2026-01-05 10:00");
  customer.deposit("2026-03-05 10:00", 1);
  counted();
  bank.trigger("silent", bank.no(Bank::login, Bank::days(30)));
  publish(customer, bank.publish());
  customer.advance("2026-06-01 10:00");
  EXPECT_THAT(customer.firings(), IsEmpty());
  customer.login("2026-06-02 10:00");
  customer.advance("2026-08-01 10:00");
  EXPECT_THAT(customer.firings(), ElementsAre("07-02 10:00 silent"));
}

TEST_F(Migrate, AnAbsenceCountsFromTheLastEventWhereThatIsRememberedElseFromThePublication) {
  Customer forgetful(bank.publish());
  forgetful.login("2026-01-05 10:00");
  bank.trigger("count", bank.on(Bank::login, bank.is_at_least(bank.count_of_days(Bank::login, 90), bank.integer(9))));
  Customer remembering(bank.publish());
  remembering.login("2026-01-05 10:00");
  for (Customer* customer : {&forgetful, &remembering}) {
    customer->deposit("2026-01-10 10:00", 1);
    bank.trigger("silent", bank.no(Bank::login, Bank::days(30)));
    publish(*customer, bank.publish());
    customer->advance("2026-06-01 10:00");
  }
  EXPECT_THAT(forgetful.firings(), ElementsAre("02-09 10:00 silent"));
  EXPECT_THAT(remembering.firings(), ElementsAre("02-04 10:00 silent"));
}

TEST_F(Migrate, ASilenceGoesOnUnderARenamedTrigger) {
  bank.trigger("silent", bank.no(Bank::login, Bank::days(30)));
  Customer customer(bank.publish());
  customer.login("2026-01-05 10:00");
  bank.trigger("quiet", bank.no(Bank::login, Bank::days(30)));
  publish(customer, bank.publish());
  customer.advance("2026-06-01 10:00");
  EXPECT_THAT(customer.firings(), ElementsAre("02-04 10:00 quiet"));
}

TEST_F(Migrate, AStateOfAnotherPlanIsRefused) {
  offers(1);
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  const journey::Plan other = *journey::Plan::make(bank.publish());
  EXPECT_FALSE(journey::step(other, customer.predicates(), "2873", customer.state(), {}).has_value());
  EXPECT_FALSE(journey::State::decode(other, customer.state().bytes()).has_value());
}

}  // namespace
}  // namespace wend::tests
