// Programs and what the checker makes of them, in files: `cases/NAME.wend`, of the form that case_file.hpp describes.
//
// What is expected: what was said, then what derived tags and segments became. It is rewritten where
// WEND_UPDATE_EXPECTED is set. In files named `mistakes…` each case has one mistake and gets one diagnostic.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/check/case_file.hpp"
#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, SayWhatIsExpected) {
  const bool update = updates_expected();
  const bool mistakes = GetParam().find("/mistakes") != std::string::npos;
  std::string rewritten;
  std::vector<Case> cases = read_cases(GetParam());
  ASSERT_FALSE(cases.empty());
  for (const Case& one : cases) {
    const CheckedText result(files_of(one.text));
    const std::string actual = result.said() + (mistakes ? std::string() : result.lowered());
    if (mistakes) {
      EXPECT_EQ(result.sink.all().size(), 1u) << one.title << "\n" << actual;
    }
    if (!update) {
      EXPECT_EQ(actual, one.expected) << one.title << "\n" << one.text;
    }
    rewritten += (rewritten.empty() ? "" : "\n") + as_written(one, actual);
  }
  if (update) write_cases(GetParam(), rewritten);
}

std::string name_of(const testing::TestParamInfo<std::string>& file) {
  return std::filesystem::path(file.param).stem().string();
}

INSTANTIATE_TEST_SUITE_P(Files, Cases, testing::ValuesIn(case_files("tests/unit/check/cases")), name_of);

}  // namespace
}  // namespace wend::check
