// The renderers' own few words, in both languages; all else is the catalogue's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::diagnostics {

[[nodiscard]] std::string_view severity_word(Severity severity, Language language);
[[nodiscard]] std::string_view help_word(Language language);

// What the fixes of a diagnostic come to, a sentence each, such as "write `aum`" or "remove `;`". Fixes that stand for
// one another are one sentence: "write `aum`, `age` or `area`".
[[nodiscard]] std::vector<std::string> suggestions(const Diagnostic& diagnostic, const source::SourceMap& sources,
                                                   Language language);

struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t information = 0;
  std::size_t suppressed = 0;
  std::size_t not_kept = 0;
};

// "2 errors, 1 warning"; empty where all counts are 0.
[[nodiscard]] std::string summary(const Counts& counts, Language language);

}  // namespace wend::diagnostics
