#include "runtime/tables/integers.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "runtime/value/decimal.hpp"

namespace wend::tables {
namespace {

using decimal::Wide;

// The greatest number that divides all distances from the least; 1 where all are the same.
std::uint64_t common_factor(std::span<const std::int64_t> scalars, std::int64_t least) {
  std::uint64_t factor = 0;
  for (const std::int64_t scalar : scalars) {
    const std::uint64_t distance = static_cast<std::uint64_t>(scalar) - static_cast<std::uint64_t>(least);
    if (factor != 0 && distance % factor == 0) continue;
    factor = std::gcd(factor, distance);
    if (factor == 1) break;
  }
  return std::max<std::uint64_t>(factor, 1);
}

bool is_scalar(Wide wide) {
  return wide >= std::numeric_limits<std::int64_t>::min() && wide <= std::numeric_limits<std::int64_t>::max();
}

Wide half_of(PieceStorage storage) {
  return Wide{1} << (width_of(storage) * 8 - 1);
}

}  // namespace

std::int64_t Packing::stored(std::int64_t scalar) const {
  return static_cast<std::int64_t>((Wide{scalar} - base) / factor);
}

bool stands_for_scalars(PieceStorage storage, std::int64_t factor, std::int64_t base) {
  if (storage == PieceStorage::integer64) return factor == 1 && base == 0;
  const Wide half = half_of(storage);
  return factor > 0 && is_scalar(base - half * factor) && is_scalar(base + (half - 1) * factor);
}

Extremes extremes_of(std::span<const std::int64_t> scalars) {
  const auto [least, greatest] = std::ranges::minmax_element(scalars);
  return {*least, *greatest};
}

Packing pack(std::span<const std::int64_t> scalars, const Extremes& extremes, PieceStorage narrowest) {
  const std::uint64_t factor = common_factor(scalars, extremes.least);
  const Wide steps = (Wide{extremes.greatest} - extremes.least) / factor;
  for (const PieceStorage storage : {PieceStorage::integer8, PieceStorage::integer16, PieceStorage::integer32}) {
    const Wide half = half_of(storage);
    if (storage < narrowest || steps >= 2 * half) continue;
    // One value alone is stored as zero, which takes no memory where it is read.
    const Wide base = steps == 0 ? Wide{extremes.least} : extremes.least + half * factor;
    if (!is_scalar(base) || factor > std::numeric_limits<std::int64_t>::max()) continue;
    const Packing packing{storage, static_cast<std::int64_t>(factor), static_cast<std::int64_t>(base)};
    if (stands_for_scalars(packing.storage, packing.factor, packing.base)) return packing;
  }
  return {};
}

}  // namespace wend::tables
