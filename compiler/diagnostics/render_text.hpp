// Diagnostics for people at a terminal:
//
//     segments.wend:12:16: error[E0201]: …
//        12 | segment rich = aun > 50_000 CNY
//           |                ^^^
//     help: write `aum`
//
// What is suppressed is counted and not shown. Nothing from a source reaches the terminal as a control character.
#pragma once

#include <string>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/diagnostics/style.hpp"
#include "compiler/source/source.hpp"

namespace wend::diagnostics {

[[nodiscard]] std::string render_text(const Sink& sink, const source::SourceMap& sources, const Style& style);

// One diagnostic, as render_text shows it.
[[nodiscard]] std::string render_text(const Diagnostic& diagnostic, const source::SourceMap& sources,
                                      const Style& style);

}  // namespace wend::diagnostics
