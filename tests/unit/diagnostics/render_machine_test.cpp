// JSON and GitHub annotations.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/render.hpp"
#include "tests/unit/diagnostics/findings.hpp"

namespace wend::diagnostics {
namespace {

using Json = nlohmann::json;

Json json_of(const Findings& findings, const Style& style = {}) {
  return Json::parse(render(Format::json, findings.sink, findings.sources, style));
}

std::string github_of(const Findings& findings) {
  return render(Format::github, findings.sink, findings.sources);
}

TEST(Format, IsFoundByItsName) {
  EXPECT_EQ(format_named("text"), Format::text);
  EXPECT_EQ(format_named("json"), Format::json);
  EXPECT_EQ(format_named("sarif"), Format::sarif);
  EXPECT_EQ(format_named("github"), Format::github);
  EXPECT_EQ(format_named("xml"), std::nullopt);
  EXPECT_EQ(format_named(""), std::nullopt);
}

TEST(RenderJson, IsAnEmptyArrayWhereNothingIsFound) {
  EXPECT_EQ(render(Format::json, Findings().sink, {}), "[]\n");
}

TEST(RenderJson, HoldsAllThatIsKnown) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "tag 资产\n  aun > 5\n");
  findings.error(findings.at(file, "aun"), "aun")
      .suggest(findings.at(file, "aun"), "资产", Applicability::unsafe)
      .note(codes::declared_here, findings.at(file, "资产"), {"资产"});
  const Json expected = Json::parse(R"([{
    "code": "N0001", "severity": "error", "message": "aun is declared here",
    "file": "a.wend", "line": 2, "column": 3, "end_line": 2, "end_column": 6,
    "notes": [{"message": "资产 is declared here",
               "file": "a.wend", "line": 1, "column": 5, "end_line": 1, "end_column": 7}],
    "fixes": [{"applicability": "unsafe",
               "edits": [{"file": "a.wend", "line": 2, "column": 3, "end_line": 2, "end_column": 6,
                          "replacement": "资产"}]}]
  }])");
  EXPECT_EQ(json_of(findings), expected);
  EXPECT_EQ(json_of(findings, {.language = Language::chinese})[0]["message"], "aun 在此处声明");
}

TEST(RenderJson, SaysWhySomethingIsSuppressed) {
  Findings findings;
  findings.error(source::kNowhere);
  findings.error(source::kNowhere);
  findings.sink.all()[1].suppressed_because = "agreed";
  const Json all = json_of(findings);
  EXPECT_FALSE(all[0].contains("suppressed_because"));
  EXPECT_EQ(all[1]["suppressed_because"], "agreed");
}

TEST(RenderJson, LeavesOutThePlaceOfADiagnosticWithoutAFile) {
  Findings findings;
  findings.error(source::kNowhere);
  EXPECT_FALSE(json_of(findings)[0].contains("file"));
  EXPECT_FALSE(json_of(findings)[0].contains("line"));
}

TEST(RenderJson, TakesTextThatIsNotUtf8) {
  Findings findings;
  const source::FileId file = findings.add("a\xFF.wend", "\xFF");
  findings.error({file, 0, 1}, "\xFF");
  EXPECT_EQ(json_of(findings)[0]["message"], "\uFFFD is declared here");
  EXPECT_EQ(json_of(findings)[0]["file"], "a\uFFFD.wend");
}

TEST(RenderGithub, WritesOneCommandForEachDiagnostic) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "资产 aun\n");
  findings.error(findings.at(file, "aun"), "aun").suggest(findings.at(file, "aun"), "aum");
  findings.sink.report(codes::declared_here, findings.at(file, "资产")).with("资产");
  findings.sink.report(codes::declared_here, source::kNowhere).with("x");
  findings.sink.all()[2].severity = Severity::warning;
  EXPECT_EQ(github_of(findings),
            "::error file=a.wend,line=1,endLine=1,col=4,endColumn=7,title=N0001::aun is declared here%0A"
            "help: write `aum`\n"
            "::notice file=a.wend,line=1,endLine=1,col=1,endColumn=3,title=N0001::资产 is declared here\n"
            "::warning title=N0001::x is declared here\n");
}

TEST(RenderGithub, LeavesOutColumnsWhereLinesDiffer) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "one\ntwo\n");
  findings.error(findings.at(file, "ne\ntw"));
  EXPECT_EQ(github_of(findings), "::error file=a.wend,line=1,endLine=2,title=N0001::it is declared here\n");
}

TEST(RenderGithub, EscapesWhatWouldEndACommand) {
  Findings findings;
  const source::FileId file = findings.add("a,b:c%d\n.wend", "x");
  findings.error({file, 0, 1}, "100%\r\n::error::x, y: z");
  EXPECT_EQ(github_of(findings),
            "::error file=a%2Cb%3Ac%25d%0A.wend,line=1,endLine=1,col=1,endColumn=2,title=N0001::"
            "100%25%0D%0A::error::x, y: z is declared here\n");
}

TEST(RenderGithub, LeavesOutWhatIsSuppressed) {
  Findings findings;
  findings.error(source::kNowhere);
  findings.sink.all()[0].suppressed_because = "agreed";
  EXPECT_EQ(github_of(findings), "");
}

}  // namespace
}  // namespace wend::diagnostics
