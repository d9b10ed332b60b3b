// The slips that the lexer has tokens for: what to write instead.
#pragma once

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/token.hpp"

namespace wend::syntax {

// Appends the raw token at the position as it is, or, where it is a slip, reports it and appends what was meant (which
// may be nothing). The raw tokens around it are looked at, never changed.
void mend(const source::SourceFile& file, std::span<const Token> raw, std::size_t position, diagnostics::Sink& sink,
          std::vector<Token>& tokens);

// Of a slip that leaves no token behind: whether what stands around it can be read all the same.
[[nodiscard]] Slip slip_of_dropped(std::uint16_t type);

}  // namespace wend::syntax
