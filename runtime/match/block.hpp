// Entries in blocks of 512, and which of them an event does not refute: one bit each.
//
// A block has rows of bits, one line of the cache each: for an attribute and a run of ranks (ranking.hpp) the entries
// that a value of that rank does not refute. For each attribute and rank there is a line of numbers: for each of up to
// 64 blocks, which of its rows that is. So an event is ranked once for all blocks; where one of its lines has the
// number of the empty row the block is refuted as a whole; and of the blocks that remain one row an attribute is
// joined by `and`. Nothing is searched there, and nothing decided that a processor could not foresee.
//
// Rows take memory: 64 bytes for each value at which something changes in a block, so that ranks and rows are bounded
// by the entries that there are. Where there are more such values, some are left out: then less is refuted, never too
// much.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "runtime/match/lines.hpp"
#include "runtime/match/mask.hpp"
#include "runtime/match/ranking.hpp"

namespace wend::match {

inline constexpr std::size_t kBlock = kMasks * kMaskBits;
inline constexpr std::size_t kMostBlocks = kMaskBits;
// Attributes that entries are refuted by; more refute nothing.
inline constexpr std::size_t kMostRankings = 64;

// A bit for each entry of a block.
struct alignas(kMasks * sizeof(Mask)) Row {
  std::array<Mask, kMasks> masks{};

  void set(std::size_t entry) { masks[entry / kMaskBits] |= Mask{1} << entry % kMaskBits; }
  void clear(std::size_t entry) { masks[entry / kMaskBits] &= ~(Mask{1} << entry % kMaskBits); }
  [[nodiscard]] bool has(std::size_t entry) const { return (masks[entry / kMaskBits] >> entry % kMaskBits & 1U) != 0; }
  friend bool operator==(const Row&, const Row&) = default;
};

// The number of a row among a block's. The first two are the same in each: none of the entries, and all of them.
using RowNumber = std::uint16_t;
inline constexpr RowNumber kEmptyRow = 0;
inline constexpr RowNumber kFullRow = 1;

// The two loops of a search, as some processors run them.
struct Refuter {
  // The blocks whose numbers differ from kEmptyRow in each of the lines. Reads `width` numbers of each, a multiple of
  // 32 and at most 64.
  Mask (*blocks)(const RowNumber* const* lines, std::size_t count, std::size_t width);
  // What the rows that are at `position` in the lines leave of `row`.
  void (*entries)(const RowNumber* const* lines, std::size_t count, std::size_t position, const Row* rows, Row& row);
};

// All that this processor can run; the last is the fastest.
[[nodiscard]] std::span<const Refuter> refuters();
[[nodiscard]] inline const Refuter& fastest_refuter() {
  return refuters().back();
}

class Blocks {
 public:
  // Of an event: for each ranking the line of its rank.
  using Ranked = std::array<const RowNumber*, kMostRankings>;

  [[nodiscard]] std::size_t size() const { return firsts_.size(); }
  // The blocks that the event does not refute as a whole. `ranked` is complete where there are any.
  [[nodiscard]] Mask standing(Values& values, Ranked& ranked, const Refuter& refuter = fastest_refuter()) const;
  // Takes those entries of a block that the event refutes out of `row`.
  void refute(std::size_t block, const Ranked& ranked, Row& row, const Refuter& refuter = fastest_refuter()) const {
    refuter.entries(ranked.data(), rankings_.size(), block, rows_.data() + firsts_[block], row);
  }
  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class BlocksWriter;

  [[nodiscard]] const RowNumber* line(std::size_t ranking, std::size_t rank) const {
    return numbers_.data() + first_lines_[ranking] + rank * stride_;
  }

  std::vector<Ranking> rankings_;         // the most telling first
  std::vector<std::size_t> first_lines_;  // by ranking: of its numbers
  std::size_t stride_ = 0;                // numbers of a line
  LineVector<RowNumber> numbers_;         // and behind the last as many as are ever read at once
  std::vector<std::uint32_t> firsts_;     // by block: of its rows
  LineVector<Row> rows_;
};

}  // namespace wend::match
