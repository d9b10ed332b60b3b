// What is kept of a declaration with a syntax error: what to leave out so that the rest of it can still be read, and
// its name where nothing else can.
#pragma once

#include <span>
#include <utility>

#include "compiler/syntax/derivation.hpp"
#include "compiler/syntax/outline.hpp"
#include "compiler/syntax/token.hpp"

namespace wend::syntax {

// The clause, step or branch that the failure is in, as a range of the tokens: from the first token of a line at its
// depth of brackets to the next such token. Empty where the failure is outside of all braces.
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> faulty_statement(std::span<const Token> tokens,
                                                                                  const Failure& failure);

// A faulty declaration of that kind with its name; the name is empty where there is none.
[[nodiscard]] Declaration from_outline(const source::SourceFile& file, SectionKind kind, std::span<const Token> tokens);

}  // namespace wend::syntax
