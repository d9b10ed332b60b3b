#include "compiler/diagnostics/render_sarif.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/fingerprint.hpp"
#include "tests/unit/diagnostics/findings.hpp"

namespace wend::diagnostics {
namespace {

using Json = nlohmann::json;

Json log_of(const Findings& findings, const Style& style = {}) {
  return Json::parse(render_sarif(findings.sink, findings.sources, style));
}

Json results_of(const Findings& findings, const Style& style = {}) {
  return log_of(findings, style)["runs"][0]["results"];
}

std::string fingerprint_of(const Json& result) {
  return result["partialFingerprints"][std::string(kFingerprintName)];
}

// One file, with an error at each occurrence of `aun`.
Findings errors_at_aun(const std::string& text) {
  Findings findings;
  const source::FileId file = findings.add("rules/a.wend", text);
  for (std::size_t at = text.find("aun"); at != std::string::npos; at = text.find("aun", at + 1)) {
    const auto begin = static_cast<std::uint32_t>(at);
    findings.error({file, begin, begin + 3}, "aun");
  }
  return findings;
}

std::set<std::string> fingerprints_of(const std::string& text) {
  std::set<std::string> all;
  for (const Json& result : results_of(errors_at_aun(text))) all.insert(fingerprint_of(result));
  return all;
}

TEST(RenderSarif, IsARunWithoutResultsWhereNothingIsFound) {
  const Json log = log_of(Findings());
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["runs"].size(), 1u);
  EXPECT_EQ(log["runs"][0]["results"], Json::array());
  EXPECT_EQ(log["runs"][0]["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(log["runs"][0]["tool"]["driver"], (Json{{"name", "wend"}, {"rules", Json::array()}}));
}

TEST(RenderSarif, DescribesEachRuleOnce) {
  const Json log = log_of(errors_at_aun("aun aun"), {.tool_version = "1.2.3", .help_base = "https://example.org/"});
  const Json& driver = log["runs"][0]["tool"]["driver"];
  EXPECT_EQ(driver["version"], "1.2.3");
  ASSERT_EQ(driver["rules"].size(), 1u);
  const Json& rule = driver["rules"][0];
  const Entry& entry = *find("N0001");
  EXPECT_EQ(rule["id"], "N0001");
  EXPECT_EQ(rule["shortDescription"]["text"], entry.english);
  EXPECT_EQ(rule["fullDescription"]["text"], entry.explanation);
  EXPECT_EQ(rule["helpUri"], "https://example.org/N0001");
  EXPECT_EQ(rule["defaultConfiguration"]["level"], "note");
}

TEST(RenderSarif, PlacesResultsAndNotes) {
  Findings findings;
  const source::FileId file = findings.add("规则/a b.wend", "tag 资产\n  aun > 5\n");
  findings.error(findings.at(file, "aun"), "aun").note(codes::declared_here, findings.at(file, "资产"), {"资产"});
  const Json result = results_of(findings)[0];
  EXPECT_EQ(result["ruleId"], "N0001");
  EXPECT_EQ(result["ruleIndex"], 0);
  EXPECT_EQ(result["level"], "error");
  EXPECT_EQ(result["message"]["text"], "aun is declared here");
  const Json& location = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(location["artifactLocation"]["uri"], "%E8%A7%84%E5%88%99/a%20b.wend");
  EXPECT_EQ(location["region"], Json::parse(R"({"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 6})"));
  const Json& related = result["relatedLocations"][0];
  EXPECT_EQ(related["message"]["text"], "资产 is declared here");
  EXPECT_EQ(related["physicalLocation"]["region"],
            Json::parse(R"({"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 7})"));
}

TEST(RenderSarif, OffersTheSafeFixesAlone) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "aun");
  const source::Span name = findings.at(file, "aun");
  findings.error(name).suggest(name, "aum").suggest(name, "age", Applicability::unsafe);
  const Json fixes = results_of(findings)[0]["fixes"];
  ASSERT_EQ(fixes.size(), 1u);
  EXPECT_EQ(fixes[0]["description"]["text"], "write `aum`");
  const Json& change = fixes[0]["artifactChanges"][0];
  EXPECT_EQ(change["artifactLocation"]["uri"], "a.wend");
  EXPECT_EQ(change["replacements"][0]["insertedContent"]["text"], "aum");
  EXPECT_EQ(change["replacements"][0]["deletedRegion"]["endColumn"], 4);
}

TEST(RenderSarif, GivesTheReasonOfASuppression) {
  Findings findings = errors_at_aun("aun aun");
  findings.sink.all()[1].suppressed_because = "agreed";
  const Json results = results_of(findings);
  EXPECT_FALSE(results[0].contains("suppressions"));
  EXPECT_EQ(results[1]["suppressions"], Json::parse(R"([{"kind": "inSource", "justification": "agreed"}])"));
}

TEST(RenderSarif, KeepsFingerprintsWhenLinesMove) {
  const std::set<std::string> before = fingerprints_of("aun > 5\nx\n\taun > 5\naun < 5\n");
  EXPECT_EQ(before.size(), 3u) << "the same line twice, and another";
  EXPECT_EQ(fingerprints_of("// a comment\n\n  aun < 5 \naun > 5\n    aun > 5\n"), before);
  EXPECT_NE(fingerprints_of("aun > 6\n"), fingerprints_of("aun > 5\n"));
}

TEST(RenderSarif, SaysWhatIsNewSinceTheBaseline) {
  const Findings before = errors_at_aun("aun > 5\n");
  const auto baseline = Baseline::read(render_sarif(before.sink, before.sources, {}));
  ASSERT_TRUE(baseline);
  EXPECT_EQ(baseline->size(), 1u);
  const Findings now = errors_at_aun("\naun > 6\naun > 5\n");
  const Json results = results_of(now, {.baseline = &*baseline});
  EXPECT_EQ(results[0]["baselineState"], "new");
  EXPECT_EQ(results[1]["baselineState"], "unchanged");
  EXPECT_FALSE(results_of(now)[0].contains("baselineState"));
}

TEST(Baseline, IsReadFromSarifAlone) {
  for (const char* text : {"", "{", "[]", "{}", "null", R"({"runs": {}})", R"({"runs": [{"results": {}}]})"}) {
    EXPECT_FALSE(Baseline::read(text)) << text;
  }
  const auto odd = Baseline::read(R"({"runs": [{"results": [1, null, {}, {"partialFingerprints": {"wendLine/v1": 5}},
                                      {"partialFingerprints": []}, {"locations": {}}]}]})");
  ASSERT_TRUE(odd);
  EXPECT_EQ(odd->size(), 0u);
  EXPECT_FALSE(Baseline::read(std::string(100'000, '[')));
}

TEST(RenderSarif, WritesADiagnosticWithoutAFile) {
  Findings findings;
  findings.error(source::kNowhere).note(codes::declared_here, source::kNowhere, {"x"}).suggest(source::kNowhere, "y");
  const Json result = results_of(findings)[0];
  EXPECT_FALSE(result.contains("locations"));
  EXPECT_FALSE(result.contains("relatedLocations"));
  EXPECT_FALSE(result.contains("fixes"));
}

TEST(RenderSarif, TakesTextThatIsNotUtf8) {
  Findings findings;
  const source::FileId file = findings.add("a\xFF.wend", "\xFF");
  findings.error({file, 0, 1}, "\xFF");
  EXPECT_EQ(results_of(findings)[0]["message"]["text"], "\uFFFD is declared here");
}

TEST(RenderSarif, WritesPathsAsUris) {
  EXPECT_EQ(uri_of("a/b-1_c.wend"), "a/b-1_c.wend");
  EXPECT_EQ(uri_of("/bank/a b.wend"), "file:///bank/a%20b.wend");
  EXPECT_EQ(uri_of("100%#?.wend"), "100%25%23%3F.wend");
}

}  // namespace
}  // namespace wend::diagnostics
