#include "compiler/diagnostics/render_text.hpp"
#include "compiler/diagnostics/codes/notes.hpp"

#include <gtest/gtest.h>

#include "tests/unit/diagnostics/findings.hpp"

namespace wend::diagnostics {
namespace {

std::string shown(const Findings& findings, const Style& style = {}) {
  return render_text(findings.sink, findings.sources, style);
}

// The snippet of one error at the span.
std::string snippet_of(const Findings& findings) {
  const std::string text = render_text(findings.sink.all().front(), findings.sources, {});
  return text.substr(text.find('\n') + 1);
}

std::string snippet_at(std::string text, std::string_view marked) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", std::move(text));
  findings.error(findings.at(file, marked));
  return snippet_of(findings);
}

std::string snippet_at(std::string text, std::uint32_t begin, std::uint32_t end) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", std::move(text));
  findings.error({file, begin, end});
  return snippet_of(findings);
}

TEST(RenderText, SaysNothingWhereNothingIsFound) {
  EXPECT_EQ(shown(Findings()), "");
}

TEST(RenderText, ShowsPlaceMessageSourceHelpAndNotes) {
  Findings findings;
  const source::FileId file = findings.add("segments.wend", "tag aum\nsegment rich =\n  aun > 5\n");
  findings.error(findings.at(file, "aun"), "aun")
      .suggest(findings.at(file, "aun"), "aum")
      .note(codes::declared_here, findings.at(file, "aum"), {"aum"});
  EXPECT_EQ(shown(findings),
            "segments.wend:3:3: error[N0001]: aun is declared here\n"
            "    3 |   aun > 5\n"
            "      |   ^^^\n"
            "help: write `aum`\n"
            "segments.wend:1:5: note: aum is declared here\n"
            "    1 | tag aum\n"
            "      |     ^^^\n"
            "\n"
            "1 error\n");
}

TEST(RenderText, SpeaksChinese) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "资产");
  findings.error(findings.at(file, "资产"), "资产").suggest(findings.at(file, "资产"), "资产规模");
  EXPECT_EQ(shown(findings, {.language = Language::chinese}),
            "a.wend:1:1: 错误[N0001]: 资产 在此处声明\n"
            "    1 | 资产\n"
            "      | ^^^^\n"
            "建议: 写作 `资产规模`\n"
            "\n"
            "1 个错误\n");
}

TEST(RenderText, AlignsCaretsBelowWideCharacters) {
  EXPECT_EQ(snippet_at("标签 资产 = 存款 + 1", "存款"),
            "    1 | 标签 资产 = 存款 + 1\n"
            "      |             ^^^^\n");
  EXPECT_EQ(snippet_at("（ａ，b）and x", "b"),
            "    1 | （ａ，b）and x\n"
            "      |       ^\n");
  EXPECT_EQ(snippet_at("e\u0301te\u0301 x", "x"),
            "    1 | e\u0301te\u0301 x\n"
            "      |     ^\n");
}

TEST(RenderText, KeepsTabsSoThatCaretsStandRight) {
  EXPECT_EQ(snippet_at("\t资\taun > 5", "aun"),
            "    1 | \t资\taun > 5\n"
            "      | \t  \t^^^\n");
  EXPECT_EQ(snippet_at("a\tb", "\t"),
            "    1 | a\tb\n"
            "      |  ^\n");
  EXPECT_EQ(snippet_at("a\tb", "a\tb"),
            "    1 | a\tb\n"
            "      | ^\t^\n");
}

TEST(RenderText, MarksAnEmptySpanWithOneCaret) {
  EXPECT_EQ(snippet_at("a b", 1, 1),
            "    1 | a b\n"
            "      |  ^\n");
}

TEST(RenderText, MarksTheEndOfAFile) {
  EXPECT_EQ(snippet_at("segment", 7, 7),
            "    1 | segment\n"
            "      |        ^\n");
  EXPECT_EQ(snippet_at("segment\n", 8, 8),
            "    2 |\n"
            "      | ^\n");
  EXPECT_EQ(snippet_at("segment\r\n", 7, 9),
            "    1 | segment\n"
            "      |        ^\n");
  EXPECT_EQ(snippet_at("segment", 99, 120),
            "    1 | segment\n"
            "      |        ^\n");
}

TEST(RenderText, MarksAnEmptyFile) {
  EXPECT_EQ(snippet_at("", 0, 0),
            "    1 |\n"
            "      | ^\n");
}

TEST(RenderText, ShowsTheFirstAndTheLastLineOfALongSpan) {
  EXPECT_EQ(snippet_at("x journey a {\n  b\n  }\ny", "journey a {\n  b\n  }"),
            "    1 | x journey a {\n"
            "      |   ^^^^^^^^^^^\n"
            "  ...\n"
            "    3 |   }\n"
            "      |   ^\n");
  EXPECT_EQ(snippet_at("one\ntwo\n", "one\ntw"),
            "    1 | one\n"
            "      | ^^^\n"
            "    2 | two\n"
            "      | ^^\n");
  EXPECT_EQ(snippet_at("one\ntwo\n", "one\n"),
            "    1 | one\n"
            "      | ^^^\n");
}

TEST(RenderText, ShowsTheLastLineOfASpanThatEndsInBlanks) {
  EXPECT_EQ(snippet_at("one\n   x", "one\n "),
            "    1 | one\n"
            "      | ^^^\n"
            "    2 |    x\n"
            "      |    ^\n");
}

