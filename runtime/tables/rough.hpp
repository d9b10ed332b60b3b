// Wide integers in 16 bits: enough to settle most comparisons, at a half or a quarter of the bytes.
#pragma once

#include <cstdint>

#include "compiler/layout/column_interface.hpp"
#include "runtime/tables/format.hpp"

namespace wend::tables {

using Rough = std::int16_t;

// The least shift with which all that lies between the piece's least and greatest fits.
[[nodiscard]] std::uint8_t rough_shift(std::int64_t least, std::int64_t greatest);

// Of what is stored in the piece, between its least and its greatest.
[[nodiscard]] Rough rough_of(const Piece& piece, std::int64_t stored);

// An interval of what is stored, as one of rough numbers: of those that some row inside may have, and of those that no
// row outside has.
struct RoughBounds {
  layout::Bound possible;
  layout::Bound certain;
};
[[nodiscard]] RoughBounds rough_bounds(const Piece& piece, const layout::Bound& bound, bool has_low, bool has_high);

}  // namespace wend::tables
