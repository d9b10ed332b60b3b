// Offers that wait in inbound places: what the state remembers of them, and until when.
#include "runtime/journey/offers.hpp"

#include "runtime/journey/block.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

class Offers : public ::testing::Test {
 protected:
  ir::Journey& journey() {
    ir::Journey& made = bank.journey("offers", bank.on(Bank::deposit));
    made.reentry.kind = ir::Reentry::Kind::always;
    return made;
  }
  static std::vector<journey::Offer> on_offer(const Customer& customer, std::string_view when) {
    const auto found = journey::offers_of(customer.plan(), customer.state(), at(when));
    EXPECT_TRUE(found.has_value());
    return found ? *found : std::vector<journey::Offer>{};
  }

  Bank bank;
};

TEST_F(Offers, WaitUntilTheirSpanIsOver) {
  Bank::step(journey(), "teaser", Bank::place(Bank::days(2)));
  Customer customer(bank.publish());
  const std::string id = customer.deposit("2026-01-05 10:00", 1).effects.at(1).id;
  const std::vector<journey::Offer> offers = on_offer(customer, "2026-01-07 09:59");
  ASSERT_EQ(offers.size(), 1U);
  EXPECT_EQ(offers.front().effect, id);
  EXPECT_EQ(offers.front().journey, "offers");
  EXPECT_EQ(offers.front().placed, at("2026-01-05 10:00"));
  EXPECT_EQ(offers.front().until, at("2026-01-07 10:00"));
  EXPECT_TRUE(on_offer(customer, "2026-01-07 10:00").empty());
}

TEST_F(Offers, AreForgottenOnceTheyAreOver) {
  Bank::step(journey(), "teaser", Bank::place(Bank::days(2)));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  const std::size_t with_offer = customer.state().bytes().size();
  customer.advance("2026-01-07 10:00");
  EXPECT_EQ(customer.state().bytes().size(), with_offer - sizeof(journey::OfferEntry));
}

TEST_F(Offers, OutliveTheJourneyThatPlacedThem) {
  Bank::step(journey(), "teaser", Bank::place(Bank::days(2)));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  EXPECT_THAT(customer.effects(), ::testing::ElementsAre("enter", "place banner.spring", "exit completed"));
  EXPECT_EQ(on_offer(customer, "2026-01-06 10:00").size(), 1U);
}

TEST_F(Offers, AreWithdrawnWhenTheGoalIsReached) {
  ir::Journey& offers = journey();
  offers.goals.push_back(
      {.pattern = bank.on(Bank::purchase), .name = "bought", .within = Bank::days(9), .has_within = true});
  Bank::step(offers, "teaser", Bank::place(Bank::days(9)));
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-06 10:00");
  EXPECT_TRUE(on_offer(customer, "2026-01-06 10:00").empty());
}

TEST_F(Offers, StayWithAGoalThatGoesOn) {
  ir::Journey& offers = journey();
  offers.goals.push_back(
      {.pattern = bank.on(Bank::purchase), .name = "bought", .within = {}, .has_within = false, .go_on = true});
  Bank::step(offers, "teaser", Bank::place(Bank::days(9), 1));
  Bank::step(offers, "pause", ir::WaitSpan{.span = Bank::days(9), .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.purchase("2026-01-06 10:00");
  EXPECT_EQ(on_offer(customer, "2026-01-06 10:00").size(), 1U);
}

TEST_F(Offers, AreWithdrawnByAnExit) {
  ir::Journey& offers = journey();
  offers.exit_on = {bank.on(Bank::closed)};
  Bank::step(offers, "teaser", Bank::place(Bank::days(9), 1));
  Bank::step(offers, "pause", ir::WaitSpan{.span = Bank::days(9), .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.closed("2026-01-06 10:00");
  EXPECT_TRUE(on_offer(customer, "2026-01-06 10:00").empty());
}

TEST_F(Offers, OfAnEarlierEntryStay) {
  ir::Journey& offers = journey();
  offers.exit_on = {bank.on(Bank::closed)};
  Bank::step(offers, "teaser", Bank::place(Bank::days(9), 1));
  Bank::step(offers, "pause", ir::WaitSpan{.span = Bank::days(1), .next = ir::kEnd});
  Customer customer(bank.publish());
  customer.deposit("2026-01-05 10:00", 1);
  customer.deposit("2026-01-07 10:00", 1);
  EXPECT_EQ(on_offer(customer, "2026-01-07 10:00").size(), 2U);
  customer.closed("2026-01-07 11:00");
  EXPECT_EQ(on_offer(customer, "2026-01-07 11:00").size(), 1U);
}

}  // namespace
}  // namespace wend::tests
