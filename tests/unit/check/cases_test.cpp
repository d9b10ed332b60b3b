// Programs and what the checker makes of them, in files: `cases/NAME.wend`. A file is cases one after the other:
//
//     // ==== what the case shows
//     segment s = aum > 5000
//     //! 1:19 E0302 …
//
// Lines after `//!` are what is expected: what was said, then what derived tags and segments became. They are rewritten
// where WEND_UPDATE_EXPECTED is set. In files named `mistakes…` each case has one mistake and gets one diagnostic.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

struct Case {
  std::string title;
  std::string text;
  std::string expected;
};

constexpr std::string_view kTitle = "// ==== ";
constexpr std::string_view kExpected = "//! ";

std::vector<Case> read_cases(const std::string& path) {
  std::vector<Case> cases;
  std::istringstream lines(contents_of(path));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kTitle)) {
      cases.push_back({line.substr(kTitle.size()), {}, {}});
    } else if (line.starts_with(kExpected)) {
      cases.back().expected += line.substr(kExpected.size()) + "\n";
    } else if (!line.empty()) {
      cases.back().text += line + "\n";
    }
  }
  return cases;
}

std::string as_comments(const std::string& text) {
  std::string result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) result += std::string(kExpected) + line + "\n";
  return result;
}

// Behind a line `// ---- …` begins another file of the project.
std::vector<std::string> files_of(const std::string& text) {
  std::vector<std::string> files(1);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("// ---- ")) {
      files.emplace_back();
    } else {
      files.back() += line + "\n";
    }
  }
  return files;
}

std::vector<std::string> case_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(WEND_SOURCE_DIRECTORY "/tests/unit/check/cases")) {
    files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, SayWhatIsExpected) {
  const bool update = std::getenv("WEND_UPDATE_EXPECTED") != nullptr;
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
    rewritten +=
        (rewritten.empty() ? "" : "\n") + std::string(kTitle) + one.title + "\n" + one.text + as_comments(actual);
  }
  if (update) std::ofstream(GetParam(), std::ios::binary) << rewritten;
}

std::string name_of(const testing::TestParamInfo<std::string>& file) {
  return std::filesystem::path(file.param).stem().string();
}

INSTANTIATE_TEST_SUITE_P(Files, Cases, testing::ValuesIn(case_files()), name_of);

}  // namespace
}  // namespace wend::check
