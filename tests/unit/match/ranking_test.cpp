#include "runtime/match/ranking.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace wend::match {
namespace {

std::size_t edges_at_most(const std::vector<std::int64_t>& edges, std::int64_t value) {
  return static_cast<std::size_t>(std::ranges::upper_bound(edges, value) - edges.begin());
}

TEST(Ranking, CountsTheEdgesThatAreAtMostAValue) {
  for (const std::size_t count : {1U, 2U, 3U, 7U, 8U, 9U, 100U}) {
    std::vector<std::int64_t> edges;
    for (std::size_t at = 0; at < count; ++at) edges.push_back(static_cast<std::int64_t>(at * at * 10) - 40);
    const Ranking ranking(5, edges);
    if (count > 2) {
      EXPECT_EQ(ranking.known_ranks(), count + 1);
    }
    for (std::int64_t value = -45; value < 1'000 && count > 2; ++value) {
      ASSERT_EQ(ranking.rank(value), edges_at_most(edges, value)) << value;
    }
    EXPECT_EQ(ranking.rank(kLeast), 0U);
    EXPECT_EQ(ranking.rank(kMost) + 1, ranking.known_ranks());
  }
}

TEST(Ranking, KeepsValuesThatLieTogetherApartWithoutASearch) {
  const std::vector<std::int64_t> edges = {3, 4, 5, 7, 9};
  const Ranking ranking(0, edges);
  EXPECT_EQ(ranking.bytes(), 0U);
  EXPECT_EQ(ranking.rank(kLeast), 0U);
  for (std::int64_t value = 2; value <= 9; ++value) EXPECT_EQ(ranking.rank(value), static_cast<std::size_t>(value - 2));
  EXPECT_EQ(ranking.rank(kMost), 7U);
  for (const std::int64_t edge : edges) EXPECT_TRUE(ranking.is_edge(edge));
  EXPECT_FALSE(ranking.is_edge(2));
  EXPECT_FALSE(ranking.is_edge(10));
}

TEST(Ranking, WorksAtTheEndsOfAllValues) {
  const std::vector<std::int64_t> edges = {kLeast + 1, 0, kMost};
  const Ranking ranking(0, edges);
  EXPECT_EQ(ranking.rank(kLeast), 0U);
  EXPECT_EQ(ranking.rank(kLeast + 1), 1U);
  EXPECT_EQ(ranking.rank(kMost - 1), 2U);
  EXPECT_EQ(ranking.rank(kMost), 3U);
  const std::vector<std::int64_t> last = {kMost};
  EXPECT_EQ(Ranking(0, last).rank(kMost), 1U);
  const std::vector<std::int64_t> first = {kLeast + 1};
  EXPECT_EQ(Ranking(0, first).rank(kLeast), 0U);
}

TEST(Ranking, GivesAMissingValueARankOfItsOwn) {
  const std::vector<std::int64_t> edges = {10, 500, 9'000};
  const Ranking ranking(0, edges);
  EXPECT_EQ(ranking.rank(Values::Reading{.value = 600, .known = true}), 2U);
  EXPECT_EQ(ranking.rank(Values::Reading{}), ranking.known_ranks());
  EXPECT_EQ(ranking.ranks(), ranking.known_ranks() + 1);
  EXPECT_EQ(Ranking(0, {}).ranks(), 2U);
}

}  // namespace
}  // namespace wend::match
