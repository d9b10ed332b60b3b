// Where each declaration of a file begins and ends, before any of them is parsed.
//
// Declarations begin with their word and a name, outside of all brackets. Brackets are matched here, and their depth is
// bounded, so that the parser never sees more than kDeepestNesting of them; a bracket left open ends at the next line
// that plainly begins a declaration. What goes wrong here is reported once, and spoils only the declaration that it is
// in.
#pragma once

#include <span>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/token.hpp"

namespace wend::syntax {

enum class SectionKind : std::uint8_t {
  stray,  // tokens before the first declaration
  module,
  import,
  tag,
  segment,
  trigger,
  goal,
  metric,
  journey,
  policy,
  test,
};

struct Section {
  SectionKind kind = SectionKind::stray;
  bool broken = false;    // its brackets do not match: reported, not to be parsed
  std::size_t begin = 0;  // positions in the tokens
  std::size_t end = 0;
};

[[nodiscard]] std::vector<Section> outline(const source::SourceFile& file, std::span<const Token> tokens,
                                           diagnostics::Sink& sink);

// Whether the brackets of an expression match and nest within bounds; what does not is reported.
[[nodiscard]] bool brackets_match(const source::SourceFile& file, std::span<const Token> tokens,
                                  diagnostics::Sink& sink);

// Whether a line of the prompt is a declaration.
[[nodiscard]] bool begins_with_declaration(const source::SourceFile& file, std::span<const Token> tokens);

// The number of brackets open at the end, of whatever kind.
[[nodiscard]] std::size_t open_brackets(std::span<const Token> tokens);

[[nodiscard]] bool is_opening_bracket(const Token& token);
[[nodiscard]] bool is_closing_bracket(const Token& token);

}  // namespace wend::syntax
