#include <limits>

#include "tests/unit/eval/fixture.hpp"

namespace wend::eval {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

class Arithmetic : public EvaluatorTest {
 protected:
  static constexpr std::uint32_t kByNumber = static_cast<std::uint32_t>(ir::Scale::number);
};

TEST_F(Arithmetic, AddsTheFirstOperandsLessTheOthers) {
  EXPECT_EQ(shown(make(Operation::sum, {integer(10), integer(4), integer(3)}, kInteger, 2)), "11");
  EXPECT_EQ(shown(make(Operation::sum, {integer(10), integer(4), integer(3)}, kInteger, 1)), "3");
  EXPECT_EQ(shown_money(make(Operation::sum, {money("0.1"), money("0.2")}, kMoney, 2)), "0.3");
  EXPECT_EQ(shown(make(Operation::sum, {date("2026-03-02"), date("2026-02-28")}, kInteger, 1)), "2");
}

TEST_F(Arithmetic, OverflowsOnlyWhereTheWholeSumDoes) {
  EXPECT_EQ(shown(make(Operation::sum, {integer(kMost), integer(1), integer(1)}, kInteger, 2)), std::to_string(kMost));
  EXPECT_EQ(shown(make(Operation::sum, {integer(kMost), integer(1)}, kInteger, 2)), "unknown");
  EXPECT_EQ(shown(make(Operation::sum, {integer(0), integer(kLeast)}, kInteger, 1)), "unknown");
  EXPECT_EQ(shown(make(Operation::sum, {integer(-1), integer(kLeast)}, kInteger, 1)), std::to_string(kMost));
}

TEST_F(Arithmetic, MultipliesAtTheScaleOfNumbers) {
  EXPECT_EQ(shown_money(make(Operation::multiply, {money("100.05"), number("1.5")}, kMoney, kByNumber)), "150.075");
  EXPECT_EQ(shown(make(Operation::multiply, {integer(-6), integer(7)}, kInteger)), "-42");
}

TEST_F(Arithmetic, RoundsHalfToEven) {
  EXPECT_EQ(shown_money(make(Operation::multiply, {money("0.0001"), number("0.5")}, kMoney, kByNumber)), "0");
  EXPECT_EQ(shown_money(make(Operation::multiply, {money("0.0003"), number("0.5")}, kMoney, kByNumber)), "0.0002");
  EXPECT_EQ(shown_money(make(Operation::multiply, {money("-0.0001"), number("0.5")}, kMoney, kByNumber)), "0");
  EXPECT_EQ(shown_number(make(Operation::divide, {number("0.000001"), number("2")}, kNumber, kByNumber)), "0");
  EXPECT_EQ(shown_number(make(Operation::divide, {number("0.000003"), number("2")}, kNumber, kByNumber)), "0.000002");
  EXPECT_EQ(shown_number(make(Operation::divide, {number("-0.000003"), number("2")}, kNumber, kByNumber)), "-0.000002");
}

TEST_F(Arithmetic, DividesExactlyBeforeItRounds) {
  EXPECT_EQ(shown_number(make(Operation::divide, {money("1"), money("3")}, kNumber, kByNumber)), "0.333333");
  EXPECT_EQ(shown_number(make(Operation::divide, {money("2"), money("3")}, kNumber, kByNumber)), "0.666667");
  EXPECT_EQ(shown(make(Operation::divide, {integer(7), integer(-2)}, kInteger)), "-4");
}

TEST_F(Arithmetic, KnowsNoQuotientByZero) {
  EXPECT_EQ(shown(make(Operation::divide, {integer(1), integer(0)}, kInteger)), "unknown");
  EXPECT_EQ(shown(make(Operation::divide, {integer(0), integer(0)}, kInteger)), "unknown");
}

TEST_F(Arithmetic, OverflowIsUnknown) {
  EXPECT_EQ(shown(make(Operation::multiply, {integer(kMost), integer(2)}, kInteger)), "unknown");
  EXPECT_EQ(shown(make(Operation::multiply, {integer(kLeast), integer(-1)}, kInteger)), "unknown");
  EXPECT_EQ(shown(make(Operation::divide, {integer(kLeast), integer(-1)}, kInteger)), "unknown");
  EXPECT_EQ(shown(make(Operation::divide, {integer(kMost), integer(1)}, kNumber, kByNumber)), "unknown");
  EXPECT_EQ(shown(make(Operation::negate, {integer(kLeast)}, kInteger)), "unknown");
  EXPECT_EQ(shown(make(Operation::rescale, {integer(kMost)}, kNumber)), "unknown");
}

TEST_F(Arithmetic, NegatesScalarsAndPeriods) {
  EXPECT_EQ(shown(make(Operation::negate, {integer(5)}, kInteger)), "-5");
  EXPECT_EQ(shown(make(Operation::negate, {integer(kMost)}, kInteger)), std::to_string(-kMost));
  EXPECT_TRUE(same(value(make(Operation::negate, {period({1, -2, 3})}, kPeriod)), Period{-1, 2, -3}));
  const std::int32_t least = std::numeric_limits<std::int32_t>::min();
  EXPECT_EQ(shown(make(Operation::negate, {period({least, 0, 0})}, kPeriod)), "unknown");
}

TEST_F(Arithmetic, ReadsIntegersAsNumbers) {
  EXPECT_EQ(shown_number(make(Operation::rescale, {integer(-3)}, kNumber)), "-3");
}

TEST_F(Arithmetic, RoundsToPlacesOfTheType) {
  EXPECT_EQ(shown_number(make(Operation::round, {number("2.5")}, kNumber, 0)), "2");
  EXPECT_EQ(shown_number(make(Operation::round, {number("3.5")}, kNumber, 0)), "4");
  EXPECT_EQ(shown_money(make(Operation::round, {money("1.0050")}, kMoney, 2)), "1");
  EXPECT_EQ(shown_money(make(Operation::round, {money("1.0150")}, kMoney, 2)), "1.02");
  EXPECT_EQ(shown_number(make(Operation::round, {number("1.234567")}, kNumber, 9)), "1.234567");
  EXPECT_EQ(shown(make(Operation::round, {integer(7)}, kInteger, 0)), "7");
  EXPECT_EQ(shown(make(Operation::round, {build_.constant(kNumber, kMost)}, kNumber, 0)), "unknown");
}

TEST_F(Arithmetic, FindsTheLeastAndTheGreatest) {
  EXPECT_EQ(shown(make(Operation::least, {integer(3), integer(-1), integer(2)}, kInteger)), "-1");
  EXPECT_EQ(shown(make(Operation::greatest, {integer(3), integer(-1), integer(2)}, kInteger)), "3");
  EXPECT_EQ(shown(make(Operation::least, {integer(3)}, kInteger)), "3");
}

TEST_F(Arithmetic, WithUnknownIsUnknown) {
  const Id nothing = unknown(kInteger);
  for (const Operation operation :
       {Operation::sum, Operation::multiply, Operation::divide, Operation::least, Operation::greatest}) {
    EXPECT_EQ(shown(make(operation, {nothing, integer(0)}, kInteger, 1)), "unknown") << ir::name_of(operation);
    EXPECT_EQ(shown(make(operation, {integer(0), nothing}, kInteger, 1)), "unknown") << ir::name_of(operation);
  }
  for (const Operation operation : {Operation::negate, Operation::rescale, Operation::round}) {
    EXPECT_EQ(shown(make(operation, {nothing}, kInteger)), "unknown") << ir::name_of(operation);
  }
}

}  // namespace
}  // namespace wend::eval
