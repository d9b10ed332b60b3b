#include "compiler/diagnostics/fingerprint.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "compiler/diagnostics/place.hpp"

namespace wend::diagnostics {

namespace {

using Json = nlohmann::json;

// Of a line the beginning decides, so that thousands of findings in one line of megabytes are hashed at once.
constexpr std::size_t kMostOfLine = 1'024;  // bytes

std::string_view first_line(const Place& place) {
  if (place.file == nullptr) return "";
  std::string_view line = place.file->line(place.begin.line);
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  line = line.substr(0, line.find_last_not_of(" \t") + 1);
  return line.substr(0, kMostOfLine);
}

std::string hash(std::string_view code, std::string_view line, std::size_t before) {
  const std::string hashed =
      std::string(code).append(1, '\0').append(line).append(1, '\0').append(std::to_string(before));
  std::array<char, 17> digits{};
  const auto value = static_cast<unsigned long long>(XXH3_64bits(hashed.data(), hashed.size()));
  std::snprintf(digits.data(), digits.size(), "%016llx", value);
  return digits.data();
}

// The text at the pointer; empty where there is none.
std::string text_at(const Json& object, const Json::json_pointer& pointer) {
  if (!object.contains(pointer)) return "";
  const Json& found = object.at(pointer);
  return found.is_string() ? found.get<std::string>() : "";
}

}  // namespace

std::vector<std::string> fingerprints(const std::deque<Diagnostic>& diagnostics, const source::SourceMap& sources) {
  std::map<std::tuple<source::FileId, Code, std::string_view>, std::size_t> seen;
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : diagnostics) {
    const std::string_view line = first_line(place_of(diagnostic.span, sources));
    const std::size_t before = seen[{diagnostic.span.file, diagnostic.code, line}]++;
    all.push_back(hash(entry(diagnostic.code).code, line, before));
  }
  return all;
}

std::optional<Baseline> Baseline::read(std::string_view sarif) {
  static const Json::json_pointer results("/runs/0/results");
  static const Json::json_pointer uri("/locations/0/physicalLocation/artifactLocation/uri");
  static const Json::json_pointer fingerprints =
      Json::json_pointer("/partialFingerprints") / std::string(kFingerprintName);
  const Json log = Json::parse(sarif, nullptr, false);
  if (log.is_discarded() || !log.contains(results) || !log.at(results).is_array()) return std::nullopt;
  Baseline baseline;
  for (const Json& result : log.at(results)) {
    const std::string fingerprint = text_at(result, fingerprints);
    if (!fingerprint.empty()) baseline.found_.emplace(text_at(result, uri), fingerprint);
  }
  return baseline;
}

}  // namespace wend::diagnostics
