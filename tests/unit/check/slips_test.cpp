// Typical slips, one to a program: what people write who know spreadsheets, SQL or Python, or whose input method types
// wide characters. They stand in slips/NAME.wend, a file for each kind, in the form that case_file.hpp describes.
//
// Of each program is said exactly one thing, at the right place; and what is suggested mends it: each fix is applied by
// itself, and the program then checks without an error. Expectations are rewritten where WEND_UPDATE_EXPECTED is set.
#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <filesystem>

#include "compiler/diagnostics/render_text.hpp"
#include "compiler/source/code_point.hpp"
#include "tests/unit/check/case_file.hpp"
#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

constexpr const char* kFolder = "tests/unit/check/slips";

std::shared_ptr<const schema::Schema> bank() {
  static const std::shared_ptr<const schema::Schema> read_once = schema_at("tests/unit/check/slips/schema.json");
  return read_once;
}

std::vector<std::string> mended(const std::vector<std::string>& files, const diagnostics::Fix& fix) {
  std::vector<std::string> texts = files;
  std::vector<diagnostics::Edit> edits = fix.edits;
  std::ranges::sort(edits, std::greater<>(), [](const diagnostics::Edit& edit) { return edit.span.begin; });
  for (const diagnostics::Edit& edit : edits) {
    texts.at(edit.span.file.index).replace(edit.span.begin, edit.span.size(), edit.replacement);
  }
  return texts;
}

// Columns of a terminal, with tabs to every eighth; by Unicode's East Asian Width alone.
std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const source::CodePoint letter = source::code_point_at(text, at);
    at += letter.size;
    const auto code = static_cast<UChar32>(letter.value);
    const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
    const bool wide = width == U_EA_FULLWIDTH || width == U_EA_WIDE;
    if (u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) continue;
    count = code == '\t' ? (count / 8 + 1) * 8 : count + (wide ? 2 : 1);
  }
  return count;
}

void expect_carets_under(const CheckedText& checked, const diagnostics::Diagnostic& diagnostic) {
  const source::SourceFile& file = checked.sources.file(diagnostic.span.file);
  const std::string_view line = file.line(file.position(diagnostic.span.begin).line);
  if (line.size() > 110 || file.position(diagnostic.span.begin).line != file.position(diagnostic.span.end).line) return;
  const auto begin =
      static_cast<std::size_t>(diagnostic.span.begin - file.line_start(file.position(diagnostic.span.begin).line));
  const std::string shown = diagnostics::render_text(diagnostic, checked.sources, {});
  const std::size_t source_line = shown.find(" | " + std::string(line));
  ASSERT_NE(source_line, std::string::npos) << shown;
  const std::size_t caret_line = shown.find(" | ", shown.find('\n', source_line));
  ASSERT_NE(caret_line, std::string::npos) << shown;
  const std::string carets = shown.substr(caret_line + 3, shown.find('\n', caret_line) - caret_line - 3);
  const std::size_t first = carets.find('^');
  ASSERT_NE(first, std::string::npos) << shown;
  EXPECT_EQ(columns(carets.substr(0, first)), columns(line.substr(0, begin))) << shown;
  const std::size_t marked = std::max<std::size_t>(columns(file.text(diagnostic.span)), 1);
  EXPECT_EQ(carets.size() - first, marked) << shown;
}

void expect_mends(const std::vector<std::string>& files, const diagnostics::Fix& fix) {
  const CheckedText checked(mended(files, fix), bank());
  EXPECT_FALSE(checked.sink.has_errors()) << checked.said() << "after\n" << checked.sources.file({0}).text();
}

class Slips : public testing::TestWithParam<std::string> {};

TEST_P(Slips, GetOneMessageWhoseSuggestionMendsThem) {
  std::string rewritten;
  for (const Case& one : read_cases(GetParam())) {
    SCOPED_TRACE(one.title + "\n" + one.text);
    const std::vector<std::string> files = files_of(one.text);
    const CheckedText checked(files, bank());
    const std::string said = checked.said(CheckedText::Spans::whole);
    EXPECT_EQ(checked.sink.all().size(), 1u) << said;
    for (const diagnostics::Diagnostic& diagnostic : checked.sink.all()) {
      expect_carets_under(checked, diagnostic);
      for (const diagnostics::Fix& fix : diagnostic.fixes) expect_mends(files, fix);
    }
    if (!updates_expected()) {
      EXPECT_EQ(said, one.expected);
    }
    rewritten += (rewritten.empty() ? "" : "\n") + as_written(one, said);
  }
  if (updates_expected()) write_cases(GetParam(), rewritten);
}

TEST(SlipsOfAllKinds, AreManyAndMostSayWhatToWrite) {
  std::size_t all = 0;
  std::size_t mended = 0;
  for (const std::string& file : case_files(kFolder)) {
    for (const Case& one : read_cases(file)) {
      ++all;
      if (one.expected.find("    write ") != std::string::npos) ++mended;
    }
  }
  RecordProperty("programs", static_cast<int>(all));
  RecordProperty("suggestions", static_cast<int>(mended));
  EXPECT_GE(all, 300u);
  EXPECT_GE(mended * 10, all * 7) << mended << " of " << all;
}

std::string name_of(const testing::TestParamInfo<std::string>& file) {
  return std::filesystem::path(file.param).stem().string();
}

INSTANTIATE_TEST_SUITE_P(Files, Slips, testing::ValuesIn(case_files(kFolder)), name_of);

}  // namespace
}  // namespace wend::check
