#include "compiler/diagnostics/render_github.hpp"

#include "compiler/diagnostics/place.hpp"
#include "compiler/diagnostics/wording.hpp"

namespace wend::diagnostics {

namespace {

// Where a text stands in a command: more is special among the properties than in the message.
enum class Position : std::uint8_t { message, property };

std::string escaped(std::string_view text, Position position) {
  std::string safe;
  for (const char letter : text) {
    if (letter == '%') {
      safe += "%25";
    } else if (letter == '\r') {
      safe += "%0D";
    } else if (letter == '\n') {
      safe += "%0A";
    } else if (letter == ':' && position == Position::property) {
      safe += "%3A";
    } else if (letter == ',' && position == Position::property) {
      safe += "%2C";
    } else {
      safe += letter;
    }
  }
  return safe;
}

std::string_view command(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::information: return "notice";
  }
  return "";
}

std::string place_properties(const Place& place) {
  if (place.file == nullptr) return "";
  std::string text = "file=" + escaped(place.file->path(), Position::property);
  text += ",line=" + std::to_string(place.begin.line) + ",endLine=" + std::to_string(place.end.line);
  if (place.begin.line == place.end.line) {
    text += ",col=" + std::to_string(place.begin.column) + ",endColumn=" + std::to_string(place.end.column);
  }
  return text + ",";
}

std::string annotation(const Diagnostic& diagnostic, const source::SourceMap& sources, Language language) {
  std::string said = message(diagnostic, language);
  for (const std::string& suggestion : suggestions(diagnostic, sources, language)) {
    said.append("\n").append(help_word(language)).append(": ").append(suggestion);
  }
  return std::string("::")
      .append(command(diagnostic.severity))
      .append(" ")
      .append(place_properties(place_of(diagnostic.span, sources)))
      .append("title=")
      .append(entry(diagnostic.code).code)
      .append("::")
      .append(escaped(said, Position::message))
      .append("\n");
}

}  // namespace

std::string render_github(const Sink& sink, const source::SourceMap& sources, const Style& style) {
  std::string text;
  for (const Diagnostic& diagnostic : sink.all()) {
    if (diagnostic.suppressed_because.empty()) text += annotation(diagnostic, sources, style.language);
  }
  return text;
}

}  // namespace wend::diagnostics
