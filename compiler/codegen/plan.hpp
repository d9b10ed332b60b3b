// What compiling a condition takes: the expressions that it reads, in the order to lower them, or why it cannot be.
#pragma once

#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

// Operands before those that use them, the condition last.
[[nodiscard]] Result<std::vector<ir::ExpressionId>> plan(const ir::Program& program,
                                                         const layout::NativeRequest& request);

}  // namespace wend::codegen
