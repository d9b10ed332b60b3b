// What a build's programs can say, as a hash.
#pragma once

#include <cstdint>

namespace wend::bytes {

// XXH3-64 of every operation with its operands and its meaning, and of every field of every struct of a program with
// its type. A build with another language reads other programs, so theirs are refused and compiled anew from sources.
[[nodiscard]] std::uint64_t language();

}  // namespace wend::bytes
