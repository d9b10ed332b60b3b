#include "runtime/match/event_rules.hpp"

#include <gtest/gtest.h>

#include "compiler/ir/builder.hpp"

namespace wend::match {
namespace {

using ir::Operation;

constexpr Type kInteger = type_of(TypeKind::integer);
constexpr Type kText = type_of(TypeKind::text);
constexpr Type kBoolean = type_of(TypeKind::boolean);

// Events with a number and a text.
class EventRulesTest : public testing::Test {
 protected:
  ir::ExpressionId number() { return build_.leaf(Operation::event_field, kInteger, 0); }
  ir::ExpressionId text() { return build_.leaf(Operation::event_field, kText, 1); }
  ir::ExpressionId integer(std::int64_t value) { return build_.constant(kInteger, OwnedValue{value}); }
  ir::ExpressionId word(std::string value) { return build_.constant(kText, OwnedValue{std::move(value)}); }
  ir::ExpressionId make(Operation operation, std::initializer_list<ir::ExpressionId> operands) {
    return build_.make(operation, kBoolean, operands);
  }

  std::vector<RuleId> search(const EventRules& rules, const Value& first, const Value& second) {
    const std::vector<Value> values = {first, second};
    std::vector<std::byte> row;
    layout::append_row(layout_, values, row);
    const eval::Event event{.type = 0, .time = 0, .fields = {&layout_, row.data()}};
    eval::Inputs inputs;
    inputs.events[ir::position_of(ir::Slot::matched)] = &event;
    Search search;
    rules.snapshot().search(inputs, search);
    return search.found.rules;
  }

  const layout::RowLayout layout_ = layout::dense_layout(std::vector<Type>{kInteger, kText});
  const std::shared_ptr<ir::Program> program_ = std::make_shared<ir::Program>();
  ir::Builder build_{*program_};
};

using Ids = std::vector<RuleId>;
const Value kThree = std::int64_t{3};
const Value kFour = std::int64_t{4};

TEST_F(EventRulesTest, NeitherAConditionNorItsNegationIsTrueOfAMissingField) {
  EventRules rules;
  const ir::ExpressionId three = make(Operation::equal, {number(), integer(3)});
  ASSERT_TRUE(rules.add({1, program_, {three}}));
  ASSERT_TRUE(rules.add({2, program_, {make(Operation::negation, {three})}}));
  ASSERT_TRUE(rules.add({3, program_, {make(Operation::known, {number()})}}));
  ASSERT_TRUE(rules.add({4, program_, {make(Operation::negation, {make(Operation::known, {number()})})}}));
  EXPECT_EQ(search(rules, kThree, Unknown{}), (Ids{1, 3}));
  EXPECT_EQ(search(rules, kFour, Unknown{}), (Ids{2, 3}));
  EXPECT_EQ(search(rules, Unknown{}, Unknown{}), (Ids{4}));
}

TEST_F(EventRulesTest, AnAlternativeIsTrueWhereTheOtherIsMissing) {
  EventRules rules;
  ASSERT_TRUE(rules.add({1,
                         program_,
                         {make(Operation::disjunction, {make(Operation::equal, {number(), integer(3)}),
                                                        make(Operation::equal, {text(), word("杭州")})})}}));
  EXPECT_EQ(search(rules, Unknown{}, std::string_view("杭州")), (Ids{1}));
  EXPECT_EQ(search(rules, kThree, Unknown{}), (Ids{1}));
  EXPECT_EQ(search(rules, Unknown{}, Unknown{}), (Ids{}));
}

TEST_F(EventRulesTest, AllConditionsOfARuleMustBeTrueAndAnAbsentOneIs) {
  EventRules rules;
  const ir::ExpressionId above = make(Operation::less, {integer(2), number()});
  const ir::ExpressionId below = make(Operation::less_equal, {number(), integer(3)});
  ASSERT_TRUE(rules.add({1, program_, {above, ir::kNone, below}}));
  ASSERT_TRUE(rules.add({2, program_, {ir::kNone}}));
  EXPECT_EQ(search(rules, kThree, Unknown{}), (Ids{1, 2}));
  EXPECT_EQ(search(rules, kFour, Unknown{}), (Ids{2}));
}

TEST_F(EventRulesTest, WithoutTheEventAndTheTagsNothingOfThemIsTrue) {
  EventRules rules;
  ASSERT_TRUE(rules.add({1, program_, {make(Operation::equal, {number(), integer(3)})}}));
  Search search;
  rules.snapshot().search(eval::Inputs{}, search);
  EXPECT_TRUE(search.found.rules.empty());
}

TEST_F(EventRulesTest, ManyThatComeAndGoLeaveNothingBehind) {
  EventRules rules;
  std::vector<ir::ExpressionId> conditions;
  for (int at = 0; at < 2'000; ++at) {
    conditions.push_back(make(Operation::equal, {text(), word("name " + std::to_string(at))}));
  }
  const auto come_and_go = [&] {
    for (RuleId rule = 0; rule < conditions.size(); ++rule) {
      EXPECT_TRUE(rules.add({rule, program_, {conditions[rule]}}));
    }
    EXPECT_EQ(search(rules, Unknown{}, std::string_view("name 77")), (Ids{77}));
    for (RuleId rule = 0; rule < conditions.size(); ++rule) rules.remove(rule);
  };
  come_and_go();
  const std::size_t once = rules.bytes();
  for (int round = 0; round < 3; ++round) come_and_go();
  EXPECT_LE(rules.bytes(), once + once / 4);
}

}  // namespace
}  // namespace wend::match
