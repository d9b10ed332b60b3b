#include "compiler/diagnostics/render_json.hpp"

#include <nlohmann/json.hpp>

#include "compiler/diagnostics/place.hpp"

namespace wend::diagnostics {

namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::information: return "information";
  }
  return "";
}

std::string_view name_of(Applicability applicability) {
  switch (applicability) {
    case Applicability::safe: return "safe";
    case Applicability::unsafe: return "unsafe";
  }
  return "";
}

void add_place(Json& object, const source::Span& span, const source::SourceMap& sources) {
  const Place place = place_of(span, sources);
  if (place.file == nullptr) return;
  object["file"] = place.file->path();
  object["line"] = place.begin.line;
  object["column"] = place.begin.column;
  object["end_line"] = place.end.line;
  object["end_column"] = place.end.column;
}

Json json_of(const Note& note, const source::SourceMap& sources, Language language) {
  Json object{{"message", message(note, language)}};
  add_place(object, note.span, sources);
  return object;
}

Json json_of(const Fix& fix, const source::SourceMap& sources) {
  Json edits = Json::array();
  for (const Edit& edit : fix.edits) {
    Json object = Json::object();
    add_place(object, edit.span, sources);
    object["replacement"] = edit.replacement;
    edits.push_back(std::move(object));
  }
  return {{"applicability", name_of(fix.applicability)}, {"edits", std::move(edits)}};
}

Json json_of(const Diagnostic& diagnostic, const source::SourceMap& sources, Language language) {
  Json object{{"code", entry(diagnostic.code).code},
              {"severity", name_of(diagnostic.severity)},
              {"message", message(diagnostic, language)}};
  add_place(object, diagnostic.span, sources);
  object["notes"] = Json::array();
  for (const Note& note : diagnostic.notes) object["notes"].push_back(json_of(note, sources, language));
  object["fixes"] = Json::array();
  for (const Fix& fix : diagnostic.fixes) object["fixes"].push_back(json_of(fix, sources));
  if (!diagnostic.suppressed_because.empty()) object["suppressed_because"] = diagnostic.suppressed_because;
  return object;
}

}  // namespace

std::string render_json(const Sink& sink, const source::SourceMap& sources, const Style& style) {
  Json all = Json::array();
  for (const Diagnostic& diagnostic : sink.all()) all.push_back(json_of(diagnostic, sources, style.language));
  // A source, and so a message, need not be UTF-8.
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace wend::diagnostics
