// Every diagnostic on names, types, bounds and what is not executed is shown by a test in this folder.
#include <gtest/gtest.h>

#include <filesystem>

#include "compiler/diagnostics/codes/names.hpp"
#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

std::string all_tests() {
  std::string text;
  const std::filesystem::path folder = WEND_SOURCE_DIRECTORY "/tests/unit/check";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) text += contents_of(entry.path().string());
  }
  return text;
}

TEST(Coverage, EveryDiagnosticOfTheCheckerHasATest) {
  const std::string tests = all_tests();
  for (const diagnostics::Entry& entry : diagnostics::catalogue()) {
    const std::string_view area = entry.code.substr(0, 3);
    const bool ours = area == "E02" || area == "E03" || area == "E04" || area == "E06" || area == "E08" ||
                      area == "E13" || area == "W01" || area == "W06" || entry.code.starts_with("E052") ||
                      (entry.code >= "E1550" && entry.code <= "E1599");
    // Its entry is met at a metric, which is reported itself.
    if (!ours || entry.id == diagnostics::codes::metric_as_value) continue;
    EXPECT_NE(tests.find(entry.code), std::string::npos) << entry.code;
  }
}

}  // namespace
}  // namespace wend::check
