#include "runtime/match/block.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/match/random_trees.hpp"

namespace wend::match {
namespace {

// One demand of a member of an attribute; a member without any passes whatever comes.
struct Asked {
  std::uint32_t member = 0;
  Attribute attribute = 0;
  std::vector<Range> ranges;
  bool missing = false;
};

std::vector<Asked> random_demands(RandomTrees& random) {
  std::vector<Asked> all;
  for (std::uint32_t member = 0; member < kBlock; ++member) {
    for (Attribute attribute = 0; attribute < kCheap; ++attribute) {
      if (!random.chance(40)) continue;
      Tree tree;
      const auto from = static_cast<std::int64_t>(random.below(300));
      const Range wide{from, from + static_cast<std::int64_t>(random.below(40))};
      const Range open{random.chance(50) ? kLeast : from + 60, random.chance(50) ? kMost : from + 80};
      tree.test(attribute, {wide, open});
      const std::span<const Range> ranges = tree.ranges_of(tree.at(tree.root()));
      all.push_back({member, attribute, {ranges.begin(), ranges.end()}, random.chance(20)});
    }
  }
  return all;
}

bool is_met(const Asked& asked, const Event& event) {
  const auto& value = event[asked.attribute];
  if (!value) return asked.missing;
  return std::ranges::any_of(asked.ranges,
                             [&](const Range& range) { return range.from <= *value && *value <= range.to; });
}

Mask met_by(const std::vector<Asked>& demands, const Event& event) {
  Mask mask = ~Mask{0};
  for (const Asked& asked : demands) {
    if (!is_met(asked, event)) mask &= ~(Mask{1} << asked.member);
  }
  return mask;
}

TEST(Block, RefutesNoMemberThatMayBeTrueAndIsExactWhereItSaysSo) {
  RandomTrees random(21, 400);
  const Statistics statistics;
  Values values;
  std::size_t refuted = 0;
  for (const unsigned levels : {1U, 3U, kMostLevels}) {
    const std::vector<Asked> demands = random_demands(random);
    BlockWriter writer(statistics);
    for (const Asked& asked : demands) writer.add(asked.member, asked.attribute, asked.ranges, asked.missing, 0.3F);
    std::vector<std::uint64_t> words = {7, 7};
    const Block block = writer.write(kBlock, ~Mask{0}, {.tables = 5, .levels = levels, .worth = 0}, words);
    for (int round = 0; round < 500; ++round) {
      const Event event = random.event();
      set(values, event);
      const Mask expected = met_by(demands, event);
      const Mask found = not_refuted_plain(block, words.data(), ~Mask{0}, values);
      ASSERT_EQ(found & expected, expected);
      ASSERT_EQ(found & block.exact, expected & block.exact);
      ASSERT_EQ(fastest_not_refuted()(block, words.data(), ~Mask{0}, values), found);
      refuted += static_cast<std::size_t>(std::popcount(~found));
    }
  }
  EXPECT_GT(refuted, 20'000U);
}

TEST(Block, LooksOnlyAtThoseThatAreAskedAbout) {
  const Statistics statistics;
  BlockWriter writer(statistics);
  std::vector<std::uint64_t> words;
  const Block block = writer.write(3, 0, {}, words);
  Values values;
  values.begin(nullptr, 0);
  EXPECT_EQ(not_refuted_plain(block, words.data(), ~Mask{0}, values), Mask{7});
  EXPECT_EQ(not_refuted_plain(block, words.data(), Mask{2}, values), Mask{2});
}

}  // namespace
}  // namespace wend::match
