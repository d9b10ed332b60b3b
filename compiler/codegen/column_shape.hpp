// What conditions over columns have in common that share code: the nodes and how the columns are stored. Limits, tables
// and row evaluators are found by their numbers when the code runs.
#pragma once

#include "compiler/codegen/instructions.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/content_hash.hpp"

namespace wend::codegen {

// Equal for requests that share code; different from every Shape::key.
[[nodiscard]] ContentHash shape_of(const layout::NativeColumnRequest& request, Instructions instructions);

}  // namespace wend::codegen
