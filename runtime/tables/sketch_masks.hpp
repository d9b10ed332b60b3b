// Conditions over sketches: a MaskProgram that says for each condition where it may be true, and where it is.
//
// Of every comparison of a column that has sketches there are two, one with the codes that some row inside the limit
// may have and one with those that no row outside has. What is between them, and there is little, is left to the exact
// program. Codes of sketches say what is missing, too, so that bitmaps of what is known are not read: all comparisons
// are intervals that leave the code 0 out.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/masks/mask_program.hpp"

namespace wend::tables {

struct SketchMasks {
  // Its limits are those of the exact program, then the same again for what is certain, and one for all codes of known
  // values; its roots are by condition those of what is possible, then those of what is certain.
  masks::MaskProgram program;
  // By limit of the exact program: which of its sides are looked at.
  struct Sides {
    bool low = false;
    bool high = false;
  };
  std::vector<Sides> sides;
};

// `has_sketch` is by tag. Nothing where nothing would be gained, or where it cannot be said: conditions that rows are
// judged for, and those that turn on whether a comparison is false or unknown.
[[nodiscard]] std::optional<SketchMasks> make_sketch_masks(const masks::MaskProgram& exact,
                                                           const std::vector<bool>& has_sketch);

}  // namespace wend::tables
