#include "runtime/match/block.hpp"

#include <algorithm>

namespace wend::match {
namespace {

// Attributes that are ranked before it is asked whether anything remains.
constexpr std::size_t kTogether = 8;

}  // namespace

Mask Blocks::standing(Values& values, Ranked& ranked) const {
  Mask blocks = size() == kMostBlocks ? ~Mask{0} : (Mask{1} << size()) - 1;
  for (std::size_t first = 0; first < rankings_.size() && blocks != 0; first += kTogether) {
    for (std::size_t at = first; at < std::min(first + kTogether, rankings_.size()); ++at) {
      const Ranking& ranking = rankings_[at];
      const std::size_t rank = first_ranks_[at] + ranking.rank(values.reading(ranking.attribute()));
      ranked[at] = numbers_.data() + rank * stride_;
      __builtin_prefetch(ranked[at]);
      __builtin_prefetch(ranked[at] + stride_ / 2);
      blocks &= standing_[rank];
    }
  }
  return blocks;
}

std::size_t Blocks::bytes() const {
  std::size_t bytes = rankings_.capacity() * sizeof(Ranking) + first_ranks_.capacity() * sizeof(std::uint32_t) +
                      standing_.capacity() * sizeof(Mask) + numbers_.capacity() * sizeof(RowNumber) +
                      firsts_.capacity() * sizeof(std::uint32_t) + rows_.capacity() * sizeof(Row);
  for (const Ranking& ranking : rankings_) bytes += ranking.bytes();
  return bytes;
}

}  // namespace wend::match
