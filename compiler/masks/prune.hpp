// Leaves out of a MaskProgram what its roots do not need: limits that became part of an interval, and the like.
#pragma once

#include "compiler/masks/mask_program.hpp"

namespace wend::masks {

[[nodiscard]] MaskProgram pruned(const MaskProgram& masks);

}  // namespace wend::masks
