// Entries of a shard as bits: 64 to a mask.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace wend::match {

using Mask = std::uint64_t;
inline constexpr std::size_t kMaskBits = 64;
// Masks that are joined at once: a line of the processor's cache.
inline constexpr std::size_t kMasks = 8;

// Calls visit(position) for each bit that is set.
template <typename Visit>
inline void for_each_bit(Mask mask, const Visit& visit) {
  for (; mask != 0; mask &= mask - 1) visit(static_cast<std::size_t>(std::countr_zero(mask)));
}

}  // namespace wend::match
