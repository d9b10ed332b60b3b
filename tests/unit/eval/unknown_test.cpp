// Each sentence of the language page's section "Unknown", in its order.
#include <limits>

#include "tests/unit/eval/history_fixture.hpp"

namespace wend::eval {
namespace {

using ir::Aggregate;

class UnknownTest : public HistoryTest {
 protected:
  Id condition(Operation operation, Truth left, Truth right) {
    return make(operation, {boolean(left), boolean(right)});
  }
};

TEST_F(UnknownTest, UnknownAndFalseIsFalse) {
  EXPECT_EQ(truth_at(condition(Operation::conjunction, Truth::unknown, Truth::no)), Truth::no);
  EXPECT_EQ(truth_at(condition(Operation::conjunction, Truth::no, Truth::unknown)), Truth::no);
}

TEST_F(UnknownTest, UnknownOrTrueIsTrue) {
  EXPECT_EQ(truth_at(condition(Operation::disjunction, Truth::unknown, Truth::yes)), Truth::yes);
  EXPECT_EQ(truth_at(condition(Operation::disjunction, Truth::yes, Truth::unknown)), Truth::yes);
}

TEST_F(UnknownTest, NotUnknownIsUnknown) {
  EXPECT_EQ(truth_at(make(Operation::negation, {boolean(Truth::unknown)})), Truth::unknown);
}

TEST_F(UnknownTest, ComparisonsWithUnknownAreUnknown) {
  EXPECT_EQ(truth_at(make(Operation::equal, {unknown(kInteger), unknown(kInteger)})), Truth::unknown);
  EXPECT_EQ(truth_at(make(Operation::less, {integer(1), unknown(kInteger)})), Truth::unknown);
}

TEST_F(UnknownTest, ArithmeticWithUnknownIsUnknown) {
  EXPECT_EQ(shown(make(Operation::multiply, {integer(0), unknown(kInteger)}, kInteger)), "unknown");
  EXPECT_EQ(shown(make(Operation::sum, {integer(0), unknown(kInteger)}, kInteger, 2)), "unknown");
}

TEST_F(UnknownTest, DivisionByZeroIsUnknown) {
  EXPECT_EQ(shown(make(Operation::divide, {money("1"), money("0")}, kNumber, 1)), "unknown");
}

TEST_F(UnknownTest, OverflowIsUnknown) {
  const Id most = integer(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(shown(make(Operation::sum, {most, integer(1)}, kInteger, 2)), "unknown");
}

TEST_F(UnknownTest, AverageMinMaxFirstLatestOfNothingAreUnknown) {
  for (const Aggregate aggregate :
       {Aggregate::average, Aggregate::min, Aggregate::max, Aggregate::first, Aggregate::latest}) {
    EXPECT_EQ(shown_over(window(aggregate, kMoney, kAmount)), "unknown") << static_cast<int>(aggregate);
  }
}

TEST_F(UnknownTest, CountAndSumOfNothingAreZero) {
  EXPECT_EQ(shown_over(window(Aggregate::count, kInteger)), "0");
  EXPECT_EQ(shown_over(window(Aggregate::sum, kMoney, kAmount)), "0");
  EXPECT_EQ(shown_over(window(Aggregate::distinct, kInteger, kAmount)), "0");
  EXPECT_EQ(shown_over(window(Aggregate::happened, kBoolean)), "false");
}

TEST_F(UnknownTest, CountAndSumOfMissingFieldsAloneAreZero) {
  deposit("2026-03-05T00:00Z", Unknown{});
  EXPECT_EQ(shown_over(window(Aggregate::count, kInteger, kAmount)), "0");
  EXPECT_EQ(shown_over(window(Aggregate::sum, kMoney, kAmount)), "0");
  EXPECT_EQ(shown_over(window(Aggregate::average, kMoney, kAmount)), "unknown");
}

TEST_F(UnknownTest, AnEventForWhichWhereIsUnknownIsNotCounted) {
  deposit("2026-03-05T00:00Z", Unknown{});
  ir::Window counted = window(Aggregate::count, kInteger);
  counted.where = make(Operation::equal, {candidate(kAmount, kMoney), money("1")});
  EXPECT_EQ(shown_over(counted), "0");
  counted.where = make(Operation::not_equal, {candidate(kAmount, kMoney), money("1")});
  EXPECT_EQ(shown_over(counted), "0");
}

TEST_F(UnknownTest, WhetherSomethingIsKnownIsNeverUnknown) {
  EXPECT_EQ(truth_at(make(Operation::known, {unknown(kMoney)})), Truth::no);
  EXPECT_EQ(truth_at(make(Operation::known, {make(Operation::divide, {integer(1), integer(0)}, kInteger)})), Truth::no);
}

TEST_F(UnknownTest, AConditionHoldsOnlyWhereItIsTrue) {
  EXPECT_FALSE(holds(program_, boolean(Truth::unknown), inputs_));
}

TEST_F(UnknownTest, InChooseWhatIsUnknownFallsToUnknownElseToOtherwise) {
  const Id unknown_condition = boolean(Truth::unknown);
  EXPECT_EQ(shown(make(Operation::choose, {unknown_condition, integer(1), integer(2), integer(3)}, kInteger)), "3");
  // Where the author wrote no `unknown`, the last operand is `otherwise` again.
  EXPECT_EQ(shown(make(Operation::choose, {unknown_condition, integer(1), integer(2), integer(2)}, kInteger)), "2");
}

TEST_F(UnknownTest, HistoryNotVouchedForIsUnknownNeverZero) {
  deposit("2026-03-07T00:00Z", std::int64_t{1});
  complete_since_ = *parse_time("2026-03-05T00:00Z", inputs_.zone);
  EXPECT_EQ(shown_over(count_from("2026-03-04T23:59:59.999999Z")), "unknown");
  EXPECT_EQ(shown_over(count_from("2026-03-05T00:00Z")), "1");
  EXPECT_EQ(shown_over(window(Aggregate::count, kInteger)), "unknown");
  EXPECT_EQ(shown_over(window(Aggregate::happened, kBoolean)), "unknown");
}

TEST_F(UnknownTest, ARollingWindowMayBeginJustBeforeWhatIsVouchedFor) {
  complete_since_ = *parse_time("2026-03-05T00:00Z", inputs_.zone);
  ir::Window counted = count_from("2026-03-04T23:59:59.999999Z");
  counted.rolling = true;
  EXPECT_EQ(shown_over(counted), "0");
  counted.from = time("2026-03-04T23:59:59.999998Z");
  EXPECT_EQ(shown_over(counted), "unknown");
}

TEST_F(UnknownTest, ByDefaultTheLogIsTakenAsComplete) {
  EXPECT_EQ(shown_over(count_from("1993-01-01T00:00Z")), "0");
}

TEST_F(UnknownTest, WithoutAHistoryWindowsAreUnknown) {
  EXPECT_EQ(shown(build_.window(window(Aggregate::count, kInteger))), "unknown");
}

TEST_F(UnknownTest, AWindowWithAnUnknownEndIsUnknown) {
  ir::Window counted = window(Aggregate::count, kInteger);
  counted.from = unknown(kTime);
  EXPECT_EQ(shown_over(counted), "unknown");
  counted.from = ir::kNone;
  counted.until = unknown(kTime);
  EXPECT_EQ(shown_over(counted), "unknown");
}

TEST_F(UnknownTest, FieldsOfAnEventThatIsNotThereAreUnknown) {
  EXPECT_EQ(shown(build_.leaf(Operation::event_field, kMoney, kAmount, ir::Slot::entered)), "unknown");
  EXPECT_EQ(shown(build_.leaf(Operation::event_time, kTime, 0, ir::Slot::matched)), "unknown");
}

TEST_F(UnknownTest, TagsOfACustomerWithoutTagsAreUnknown) {
  EXPECT_EQ(shown(build_.leaf(Operation::tag, kMoney, 0)), "unknown");
}

TEST_F(UnknownTest, FieldsOfAProductThatIsNotListedAreUnknown) {
  schema_->products.items.resize(1);
  schema_->products.items[0].fields = {std::int64_t{3}, Unknown{}};
  const auto field = [this](Value product, std::uint32_t index) {
    const Id id = build_.constant(type_of(TypeKind::product), own(product));
    return shown(make(Operation::product_field, {id}, kColour, index));
  };
  EXPECT_EQ(field(std::int64_t{0}, 0), "3");
  EXPECT_EQ(field(std::int64_t{0}, 1), "unknown");
  EXPECT_EQ(field(std::int64_t{0}, 2), "unknown");
  EXPECT_EQ(field(std::int64_t{1}, 0), "unknown");
  EXPECT_EQ(field(std::int64_t{-1}, 0), "unknown");
  EXPECT_EQ(field(Unknown{}, 0), "unknown");
}

}  // namespace
}  // namespace wend::eval
