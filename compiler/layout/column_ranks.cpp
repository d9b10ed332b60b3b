#include "compiler/layout/column_ranks.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <span>

namespace wend::layout {
namespace {

struct Sides {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

template <typename Integer>
constexpr Sides sides_of{std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};

Sides storable(ColumnStorage storage) {
  if (storage == ColumnStorage::integer32) return sides_of<std::int32_t>;
  if (storage == ColumnStorage::unsigned32) return sides_of<std::uint32_t>;
  return sides_of<std::int64_t>;
}

// Of the bits of a path from the first level on, the cut that comes next.
std::size_t place_of_cut(std::uint32_t level, std::uint32_t path, std::uint32_t levels) {
  std::size_t passed = 0;
  for (std::uint32_t before = 0; before < level; ++before) {
    passed += std::size_t{path >> before & 1U} << (levels - 1 - before);
  }
  return passed + (std::size_t{1} << (levels - 1 - level)) - 1;
}

// Steps of a power of two from the first cut on, if all of them can be counted in 32 bits with one to spare below.
RankNarrowing narrowing_of(std::span<const std::int64_t> cuts) {
  if (cuts.empty()) return {};
  const auto distance = [&](std::int64_t cut) {
    return static_cast<std::uint64_t>(cut) - static_cast<std::uint64_t>(cuts.front());
  };
  std::uint64_t all = 0;
  for (const std::int64_t cut : cuts) all |= distance(cut);
  const auto shift = static_cast<std::uint64_t>(all == 0 ? 0 : std::countr_zero(all));
  if (distance(cuts.back()) >> shift >= std::numeric_limits<std::uint32_t>::max()) return {};
  // The greatest number must not wrap round.
  const std::uint64_t room = std::numeric_limits<std::uint64_t>::max() - (std::uint64_t{1} << shift);
  if (distance(std::numeric_limits<std::int64_t>::max()) > room) return {};
  const auto first = static_cast<std::uint64_t>(cuts.front());
  return {.least = cuts.front() - 1,  // a cut is above the least number
          .origin = static_cast<std::int64_t>(first - (std::uint64_t{1} << shift)),
          .shift = shift,
          .narrowed = 1};
}

// What is left over at the end is above all that numbers are narrowed to but the greatest.
std::int64_t narrowed(std::int64_t cut, const RankNarrowing& narrowing) {
  const std::uint64_t steps =
      (static_cast<std::uint64_t>(cut) - static_cast<std::uint64_t>(narrowing.origin)) >> narrowing.shift;
  return static_cast<std::int64_t>(std::min<std::uint64_t>(steps, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

void rank_limits(std::byte* limits, std::uint64_t stride, std::uint64_t count, ColumnStorage storage,
                 std::uint32_t levels, std::byte* tables) {
  const Sides ends = storable(storage);
  // Numbers that are not below the greatest one are not below what is left over either.
  std::array<std::int64_t, kMostCuts> room;
  const std::span cuts = std::span(room).first((std::size_t{1} << levels) - 1);
  std::ranges::fill(cuts, ends.high);
  std::size_t used = 0;
  for (std::uint64_t limit = 0; limit < count; ++limit) {
    Sides sides;
    std::memcpy(&sides, limits + limit * stride, sizeof sides);
    if (sides.low > ends.low) cuts[used++] = sides.low;
    if (sides.high < ends.high) cuts[used++] = sides.high + 1;
  }
  std::ranges::sort(cuts.first(used));
  const auto below = [&](std::int64_t cut) { return std::ranges::lower_bound(cuts, cut) - cuts.begin(); };
  for (std::uint64_t limit = 0; limit < count; ++limit) {
    Sides sides;
    std::memcpy(&sides, limits + limit * stride, sizeof sides);
    const Sides ranks{.low = sides.low > ends.low ? below(sides.low) + 1 : 0,
                      .high = sides.high < ends.high ? below(sides.high + 1) : std::int64_t{kMostCuts}};
    std::memcpy(limits + limit * stride, &ranks, sizeof ranks);
  }
  std::size_t width = value_width(storage);
  if (may_narrow(storage, levels)) {
    const RankNarrowing narrowing = narrowing_of(cuts.first(used));
    std::memcpy(tables + kNarrowingAt, &narrowing, sizeof narrowing);
    if (narrowing.narrowed != 0) {
      for (std::int64_t& cut : cuts) cut = narrowed(cut, narrowing);
      width = sizeof(std::uint32_t);
    }
  }
  for (std::uint32_t level = 0; level < levels; ++level) {
    for (std::uint32_t path = 0; path < 1U << level; ++path) {
      // The low bytes are the first.
      std::memcpy(tables + level_at(level, width) + path * width, &cuts[place_of_cut(level, path, levels)], width);
    }
  }
}

}  // namespace wend::layout
