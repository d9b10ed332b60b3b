#include "runtime/columns/bound.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "runtime/value/decimal.hpp"

namespace wend::columns {
namespace {

using layout::Bound;
using layout::Column;
using layout::ColumnData;
using layout::ColumnStorage;

constexpr std::uint64_t kAll = ~std::uint64_t{0};

Bound bound(std::optional<std::int64_t> low, std::optional<std::int64_t> high, ColumnStorage storage,
            const ColumnData& data = {}, bool partial = false) {
  return bind({low, high}, Column{storage, true, partial, money_in(0)}, data);
}

TEST(Bound, CountsInWhatIsStored) {
  ColumnData cents;
  cents.factor = 100;
  const Bound found = bound(150, 1'000, ColumnStorage::integer32, cents);
  EXPECT_EQ(found.low, 2) << "1.5 cents or more";
  EXPECT_EQ(found.high, 10);
  EXPECT_EQ(found.enable, kAll);
  cents.base = -1'000;
  EXPECT_EQ(bound(150, 1'000, ColumnStorage::integer32, cents).low, 12);
  ColumnData nanoseconds;
  nanoseconds.divisor = 1'000;
  const Bound rounded = bound(-1, 0, ColumnStorage::integer64, nanoseconds);
  EXPECT_EQ(rounded.low, -1'000);
  EXPECT_EQ(rounded.high, 999) << "rounded down";
}

TEST(Bound, StaysInsideOfTheStorage) {
  const Bound wide = bound(-1'000, 1'000, ColumnStorage::integer8);
  EXPECT_EQ(wide.low, -128);
  EXPECT_EQ(wide.high, 127);
  const Bound beyond = bound(300, 1'000, ColumnStorage::unsigned8);
  EXPECT_EQ(beyond.enable, 0U);
  EXPECT_EQ(beyond.settled, kAll);
  ColumnData part;
  part.least = -5;
  part.greatest = 5;
  EXPECT_EQ(bound(-100, 3, ColumnStorage::integer8, part, true).low, -5);
}

TEST(Bound, KnowsWhatOneSideAloneRejects) {
  const Bound half = bound(std::nullopt, 10, ColumnStorage::integer32);
  EXPECT_EQ(half.high, 10);
  EXPECT_EQ(half.low, std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ(half.enable, 0U);
  EXPECT_EQ(half.settled, 0U);
  const Bound nothing = bound(std::nullopt, -1, ColumnStorage::unsigned32);
  EXPECT_EQ(nothing.enable, 0U);
  EXPECT_EQ(nothing.settled, kAll) << "the known side rejects everything";
}

template <typename Float>
void check_float(ColumnStorage storage, std::int64_t limit, TypeKind type) {
  const Column column{storage, true, true, type_of(type)};
  const Bound found = bind({limit, std::numeric_limits<std::int64_t>::max()}, column, {});
  if (found.enable == 0) return;
  const auto low = std::bit_cast<double>(found.low);
  EXPECT_EQ(static_cast<double>(static_cast<Float>(low)), low);
  const auto at = decimal::quantise(low, places_of(type));
  ASSERT_TRUE(at) << limit;
  EXPECT_GE(*at, limit);
  const auto before = std::nextafter(static_cast<Float>(low), -std::numeric_limits<Float>::infinity());
  const auto below = decimal::quantise(static_cast<double>(before), places_of(type));
  EXPECT_TRUE(!below || *below < limit) << limit;
}

TEST(Bound, FindsTheFirstFloatThatRoundsToTheLimit) {
  std::mt19937_64 random(5);
  std::vector<std::int64_t> limits = {0, 1, -1, 5, 100'000, std::numeric_limits<std::int64_t>::max()};
  for (int count = 0; count < 200; ++count) limits.push_back(static_cast<std::int64_t>(random()) >> random() % 64);
  for (const std::int64_t limit : limits) {
    for (const TypeKind type : {TypeKind::integer, TypeKind::money, TypeKind::number}) {
      check_float<double>(ColumnStorage::float64, limit, type);
      check_float<float>(ColumnStorage::float32, limit, type);
    }
  }
}

}  // namespace
}  // namespace wend::columns