TEST(RenderText, CutsALongLineAroundTheSpan) {
  const std::string before(100, 'a');
  const std::string after(200, 'b');
  EXPECT_EQ(snippet_at(before + "资产" + after, "资产"), "    1 | ..." + std::string(40, 'a') + "资产" +
                                                             std::string(76, 'b') + "...\n" + "      |    " +
                                                             std::string(40, ' ') + "^^^^\n");
  EXPECT_EQ(snippet_at("x" + after, "x"), "    1 | x" + std::string(119, 'b') + "...\n      | ^\n");
  EXPECT_EQ(snippet_at(after, after),
            "    1 | " + std::string(120, 'b') + "...\n      | " + std::string(120, '^') + "\n");
}

TEST(RenderText, StaysShortInALineOfMegabytes) {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "资\u0301";
  const auto middle = static_cast<std::uint32_t>(text.size() / 2 / 5 * 5);
  EXPECT_LT(snippet_at(text, middle, middle + 3).size(), 1'000u);
  EXPECT_LT(snippet_at(std::string(1'000'000, '\t'), 500'000, 500'001).size(), 1'000u);
}

TEST(RenderText, KeepsTheMarginAlignedAtLargeLineNumbers) {
  EXPECT_EQ(snippet_at(std::string(1'234'566, '\n') + "x", "x"),
            "1234567 | x\n"
            "        | ^\n");
}

TEST(RenderText, LetsNoControlCharacterThrough) {
  Findings findings;
  const source::FileId file = findings.add("a\x1B.wend", "\x1B[31m\u202E\xFF x\r y");
  findings.error(findings.at(file, "x"), "\x1B[2J").suggest(findings.at(file, "x"), "\x07");
  const std::string text = shown(findings);
  EXPECT_EQ(text,
            "a<U+001B>.wend:1:9: error[N0001]: <U+001B>[2J is declared here\n"
            "    1 | <U+001B>[31m<U+202E><U+FFFD> x<U+000D> y\n"
            "      |                              ^\n"
            "help: write `<U+0007>`\n"
            "\n"
            "1 error\n");
}

TEST(RenderText, ColoursOnlyIfAsked) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "aun");
  findings.error(findings.at(file, "aun")).suggest(findings.at(file, "aun"), "aum");
  EXPECT_EQ(shown(findings).find('\x1B'), std::string::npos);
  const std::string coloured = shown(findings, {.colour = true});
  EXPECT_NE(coloured.find("\x1B[1;31merror[N0001]\x1B[0m"), std::string::npos);
  EXPECT_NE(coloured.find("\x1B[1;31m^^^\x1B[0m"), std::string::npos);
  EXPECT_NE(coloured.find("\x1B[1;32mhelp\x1B[0m"), std::string::npos);
}

TEST(RenderText, DescribesWhatFixesDo) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "aun;");
  const source::Span name = findings.at(file, "aun");
  findings.error(name)
      .suggest(name, "aum")
      .suggest(name, "age")
      .suggest(name, "area")
      .suggest({file, 3, 3}, ",")
      .suggest(findings.at(file, ";"), "");
  const std::string text = shown(findings);
  EXPECT_NE(text.find("help: write `aum`, `age` or `area`\nhelp: insert `,`\nhelp: remove `;`\n"), std::string::npos)
      << text;
  const std::string chinese = shown(findings, {.language = Language::chinese});
  EXPECT_NE(chinese.find("建议: 写作 `aum`、`age`或`area`\n建议: 插入 `,`\n建议: 删去 `;`\n"), std::string::npos)
      << chinese;
}

TEST(RenderText, DescribesAFixOfSeveralEdits) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "a and b");
  findings.error(findings.at(file, "and"));
  findings.sink.all()[0].fixes.push_back({Applicability::safe, {{{file, 0, 0}, "("}, {{file, 7, 7}, ")"}}});
  EXPECT_NE(shown(findings).find("help: insert `(`, insert `)`\n"), std::string::npos);
}

TEST(RenderText, CountsWhatItDoesNotShow) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "aun");
  findings.error(findings.at(file, "aun"));
  findings.error(findings.at(file, "aun"));
  findings.sink.all()[1].suppressed_because = "agreed with the data team";
  findings.sink.report(codes::declared_here, findings.at(file, "aun"));
  findings.sink.report(codes::declared_here, findings.at(file, "aun"));
  findings.sink.all()[3].severity = Severity::warning;
  const std::string text = shown(findings);
  EXPECT_TRUE(text.ends_with("\n1 error, 1 warning, 1 note, 1 suppressed\n")) << text;
  const std::string chinese = shown(findings, {.language = Language::chinese});
  EXPECT_TRUE(chinese.ends_with("\n1 个错误，1 个警告，1 条说明，1 条已豁免\n")) << chinese;
}

TEST(RenderText, SaysHowManyWereNotKept) {
  Findings findings;
  const source::FileId file = findings.add("a.wend", "x");
  for (std::size_t i = 0; i < Sink::kMost + 2; ++i) findings.sink.report(codes::declared_here, {file, 0, 1});
  EXPECT_TRUE(shown(findings).ends_with("\n10000 notes, 2 more not shown\n"));
}

TEST(RenderText, ShowsADiagnosticWithoutAFile) {
  Findings findings;
  findings.error(source::kNowhere, "aum");
  EXPECT_EQ(shown(findings), "error[N0001]: aum is declared here\n\n1 error\n");
}

TEST(RenderText, ShowsOnlyTheBeginningOfALongMessage) {
  Findings findings;
  findings.error(source::kNowhere, std::string(2'000'000, 'x'));
  EXPECT_LT(shown(findings).size(), 1'100u);
}

}  // namespace
}  // namespace wend::diagnostics
