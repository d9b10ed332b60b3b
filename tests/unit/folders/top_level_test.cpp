#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "tests/unit/folders/repository.hpp"

namespace wend::folders {
namespace {

TEST(TopLevel, HasOnlyTheFoldersOfTheArchitecture) {
  const std::set<std::string> known = {"grammar",  "include",  "compiler", "runtime", "stdlib",
                                       "examples", "bindings", "tests",    "tools",   "docs"};
  std::set<std::string> unknown;
  for (const auto& file : FilesOfTheRepository()) {
    const std::string folder = *file.begin();
    if (file.has_parent_path() && folder != ".ci" && !known.contains(folder)) unknown.insert(folder);
  }
  EXPECT_EQ(unknown, std::set<std::string>{});
}

// A path of the machine on which somebody worked means nothing to anyone else.
TEST(TopLevel, SpeaksOfNoMachineOfItsOwn) {
  const std::regex machine_path(R"re((^|[\s"'`=(])/(work|root|home|farm)/)re");
  for (const auto& file : FilesOfTheRepository()) {
    if (file.extension() == ".csv" || file.extension() == ".jsonl") continue;
    std::smatch match;
    const std::string text = Read(file);
    EXPECT_FALSE(std::regex_search(text, match, machine_path)) << file.string() << ": " << match.str();
  }
}

}  // namespace
}  // namespace wend::folders
