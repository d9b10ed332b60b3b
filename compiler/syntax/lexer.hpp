// ANTLR's lexer over a file, with byte offsets: the first half of tokenize().
#pragma once

#include "compiler/syntax/token.hpp"

namespace wend::syntax {

// Types are those of grammar/WendLexer.g4; slips are not yet mended, and comments are left out of the tokens.
[[nodiscard]] TokenizedFile lex(const source::SourceFile& file);

}  // namespace wend::syntax
