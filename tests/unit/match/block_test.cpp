#include "runtime/match/block.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/match/blocks_writer.hpp"
#include "tests/unit/match/random_trees.hpp"

namespace wend::match {
namespace {

// What one entry demands of an attribute; an entry without any demand passes whatever comes.
struct Asked {
  std::uint32_t entry = 0;
  Attribute attribute = 0;
  std::vector<Range> ranges;
  bool missing = false;
};

// Values from 0 to `values`; 40 in 100 entries ask of any one attribute.
std::vector<Asked> random_demands(RandomTrees& random, std::size_t entries, std::size_t values) {
  std::vector<Asked> all;
  for (std::uint32_t entry = 0; entry < entries; ++entry) {
    for (Attribute attribute = 0; attribute < kCheap; ++attribute) {
      if (!random.chance(40)) continue;
      Tree tree;
      const auto from = static_cast<std::int64_t>(random.below(values));
      const Range wide{from, from + static_cast<std::int64_t>(random.below(values / 8))};
      const Range open{random.chance(50) ? kLeast : from + 60, random.chance(50) ? kMost : from + 80};
      random.chance(30) ? tree.test(attribute, {wide, open}) : tree.test(attribute, {wide});
      const std::span<const Range> ranges = tree.ranges_of(tree.at(tree.root()));
      all.push_back({entry, attribute, {ranges.begin(), ranges.end()}, random.chance(20)});
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

std::vector<Row> all_rows(std::size_t entries) {
  std::vector<Row> rows((entries + kBlock - 1) / kBlock);
  for (std::size_t entry = 0; entry < entries; ++entry) rows[entry / kBlock].set(entry % kBlock);
  return rows;
}

std::vector<Row> met_by(const std::vector<Asked>& demands, std::size_t entries, const Event& event) {
  std::vector<Row> rows = all_rows(entries);
  for (const Asked& asked : demands) {
    if (!is_met(asked, event)) rows[asked.entry / kBlock].clear(asked.entry % kBlock);
  }
  return rows;
}

Blocks blocks_of(const std::vector<Asked>& demands, std::size_t entries, std::vector<Row>& exact) {
  BlocksWriter writer;
  for (const Asked& asked : demands) writer.add(asked.entry, asked.attribute, asked.ranges, asked.missing, 0.3F);
  return writer.write(entries, exact);
}

std::vector<Row> not_refuted(const Blocks& blocks, std::size_t entries, Values& values,
                             Refute refute = fastest_refute()) {
  std::vector<Row> rows = all_rows(entries);
  Blocks::Ranked ranked{};
  const Mask standing = blocks.standing(values, ranked);
  for (std::size_t block = 0; block < rows.size(); ++block) {
    if ((standing >> block & 1U) == 0) {
      rows[block] = Row();
    } else {
      blocks.refute(block, ranked, rows[block], refute);
    }
  }
  EXPECT_EQ(rows.size() == kMostBlocks ? 0 : standing >> rows.size(), 0U);
  return rows;
}

Row both(const Row& left, const Row& right) {
  Row row{};
  for (std::size_t at = 0; at < kMasks; ++at) row.masks[at] = left.masks[at] & right.masks[at];
  return row;
}

std::size_t count_of(const std::vector<Row>& rows) {
  std::size_t count = 0;
  for (const Row& row : rows) {
    for (const Mask mask : row.masks) count += static_cast<std::size_t>(std::popcount(mask));
  }
  return count;
}

TEST(Block, RefutesNoEntryThatMayBeTrueAndIsExactWhereItSaysSo) {
  RandomTrees random(21, 400);
  Values values;
  // Few blocks and many, with all edges kept and with too many for that.
  for (const auto& [entries, range] : {std::pair{40U, 60U}, {700U, 300U}, {2'600U, 3'000U}, {20'000U, 100'000U}}) {
    const std::vector<Asked> demands = random_demands(random, entries, range);
    std::vector<Row> exact = all_rows(entries);
    const Blocks blocks = blocks_of(demands, entries, exact);
    std::size_t refuted = 0;
    for (int round = 0; round < 60; ++round) {
      Event event = random.event();
      for (std::size_t at = 0; at < kCheap && round % 3 != 0; ++at) {
        if (event[at]) event[at] = static_cast<std::int64_t>(random.below(range));
      }
      set(values, event);
      const std::vector<Row> expected = met_by(demands, entries, event);
      const std::vector<Row> found = not_refuted(blocks, entries, values, forms_of_refute().front());
      for (std::size_t block = 0; block < found.size(); ++block) {
        ASSERT_EQ(both(found[block], expected[block]), expected[block]);
        ASSERT_EQ(both(found[block], exact[block]), both(expected[block], exact[block]));
      }
      for (const Refute form : forms_of_refute()) ASSERT_EQ(not_refuted(blocks, entries, values, form), found);
      refuted += entries - count_of(found);
    }
    EXPECT_GT(refuted, entries * 60 / 2);
  }
}

TEST(Block, SaysAllThatSmallRulesSay) {
  RandomTrees random(22, 400);
  const std::vector<Asked> demands = random_demands(random, 1'000, 200);
  std::vector<Row> exact = all_rows(1'000);
  static_cast<void>(blocks_of(demands, 1'000, exact));
  EXPECT_GT(count_of(exact), 900U);
}

TEST(Block, IsRefutedAsAWholeWhereAllAskForOtherValues) {
  std::vector<Asked> demands;
  for (std::uint32_t entry = 0; entry < 4 * kBlock; ++entry) demands.push_back({entry, 3, {{entry, entry}}});
  std::vector<Row> exact = all_rows(4 * kBlock);
  const Blocks blocks = blocks_of(demands, 4 * kBlock, exact);
  Values values;
  Event event(kCheap + kDear);
  Blocks::Ranked ranked{};
  set(values, event);
  EXPECT_EQ(blocks.standing(values, ranked), Mask{0});
  for (std::size_t block = 0; block < 4; ++block) {
    event[3] = static_cast<std::int64_t>(block * kBlock + 7);
    set(values, event);
    EXPECT_EQ(blocks.standing(values, ranked), Mask{1} << block);
  }
}

TEST(Block, TakesMemoryInProportionToItsEntries) {
  RandomTrees random(23, 400);
  for (const std::size_t entries : {512U, 8'000U}) {
    std::vector<Row> exact = all_rows(entries);
    const Blocks blocks = blocks_of(random_demands(random, entries, 1'000'000), entries, exact);
    EXPECT_LT(blocks.bytes(), 600 * entries);
  }
}

TEST(Block, WithoutDemandsNothingIsRefuted) {
  std::vector<Row> exact = all_rows(3);
  const Blocks blocks = blocks_of({}, 3, exact);
  Values values;
  values.begin(nullptr, 0);
  Row expected{};
  for (std::size_t entry = 0; entry < 3; ++entry) expected.set(entry);
  EXPECT_EQ(not_refuted(blocks, 3, values), std::vector<Row>{expected});
}

TEST(Block, RefutesByAtMostSoManyAttributesAndNeverTooMuch) {
  BlocksWriter writer;
  const std::size_t entries = 200;
  for (std::uint32_t entry = 0; entry < entries; ++entry) {
    const std::array<Range, 1> ranges = {Range{1, 1}};
    writer.add(entry, entry, ranges, false, 0.1F);
  }
  std::vector<Row> exact = all_rows(entries);
  const Blocks blocks = writer.write(entries, exact);
  Values values;
  values.begin(nullptr, entries);
  for (Attribute attribute = 0; attribute < entries; ++attribute) values.set(attribute, 1);
  EXPECT_EQ(not_refuted(blocks, entries, values), all_rows(entries));
  values.begin(nullptr, entries);
  const std::vector<Row> found = not_refuted(blocks, entries, values);
  EXPECT_EQ(count_of({both(found.front(), exact.front())}), 0U);
}

}  // namespace
}  // namespace wend::match
