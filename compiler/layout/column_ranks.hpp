// Ranks among the limits of a column: what a wide number says of many limits, in a byte.
//
// The limits' cuts are put in order: a cut c parts the numbers below c from those from c on, so `low <= stored` has the
// cut low, and `stored <= high` the cut high + 1. A number's rank is how many cuts it is not below; it is found by
// bisection, and each limit is then a closed interval of ranks. Native code ranks the rows of a block once and compares
// bytes, 64 at a time, however wide the numbers are.
//
// Bisection goes through levels: level 0 has one cut, the middle one, level 1 the middle ones of both halves, and so
// on. What was found at level l is bit l of a path, so that the first bits of a path say which cut of the next level
// comes: a permutation of a vector that holds the level's cuts. The path is the rank, its bits reversed.
//
// Numbers of eight bytes among many limits are narrowed to four first, where that loses nothing: what lies below all
// cuts may be any number below them, and where the cuts are so many steps of a power of two apart (days, hundreds),
// what lies between two steps may be the lower one. Then twice as many are bisected at once.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "compiler/layout/column_layout.hpp"

namespace wend::layout {

inline constexpr std::uint32_t kMostRankLevels = 6;
inline constexpr std::uint32_t kMostCuts = (1U << kMostRankLevels) - 1;
// A level takes a whole vector, or as many as hold its cuts.
inline constexpr std::size_t kRankVector = 64;

// Integers of four bytes and eight: narrower ones are compared as fast as their ranks would be.
[[nodiscard]] constexpr bool is_ranked(ColumnStorage storage) {
  return storage == ColumnStorage::integer32 || storage == ColumnStorage::unsigned32 ||
         storage == ColumnStorage::integer64;
}

// Whether bisecting the numbers narrowed takes less than bisecting them as they are.
[[nodiscard]] constexpr bool may_narrow(ColumnStorage storage, std::uint32_t levels) {
  return storage == ColumnStorage::integer64 && levels >= 5;
}

// How numbers are narrowed, behind the last level where they may be: if `narrowed` is not 0, the levels have cuts of 32
// unsigned bits, and a number stands among them as min((max(number, least) - origin) >> shift, 2^32 - 1), of unsigned
// 64 bits.
struct RankNarrowing {
  std::int64_t least = 0;
  std::int64_t origin = 0;
  std::uint64_t shift = 0;
  std::uint64_t narrowed = 0;
};

// How many levels so many cuts take; at least one.
[[nodiscard]] constexpr std::uint32_t levels_of(std::uint32_t cuts) {
  return std::max<std::uint32_t>(static_cast<std::uint32_t>(std::bit_width(cuts)), 1);
}

// Where a level begins, in bytes, of numbers of this width; the level behind the last is where all of them end.
[[nodiscard]] constexpr std::size_t level_at(std::uint32_t level, std::size_t width) {
  std::size_t at = 0;
  for (std::uint32_t before = 0; before < level; ++before) {
    at += std::max((std::size_t{1} << before) * width, kRankVector);
  }
  return at;
}

// Where RankNarrowing is.
inline constexpr std::size_t kNarrowingAt = level_at(kMostRankLevels, sizeof(std::int64_t));
inline constexpr std::size_t kRankTables = kNarrowingAt + sizeof(RankNarrowing);

// Puts the cuts of `count` limits into `levels` levels of a ranked storage, and the ranks between which each limit lies
// into its place. A limit is two words, the least and the greatest number, every `stride` bytes; a side that reaches to
// the end of what the storage holds has no cut, and all together must not have more than the levels hold. Native code
// calls it, by ColumnFrame::rank.
void rank_limits(std::byte* limits, std::uint64_t stride, std::uint64_t count, ColumnStorage storage,
                 std::uint32_t levels, std::byte* tables);

}  // namespace wend::layout
