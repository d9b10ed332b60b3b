// From text to syntax tree.
//
//     source::SourceMap sources;
//     diagnostics::Sink sink;
//     const auto& file = sources.file(sources.add("segments.wend", text));
//     const syntax::ParseResult parsed = syntax::parse(file, sink);
//     for (const syntax::Declaration& declaration : parsed.module.declarations) …
//
// Nothing in a text can make this crash, hang or take memory without bound: a file is at most source::kLargestSource
// bytes, brackets nest at most kDeepestNesting, and both are looked at before the parser runs. Time is linear in the
// text. A call needs less than 128 kB of stack (optimised builds). Calls may run on any number of threads at once.
//
// One mistake gives one message. Each declaration is parsed on its own, and within one with a body each clause or
// step that cannot be read is reported and left out; such a declaration is marked `faulty`.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::syntax {

inline constexpr std::size_t kDeepestNesting = 64;

// `// …` to the end of its line.
struct Comment {
  std::string text;    // what follows the slashes, spaces at both ends taken off
  Span span;           // slashes included
  bool alone = false;  // nothing but space before it on its line
};

struct ParseResult {
  Module module;
  std::vector<Comment> comments;  // in the order of the file
};

[[nodiscard]] ParseResult parse(const source::SourceFile& file, diagnostics::Sink& sink);

// The whole text as one expression; null where it is not one, and the sink says why.
[[nodiscard]] ExpressionPtr parse_expression(const source::SourceFile& file, diagnostics::Sink& sink);

// A line of the prompt: declarations or an expression. Empty where there is nothing but space and comments; where the
// text is neither, the sink says why and `expression` is null.
struct Line {
  std::vector<Declaration> declarations;
  ExpressionPtr expression;
};
[[nodiscard]] Line parse_line(const source::SourceFile& file, diagnostics::Sink& sink);

// Whether a prompt should ask for more: a bracket is still open at the end of the text.
[[nodiscard]] bool is_incomplete(const source::SourceFile& file);

}  // namespace wend::syntax
