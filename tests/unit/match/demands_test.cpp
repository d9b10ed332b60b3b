#include "runtime/match/demands.hpp"

#include <gtest/gtest.h>

namespace wend::match {
namespace {

// Each part by itself can be true, and whatever is chosen for all but the last few it only shows there that they cannot
// be true together.
TEST(Demands, TakeLittleOfAFormulaThatIsNeverTrueInManyWays) {
  constexpr Attribute kParts = 18;
  Statistics statistics;
  Tree tree;
  Formula formula;
  for (Attribute attribute = 0; attribute < 2 * kParts + 2; ++attribute) {
    for (std::int64_t value = 0; value < 2; ++value) {
      for (int time = 0; time < 8; ++time) {
        tree.clear();
        tree.test(attribute, {{value, value}});
        ASSERT_TRUE(formula.assign(tree));
        statistics.see(formula.view());
      }
    }
  }
  statistics.settle();
  tree.clear();
  std::vector<NodeId> parts;
  for (Attribute part = 0; part < kParts; ++part) {
    parts.push_back(tree.any({tree.known(2 * part), tree.known(2 * part + 1)}));
  }
  for (const std::int64_t left : {0, 1}) {
    for (const std::int64_t right : {0, 1}) {
      parts.push_back(tree.any({tree.test(2 * kParts, {{left, left}}), tree.test(2 * kParts + 1, {{right, right}})}));
    }
  }
  tree.all(parts);
  ASSERT_TRUE(formula.assign(tree));
  Demands demands(statistics);
  demands.assign(formula.view());
  EXPECT_LE(demands.alternatives(), kMostAlternatives);
}

}  // namespace
}  // namespace wend::match
