#include "compiler/layout/column_ranks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

namespace wend::layout {
namespace {

struct Limit {
  std::int64_t low;
  std::int64_t high;
};

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

struct Ends {
  ColumnStorage storage;
  std::int64_t least;
  std::int64_t greatest;
};
constexpr Ends kEnds[] = {
    {ColumnStorage::integer32, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()},
    {ColumnStorage::unsigned32, 0, std::numeric_limits<std::uint32_t>::max()},
    {ColumnStorage::integer64, kLeast, kGreatest}};

// A number of the storage, as its bits lie.
std::int64_t number_at(const std::byte* place, const Ends& ends) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, place, value_width(ends.storage));
  return ends.storage == ColumnStorage::integer32 ? static_cast<std::int32_t>(bits) : static_cast<std::int64_t>(bits);
}

// The rank that bisection finds.
std::int64_t rank_of(std::int64_t number, const Ends& ends, std::uint32_t levels,
                     const std::vector<std::byte>& tables) {
  RankNarrowing narrowing;
  if (may_narrow(ends.storage, levels)) std::memcpy(&narrowing, tables.data() + kNarrowingAt, sizeof narrowing);
  const bool narrowed = narrowing.narrowed != 0;
  if (narrowed) {
    const std::uint64_t steps = (static_cast<std::uint64_t>(std::max(number, narrowing.least)) -
                                 static_cast<std::uint64_t>(narrowing.origin)) >>
                                narrowing.shift;
    number = static_cast<std::int64_t>(std::min<std::uint64_t>(steps, std::numeric_limits<std::uint32_t>::max()));
  }
  const Ends& kept = narrowed ? kEnds[1] : ends;
  const std::size_t width = value_width(kept.storage);
  std::uint32_t path = 0;
  std::int64_t rank = 0;
  for (std::uint32_t level = 0; level < levels; ++level) {
    const std::int64_t cut = number_at(tables.data() + level_at(level, width) + path * width, kept);
    const bool passed = number >= cut;
    path |= (passed ? 1U : 0U) << level;
    rank = rank * 2 + (passed ? 1 : 0);
  }
  return rank;
}

void expect_same(const std::vector<Limit>& limits, const std::vector<std::int64_t>& numbers, const Ends& ends,
                 std::uint32_t levels) {
  std::vector<Limit> ranks = limits;
  std::vector<std::byte> tables(kRankTables, std::byte{0xaa});
  void* place = ranks.data();
  rank_limits(static_cast<std::byte*>(place), sizeof(Limit), ranks.size(), ends.storage, levels, tables.data());
  for (const std::int64_t number : numbers) {
    const std::int64_t rank = rank_of(number, ends, levels, tables);
    for (std::size_t limit = 0; limit < limits.size(); ++limit) {
      const bool expected = limits[limit].low <= number && number <= limits[limit].high;
      EXPECT_EQ(ranks[limit].low <= rank && rank <= ranks[limit].high, expected)
          << number << " in " << limits[limit].low << " to " << limits[limit].high << ", " << levels << " levels";
    }
  }
}

// Around zero and around both ends of what the storage holds.
std::int64_t some_number(std::mt19937_64& random, const Ends& ends) {
  const auto step = static_cast<std::int64_t>(random() % 40);
  switch (random() % 3) {
    case 0: return ends.least + step;
    case 1: return ends.greatest - step;
    default: return ends.least == 0 ? step : step - 20;
  }
}

