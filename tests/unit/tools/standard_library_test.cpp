// Every module of the standard library is imported by a project of its own below tests/stdlib, and checks there.
#include <gtest/gtest.h>

#include <string>

#include "compiler/diagnostics/render_text.hpp"
#include "compiler/modules/library.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::tools {
namespace {

TEST(StandardLibrary, ChecksInAProjectForEachModule) {
  for (const modules::LibraryModule& module : modules::library()) {
    Project project(std::string(WEND_SOURCE_DIRECTORY "/tests/stdlib/") + std::string(module.name));
    EXPECT_EQ(project.load(), ExitStatus::clean) << module.name << "\n"
                                                 << diagnostics::render_text(project.sink(), project.sources(), {});
    EXPECT_FALSE(project.checked().facts.instances.empty()) << module.name;
  }
}

}  // namespace
}  // namespace wend::tools
