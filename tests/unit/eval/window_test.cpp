#include <limits>

#include "tests/unit/eval/history_fixture.hpp"

namespace wend::eval {
namespace {

using ir::Aggregate;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

class WindowTest : public HistoryTest {
 protected:
  static Value yuan(std::int64_t amount) { return amount * decimal::kMoneyScale; }

  std::string money_over(const ir::Window& window) {
    const Value found = over(window);
    const auto* known = std::get_if<std::int64_t>(&found);
    return known == nullptr ? "unknown" : decimal::format(*known, decimal::kMoneyPlaces);
  }
};

TEST_F(WindowTest, CountsFromTheBeginningToNowWhereNothingIsSaid) {
  deposit("1993-01-01T00:00Z", yuan(1));
  deposit("2026-03-10T12:00:00Z", yuan(1));
  deposit("2026-03-10T12:00:01Z", yuan(1));
  EXPECT_EQ(shown_over(window(Aggregate::count, kInteger)), "2");
}

TEST_F(WindowTest, IncludesBothEndsOfItsRange) {
  deposit("2026-03-01T23:59:59.999999Z", yuan(1));
  deposit("2026-03-02T00:00Z", yuan(1));
  deposit("2026-03-05T00:00Z", yuan(1));
  ir::Window counted = count_from("2026-03-02T00:00Z");
  EXPECT_EQ(shown_over(counted), "2");
  counted.until = time("2026-03-05T00:00Z");
  EXPECT_EQ(shown_over(counted), "2");
  counted.until_exclusive = true;
  EXPECT_EQ(shown_over(counted), "1");
}

TEST_F(WindowTest, LeavesOutTheBeginningWhereItRolls) {
  deposit("2026-03-10T10:00Z", yuan(1));
  deposit("2026-03-10T10:00:00.000001Z", yuan(1));
  deposit("2026-03-10T12:00Z", yuan(1));
  ir::Window counted = count_from("2026-03-10T10:00Z");
  counted.rolling = true;
  EXPECT_EQ(shown_over(counted), "2");
}

TEST_F(WindowTest, CountsNothingWhereTheEndIsBeforeTheBeginning) {
  deposit("2026-03-05T00:00Z", yuan(1));
  ir::Window counted = count_from("2026-03-06T00:00Z");
  counted.until = time("2026-03-04T00:00Z");
  EXPECT_EQ(shown_over(counted), "0");
}

TEST_F(WindowTest, CountsOnlyEventsOfItsType) {
  deposit("2026-03-05T00:00Z", yuan(1));
  login("2026-03-05T00:00Z");
  login("2026-03-06T00:00Z");
  ir::Window counted = count_from("2026-03-01T00:00Z");
  counted.event = kLogin;
  EXPECT_EQ(shown_over(counted), "2");
}

TEST_F(WindowTest, CountsWhereTheConditionIsTrueAlone) {
  deposit("2026-03-05T00:00Z", yuan(10));
  deposit("2026-03-06T00:00Z", yuan(20));
  deposit("2026-03-07T00:00Z", Unknown{});
  ir::Window counted = count_from("2026-03-01T00:00Z");
  counted.where = make(Operation::less, {candidate(kAmount, kMoney), money("15")});
  EXPECT_EQ(shown_over(counted), "1");
  counted.where = make(Operation::negation, {counted.where});
  EXPECT_EQ(shown_over(counted), "1");
}

TEST_F(WindowTest, RelatesTheCandidateToTheEventBeingMatched) {
  deposit("2026-03-05T00:00Z", yuan(1), {}, std::string_view("Prague"));
  deposit("2026-03-06T00:00Z", yuan(1), {}, std::string_view("Brno"));
  deposit("2026-03-07T00:00Z", yuan(1), {}, std::string_view("Prague"));
  const Event matched = events_[kDeposit][2];
  inputs_.events[static_cast<std::size_t>(ir::Slot::matched)] = &matched;
  ir::Window counted = count_from("2026-03-01T00:00Z");
  counted.where = make(Operation::equal,
                       {candidate(kCity, kText), build_.leaf(Operation::event_field, kText, kCity, ir::Slot::matched)});
  EXPECT_EQ(shown_over(counted), "2");
}

TEST_F(WindowTest, LeavesTheHandledEventOutOfEarlierOnes) {
  deposit("2026-03-10T12:00Z", yuan(5));
  const std::size_t handled = deposit("2026-03-10T12:00Z", yuan(7));
  inputs_.handled = &events_[kDeposit][handled];
  ir::Window sum = window(Aggregate::sum, kMoney, kAmount);
  EXPECT_EQ(money_over(sum), "12");
  sum.earlier = true;
  EXPECT_EQ(money_over(sum), "5");
  inputs_.handled = nullptr;
  EXPECT_EQ(money_over(sum), "12");
}

TEST_F(WindowTest, SkipsMissingFields) {
  deposit("2026-03-05T00:00Z", Unknown{}, std::int64_t{1});
  deposit("2026-03-06T00:00Z", yuan(4), std::int64_t{2});
  deposit("2026-03-07T00:00Z", yuan(8), std::int64_t{4});
  deposit("2026-03-08T00:00Z", Unknown{}, std::int64_t{5});
  EXPECT_EQ(shown_over(window(Aggregate::count, kInteger, kAmount)), "2");
  EXPECT_EQ(money_over(window(Aggregate::sum, kMoney, kAmount)), "12");
  EXPECT_EQ(money_over(window(Aggregate::average, kMoney, kAmount)), "6");
  EXPECT_EQ(money_over(window(Aggregate::min, kMoney, kAmount)), "4");
  EXPECT_EQ(money_over(window(Aggregate::max, kMoney, kAmount)), "8");
  EXPECT_EQ(money_over(window(Aggregate::first, kMoney, kAmount)), "4");
  EXPECT_EQ(money_over(window(Aggregate::latest, kMoney, kAmount)), "8");
  EXPECT_EQ(shown_over(window(Aggregate::distinct, kInteger, kAmount)), "2");
  EXPECT_EQ(shown_over(window(Aggregate::time_since, kDuration, kAmount)), std::to_string(3 * kDay + 12 * kHour));
}

TEST_F(WindowTest, SumsExactlyBeyondSixtyFourBits) {
  deposit("2026-03-05T00:00Z", kMost);
  deposit("2026-03-06T00:00Z", kMost);
  EXPECT_EQ(shown_over(window(Aggregate::sum, kMoney, kAmount)), "unknown");
  EXPECT_EQ(shown_over(window(Aggregate::average, kMoney, kAmount)), std::to_string(kMost));
  deposit("2026-03-07T00:00Z", -kMost);
  EXPECT_EQ(shown_over(window(Aggregate::sum, kMoney, kAmount)), std::to_string(kMost));
}

TEST_F(WindowTest, RoundsAveragesHalfToEvenOnce) {
  deposit("2026-03-05T00:00Z", std::int64_t{1}, std::int64_t{1});
  deposit("2026-03-06T00:00Z", std::int64_t{2}, std::int64_t{2});
  EXPECT_EQ(shown_over(window(Aggregate::average, kMoney, kAmount)), "2");
  EXPECT_EQ(shown_over(window(Aggregate::average, kNumber, kItems)), "1500000");
  deposit("2026-03-07T00:00Z", std::int64_t{2}, std::int64_t{2});
  EXPECT_EQ(shown_over(window(Aggregate::average, kNumber, kItems)), "1666667");
}

TEST_F(WindowTest, TakesEventsOfOneInstantInTheOrderOfArrival) {
  deposit("2026-03-05T00:00Z", yuan(1));
  deposit("2026-03-05T00:00Z", yuan(2));
  EXPECT_EQ(money_over(window(Aggregate::first, kMoney, kAmount)), "1");
  EXPECT_EQ(money_over(window(Aggregate::latest, kMoney, kAmount)), "2");
}

TEST_F(WindowTest, GivesTimesWhereThereIsNoField) {
  login("2026-03-05T00:00Z");
  login("2026-03-06T06:00Z");
  ir::Window window = count_from("2026-03-01T00:00Z");
  window.event = kLogin;
  window.type = kTime;
  window.aggregate = Aggregate::first;
  EXPECT_EQ(shown_over(window), shown(time("2026-03-05T00:00Z")));
  window.aggregate = Aggregate::latest;
  EXPECT_EQ(shown_over(window), shown(time("2026-03-06T06:00Z")));
}

TEST_F(WindowTest, MeasuresTheTimeSinceTheLatestEvent) {
  ir::Window window = count_from("2026-03-01T00:00Z");
  window.aggregate = Aggregate::time_since;
  window.type = kDuration;
  EXPECT_EQ(shown_over(window), "unknown");
  deposit("2026-03-05T00:00Z", yuan(1));
  deposit("2026-03-10T09:30Z", yuan(1));
  EXPECT_EQ(shown_over(window), std::to_string(2 * kHour + 30 * kMinute));
}

TEST_F(WindowTest, SaysWhetherSomethingHappened) {
  ir::Window window = count_from("2026-03-06T00:00Z");
  window.aggregate = Aggregate::happened;
  window.type = kBoolean;
  deposit("2026-03-05T00:00Z", yuan(1));
  EXPECT_EQ(shown_over(window), "false");
  deposit("2026-03-07T00:00Z", yuan(1));
  EXPECT_EQ(shown_over(window), "true");
}

TEST_F(WindowTest, CountsDistinctValues) {
  for (const std::string_view city : {"Prague", "Brno", "Prague", "", "Brno"}) {
    deposit("2026-03-05T00:00Z", yuan(1), {}, city);
  }
  deposit("2026-03-05T00:00Z", yuan(1));
  EXPECT_EQ(shown_over(window(Aggregate::distinct, kInteger, kCity)), "3");
  EXPECT_EQ(shown_over(window(Aggregate::distinct, kInteger, kAmount)), "1");
}

TEST_F(WindowTest, TellsAtMostAThousandAndTwentyFourValuesApart) {
  for (std::int64_t amount = 0; amount < 1'024; ++amount) deposit("2026-03-05T00:00Z", amount);
  EXPECT_EQ(shown_over(window(Aggregate::distinct, kInteger, kAmount)), "1024");
  deposit("2026-03-05T00:00Z", std::int64_t{1'023});
  EXPECT_EQ(shown_over(window(Aggregate::distinct, kInteger, kAmount)), "1024");
  deposit("2026-03-05T00:00Z", std::int64_t{1'024});
  EXPECT_EQ(shown_over(window(Aggregate::distinct, kInteger, kAmount)), "unknown");
}

TEST_F(WindowTest, MayLookAtAnotherWindowInItsCondition) {
  deposit("2026-03-05T00:00Z", yuan(1));
  deposit("2026-03-06T00:00Z", yuan(5));
  const Id average = build_.window(window(Aggregate::average, kMoney, kAmount));
  ir::Window above = count_from("2026-03-01T00:00Z");
  above.where = make(Operation::less, {average, candidate(kAmount, kMoney)});
  EXPECT_EQ(shown_over(above), "1");
}

TEST_F(WindowTest, IsGivenReadyMadeToOtherExecutors) {
  deposit("2026-03-05T00:00Z", yuan(1));
  const ir::Window counted = count_from("2026-03-01T00:00Z");
  const Value inside = over(counted);
  EXPECT_TRUE(same(evaluate(program_, counted, inputs_), inside));
}

}  // namespace
}  // namespace wend::eval
