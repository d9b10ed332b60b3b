// One declaration from its tokens, as much of it as can be read.
#pragma once

#include <span>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/outline.hpp"
#include "compiler/syntax/token.hpp"

namespace wend::syntax {

// Reports what is wrong in it, a message for each clause or step; the brackets of the tokens match.
[[nodiscard]] Declaration parse_declaration(const source::SourceFile& file, SectionKind kind,
                                            std::span<const Token> tokens, diagnostics::Sink& sink);

}  // namespace wend::syntax
