// The pages themselves: those that are generated are up to date, and links lead somewhere. With WEND_UPDATE_EXPECTED=1
// in the environment the generated pages are written anew.
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <regex>

#include "tests/docs/catalogue_pages.hpp"
#include "tests/docs/library_page.hpp"
#include "tests/docs/pages.hpp"

namespace wend::docs {
namespace {

void expect_generated(const std::string& page, const std::function<std::string(const std::string&)>& generate) {
  const std::string current = contents_of(root() / page);
  const std::string wanted = generate(current);
  if (std::getenv("WEND_UPDATE_EXPECTED") != nullptr) std::ofstream(root() / page, std::ios::binary) << wanted;
  EXPECT_TRUE(contents_of(root() / page) == wanted) << page << " is out of date: run with WEND_UPDATE_EXPECTED=1";
}

TEST(Documentation, ListsTheLintersRules) {
  expect_generated("docs/linting.md", linting_page);
}

TEST(Documentation, ListsEveryDiagnostic) {
  expect_generated("docs/diagnostics.md", diagnostics_page);
}

TEST(Documentation, DescribesEveryModuleOfTheLibrary) {
  expect_generated("docs/reference/stdlib.md", library_page);
}

// A heading's anchor as it is made on GitHub: lower case, spaces as hyphens, no other signs.
std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80 || c == '-') anchor += static_cast<char>(std::tolower(byte));
    if (c == ' ') anchor += '-';
  }
  return anchor;
}

void expect_heading(const std::filesystem::path& path, const std::string& anchor, const std::string& page) {
  for (const std::string& line : lines_of(contents_of(path))) {
    const std::size_t text = line.find_first_not_of('#');
    if (text > 0 && text < line.size() && "#" + anchor_of(line.substr(text + 1)) == anchor) return;
  }
  ADD_FAILURE() << page << " links to " << path << anchor << ", which has no such heading";
}

TEST(Documentation, LinksLeadSomewhere) {
  static const std::regex link(R"re(\]\(([^)#\s]+)(#[^)]*)?\))re");
  for (const std::string& page : pages()) {
    const std::string text = contents_of(root() / page);
    for (std::sregex_iterator found(text.begin(), text.end(), link), end; found != end; ++found) {
      const std::string target = (*found)[1];
      if (target.find("://") != std::string::npos) continue;
      const std::filesystem::path path = (root() / page).parent_path() / target;
      EXPECT_TRUE(std::filesystem::exists(path)) << page << " links to " << target;
      if ((*found)[2].matched) expect_heading(path, (*found)[2], page);
    }
  }
}

TEST(Documentation, NamesEveryPageInItsIndex) {
  const std::string index = contents_of(root() / "docs/README.md");
  for (const std::string& page : pages()) {
    if (!page.starts_with("docs/") || page == "docs/README.md") continue;
    EXPECT_NE(index.find("(" + page.substr(5) + ")"), std::string::npos) << page;
  }
}

TEST(Documentation, NamesEveryCommand) {
  const std::string page = contents_of(root() / "docs/operations.md");
#define WEND_COMMAND(name) EXPECT_NE(page.find("| `wend " #name), std::string::npos) << #name;
#include "tools/wend/commands/commands.def"
#undef WEND_COMMAND
}

}  // namespace
}  // namespace wend::docs
