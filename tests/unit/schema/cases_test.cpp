// Each tests/unit/schema/cases/NAME.json is a schema with faults, and NAME.expected is what is said of them. Run with
// WEND_UPDATE_EXPECTED=1 to write what is said now into the expected files, and read the difference.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <vector>

#include "tests/unit/schema/read_for_test.hpp"

namespace wend::schema {
namespace {

namespace fs = std::filesystem;

const fs::path kCases = fs::path(WEND_SOURCE_DIRECTORY) / "tests/unit/schema/cases";

std::vector<fs::path> cases() {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(kCases)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(SchemaCases, AreSaidToBeFaultyAsExpected) {
  const bool update = std::getenv("WEND_UPDATE_EXPECTED") != nullptr;
  for (const fs::path& path : cases()) {
    const ReadText read(contents_of(path.string()), path.filename().string());
    fs::path expected = path;
    expected.replace_extension(".expected");
    if (update) std::ofstream(expected, std::ios::binary) << read.said();
    EXPECT_EQ(read.said(), contents_of(expected.string())) << path;
    EXPECT_EQ(read.schema == nullptr, read.sink.has_errors()) << path;
  }
}

// Bounds that would take a file of megabytes are tested in bounds_test.cpp.
TEST(SchemaCases, CoverTheCatalogue) {
  std::set<std::string_view> missing;
  for (const diagnostics::Entry& entry : diagnostics::catalogue()) {
    if (entry.code.starts_with("S")) missing.insert(entry.code);
  }
  for (const fs::path& path : cases()) {
    const ReadText read(contents_of(path.string()));
    for (const diagnostics::Diagnostic& diagnostic : read.sink.all()) {
      missing.erase(diagnostics::entry(diagnostic.code).code);
    }
  }
  const std::set<std::string_view> bounds = {"S0102", "S0105"};
  EXPECT_EQ(missing, bounds);
}

}  // namespace
}  // namespace wend::schema
