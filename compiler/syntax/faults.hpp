// From the place where the parser stopped to the one message that helps the author.
#pragma once

#include <span>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/derivation.hpp"
#include "compiler/syntax/token.hpp"

namespace wend::syntax {

void report_fault(const source::SourceFile& file, std::span<const Token> tokens, const Failure& failure,
                  diagnostics::Sink& sink);

// Of a token before the first declaration of a file.
void report_stray(const source::SourceFile& file, const Token& token, diagnostics::Sink& sink);

}  // namespace wend::syntax