TEST(ColumnRanks, SayOfEveryLimitWhatTheNumbersSay) {
  std::mt19937_64 random(1);
  for (const Ends& ends : kEnds) {
    for (int round = 0; round < 200; ++round) {
      std::vector<Limit> limits(1 + random() % 31);
      for (Limit& limit : limits) {
        limit = {some_number(random, ends), some_number(random, ends)};
        if (limit.low > limit.high) std::swap(limit.low, limit.high);
        if (random() % 4 == 0) limit.low = kLeast;
        if (random() % 4 == 0) limit.high = kGreatest;
      }
      std::vector<std::int64_t> numbers = {ends.least, ends.greatest};
      for (int number = 0; number < 50; ++number) numbers.push_back(some_number(random, ends));
      const std::uint32_t fewest = levels_of(static_cast<std::uint32_t>(2 * limits.size()));
      for (std::uint32_t levels = fewest; levels <= kMostRankLevels; ++levels) {
        expect_same(limits, numbers, ends, levels);
      }
    }
  }
}

// Limits of whole steps of a power of two, from anywhere on: most of them are narrowed, and those that lie too far
// apart are not.
TEST(ColumnRanks, LoseNothingByNarrowing) {
  std::mt19937_64 random(2);
  const Ends& ends = kEnds[2];
  int narrowed = 0;
  int kept = 0;
  for (int round = 0; round < 400; ++round) {
    const std::uint64_t shift = random() % 40;
    const std::uint64_t steps = std::uint64_t{1} << random() % 33;
    const std::uint64_t origin = round % 4 == 0 ? static_cast<std::uint64_t>(kLeast) + random() % 3 : random();
    const auto number = [&](std::uint64_t step) { return static_cast<std::int64_t>(origin + (step << shift)); };
    std::vector<Limit> limits;
    std::vector<std::int64_t> numbers = {kLeast, kLeast + 1, -1, 0, 1, kGreatest - 1, kGreatest};
    for (int limit = 0; limit < 20; ++limit) {
      std::int64_t low = number(random() % steps);
      std::int64_t high = number(random() % steps);
      if (limit == 0) low = number(0);
      if (limit == 1) high = number(steps);
      if (low > high) std::swap(low, high);
      limits.push_back({low, high == kLeast ? kLeast : high - 1});
      for (const std::int64_t side : {low, high}) {
        numbers.push_back(side);
        if (side > kLeast) numbers.push_back(side - 1);
        if (side < kGreatest) numbers.push_back(side + 1);
      }
    }
    std::erase_if(limits, [](const Limit& limit) { return limit.low > limit.high; });
    expect_same(limits, numbers, ends, kMostRankLevels);
    std::vector<std::byte> tables(kRankTables);
    void* place = limits.data();
    rank_limits(static_cast<std::byte*>(place), sizeof(Limit), limits.size(), ends.storage, kMostRankLevels,
                tables.data());
    RankNarrowing narrowing;
    std::memcpy(&narrowing, tables.data() + kNarrowingAt, sizeof narrowing);
    ++(narrowing.narrowed != 0 ? narrowed : kept);
  }
  EXPECT_GT(narrowed, 200);
  EXPECT_GT(kept, 10);
}

TEST(ColumnRanks, HoldAsManyCutsAsTheLevels) {
  for (const Ends& ends : kEnds) {
    std::vector<Limit> limits;
    std::vector<std::int64_t> numbers;
    for (std::int64_t cut = 1; cut <= kMostCuts; ++cut) limits.push_back({cut, kGreatest});
    for (std::int64_t number = 0; number <= kMostCuts + 1; ++number) numbers.push_back(number);
    expect_same(limits, numbers, ends, kMostRankLevels);
  }
}

TEST(ColumnRanks, TakeOneLevelForNoCutAtAll) {
  EXPECT_EQ(levels_of(0), 1U);
  EXPECT_EQ(levels_of(1), 1U);
  EXPECT_EQ(levels_of(2), 2U);
  EXPECT_EQ(levels_of(3), 2U);
  EXPECT_EQ(levels_of(4), 3U);
  EXPECT_EQ(levels_of(kMostCuts), kMostRankLevels);
  for (const Ends& ends : kEnds) {
    expect_same({{kLeast, kGreatest}, {ends.least, ends.greatest}}, {ends.least, 5, ends.greatest}, ends, 1);
  }
}

}  // namespace
}  // namespace wend::layout
