// A file of cases, one after the other, each a program and what is expected of it:
//
//     // ==== what the case shows
//     segment s = aum > 5000
//     //! 1:19 E0302 …
//
// Lines after `//!` are what is expected. Behind a line `// ---- …` begins another file of the project.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wend::check {

struct Case {
  std::string title;
  std::string text;
  std::string expected;
};

[[nodiscard]] std::vector<Case> read_cases(const std::string& path);
// The case as it stands in a file, with what is expected of it.
[[nodiscard]] std::string as_written(const Case& one, std::string_view expected);
[[nodiscard]] std::vector<std::string> files_of(const std::string& text);
// The files of cases in a folder below the repository, in the order of their names.
[[nodiscard]] std::vector<std::string> case_files(const std::string& folder);
// Whether expectations are to be written anew: WEND_UPDATE_EXPECTED is set.
[[nodiscard]] bool updates_expected();
void write_cases(const std::string& path, const std::string& text);

}  // namespace wend::check
