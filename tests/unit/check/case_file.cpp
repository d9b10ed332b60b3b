#include "tests/unit/check/case_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

constexpr std::string_view kTitle = "// ==== ";
constexpr std::string_view kExpected = "//! ";
constexpr std::string_view kFile = "// ---- ";

}  // namespace

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

std::string as_written(const Case& one, std::string_view expected) {
  std::string result = std::string(kTitle) + one.title + "\n" + one.text;
  std::istringstream lines{std::string(expected)};
  for (std::string line; std::getline(lines, line);) result += std::string(kExpected) + line + "\n";
  return result;
}

std::vector<std::string> files_of(const std::string& text) {
  std::vector<std::string> files(1);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kFile)) {
      files.emplace_back();
    } else {
      files.back() += line + "\n";
    }
  }
  return files;
}

std::vector<std::string> case_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(WEND_SOURCE_DIRECTORY "/" + folder)) {
    if (entry.path().extension() == ".wend") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool updates_expected() {
  return std::getenv("WEND_UPDATE_EXPECTED") != nullptr;
}

void write_cases(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace wend::check
