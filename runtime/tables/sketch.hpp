// Sketches: one byte for each row of a wide column, which settles nearly every comparison at a fraction of the bytes.
//
// What a piece stores is split into ranges of about as many rows each, and what occurs often has a range of its own; a
// row's code is the number of its range, from 1 on, or 0 where it is missing. Codes rise as values do, so that a limit
// is compared as a code: what a range that lies on both sides of the limit holds stays open, which is one range in 255,
// however the values are distributed. (Column sketches: Hentschel, Kester, Idreos, SIGMOD 2018.)
//
//     const Sketch made = make_sketch(stored, kMostSketchCodes);
//     const SketchView sketch = sketch_view(piece, bytes);                           // as it lies in a file
//     const SketchBounds bounds = sketch_bounds(sketch.ranges, bound, true, false);  // stored >= bound.low, as codes
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "compiler/layout/column_interface.hpp"
#include "runtime/tables/format.hpp"

namespace wend::tables {

struct Sketch {
  std::vector<SketchRange> ranges;
  std::vector<std::uint8_t> codes;  // by position in what it was made of
};
// Of at least one number: at most `most` ranges, which is 2 or more. Each has something in it.
[[nodiscard]] Sketch make_sketch(std::span<const std::int64_t> stored, std::size_t most);

struct SketchView {
  std::span<const SketchRange> ranges;
  const std::byte* codes = nullptr;  // one for each row
};
// Of a plausible piece that has a sketch, which has as many bytes as its head says.
[[nodiscard]] SketchView sketch_view(const Piece& piece, std::span<const std::byte> bytes);
// Whether the ranges rise from the piece's least to its greatest, and codes are those of ranges.
[[nodiscard]] bool is_sound(const SketchView& sketch, const Piece& piece, std::uint64_t rows);
// Whether the codes are those of the values. `exact` is the sound piece itself.
[[nodiscard]] bool agrees(const SketchView& sketch, const Piece& piece, std::uint64_t rows,
                          std::span<const std::byte> exact);

// An interval of what is stored, as one of codes: of those that some row inside may have, and of those that no row
// outside has. Both leave out the code of what is missing.
struct SketchBounds {
  layout::Bound possible;
  layout::Bound certain;
};
[[nodiscard]] SketchBounds sketch_bounds(std::span<const SketchRange> ranges, const layout::Bound& bound, bool has_low,
                                         bool has_high);

}  // namespace wend::tables
