#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "compiler/ir/builder.hpp"

namespace wend::ir {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kInteger = type_of(TypeKind::integer);

Step step(std::string name, decltype(Step::action) action) {
  Step result;
  result.name = std::move(name);
  result.action = std::move(action);
  return result;
}

class UsesTest : public testing::Test {
 protected:
  ExpressionId tag(std::uint32_t index) { return build_.leaf(Operation::tag, kInteger, index); }
  ExpressionId less(ExpressionId left, ExpressionId right) {
    return build_.make(Operation::less, kBoolean, {left, right});
  }

  Program program_;
  Builder build_{program_};
};

TEST_F(UsesTest, ListsTagsSortedAndOnce) {
  const ExpressionId root = build_.make(Operation::disjunction, kBoolean, {less(tag(7), tag(2)), less(tag(2), tag(5))});
  const Uses found = uses(program_, std::array{root});
  EXPECT_THAT(found.tags, ElementsAre(2, 5, 7));
  EXPECT_THAT(found.windows, IsEmpty());
  EXPECT_FALSE(found.products);
}

TEST_F(UsesTest, IncludesWhatWindowsRead) {
  Window inner;
  inner.type = kInteger;
  inner.from = build_.moment({Moment::Base::year, {}, 0, true});
  Window outer;
  outer.type = kInteger;
  outer.where = less(build_.leaf(Operation::event_field, kInteger, 0, Slot::candidate), tag(4));
  outer.from = build_.moment({Moment::Base::today, {}, 0, true});
  outer.until = build_.make(Operation::sum, type_of(TypeKind::time), {build_.window(inner)}, 1);
  const Uses found = uses(program_, std::array{build_.window(outer)});
  EXPECT_THAT(found.tags, ElementsAre(4));
  EXPECT_THAT(found.moments, ElementsAre(0, 1));
  EXPECT_THAT(found.windows, ElementsAre(0, 1));
  EXPECT_THAT(found.slots, ElementsAre(Slot::candidate));
}

TEST_F(UsesTest, SaysWhetherProductsAreRead) {
  const ExpressionId product = build_.leaf(Operation::tag, type_of(TypeKind::product), 0);
  EXPECT_TRUE(uses(program_, std::array{build_.make(Operation::product_field, kInteger, {product}, 1)}).products);
}

TEST_F(UsesTest, TakesAnAbsentRootForNothing) {
  EXPECT_THAT(uses(program_, std::array{kNone}).tags, IsEmpty());
}

TEST_F(UsesTest, OfAProgramCoversEveryKindOfRoot) {
  const auto condition = [this](std::uint32_t index) { return less(tag(index), tag(index)); };
  program_.tags.push_back({"derived", "", tag(0)});
  program_.segments.push_back({"segment", "", condition(1)});
  Pattern pattern;
  pattern.where = condition(2);
  pattern.when = condition(3);
  program_.patterns.push_back(pattern);
  Policy policy;
  policy.sensitive_requires = condition(4);
  policy.consent.push_back({"marketing", condition(5)});
  program_.policies.push_back(policy);

  Journey journey;
  journey.for_segment = condition(6);
  journey.when = condition(7);
  journey.exit_when = condition(8);
  journey.steps = {step("send", Send{0, 0, {{0, tag(9)}}, kEnd}), step("assign", Assign{0, {{0, tag(10)}}, kEnd}),
                   step("grant", Grant{0, {{0, tag(11)}}, kEnd}),
                   step("until", WaitUntil{tag(12), std::nullopt, WaitUntil::IfPast::go_on, kEnd, kEnd}),
                   step("choose", Choose{{{condition(13), kEnd}}, kEnd, kEnd})};
  program_.journeys.push_back(journey);
  EXPECT_THAT(uses(program_).tags, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
}

}  // namespace
}  // namespace wend::ir
