// Builder of patterns.
#pragma once

#include "compiler/syntax/build/context.hpp"

namespace wend::syntax::build {

[[nodiscard]] PatternPtr pattern(BuildContext& context, WendParser::PatternContext* written);

}  // namespace wend::syntax::build
