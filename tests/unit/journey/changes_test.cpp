// Patterns that ask whether a tag changes, and alternatives.
#include "runtime/journey/rules.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using ir::Operation;
using testing::ElementsAre;
using testing::IsEmpty;

class Changes : public testing::Test {
 protected:
  ir::PatternIndex rises_to(std::int64_t crowns) {
    return bank.turns(bank.is_at_least(bank.tag(Bank::aum), bank.crowns(crowns)));
  }
  static Value crowns(std::int64_t amount) { return scalar(money(amount)); }

  Bank bank;
};

TEST_F(Changes, RisingToALevelFromBelowFires) {
  bank.trigger("rich", rises_to(100));
  Customer customer(bank.publish());
  customer.set("2026-03-02 10:00", Bank::aum, crowns(99));
  customer.set("2026-03-03 10:00", Bank::aum, crowns(100));
  customer.set("2026-03-04 10:00", Bank::aum, crowns(150));
  EXPECT_THAT(customer.firings(), ElementsAre("03-03 10:00 rich"));
}

TEST_F(Changes, SkippingLevelsRisesToEach) {
  bank.trigger("hundred", rises_to(100));
  bank.trigger("thousand", rises_to(1'000));
  Customer customer(bank.publish());
  customer.set("2026-03-02 10:00", Bank::aum, crowns(1));
  customer.set("2026-03-03 10:00", Bank::aum, crowns(5'000));
  EXPECT_THAT(customer.firings(), ElementsAre("03-03 10:00 hundred", "03-03 10:00 thousand"));
}

TEST_F(Changes, FromMissingToAValueChangesAndDoesNotRise) {
  bank.trigger("rich", rises_to(100));
  bank.trigger("other", bank.changes(bank.tag(Bank::aum)));
  bank.trigger("hundred", bank.turns(bank.make(Operation::equal, {bank.tag(Bank::aum), bank.crowns(100)}), true));
  Customer customer(bank.publish());
  customer.set("2026-03-02 10:00", Bank::aum, crowns(100));
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 10:00 other", "03-02 10:00 hundred"));
}

TEST_F(Changes, FromAValueToMissingChanges) {
  bank.trigger("other", bank.changes(bank.tag(Bank::aum)));
  Customer customer(bank.publish());
  customer.set("2026-03-02 10:00", Bank::aum, crowns(100));
  customer.set("2026-03-03 10:00", Bank::aum, Unknown{});
  customer.set("2026-03-04 10:00", Bank::aum, Unknown{});
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 10:00 other", "03-03 10:00 other"));
}

TEST_F(Changes, TheFirstLoadFiresNoneAndTheNextDoes) {
  bank.trigger("other", bank.changes(bank.tag(Bank::aum)));
  Customer customer(bank.publish());
  customer.load("2026-03-02 10:00");
  customer.set("2026-03-03 10:00", Bank::aum, crowns(100));
  customer.load("2026-03-04 10:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-03 10:00 other", "03-04 10:00 other"));
}

TEST_F(Changes, TheFirstLoadFiresNoneThoughATagWasSetBefore) {
  bank.trigger("other", bank.changes(bank.tag(Bank::aum)));
  Customer customer(bank.publish());
  customer.set("2026-03-02 10:00", Bank::aum, crowns(100));
  customer.load("2026-03-03 10:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 10:00 other"));
}

TEST_F(Changes, AnEventChangesWhatIsDerivedFromHistory) {
  bank.trigger("busy", bank.turns(bank.is_at_least(bank.count_of_days(Bank::login, 7), bank.integer(2))));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  customer.login("2026-03-03 10:00");
  customer.login("2026-03-04 10:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-03 10:00 busy"));
}

TEST_F(Changes, TimeAloneMakesNoChange) {
  bank.trigger("fewer", bank.changes(bank.count_of_days(Bank::login, 7)));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  customer.advance("2026-04-01 00:00");
  customer.set("2026-04-01 10:00", Bank::aum, crowns(1));
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 10:00 fewer"));
}

TEST_F(Changes, ALateTagEventIsJudgedAtTheClockAndFiresWithinTheLatenessOnly) {
  bank.trigger("other", bank.changes(bank.tag(Bank::aum)));
  Customer customer(bank.publish());
  customer.login("2026-03-10 10:00");
  customer.set("2026-03-08 10:00", Bank::aum, crowns(1));
  customer.set("2026-03-01 10:00", Bank::aum, crowns(2));
  customer.set("2026-03-11 10:00", Bank::aum, crowns(2));
  EXPECT_THAT(customer.firings(), ElementsAre("03-10 10:00 other"));
}

TEST_F(Changes, AChangeEntersAJourneyOnce) {
  ir::Journey& journey = bank.journey("rich", bank.any({rises_to(100), rises_to(1'000)}));
  journey.reentry.kind = ir::Reentry::Kind::always;
  Bank::step(journey, "news", Bank::post());
  Customer customer(bank.publish());
  customer.set("2026-03-02 10:00", Bank::aum, crowns(1));
  customer.set("2026-03-03 10:00", Bank::aum, crowns(5'000));
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "send inbox.news", "exit completed"));
}

TEST_F(Changes, AChangeWakesAWaitReachesAGoalAndEndsAJourney) {
  ir::Journey& waiting = bank.journey("waiting", bank.on(Bank::login));
  Bank::step(waiting, "rich",
             ir::WaitFor{.pattern = rises_to(100), .limit = Bank::days(9), .on_seen = 1, .on_timeout = ir::kEnd});
  Bank::step(waiting, "news", Bank::post());
  ir::Journey& aiming = bank.journey("aiming", bank.on(Bank::login));
  Bank::step(aiming, "long", ir::WaitSpan{.span = Bank::days(9), .next = ir::kEnd});
  aiming.goals.emplace_back();
  aiming.goals.back().pattern = rises_to(1'000);
  aiming.goals.back().name = "wealthy";
  ir::Journey& leaving = bank.journey("leaving", bank.on(Bank::login));
  Bank::step(leaving, "long", ir::WaitSpan{.span = Bank::days(9), .next = ir::kEnd});
  leaving.exit_on = {rises_to(500)};
  Customer customer(bank.publish());
  customer.set("2026-03-02 10:00", Bank::aum, crowns(1));
  customer.login("2026-03-02 11:00");
  customer.effects();
  customer.set("2026-03-03 10:00", Bank::aum, crowns(100));
  EXPECT_THAT(customer.effects(), ElementsAre("send inbox.news", "exit completed"));
  customer.set("2026-03-04 10:00", Bank::aum, crowns(600));
  EXPECT_THAT(customer.effects(), ElementsAre("exit exit on"));
  customer.set("2026-03-05 10:00", Bank::aum, crowns(1'000));
  EXPECT_THAT(customer.effects(), ElementsAre("goal wealthy", "exit goal"));
}

TEST_F(Changes, AlternativesOfSeveralKindsFireOnceForAnEvent) {
  const ir::PatternIndex busy = bank.turns(bank.is_at_least(bank.count_of_days(Bank::login, 7), bank.integer(1)));
  bank.trigger("seen",
               bank.any({bank.on(Bank::login), bank.on(Bank::deposit), busy, bank.no(Bank::login, Bank::days(2))}));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  customer.deposit("2026-03-02 11:00", 1);
  customer.advance("2026-03-09 00:00");
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 10:00 seen", "03-02 11:00 seen", "03-04 10:00 seen"));
}

TEST_F(Changes, WhenBelongsToAllAlternatives) {
  const ir::PatternIndex both = bank.any({bank.on(Bank::login), bank.on(Bank::deposit)});
  bank.program().patterns[both].when = bank.tag(Bank::gold);
  bank.trigger("gold", both);
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  customer.set("2026-03-02 10:30", Bank::gold, true);
  customer.deposit("2026-03-02 11:00", 1);
  EXPECT_THAT(customer.firings(), ElementsAre("03-02 11:00 gold"));
}

// What the step `set` does, without a step: tags are set while something is handled, and fire in rounds after it.
class Rounds : public Changes {
 protected:
  static journey::Session session(const Customer& customer) {
    Result<journey::Memory> memory = journey::Memory::open(customer.plan(), customer.state());
    return {customer.plan(), customer.predicates(), customer.id(), *std::move(memory)};
  }
};

TEST_F(Rounds, WhatIsSetIsSeenAtOnceAndFiresInTheNextRound) {
  bank.trigger("other", bank.changes(bank.tag(Bank::aum)));
  Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  journey::Session set = session(customer);
  const journey::TagValue one[] = {{.tag = Bank::aum, .value = crowns(1)}};
  const journey::TagValue two[] = {{.tag = Bank::aum, .value = crowns(2)}};
  journey::set_tags(set, one);
  journey::set_tags(set, two);
  EXPECT_EQ(own(layout::load({&set.plan.tags(), set.memory.tags}, Bank::aum)), OwnedValue(money(2)));
  EXPECT_THAT(set.outcome.firings, IsEmpty());
  journey::settle(set);
  EXPECT_EQ(set.outcome.firings.size(), 1U);
  journey::settle(set);
  EXPECT_EQ(set.outcome.firings.size(), 1U);
}

}  // namespace
}  // namespace wend::tests
