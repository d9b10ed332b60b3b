// The functions that compiled code may call, as a table of their addresses: code finds it among its condition's words
// (shape.hpp), so that objects refer to nothing outside of themselves.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace wend::codegen {

enum class RuntimeFunction : std::uint8_t {
#define WEND_RUNTIME_FUNCTION(name, memory) name,
#include "compiler/codegen/runtime_functions.def"
#undef WEND_RUNTIME_FUNCTION
};

// By RuntimeFunction.
[[nodiscard]] const void* const* runtime_table();
inline constexpr std::array kRuntimeNames = {
#define WEND_RUNTIME_FUNCTION(name, memory) std::string_view{#name},
#include "compiler/codegen/runtime_functions.def"
#undef WEND_RUNTIME_FUNCTION
};

}  // namespace wend::codegen
