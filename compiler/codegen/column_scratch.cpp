#include "compiler/codegen/column_scratch.hpp"

namespace wend::codegen {

ColumnScratchPlaces::ColumnScratchPlaces(const ColumnPlan& plan)
    : paths_(slot(plan.slot_count)), leaves_(plan.rankings.empty() ? paths_ : plane(layout::kMostRankLevels)) {
  for (const Ranking& ranking : plan.rankings) {
    rankings_.push_back(leaves_);
    const std::uint64_t end = leaves_ + layout::kRankTables + ranking.count * kRankBitsSize;
    leaves_ = (end + layout::kRankVector - 1) / layout::kRankVector * layout::kRankVector;
  }
  bitmaps_ = leaf(static_cast<std::uint32_t>(plan.leaves.size()));
  results_ = bitmap(static_cast<std::uint32_t>(plan.bitmaps.size()));
}

std::uint64_t ColumnScratchPlaces::plane(std::uint32_t level) const {
  return paths_ + kTileBlocks * layout::kBlockRows + level * kTileBlocks * kWord;
}

std::uint64_t ColumnScratchPlaces::rank_bits(std::uint32_t ranking) const {
  return rankings_[ranking] + layout::kRankTables;
}

}  // namespace wend::codegen
