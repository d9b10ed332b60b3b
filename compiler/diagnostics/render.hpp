// Showing diagnostics: the one door for `wend check` and `wend lint`, behind their option `--format`.
//
//     const std::optional<Format> format = format_named("sarif");
//     out << render(*format, sink, sources, {.colour = is_terminal});
//
// The text of a renderer ends with a line break, but nothing at all is said in text where there is nothing to say, so
// that a clean run is silent. A diagnostic whose file is not in the map (source::kNowhere) is shown without a place.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/diagnostics/style.hpp"
#include "compiler/source/source.hpp"

namespace wend::diagnostics {

enum class Format : std::uint8_t { text, json, sarif, github };

// "text", "json", "sarif", "github".
[[nodiscard]] std::optional<Format> format_named(std::string_view name);

[[nodiscard]] std::string render(Format format, const Sink& sink, const source::SourceMap& sources,
                                 const Style& style = {});

}  // namespace wend::diagnostics
