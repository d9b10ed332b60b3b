#include "bindings/cpp/diagnostics.hpp"

#include <algorithm>
#include <string>

#include "bindings/cpp/access.hpp"
#include "compiler/diagnostics/place.hpp"

namespace wend::host {
namespace {

using Language = diagnostics::Language;

class Converter {
 public:
  explicit Converter(const source::SourceMap& sources) : sources_(sources) {}

  [[nodiscard]] Diagnostic convert(const diagnostics::Diagnostic& diagnostic) const {
    Diagnostic converted{.code = std::string(diagnostics::entry(diagnostic.code).code),
                         .severity = severity_of(diagnostic.severity),
                         .english = diagnostics::message(diagnostic, Language::english),
                         .chinese = diagnostics::message(diagnostic, Language::chinese),
                         .place = place_of(diagnostic.span),
                         .notes = {},
                         .fixes = {}};
    for (const diagnostics::Note& note : diagnostic.notes) converted.notes.push_back(convert(note));
    for (const diagnostics::Fix& fix : diagnostic.fixes) converted.fixes.push_back(convert(fix));
    return converted;
  }

 private:
  [[nodiscard]] static Severity severity_of(diagnostics::Severity severity) {
    switch (severity) {
      case diagnostics::Severity::error: return Severity::error;
      case diagnostics::Severity::warning: return Severity::warning;
      case diagnostics::Severity::information: return Severity::information;
    }
    return Severity::error;
  }

  [[nodiscard]] Place place_of(const source::Span& span) const {
    const diagnostics::Place place = diagnostics::place_of(span, sources_);
    if (place.file == nullptr) return {};
    return {.source = place.file->path(),
            .line = place.begin.line,
            .column = place.begin.column,
            .end_line = place.end.line,
            .end_column = place.end.column,
            .begin = span.begin,
            .end = std::max(span.begin, span.end)};
  }

  [[nodiscard]] Note convert(const diagnostics::Note& note) const {
    return {.english = diagnostics::message(note, Language::english),
            .chinese = diagnostics::message(note, Language::chinese),
            .place = place_of(note.span)};
  }

  [[nodiscard]] Fix convert(const diagnostics::Fix& fix) const {
    Fix converted{.safe = fix.applicability == diagnostics::Applicability::safe, .edits = {}};
    for (const diagnostics::Edit& edit : fix.edits) {
      converted.edits.push_back({.place = place_of(edit.span), .replacement = edit.replacement});
    }
    return converted;
  }

  const source::SourceMap& sources_;
};

// `journeys.wend:3:5: there is no tag `auum``, and how many more there are.
std::string summary(const std::vector<Diagnostic>& diagnostics, std::size_t errors) {
  const auto first = std::ranges::find(diagnostics, Severity::error, &Diagnostic::severity);
  if (first == diagnostics.end()) return "the sources are faulty";
  std::string text;
  if (first->place.line != 0) {
    text = first->place.source + ':' + std::to_string(first->place.line) + ':' + std::to_string(first->place.column);
    text += ": ";
  }
  text += first->english;
  if (errors > 1) text += " (and " + std::to_string(errors - 1) + " more)";
  return text;
}

}  // namespace

std::vector<Diagnostic> diagnostics_of(const diagnostics::Sink& sink, const source::SourceMap& sources) {
  const Converter converter(sources);
  std::vector<Diagnostic> converted;
  converted.reserve(sink.all().size());
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) converted.push_back(converter.convert(diagnostic));
  return converted;
}

Error faulty_source(const diagnostics::Sink& sink, const source::SourceMap& sources) {
  Error fault{.fault = Fault::faulty_source, .message = {}, .diagnostics = diagnostics_of(sink, sources)};
  fault.message = summary(fault.diagnostics, sink.errors());
  return fault;
}

}  // namespace wend::host
