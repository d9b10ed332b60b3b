#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/unit/folders/repository.hpp"
#include "tests/unit/folders/rules.hpp"

namespace wend::folders {
namespace {

bool IsSource(const std::filesystem::path& file) {
  constexpr std::array<std::string_view, 4> extensions = {".hpp", ".cpp", ".h", ".def"};
  return std::ranges::find(extensions, file.extension().string()) != extensions.end();
}

TEST(IncludeDirection, EverySourceFileIncludesOnlyWhatItsFolderMay) {
  int sources = 0;
  for (const auto& file : FilesOfTheRepository()) {
    if (!IsSource(file)) continue;
    ++sources;
    const auto folder = FolderOf(file.string());
    if (!folder) {
      ADD_FAILURE() << file.string() << " is in a folder that tests/unit/folders/rules.cpp does not know";
      continue;
    }
    for (const Include& include : IncludesOf(Read(file))) {
      const auto objection = Objection(*folder, include);
      EXPECT_FALSE(objection) << file.string() << " includes " << include.path << ": " << objection.value_or("");
    }
  }
  EXPECT_GT(sources, 0);
}

TEST(IncludeDirection, ReadsBothFormsOfAnInclude) {
  const auto includes =
      IncludesOf("#include <vector>\n  # include \"runtime/value/decimal.hpp\"  // why\n// #include <x>\n");
  ASSERT_EQ(includes.size(), 2U);
  EXPECT_EQ(includes[0].path, "vector");
  EXPECT_FALSE(includes[0].quoted);
  EXPECT_EQ(includes[1].path, "runtime/value/decimal.hpp");
  EXPECT_TRUE(includes[1].quoted);
}

TEST(IncludeDirection, AllowsWhatTheTableAllows) {
  EXPECT_FALSE(Objection("compiler/check", {"compiler/syntax/tree.hpp", true}));
  EXPECT_FALSE(Objection("compiler/check", {"compiler/check/scope.hpp", true}));
  EXPECT_FALSE(Objection("compiler/codegen", {"llvm/IR/Module.h", false}));
  EXPECT_FALSE(Objection("compiler/syntax", {"antlr4-runtime.h", false}));
  EXPECT_FALSE(Objection("tools", {"compiler/check/check.hpp", true}));
  EXPECT_FALSE(Objection("examples", {"wend/wend.hpp", false}));
}

TEST(IncludeDirection, RefusesTheOtherDirection) {
  EXPECT_TRUE(Objection("compiler/syntax", {"compiler/check/check.hpp", true}));
  EXPECT_TRUE(Objection("runtime/value", {"compiler/ir/program.hpp", true}));
  EXPECT_TRUE(Objection("runtime/engine", {"compiler/syntax/tree.hpp", true}));
  EXPECT_TRUE(Objection("examples", {"runtime/value/decimal.hpp", true}));
  EXPECT_TRUE(Objection("runtime/eval", {"wend/wend.hpp", false}));
}

TEST(IncludeDirection, KeepsLibrariesInTheirFolder) {
  EXPECT_TRUE(Objection("compiler/check", {"antlr4-runtime.h", false}));
  EXPECT_TRUE(Objection("compiler/check", {"WendParser.h", true}));
  EXPECT_TRUE(Objection("runtime/eval", {"llvm/IR/Module.h", false}));
  EXPECT_TRUE(Objection("tools", {"llvm/IR/Module.h", false}));
  EXPECT_TRUE(Objection("runtime/engine", {"rocksdb/db.h", false}));
}

TEST(IncludeDirection, RefusesAnIncludeThatIsNotWrittenFromTheRoot) {
  EXPECT_TRUE(Objection("compiler/check", {"scope.hpp", true}));
  EXPECT_TRUE(Objection("compiler/check", {"compiler/unheard_of/scope.hpp", true}));
}

}  // namespace
}  // namespace wend::folders
