// What native code over columns may make use of.
#pragma once

#include <cstdint>

namespace wend::codegen {

enum class Instructions : std::uint8_t {
  host,      // all that the machine has
  avx2,      // x86-64-v3
  baseline,  // x86-64
};

}  // namespace wend::codegen
