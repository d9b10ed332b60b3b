#include "compiler/diagnostics/render.hpp"

#include "compiler/diagnostics/render_github.hpp"
#include "compiler/diagnostics/render_json.hpp"
#include "compiler/diagnostics/render_sarif.hpp"
#include "compiler/diagnostics/render_text.hpp"

namespace wend::diagnostics {

std::optional<Format> format_named(std::string_view name) {
  if (name == "text") return Format::text;
  if (name == "json") return Format::json;
  if (name == "sarif") return Format::sarif;
  if (name == "github") return Format::github;
  return std::nullopt;
}

std::string render(Format format, const Sink& sink, const source::SourceMap& sources, const Style& style) {
  switch (format) {
    case Format::text: return render_text(sink, sources, style);
    case Format::json: return render_json(sink, sources, style);
    case Format::sarif: return render_sarif(sink, sources, style);
    case Format::github: return render_github(sink, sources, style);
  }
  return {};
}

}  // namespace wend::diagnostics
