#include "compiler/ir/builder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

namespace wend::ir {
namespace {

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kInteger = type_of(TypeKind::integer);

class BuilderTest : public testing::Test {
 protected:
  ExpressionId number(std::int64_t value) { return build_.constant(kInteger, value); }

  Program program_;
  Builder build_{program_};
};

TEST_F(BuilderTest, KeepsEqualExpressionsOnce) {
  const ExpressionId tag = build_.leaf(Operation::tag, kInteger, 3);
  EXPECT_EQ(build_.leaf(Operation::tag, kInteger, 3), tag);
  EXPECT_EQ(build_.make(Operation::less, kBoolean, {tag, number(5)}),
            build_.make(Operation::less, kBoolean, {tag, number(5)}));
  EXPECT_EQ(program_.expressions.size(), 3U);
}

TEST_F(BuilderTest, KeepsApartWhatDiffersInAnyPart) {
  const ExpressionId field = build_.leaf(Operation::event_field, kInteger, 1, Slot::matched);
  EXPECT_NE(build_.leaf(Operation::event_field, kInteger, 1, Slot::entered), field);
  EXPECT_NE(build_.leaf(Operation::event_field, kBoolean, 1, Slot::matched), field);
  EXPECT_NE(build_.leaf(Operation::event_field, kInteger, 2, Slot::matched), field);
  EXPECT_NE(build_.make(Operation::less, kBoolean, {field, number(1)}),
            build_.make(Operation::less, kBoolean, {number(1), field}));
  EXPECT_NE(build_.make(Operation::sum, kInteger, {field, field}, 1),
            build_.make(Operation::sum, kInteger, {field, field}, 2));
}

TEST_F(BuilderTest, PutsOperandsBeforeWhatUsesThem) {
  const ExpressionId sum = build_.make(Operation::sum, kInteger, {number(1), number(2), number(3)}, 3);
  for (const ExpressionId operand : program_.operands_of(sum)) EXPECT_LT(operand, sum);
  EXPECT_EQ(program_.operands_of(sum).size(), 3U);
}

TEST_F(BuilderTest, FoldsConstantsIntoOneTableByTypeAndValue) {
  const ExpressionId five = number(5);
  EXPECT_EQ(number(5), five);
  EXPECT_NE(build_.constant(money_in(0), std::int64_t{5}), five);
  EXPECT_NE(build_.constant(kInteger, Unknown{}), five);
  const std::vector<std::string> cities{"上海", "杭州"};
  EXPECT_EQ(build_.constant(set_of_text(), cities), build_.constant(set_of_text(), cities));
  EXPECT_EQ(program_.constants.size(), 4U);
}

TEST_F(BuilderTest, FoldsMomentsAndWindows) {
  const Moment today{Moment::Base::today, {}, 0, true};
  EXPECT_EQ(build_.moment(today), build_.moment(today));
  EXPECT_EQ(program_.moments.size(), 1U);
  EXPECT_EQ(program_.at(build_.moment(today)).type, type_of(TypeKind::time));

  Window window;
  window.from = build_.moment(today);
  window.type = kInteger;
  const ExpressionId counted = build_.window(window);
  EXPECT_EQ(build_.window(window), counted);
  window.earlier = true;
  EXPECT_NE(build_.window(window), counted);
  EXPECT_EQ(program_.windows.size(), 2U);
}

TEST_F(BuilderTest, MeasuresDepthAndSteps) {
  const ExpressionId leaf = number(1);
  EXPECT_EQ(build_.depth(leaf), 1U);
  EXPECT_EQ(build_.steps(leaf), 1U);
  const ExpressionId pair = build_.make(Operation::sum, kInteger, {leaf, leaf}, 2);
  EXPECT_EQ(build_.depth(pair), 2U);
  EXPECT_EQ(build_.steps(pair), 3U);
}

TEST_F(BuilderTest, MeasuresWhatAWindowEvaluates) {
  Window window;
  window.type = kInteger;
  window.where = build_.make(Operation::equal, kBoolean,
                             {build_.leaf(Operation::event_field, kInteger, 0, Slot::candidate), number(1)});
  const ExpressionId counted = build_.window(window);
  EXPECT_EQ(build_.depth(counted), 3U);
  EXPECT_EQ(build_.steps(counted), 4U);
}

TEST_F(BuilderTest, SaturatesStepsInsteadOfWrapping) {
  ExpressionId doubled = number(1);
  for (int level = 0; level < 80; ++level) doubled = build_.make(Operation::sum, kInteger, {doubled, doubled}, 2);
  EXPECT_EQ(build_.steps(doubled), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(build_.depth(doubled), 81U);
}

TEST_F(BuilderTest, GoesOnWithWhatAnotherBuilderBuilt) {
  const ExpressionId less = build_.make(Operation::less, kBoolean, {number(1), number(2)});
  Builder second(program_);
  EXPECT_EQ(second.make(Operation::less, kBoolean,
                        {second.constant(kInteger, std::int64_t{1}), second.constant(kInteger, std::int64_t{2})}),
            less);
  EXPECT_EQ(second.depth(less), 2U);
  EXPECT_EQ(second.steps(less), 3U);
}

TEST(Operations, HaveNamesAndArities) {
  EXPECT_EQ(name_of(Operation::constant), "constant");
  EXPECT_EQ(name_of(Operation::fallback), "fallback");
  EXPECT_EQ(arity(Operation::tag), 0);
  EXPECT_EQ(arity(Operation::anniversary_within), 3);
  EXPECT_EQ(arity(Operation::choose), -1);
}

}  // namespace
}  // namespace wend::ir
