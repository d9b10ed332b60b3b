// The examples of the language page, whole, against their trees.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

std::string read(const std::string& name) {
  std::ifstream file(std::string(WEND_SOURCE_DIRECTORY) + "/tests/unit/syntax/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class Page : public testing::TestWithParam<const char*> {};

TEST_P(Page, ParsesIntoTheTreeThatStandsBesideIt) {
  const std::string source = read(std::string(GetParam()) + ".wend");
  ASSERT_FALSE(source.empty());
  EXPECT_EQ(module_tree(source), read(std::string(GetParam()) + ".tree"));
}

INSTANTIATE_TEST_SUITE_P(Examples, Page, testing::Values("english_page", "chinese_page"));

}  // namespace
}  // namespace wend::syntax
