// What conformance cases cannot see of policies: the bound on what is counted, what is forgotten, when to wake.
#include "runtime/journey/quiet.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using testing::ElementsAre;

class Policies : public testing::Test {
 protected:
  Policies() {
    ir::Journey& journey = bank.journey("offers", bank.on(Bank::deposit));
    journey.reentry.kind = ir::Reentry::Kind::always;
    Bank::step(journey, "offer", Bank::send(Bank::offer));
  }
  ir::Policy& policy() {
    ir::Policy& made = bank.program().policies.emplace_back();
    made.name = "retail";
    return made;
  }
  static ir::Cap cap(const ir::Span& window, std::uint32_t at_most, ir::Verdict verdict = ir::Verdict::skip) {
    return {.window = window, .at_most = at_most, .across = {}, .verdict = verdict};
  }
  Bank bank;
};

TEST_F(Policies, PastTheBoundOfWhatIsCountedAContactIsKeptOut) {
  policy().caps = {cap(Bank::days(30), 100)};
  Customer customer(bank.publish(), "2873", {.contacts = 2});
  for (const char* day : {"2026-03-01 10:00", "2026-03-02 10:00", "2026-03-03 10:00"}) customer.deposit(day, 1);
  EXPECT_THAT(customer.effects(),
              ElementsAre("enter", "send wechat.offer", "exit completed", "enter", "send wechat.offer",
                          "exit completed", "enter", "skip wechat.offer cap", "exit completed"));
}

TEST_F(Policies, WhatNoWindowReachesIsForgotten) {
  policy().caps = {cap(Bank::days(3), 100)};
  Customer customer(bank.publish());
  customer.deposit("2026-03-01 10:00", 1);
  const std::size_t one = customer.state().bytes().size();
  customer.deposit("2026-03-02 10:00", 1);
  EXPECT_GT(customer.state().bytes().size(), one);
  customer.deposit("2026-03-20 10:00", 1);
  EXPECT_EQ(customer.state().bytes().size(), one);
}

TEST_F(Policies, WithoutACapNothingIsCounted) {
  policy().quiet = {{.from = 21 * kHour, .to = 8 * kHour, .verdict = ir::Verdict::skip}};
  Customer customer(bank.publish());
  customer.deposit("2026-03-01 10:00", 1);
  const std::size_t one = customer.state().bytes().size();
  customer.deposit("2026-03-02 10:00", 1);
  EXPECT_EQ(customer.state().bytes().size(), one);
}

TEST_F(Policies, ADelayedContactWakesAtItsRelease) {
  policy().quiet = {{.from = 21 * kHour, .to = 8 * kHour, .verdict = ir::Verdict::delay}};
  Customer customer(bank.publish());
  EXPECT_EQ(customer.deposit("2026-03-01 22:00", 1).next_wake, at("2026-03-02 08:00"));
  EXPECT_THAT(customer.effects(), ElementsAre("enter"));
  EXPECT_EQ(customer.advance("2026-03-02 08:00").next_wake, journey::kNever);
  EXPECT_THAT(customer.effects(), ElementsAre("send wechat.offer", "exit completed"));
}

TEST_F(Policies, AContactThatAFullWindowDelaysWakesWhenItHasRoom) {
  policy().caps = {cap(Bank::hours(6), 1, ir::Verdict::delay)};
  Customer customer(bank.publish());
  customer.deposit("2026-03-01 10:00", 1);
  EXPECT_EQ(customer.deposit("2026-03-01 12:00", 1).next_wake, at("2026-03-01 16:00"));
}

TEST(QuietHours, BelongToTheZone) {
  const ir::QuietHours night{.from = 21 * kHour, .to = 8 * kHour, .verdict = ir::Verdict::delay};
  EXPECT_EQ(journey::end_of_quiet(night, at("2026-03-02 21:00"), prague()), at("2026-03-03 08:00"));
  EXPECT_EQ(journey::end_of_quiet(night, at("2026-03-02 20:59"), prague()), std::nullopt);
  EXPECT_EQ(journey::end_of_quiet(night, at("2026-03-02 21:00"), Zone::utc()), std::nullopt);
}

}  // namespace
}  // namespace wend::tests
