// What objects rest on beside the shapes of their functions.
#pragma once

#include <optional>

#include "compiler/codegen/target.hpp"
#include "runtime/value/content_hash.hpp"

namespace wend::codegen {

// Of this build of Wend (the linker's build id of the library or program that this code is in), the frame and the
// interface, the runtime functions in their order, LLVM's version, and the machine: triple, processor, every feature.
// Nothing where the linker gave no id.
[[nodiscard]] std::optional<ContentHash> build_identity(const Target& target);

}  // namespace wend::codegen
