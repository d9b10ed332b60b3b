#include "compiler/diagnostics/render_text.hpp"

#include "compiler/diagnostics/display.hpp"
#include "compiler/diagnostics/paint.hpp"
#include "compiler/diagnostics/place.hpp"
#include "compiler/diagnostics/snippet.hpp"
#include "compiler/diagnostics/wording.hpp"

namespace wend::diagnostics {

namespace {

constexpr std::size_t kLongestMessage = 1'000;  // code points

std::string place_in_front(const Place& place) {
  if (place.file == nullptr) return "";
  return displayed(place.file->path()) + ":" + std::to_string(place.begin.line) + ":" +
         std::to_string(place.begin.column) + ": ";
}

// The line that says it, and the source that it is about.
std::string paragraph(const source::Span& span, std::string_view heading, std::string_view said, Colour colour,
                      const source::SourceMap& sources, const Paint& paint) {
  const Place place = place_of(span, sources);
  std::string text = paint(Colour::bold, place_in_front(place)) + paint(colour, heading) + ": " +
                     displayed(said, kLongestMessage) + "\n";
  if (place.file != nullptr) text += snippet(*place.file, span, paint, colour);
  return text;
}

std::string note_paragraph(const Note& note, const source::SourceMap& sources, const Style& style) {
  const Colour colour = colour_of(Severity::information);
  return paragraph(note.span, severity_word(Severity::information, style.language), message(note, style.language),
                   colour, sources, Paint(style.colour));
}

void count(Counts& counts, const Diagnostic& diagnostic) {
  if (!diagnostic.suppressed_because.empty()) {
    ++counts.suppressed;
    return;
  }
  switch (diagnostic.severity) {
    case Severity::error: ++counts.errors; return;
    case Severity::warning: ++counts.warnings; return;
    case Severity::information: ++counts.information; return;
  }
}

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const source::SourceMap& sources, const Style& style) {
  const Paint paint(style.colour);
  const std::string heading = std::string(severity_word(diagnostic.severity, style.language))
                                  .append("[")
                                  .append(entry(diagnostic.code).code)
                                  .append("]");
  std::string text = paragraph(diagnostic.span, heading, message(diagnostic, style.language),
                               colour_of(diagnostic.severity), sources, paint);
  for (const std::string& suggestion : suggestions(diagnostic, sources, style.language)) {
    text += paint(Colour::help, help_word(style.language)) + ": " + suggestion + "\n";
  }
  for (const Note& note : diagnostic.notes) text += note_paragraph(note, sources, style);
  return text;
}

std::string render_text(const Sink& sink, const source::SourceMap& sources, const Style& style) {
  std::string text;
  Counts counts;
  counts.not_kept = sink.not_kept();
  for (const Diagnostic& diagnostic : sink.all()) {
    count(counts, diagnostic);
    if (diagnostic.suppressed_because.empty()) text += render_text(diagnostic, sources, style) + "\n";
  }
  const std::string total = summary(counts, style.language);
  return total.empty() ? text : text + total + "\n";
}

}  // namespace wend::diagnostics
