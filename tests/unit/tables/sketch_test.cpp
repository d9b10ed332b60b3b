#include "runtime/tables/sketch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

#include "runtime/tables/piece_view.hpp"

namespace wend::tables {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

// As it has to be: of ranges that rise, each with something in it.
Sketch sketch_of(const std::vector<std::int64_t>& stored, std::size_t most = kMostSketchCodes) {
  Sketch sketch = make_sketch(stored, most);
  const std::vector<SketchRange>& ranges = sketch.ranges;
  EXPECT_LE(ranges.size(), most);
  EXPECT_EQ(sketch.codes.size(), stored.size());
  const auto [least, greatest] = std::ranges::minmax_element(stored);
  EXPECT_EQ(ranges.front().first, *least);
  EXPECT_EQ(ranges.back().last, *greatest);
  std::vector<std::size_t> rows(ranges.size());
  for (std::size_t at = 0; at < stored.size(); ++at) {
    const std::size_t range = sketch.codes[at] - 1U;
    EXPECT_LE(ranges[range].first, stored[at]);
    EXPECT_GE(ranges[range].last, stored[at]);
    ++rows[range];
  }
  for (std::size_t range = 0; range < ranges.size(); ++range) {
    EXPECT_NE(rows[range], 0U);
    EXPECT_LE(ranges[range].first, ranges[range].last);
    EXPECT_TRUE(range == 0 || ranges[range - 1].last < ranges[range].first);
  }
  return sketch;
}

bool is_inside(const layout::Bound& bound, std::uint8_t code) {
  return bound.enable != 0 && code >= bound.low && code <= bound.high;
}

// What is certain is inside, what is inside is possible, and between them are at most the ranges of the two limits.
void ExpectBetween(const Sketch& sketch, const std::vector<std::int64_t>& stored, const layout::Bound& bound) {
  const std::vector<SketchRange>& ranges = sketch.ranges;
  for (const auto& [has_low, has_high] : {std::pair(true, true), std::pair(true, false), std::pair(false, true)}) {
    const SketchBounds bounds = sketch_bounds(ranges, bound, has_low, has_high);
    EXPECT_FALSE(is_inside(bounds.possible, 0));
    EXPECT_FALSE(is_inside(bounds.certain, 0));
    for (std::size_t at = 0; at < stored.size(); ++at) {
      const std::int64_t item = stored[at];
      const bool inside = (!has_low || item >= bound.low) && (!has_high || item <= bound.high);
      const std::uint8_t code = sketch.codes[at];
      EXPECT_TRUE(!inside || is_inside(bounds.possible, code)) << item << " in " << bound.low << ".." << bound.high;
      EXPECT_TRUE(inside || !is_inside(bounds.certain, code)) << item << " in " << bound.low << ".." << bound.high;
      if (is_inside(bounds.possible, code) == is_inside(bounds.certain, code)) continue;
      const SketchRange& range = ranges[code - 1U];
      const bool has_limit = (has_low && range.first < bound.low && bound.low <= range.last) ||
                             (has_high && range.first <= bound.high && bound.high < range.last);
      EXPECT_TRUE(has_limit) << item << " in " << bound.low << ".." << bound.high;
    }
  }
}

std::vector<std::int64_t> random_numbers(std::size_t count, std::uint64_t seed, std::uint64_t different) {
  std::mt19937_64 random(seed);
  std::vector<std::int64_t> numbers;
  while (numbers.size() < count) numbers.push_back(static_cast<std::int64_t>(random() % different) - 1'000);
  return numbers;
}

TEST(Sketch, GivesEachOfAFewValuesARangeOfItsOwn) {
  for (const std::size_t different : {1, 2, 100, 200}) {
    EXPECT_EQ(sketch_of(random_numbers(60'000, different, different)).ranges.size(), different);
  }
  EXPECT_EQ(sketch_of({5}).ranges.size(), 1U);
  EXPECT_EQ(sketch_of({kLeast, kGreatest}).ranges.size(), 2U);
  EXPECT_EQ(sketch_of({kLeast, kLeast, kLeast, 0, kGreatest, kGreatest}).ranges.size(), 3U);
}

TEST(Sketch, SplitsRowsEvenlyHoweverTheyAreDistributed) {
  constexpr std::size_t kRows = 60'000;
  std::vector<std::int64_t> stored = random_numbers(kRows, 1, 1'000'000);
  // Few are rich: a split by equal steps would have nearly all in one.
  for (std::int64_t& item : stored) item = item * item / 1'000 * item;
  const Sketch sketch = sketch_of(stored);
  EXPECT_GT(sketch.ranges.size(), 200U);
  std::vector<std::size_t> rows(sketch.ranges.size());
  for (const std::uint8_t code : sketch.codes) ++rows[code - 1U];
  EXPECT_LT(*std::ranges::max_element(rows), kRows / 50);
}

TEST(Sketch, KeepsWhatOccursOftenApart) {
  std::vector<std::int64_t> stored = random_numbers(30'000, 2, 1'000'000);
  stored.resize(60'000, 500'000);  // half of all
  std::ranges::shuffle(stored, std::mt19937_64(3));
  const std::vector<SketchRange> ranges = sketch_of(stored).ranges;
  const auto own = std::ranges::find(ranges, 500'000, &SketchRange::last);
  ASSERT_NE(own, ranges.end());
  EXPECT_EQ(own->first, 500'000);
}

TEST(Sketch, BoundsWhatIsInsideFromBothSides) {
  for (const std::size_t most : {std::size_t{2}, std::size_t{3}, std::size_t{16}, kMostSketchCodes}) {
    const std::vector<std::int64_t> stored = random_numbers(1'000, most, 5'000);
    const Sketch sketch = sketch_of(stored, most);
    std::mt19937_64 random(most);
    for (int time = 0; time < 200; ++time) {
      const auto low = static_cast<std::int64_t>(random() % 5'400) - 1'200;
      const auto high = low + static_cast<std::int64_t>(random() % 3'000) - 500;
      ExpectBetween(sketch, stored, {low, high, ~std::uint64_t{0}, ~std::uint64_t{0}});
    }
  }
}

TEST(Sketch, BoundsAtTheEndsOfWhatFits) {
  const std::vector<std::int64_t> stored{kLeast, kLeast + 1, -1, 0, 1, kGreatest - 1, kGreatest};
  for (const std::size_t most : {std::size_t{2}, std::size_t{4}, kMostSketchCodes}) {
    const Sketch sketch = sketch_of(stored, most);
    for (const std::int64_t low : stored) {
      for (const std::int64_t high : stored) {
        ExpectBetween(sketch, stored, {low, high, ~std::uint64_t{0}, ~std::uint64_t{0}});
      }
    }
  }
}

TEST(Sketch, IsNeverInsideWhereTheLimitIsUnknown) {
  const Sketch sketch = sketch_of(random_numbers(100, 4, 1'000));
  const SketchBounds bounds = sketch_bounds(sketch.ranges, {10, 20, 0, 0}, true, true);
  EXPECT_EQ(bounds.possible.enable, 0U);
  EXPECT_EQ(bounds.certain.enable, 0U);
}

// Ranges and codes of four rows, as they lie in a file.
class SoundSketch : public testing::Test {
 protected:
  [[nodiscard]] bool is_sound() const {
    const std::vector<std::byte> bytes(codes_.begin(), codes_.end());
    return tables::is_sound({ranges_, bytes.data()}, piece_, bytes.size());
  }

  std::vector<SketchRange> ranges_{{-5, -5}, {0, 10}, {11, 40}};
  std::vector<std::byte> codes_{std::byte{0}, std::byte{1}, std::byte{3}, std::byte{2}};
  Piece piece_ = [] {
    Piece piece;
    piece.storage = PieceStorage::integer16;
    piece.least = -5;
    piece.greatest = 40;
    piece.sketch_codes = 3;
    return piece;
  }();
};

TEST_F(SoundSketch, HasRangesThatRiseFromTheLeastToTheGreatest) {
  EXPECT_TRUE(is_sound());
  const auto whole = ranges_;
  for (const auto& [range, first, last] : {std::tuple(0, -6, -5), {0, -5, 0}, {1, 11, 10}, {1, 0, 11}, {2, 11, 41}}) {
    ranges_ = whole;
    ranges_[static_cast<std::size_t>(range)] = {first, last};
    EXPECT_FALSE(is_sound()) << range << ": " << first << ".." << last;
  }
}

TEST_F(SoundSketch, HasCodesOfItsRangesAlone) {
  codes_.back() = std::byte{4};
  EXPECT_FALSE(is_sound());
}

TEST_F(SoundSketch, IsNoneOfAPieceThatHasNoWideValues) {
  const Type integer = type_of(TypeKind::integer);
  piece_.section.size = 8;
  piece_.sketch.size = aligned(3 * sizeof(SketchRange)) + 4;
  EXPECT_TRUE(is_plausible(piece_, 4, integer, 0));
  Piece missing = piece_;
  missing.section.size = 0;
  missing.missing = 4;
  Piece narrow = piece_;
  narrow.storage = PieceStorage::integer8;
  Piece constant = piece_;
  constant.section.size = 0;
  constant.least = constant.greatest;
  for (Piece piece : {missing, narrow, constant}) {
    EXPECT_FALSE(is_plausible(piece, 4, integer, 0));
    piece.sketch_codes = 0;
    EXPECT_FALSE(is_plausible(piece, 4, integer, 0));
    piece.sketch.size = 0;
    EXPECT_TRUE(is_plausible(piece, 4, integer, 0));
  }
}

TEST_F(SoundSketch, AgreesWithTheValuesRowByRow) {
  piece_.missing = 1;
  std::vector<std::byte> exact(aligned(bitmap_size(codes_.size())));
  exact[0] = std::byte{0b1110};
  for (const std::int16_t stored : {std::int16_t{0}, std::int16_t{-5}, std::int16_t{40}, std::int16_t{3}}) {
    const auto bytes = std::as_bytes(std::span(&stored, 1));
    exact.insert(exact.end(), bytes.begin(), bytes.end());
  }
  const auto agree = [&] { return agrees({ranges_, codes_.data()}, piece_, codes_.size(), exact); };
  EXPECT_TRUE(agree());
  for (std::byte& code : codes_) {
    const std::byte right = code;
    for (std::uint8_t wrong = 0; wrong <= 3; ++wrong) {
      code = std::byte{wrong};
      EXPECT_EQ(agree(), code == right) << &code - codes_.data() << ": " << int{wrong};
    }
    code = right;
  }
}

}  // namespace
}  // namespace wend::tables
