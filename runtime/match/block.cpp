#include "runtime/match/block.hpp"

#include <algorithm>

namespace wend::match {
namespace {

// Attributes that are ranked before it is asked whether anything remains.
constexpr std::size_t kTogether = 8;

// Numbers that are read at once of a line.
constexpr std::size_t kWidth = 32;

}  // namespace

Mask Blocks::standing(Values& values, Ranked& ranked, const Refuter& refuter) const {
  Mask blocks = size() == kMostBlocks ? ~Mask{0} : (Mask{1} << size()) - 1;
  const std::size_t width = std::max(stride_, kWidth);
  for (std::size_t first = 0; first < rankings_.size() && blocks != 0; first += kTogether) {
    const std::size_t last = std::min(first + kTogether, rankings_.size());
    for (std::size_t at = first; at < last; ++at) {
      ranked[at] = line(at, rankings_[at].rank(values.reading(rankings_[at].attribute())));
    }
    blocks &= refuter.blocks(ranked.data() + first, last - first, width);
  }
  return blocks;
}

std::size_t Blocks::bytes() const {
  std::size_t bytes = rankings_.capacity() * sizeof(Ranking) + first_lines_.capacity() * sizeof(std::size_t) +
                      numbers_.capacity() * sizeof(RowNumber) + firsts_.capacity() * sizeof(std::uint32_t) +
                      rows_.capacity() * sizeof(Row);
  for (const Ranking& ranking : rankings_) bytes += ranking.bytes();
  return bytes;
}

}  // namespace wend::match
