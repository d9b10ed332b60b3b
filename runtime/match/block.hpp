// Entries in blocks of 512, and which of them an event does not refute: one bit each.
//
// A block has rows of bits, one line of the cache each: for an attribute and a run of ranks (ranking.hpp) the entries
// that a value of that rank does not refute. For each attribute and rank there are a mask of up to 64 blocks, those in
// which any entry is left, and the numbers of their rows. So an event is ranked once for all blocks; one mask an
// attribute is joined by `and`, and of the blocks that remain one row an attribute. Nothing is searched there, and
// nothing decided that a processor could not foresee.
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

// A bit for each entry of a block; `Row{}` has none set, and `Row` alone is whatever it is.
struct alignas(kMasks * sizeof(Mask)) Row {
  std::array<Mask, kMasks> masks;

  void set(std::size_t entry) { masks[entry / kMaskBits] |= Mask{1} << entry % kMaskBits; }
  void clear(std::size_t entry) { masks[entry / kMaskBits] &= ~(Mask{1} << entry % kMaskBits); }
  [[nodiscard]] bool has(std::size_t entry) const { return (masks[entry / kMaskBits] >> entry % kMaskBits & 1U) != 0; }
  friend bool operator==(const Row&, const Row&) = default;
};

// The number of a row among a block's. The first two are the same in each: none of the entries, and all of them.
using RowNumber = std::uint16_t;
inline constexpr RowNumber kEmptyRow = 0;
inline constexpr RowNumber kFullRow = 1;

// Takes what the rows that are at `position` in the lines of numbers refute out of `row`.
using Refute = void (*)(const RowNumber* const* lines, std::size_t count, std::size_t position, const Row* rows,
                        Row& row);

// All that this processor can run; the last is the fastest.
[[nodiscard]] std::span<const Refute> forms_of_refute();
[[nodiscard]] inline Refute fastest_refute() {
  return forms_of_refute().back();
}

class Blocks {
 public:
  // Of an event: for each ranking the line of its rank.
  using Ranked = std::array<const RowNumber*, kMostRankings>;

  [[nodiscard]] std::size_t size() const { return firsts_.size(); }
  // The blocks that the event does not refute as a whole. `ranked` is complete where there are any.
  [[nodiscard]] Mask standing(Values& values, Ranked& ranked) const;
  // Takes those entries of a block that the event refutes out of `row`.
  void refute(std::size_t block, const Ranked& ranked, Row& row, Refute form = fastest_refute()) const {
    form(ranked.data(), rankings_.size(), block, rows_.data() + firsts_[block], row);
  }
  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class BlocksWriter;

  std::vector<Ranking> rankings_;           // the most telling first
  std::vector<std::uint32_t> first_ranks_;  // by ranking: of its ranks, among those of all
  std::vector<Mask> standing_;              // by rank: the blocks that it does not refute as a whole
  std::size_t stride_ = 0;                  // of numbers, from rank to rank
  LineVector<RowNumber> numbers_;
  std::vector<std::uint32_t> firsts_;  // by block: of its rows
  LineVector<Row> rows_;
};

}  // namespace wend::match
