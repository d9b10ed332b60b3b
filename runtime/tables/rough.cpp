#include "runtime/tables/rough.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace wend::tables {
namespace {

constexpr std::int64_t kFirst = std::numeric_limits<Rough>::min();
constexpr std::int64_t kLast = std::numeric_limits<Rough>::max();
constexpr int kBits = 16;

// Exact, wherever both lie.
std::uint64_t distance(std::int64_t from, std::int64_t to) {
  return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

layout::Bound bound_of(std::int64_t low, std::int64_t high, const layout::Bound& exact) {
  if (low > high) return {.low = kFirst, .high = kLast, .enable = 0, .settled = exact.settled};
  return {.low = low, .high = high, .enable = exact.enable, .settled = exact.settled};
}

}  // namespace

std::uint8_t rough_shift(std::int64_t least, std::int64_t greatest) {
  return static_cast<std::uint8_t>(std::max(static_cast<int>(std::bit_width(distance(least, greatest))) - kBits, 0));
}

Rough rough_of(const Piece& piece, std::int64_t stored) {
  return static_cast<Rough>(static_cast<std::int64_t>(distance(piece.least, stored) >> piece.rough_shift) + kFirst);
}

RoughBounds rough_bounds(const Piece& piece, const layout::Bound& bound, bool has_low, bool has_high) {
  const std::uint64_t step = (std::uint64_t{1} << piece.rough_shift) - 1;
  std::int64_t low = kFirst;
  std::int64_t certain_low = kFirst;
  if (has_low && bound.low > piece.greatest) return {bound_of(1, 0, bound), bound_of(1, 0, bound)};
  if (has_low && bound.low > piece.least) {
    low = rough_of(piece, bound.low);
    certain_low = (distance(piece.least, bound.low) & step) == 0 ? low : low + 1;
  }
  std::int64_t high = kLast;
  std::int64_t certain_high = kLast;
  if (has_high && bound.high < piece.least) return {bound_of(1, 0, bound), bound_of(1, 0, bound)};
  if (has_high && bound.high < piece.greatest) {
    high = rough_of(piece, bound.high);
    certain_high = (distance(piece.least, bound.high) & step) == step ? high : high - 1;
  }
  // What lies beyond 16 bits on the certain side is nothing.
  if (certain_low > kLast || certain_high < kFirst) return {bound_of(low, high, bound), bound_of(1, 0, bound)};
  return {bound_of(low, high, bound), bound_of(certain_low, certain_high, bound)};
}

}  // namespace wend::tables
