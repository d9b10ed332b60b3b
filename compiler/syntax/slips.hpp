// The slips that the lexer has tokens for: what to write instead.
#pragma once

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/token.hpp"

namespace wend::syntax {

// Appends the token as it is, or, where it is a slip, reports it and appends what was meant (which may be nothing).
void mend(const source::SourceFile& file, const Token& token, diagnostics::Sink& sink, std::vector<Token>& tokens);

}  // namespace wend::syntax
