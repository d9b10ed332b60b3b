// What is on offer to a customer in the bank's inbound places, as a host asks for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include <wend/wend.hpp>

namespace wend::host::tests {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kSchema = R"({
  "name": "offers", "zone": "Asia/Shanghai", "tags": [{"name": "gold", "type": "bool"}],
  "events": [{"name": "login"}, {"name": "bought"}],
  "slots": [{"name": "banner", "templates": [{"name": "card", "parameters": []}, {"name": "loan", "parameters": []}]}]
})";

constexpr std::string_view kJourneys = R"(
goal buys = bought
journey spring {
    on      login
    goal    buys within 30 days
    expires after 30 days
    steps {
        place banner.card() for 2 days
        wait 1 day
        place banner.loan() for 14 days
        wait 20 days
    }
}
)";

constexpr Instant kStart = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

class Offers : public testing::Test {
 protected:
  Offers()
      : engine_(
            *Engine::open(*compile({"schema.json", std::string(kSchema)}, {{"spring.wend", std::string(kJourneys)}}))) {
    EXPECT_TRUE(engine_.publish({.id = "1", .type = "login", .customer = "c", .time = kStart, .fields = {}}));
  }
  std::vector<std::string> at(Instant time) const {
    const Result<std::vector<Offer>> offers = engine_.offers("c", time);
    EXPECT_TRUE(offers);
    std::vector<std::string> messages;
    for (const Offer& offer : *offers) messages.push_back(offer.slot + "." + offer.message);
    return messages;
  }

  Engine engine_;
};

TEST_F(Offers, WaitUntilTheirTimeIsOver) {
  EXPECT_THAT(at(kStart + 1h), ElementsAre("banner.card"));
  ASSERT_TRUE(engine_.advance(kStart + 25h));
  EXPECT_THAT(at(kStart + 25h), ElementsAre("banner.card", "banner.loan"));
  EXPECT_THAT(at(kStart + 49h), ElementsAre("banner.loan"));
}

TEST_F(Offers, SayWhoPlacedThemAndUntilWhen) {
  const Result<std::vector<Offer>> offers = engine_.offers("c", kStart);
  ASSERT_TRUE(offers);
  ASSERT_EQ(offers->size(), 1U);
  EXPECT_EQ(offers->front().journey, "spring");
  EXPECT_EQ(offers->front().placed, kStart);
  EXPECT_EQ(offers->front().until, kStart + 48h);
  Result<std::vector<Effect>> effects = engine_.take_effects();
  ASSERT_TRUE(effects);
  EXPECT_EQ(effects->at(1).id, offers->front().effect);
}

TEST_F(Offers, AreWithdrawnWhenTheJourneyReachesItsGoal) {
  ASSERT_TRUE(engine_.publish({.id = "2", .type = "bought", .customer = "c", .time = kStart + 2h, .fields = {}}));
  EXPECT_THAT(at(kStart + 3h), IsEmpty());
}

TEST_F(Offers, AreNoneForWhoIsNotKnown) {
  const Result<std::vector<Offer>> offers = engine_.offers("nobody", kStart);
  ASSERT_TRUE(offers);
  EXPECT_THAT(*offers, IsEmpty());
}

}  // namespace
}  // namespace wend::host::tests
