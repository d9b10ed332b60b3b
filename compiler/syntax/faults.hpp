// From the place where the parser stopped to the one message that helps the author.
#pragma once

#include <span>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/derivation.hpp"
#include "compiler/syntax/token.hpp"

namespace wend::syntax {

void report_fault(const source::SourceFile& file, std::span<const Token> tokens, const Failure& failure,
                  diagnostics::Sink& sink);

// Of the tokens before the first declaration of a file, of which there is at least one.
void report_stray(const source::SourceFile& file, std::span<const Token> tokens, diagnostics::Sink& sink);

}  // namespace wend::syntax
