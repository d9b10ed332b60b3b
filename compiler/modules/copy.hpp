// Copies of the arguments of an import, for each place where the module speaks of them.
//
// All parts of a copy stand at one place, that of the parameter's name in the module, so that spans of one tree are of
// one file.
#pragma once

#include "compiler/syntax/tree.hpp"

namespace wend::modules {

[[nodiscard]] syntax::ExpressionPtr copy(const syntax::Expression& tree, const source::Span& at);
[[nodiscard]] syntax::Path copy(syntax::Path path, const source::Span& at);

}  // namespace wend::modules
