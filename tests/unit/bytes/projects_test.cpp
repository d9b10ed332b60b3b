// Whole projects: the bank's, the standard library's, the tutorials'.
#include <gtest/gtest.h>

#include <filesystem>
#include <vector>

#include "compiler/bytes/bytes.hpp"
#include "compiler/diagnostics/render_text.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::bytes {
namespace {

std::vector<std::filesystem::path> all_projects() {
  const std::filesystem::path root = WEND_SOURCE_DIRECTORY;
  std::vector<std::filesystem::path> projects;
  for (const std::filesystem::path& below : {root / "examples", root / "tests/stdlib", root / "tests/real"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(below)) {
      if (entry.path().filename() == "wend.toml") projects.push_back(entry.path().parent_path());
    }
  }
  return projects;
}

TEST(Projects, ComeBackFromTheirBytesAsTheyWere) {
  const std::vector<std::filesystem::path> folders = all_projects();
  EXPECT_GT(folders.size(), 20U);
  for (const std::filesystem::path& folder : folders) {
    SCOPED_TRACE(folder);
    tools::Project project(folder);
    (void)project.load();
    ASSERT_FALSE(project.sink().has_errors()) << diagnostics::render_text(project.sink(), project.sources(), {});
    const std::shared_ptr<const ir::Program> program = project.program();
    const std::vector<std::byte> bytes = encode(*program);
    const Result<ir::Program> loaded = decode(bytes, program->schema);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(encode(*loaded), bytes);
    EXPECT_EQ(program_hash(*loaded), program_hash(*program));
  }
}

TEST(Projects, HaveTheSameBytesWheneverTheyAreChecked) {
  const std::filesystem::path bank = std::filesystem::path(WEND_SOURCE_DIRECTORY) / "examples/bank";
  tools::Project once(bank);
  tools::Project again(bank);
  (void)once.load();
  (void)again.load();
  EXPECT_EQ(encode(*once.program()), encode(*again.program()));
}

}  // namespace
}  // namespace wend::bytes
