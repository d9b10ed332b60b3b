// A file in its canonical form: the tree printed anew, with its comments.
//
//     const syntax::ParseResult parsed = syntax::parse(file, sink);
//     if (!sink.has_errors()) text = format::format(file, parsed, {});
//
// What it says does not change: names, texts and digits stay, the order of what the author wrote and up to one empty
// line between two things stay, every comment stands once. Lines are at most kWidth columns wide where what is on them
// can be broken. Formatting twice gives the same as once. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source.hpp"
#include "compiler/syntax/syntax.hpp"

namespace wend::format {

inline constexpr std::size_t kWidth = 110;

struct Options {
  // The language of keywords, units and functions; nothing: of each declaration, that of its first word.
  std::optional<diagnostics::Language> keywords;
  // Whether the schema or the project declares the name. `event`, `customer` and `tags` are words of the language, in
  // either language, only where nobody does. Empty: nobody.
  std::function<bool(std::string_view)> is_declared;
};

// The file was parsed without an error.
[[nodiscard]] std::string format(const source::SourceFile& file, const syntax::ParseResult& parsed,
                                 const Options& options);

// The same, where the result parses again and formatting it changes nothing more; else nothing: the text must be left
// as it is. `spare` takes the diagnostics of the second parse.
[[nodiscard]] std::optional<std::string> format_safely(const source::SourceFile& file,
                                                       const syntax::ParseResult& parsed, const Options& options);

}  // namespace wend::format
