// Builder of steps and blocks.
#pragma once

#include "compiler/syntax/build/context.hpp"

namespace wend::syntax::build {

[[nodiscard]] Block block(BuildContext& context, WendParser::BlockContext* written);

}  // namespace wend::syntax::build
