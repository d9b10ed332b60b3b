#include "compiler/diagnostics/render_sarif.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/fingerprint.hpp"
#include "compiler/diagnostics/place.hpp"
#include "compiler/diagnostics/wording.hpp"

namespace wend::diagnostics {

namespace {

using Json = nlohmann::ordered_json;
using RuleIndices = std::map<Code, std::size_t>;

std::string_view level(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::information: return "note";
  }
  return "";
}

Json text_object(std::string_view text) {
  return {{"text", text}};
}

Json help_of(const Entry& entry) {
  const std::string explanation(entry.explanation);
  if (entry.wrong.empty()) return text_object(explanation);
  const std::string wrong(entry.wrong);
  const std::string right(entry.right);
  return {{"text", explanation + "\n\nWrong:\n" + wrong + "\n\nRight:\n" + right},
          {"markdown", explanation + "\n\nWrong:\n```wend\n" + wrong + "\n```\nRight:\n```wend\n" + right + "\n```"}};
}

Json rule_of(const Entry& entry, const Style& style) {
  const bool chinese = style.language == Language::chinese;
  return {{"id", entry.code},
          {"shortDescription", text_object(chinese ? entry.chinese : entry.english)},
          {"fullDescription", text_object(entry.explanation)},
          {"help", help_of(entry)},
          {"helpUri", std::string(style.help_base).append(entry.code)},
          {"defaultConfiguration", {{"level", level(entry.severity)}}}};
}

Json region_of(const Place& place) {
  return {{"startLine", place.begin.line},
          {"startColumn", place.begin.column},
          {"endLine", place.end.line},
          {"endColumn", place.end.column}};
}

Json artifact_of(const Place& place) {
  return {{"uri", uri_of(place.file->path())}};
}

Json location_of(const Place& place) {
  return {{"physicalLocation", {{"artifactLocation", artifact_of(place)}, {"region", region_of(place)}}}};
}

void add_locations(Json& result, const Diagnostic& diagnostic, const source::SourceMap& sources, Language language) {
  const Place place = place_of(diagnostic.span, sources);
  if (place.file != nullptr) result["locations"] = Json::array({location_of(place)});
  Json related = Json::array();
  for (const Note& note : diagnostic.notes) {
    const Place second = place_of(note.span, sources);
    if (second.file == nullptr) continue;
    Json location = location_of(second);
    location["id"] = related.size();
    location["message"] = text_object(message(note, language));
    related.push_back(std::move(location));
  }
  if (!related.empty()) result["relatedLocations"] = std::move(related);
}

// The edits of a fix, gathered by file as SARIF wants them.
Json changes_of(const Fix& fix, const source::SourceMap& sources) {
  std::map<source::FileId, Json> by_file;
  for (const Edit& edit : fix.edits) {
    const Place place = place_of(edit.span, sources);
    if (place.file == nullptr) continue;
    Json& change = by_file[edit.span.file];
    if (change.is_null()) change = {{"artifactLocation", artifact_of(place)}, {"replacements", Json::array()}};
    change["replacements"].push_back(
        {{"deletedRegion", region_of(place)}, {"insertedContent", text_object(edit.replacement)}});
  }
  Json changes = Json::array();
  for (auto& [file, change] : by_file) changes.push_back(std::move(change));
  return changes;
}

void add_fixes(Json& result, const Diagnostic& diagnostic, const source::SourceMap& sources, Language language) {
  Json fixes = Json::array();
  for (const Fix& fix : diagnostic.fixes) {
    if (fix.applicability != Applicability::safe) continue;
    Json changes = changes_of(fix, sources);
    if (changes.empty()) continue;
    Diagnostic alone;
    alone.fixes.push_back(fix);
    fixes.push_back({{"description", text_object(suggestions(alone, sources, language)[0])},
                     {"artifactChanges", std::move(changes)}});
  }
  if (!fixes.empty()) result["fixes"] = std::move(fixes);
}

void add_state(Json& result, const Diagnostic& diagnostic, const std::string& fingerprint,
               const source::SourceMap& sources, const Style& style) {
  result["partialFingerprints"] = {{std::string(kFingerprintName), fingerprint}};
  if (!diagnostic.suppressed_because.empty()) {
    result["suppressions"] = Json::array({{{"kind", "inSource"}, {"justification", diagnostic.suppressed_because}}});
  }
  if (style.baseline == nullptr) return;
  const Place place = place_of(diagnostic.span, sources);
  const std::string uri = place.file == nullptr ? "" : uri_of(place.file->path());
  result["baselineState"] = style.baseline->contains(uri, fingerprint) ? "unchanged" : "new";
}

RuleIndices rule_indices(const Sink& sink) {
  RuleIndices indices;
  for (const Diagnostic& diagnostic : sink.all()) indices.emplace(diagnostic.code, 0);
  std::size_t next = 0;
  for (auto& [code, index] : indices) index = next++;
  return indices;
}

Json driver_of(const RuleIndices& indices, const Style& style) {
  Json driver{{"name", "wend"}};
  if (!style.tool_version.empty()) driver["version"] = style.tool_version;
  driver["rules"] = Json::array();
  for (const auto& [code, index] : indices) driver["rules"].push_back(rule_of(entry(code), style));
  return driver;
}

Json results_of(const Sink& sink, const source::SourceMap& sources, const RuleIndices& indices, const Style& style) {
  const std::vector<std::string> prints = fingerprints(sink.all(), sources);
  Json results = Json::array();
  for (std::size_t i = 0; i < prints.size(); ++i) {
    const Diagnostic& diagnostic = sink.all()[i];
    Json result{{"ruleId", entry(diagnostic.code).code},
                {"ruleIndex", indices.at(diagnostic.code)},
                {"level", level(diagnostic.severity)},
                {"message", text_object(message(diagnostic, style.language))}};
    add_locations(result, diagnostic, sources, style.language);
    add_fixes(result, diagnostic, sources, style.language);
    add_state(result, diagnostic, prints[i], sources, style);
    results.push_back(std::move(result));
  }
  return results;
}

bool may_stand_in_uri(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         std::string_view("-._~/").find(letter) != std::string_view::npos;
}

}  // namespace

std::string uri_of(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char letter : path) {
    if (may_stand_in_uri(letter)) {
      uri += letter;
    } else {
      const auto byte = static_cast<unsigned char>(letter);
      uri.append("%").append(1, kDigits[byte >> 4]).append(1, kDigits[byte & 0xF]);
    }
  }
  return uri;
}

std::string render_sarif(const Sink& sink, const source::SourceMap& sources, const Style& style) {
  const RuleIndices indices = rule_indices(sink);
  const Json run{{"tool", {{"driver", driver_of(indices, style)}}},
                 {"columnKind", "unicodeCodePoints"},
                 {"language", style.language == Language::chinese ? "zh-CN" : "en-US"},
                 {"results", results_of(sink, sources, indices, style)}};
  const Json log{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
  // A source, and so a message, need not be UTF-8.
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace wend::diagnostics
