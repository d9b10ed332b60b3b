#include "runtime/match/formula.hpp"

#include <gtest/gtest.h>

#include "tests/unit/match/random_trees.hpp"

namespace wend::match {
namespace {

bool judge(const Tree& tree, std::optional<std::int64_t> first, std::optional<std::int64_t> second = {}) {
  Formula formula;
  EXPECT_TRUE(formula.assign(tree));
  Values values;
  values.begin(nullptr, 2);
  values.set(0, first);
  values.set(1, second);
  return is_true(formula.view(), values);
}

TEST(Formula, AMissingValuePassesOnlyATestThatSaysSo) {
  Tree tree;
  tree.test(0, {{kLeast, 2}, {4, kMost}});
  EXPECT_TRUE(judge(tree, 2));
  EXPECT_FALSE(judge(tree, 3));
  EXPECT_FALSE(judge(tree, {}));
  tree.clear();
  tree.missing(0);
  EXPECT_TRUE(judge(tree, {}));
  EXPECT_FALSE(judge(tree, 3));
}

TEST(Formula, OneTrueAlternativeIsEnoughWhereTheOtherIsMissing) {
  Tree tree;
  tree.any({tree.test(0, {{3, 3}}), tree.test(1, {{4, 4}})});
  EXPECT_TRUE(judge(tree, {}, 4));
  EXPECT_TRUE(judge(tree, 3, {}));
  EXPECT_FALSE(judge(tree, {}, 3));
}

TEST(Formula, WithoutPartsAllIsTrueAndAnyIsNot) {
  Tree tree;
  tree.all({});
  EXPECT_TRUE(judge(tree, {}));
  tree.clear();
  tree.any({});
  EXPECT_FALSE(judge(tree, 1));
  tree.clear();
  tree.all({tree.any({}), tree.test(0, {{1, 1}})});
  EXPECT_FALSE(judge(tree, 1));
  tree.clear();
  tree.any({tree.all({}), tree.test(0, {{1, 1}})});
  EXPECT_TRUE(judge(tree, 7));
}

TEST(Formula, RefusesMoreTestsThanItHasRoomForAndIsNeverTrueThen) {
  Tree tree;
  std::vector<NodeId> parts;
  for (std::size_t at = 0; at < kMostTests; ++at) parts.push_back(tree.test(0, {{1, 1}}));
  tree.all(parts);
  EXPECT_TRUE(judge(tree, 1));
  parts.push_back(tree.test(0, {{1, 1}}));
  tree.all(parts);
  Formula formula;
  EXPECT_FALSE(formula.assign(tree));
  Values values;
  values.begin(nullptr, 1);
  values.set(0, 1);
  EXPECT_FALSE(is_true(formula.view(), values));
}

TEST(Formula, RefusesMoreRangesThanItHasRoomForAndIsNeverTrueThen) {
  std::vector<Range> points(kMostRangesOfFormula + 1);
  for (std::size_t at = 0; at < points.size(); ++at)
    points[at].from = points[at].to = static_cast<std::int64_t>(3 * at);
  Tree tree;
  tree.test(0, points);
  Formula formula;
  EXPECT_FALSE(formula.assign(tree));
  Values values;
  values.begin(nullptr, 1);
  values.set(0, 3);
  EXPECT_FALSE(is_true(formula.view(), values));
  points.pop_back();
  tree.clear();
  tree.test(0, points);
  EXPECT_TRUE(formula.assign(tree));
  EXPECT_TRUE(is_true(formula.view(), values));
}

TEST(Formula, AsksForWhatIsDearLast) {
  Tree tree;
  tree.all({tree.test(kFirstDear, {{1, 1}}), tree.test(0, {{1, 1}})});
  Formula formula;
  ASSERT_TRUE(formula.assign(tree));
  EXPECT_EQ(formula.view().step(0).attribute(), 0U);
}

TEST(Formula, MeansWhatItsTreeMeans) {
  RandomTrees random(1);
  Tree tree;
  Formula formula;
  Values values;
  std::size_t held = 0;
  for (std::size_t round = 0; round < 5'000; ++round) {
    random.make(tree, 5);
    ASSERT_TRUE(formula.assign(tree));
    for (std::size_t at = 0; at < 10; ++at) {
      const Event event = random.event();
      set(values, event);
      const bool expected = holds(tree, tree.root(), event);
      held += expected ? 1 : 0;
      ASSERT_EQ(is_true(formula.view(), values), expected) << "round " << round;
    }
  }
  EXPECT_GT(held, 5'000U);
}

}  // namespace
}  // namespace wend::match
