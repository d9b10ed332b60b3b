// Builder of operands: literals, names, calls, choices, time ranges, what stands in parentheses.
#pragma once

#include "compiler/syntax/build/context.hpp"

namespace wend::syntax::build {

[[nodiscard]] ExpressionPtr operand(BuildContext& context, WendParser::OperandContext* written);

}  // namespace wend::syntax::build
