// How the scratch memory of code over columns is divided: of places, in bytes from its beginning.
//
//   slots of kTileBlocks words each | of the ranking that is being compared, a path for each row of a tile and a plane
//   for each level | each ranking's levels and its limits' bits | an entry for each leaf | one for each bitmap | the
//   two arrays of results
//
// It follows from the plan alone, so that code which is found compiled is handed out with its size.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/codegen/column_plan.hpp"
#include "compiler/layout/column_ranks.hpp"

namespace wend::codegen {

class ColumnScratchPlaces {
 public:
  explicit ColumnScratchPlaces(const ColumnPlan& plan);

  static constexpr std::uint64_t kWord = sizeof(std::uint64_t);

  // Entries, by bytes from the entry's beginning. A leaf has a limit or a table.
  static constexpr std::uint64_t kLeafWords = 5;
  static constexpr std::uint64_t kLeafLow = 0;
  static constexpr std::uint64_t kLeafHigh = 1 * kWord;
  static constexpr std::uint64_t kLeafWidth = 2 * kWord;  // high - low
  static constexpr std::uint64_t kLeafEnable = 3 * kWord;
  static constexpr std::uint64_t kLeafNotFalse = 4 * kWord;
  static constexpr std::uint64_t kLeafTable = 0;
  static constexpr std::uint64_t kLeafLast = 1 * kWord;
  static constexpr std::uint64_t kLeafMissingTrue = 2 * kWord;
  static constexpr std::uint64_t kLeafMissingFalse = 3 * kWord;
  // A ranked limit's bits, the highest first.
  static constexpr std::uint64_t kRankLow = 0;
  static constexpr std::uint64_t kRankHigh = layout::kMostRankLevels * kWord;
  static constexpr std::uint64_t kRankBitsSize = 2 * layout::kMostRankLevels * kWord;
  static constexpr std::uint64_t kBitmapWords = 5;
  static constexpr std::uint64_t kBitmapPointer = 0;
  static constexpr std::uint64_t kBitmapStride = 1 * kWord;  // bytes from one block to the next
  static constexpr std::uint64_t kBitmapSecond = 2 * kWord;  // where the second eight bytes of a word begin
  static constexpr std::uint64_t kBitmapRight = 3 * kWord;   // how far the first ones are shifted
  static constexpr std::uint64_t kBitmapLeft = 4 * kWord;    // and the second ones

  [[nodiscard]] std::uint64_t slot(std::uint32_t slot) const { return slot * kTileBlocks * kWord; }
  [[nodiscard]] std::uint64_t paths() const { return paths_; }
  [[nodiscard]] std::uint64_t plane(std::uint32_t level) const;
  [[nodiscard]] std::uint64_t ranking(std::uint32_t ranking) const { return rankings_[ranking]; }
  [[nodiscard]] std::uint64_t rank_bits(std::uint32_t ranking) const;
  [[nodiscard]] std::uint64_t leaf(std::uint32_t position) const { return leaves_ + position * kLeafWords * kWord; }
  [[nodiscard]] std::uint64_t bitmap(std::uint32_t position) const {
    return bitmaps_ + position * kBitmapWords * kWord;
  }
  [[nodiscard]] std::uint64_t results() const { return results_; }
  // Of ColumnFrame::scratch.
  [[nodiscard]] std::uint64_t size() const { return results_ + 2 * kWord; }

 private:
  std::uint64_t paths_;
  std::vector<std::uint64_t> rankings_;
  std::uint64_t leaves_;
  std::uint64_t bitmaps_;
  std::uint64_t results_;
};

}  // namespace wend::codegen
