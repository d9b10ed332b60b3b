// Conditions over rough numbers: a MaskProgram that says for each condition where it may be true, and where it is.
//
// Of every node that rests on a rough column there are two, one with the rough numbers that some row inside the limit
// may have and one with those that no row outside has. What is between them, and there is little, is left to the exact
// program.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/masks/mask_program.hpp"

namespace wend::tables {

struct RoughMasks {
  // Its limits are those of the exact program, then the same again for what is certain; its roots are by condition
  // those of what is possible, then those of what is certain.
  masks::MaskProgram program;
  // By limit of the exact program: which of its sides are looked at.
  struct Sides {
    bool low = false;
    bool high = false;
  };
  std::vector<Sides> sides;
};

// `is_rough` is by tag. Nothing where nothing would be gained, or where it cannot be said: conditions that rows are
// judged for, and those that turn on whether a comparison is false or unknown.
[[nodiscard]] std::optional<RoughMasks> make_rough_masks(const masks::MaskProgram& exact,
                                                         const std::vector<bool>& is_rough);

}  // namespace wend::tables
