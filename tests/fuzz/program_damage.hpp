// Damages a program where a hand would: one number, truth, enumeration, text or list of it at a time, found by the
// lists of fields. Its bytes are well-formed all the same, so that it is for the verification to see it.
#pragma once

#include <cstdint>

#include "compiler/ir/program.hpp"

namespace wend::fuzz {

// One to three damages, the same ones for the same seed.
void damage(ir::Program& program, std::uint64_t seed);

}  // namespace wend::fuzz
