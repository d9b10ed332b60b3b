// From text to tokens.
//
// ANTLR's lexer tells words, numbers, texts and signs apart; what depends on the tables is done after it: a word is
// looked up among the keywords, a number is joined with the unit that follows it, `近30天` is taken apart. A slip
// (`==`, `2026-3-2`, an unclosed text) is reported here and mended, so that what follows it is still understood.
#pragma once

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/token.hpp"

namespace wend::syntax {

// The file is well-formed UTF-8 and of bounded size.
[[nodiscard]] TokenizedFile tokenize(const source::SourceFile& file, diagnostics::Sink& sink);

}  // namespace wend::syntax
