#include "runtime/tables/rough.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace wend::tables {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

Piece piece_between(std::int64_t least, std::int64_t greatest) {
  Piece piece;
  piece.storage = PieceStorage::integer64;
  piece.least = least;
  piece.greatest = greatest;
  piece.rough_shift = rough_shift(least, greatest);
  return piece;
}

bool is_inside(const layout::Bound& bound, Rough rough) {
  return bound.enable != 0 && rough >= bound.low && rough <= bound.high;
}

// What is certain is inside, what is inside is possible, and both are no further off than one step.
void ExpectBetween(const Piece& piece, const std::vector<std::int64_t>& stored, const layout::Bound& bound) {
  for (const auto& [has_low, has_high] : {std::pair(true, true), std::pair(true, false), std::pair(false, true)}) {
    const RoughBounds bounds = rough_bounds(piece, bound, has_low, has_high);
    for (const std::int64_t item : stored) {
      const bool inside = (!has_low || item >= bound.low) && (!has_high || item <= bound.high);
      const Rough rough = rough_of(piece, item);
      EXPECT_TRUE(!inside || is_inside(bounds.possible, rough)) << item << " in " << bound.low << ".." << bound.high;
      EXPECT_TRUE(inside || !is_inside(bounds.certain, rough)) << item << " in " << bound.low << ".." << bound.high;
      const bool settled = is_inside(bounds.possible, rough) == is_inside(bounds.certain, rough);
      EXPECT_TRUE(settled || piece.rough_shift != 0);
    }
  }
}

TEST(Rough, HoldsAllThatLiesBetweenTheEnds) {
  for (const auto& [least, greatest] :
       {std::pair(kLeast, kGreatest), std::pair<std::int64_t, std::int64_t>(0, 65'535),
        std::pair<std::int64_t, std::int64_t>(-5, 65'531), std::pair<std::int64_t, std::int64_t>(7, 65'543),
        std::pair(kLeast, kLeast + 1)}) {
    const Piece piece = piece_between(least, greatest);
    EXPECT_EQ(rough_of(piece, least), std::numeric_limits<Rough>::min());
    EXPECT_LE(rough_of(piece, least), rough_of(piece, greatest));
  }
  EXPECT_EQ(rough_shift(0, 65'535), 0);
  EXPECT_EQ(rough_shift(0, 65'536), 1);
  EXPECT_EQ(rough_shift(kLeast, kGreatest), 48);
}

TEST(Rough, BoundsWhatIsInsideFromBothSides) {
  const Piece piece = piece_between(-1'000, 300'000);
  ASSERT_EQ(piece.rough_shift, 3);
  std::vector<std::int64_t> stored;
  for (std::int64_t item = -1'000; item <= -950; ++item) stored.push_back(item);
  for (std::int64_t item = 299'950; item <= 300'000; ++item) stored.push_back(item);
  for (std::int64_t low = -1'010; low <= -940; ++low) {
    for (const std::int64_t high : {std::int64_t{-2'000}, low - 1, low, low + 1, low + 7, low + 8, low + 9,
                                    std::int64_t{299'990}, std::int64_t{400'000}}) {
      ExpectBetween(piece, stored, {low, high, ~std::uint64_t{0}, ~std::uint64_t{0}});
    }
  }
}

TEST(Rough, BoundsAtTheEndsOfWhatFits) {
  const Piece piece = piece_between(kLeast, kGreatest);
  const std::vector<std::int64_t> stored{kLeast, kLeast + 1, -1, 0, 1, kGreatest - 1, kGreatest};
  for (const std::int64_t low : stored) {
    for (const std::int64_t high : stored) {
      ExpectBetween(piece, stored, {low, high, ~std::uint64_t{0}, ~std::uint64_t{0}});
    }
  }
}

TEST(Rough, IsNeverInsideWhereTheLimitIsUnknown) {
  const Piece piece = piece_between(0, 1'000'000);
  const RoughBounds bounds = rough_bounds(piece, {10, 20, 0, 0}, true, true);
  EXPECT_EQ(bounds.possible.enable, 0U);
  EXPECT_EQ(bounds.certain.enable, 0U);
}

}  // namespace
}  // namespace wend::tables
