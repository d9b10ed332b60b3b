#include "compiler/layout/column_ranks.hpp"

#include <gtest/gtest.h>

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
  const std::size_t width = value_width(ends.storage);
  std::uint32_t path = 0;
  std::int64_t rank = 0;
  for (std::uint32_t level = 0; level < levels; ++level) {
    const std::int64_t cut = number_at(tables.data() + level_at(level, width) + path * width, ends);
    const bool passed = number >= cut;
    path |= (passed ? 1U : 0U) << level;
    rank = rank * 2 + (passed ? 1 : 0);
  }
  return rank;
}

void expect_same(const std::vector<Limit>& limits, const std::vector<std::int64_t>& numbers, const Ends& ends,
                 std::uint32_t levels) {
  std::vector<Limit> ranks = limits;
  std::vector<std::byte> tables(level_at(levels, value_width(ends.storage)), std::byte{0xaa});
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
