// The numbers on the page of bounds are those of the headers.
#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <string_view>

#include "compiler/check/caps.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/ir/expression.hpp"
#include "compiler/schema/json_text.hpp"
#include "compiler/source/source.hpp"
#include "compiler/syntax/syntax.hpp"
#include "runtime/journey/plan.hpp"
#include "runtime/lists/name_list.hpp"
#include "tests/docs/pages.hpp"
#include "tools/data/tally.hpp"
#include "tools/data/text_lines.hpp"
#include "tools/wend/project/files.hpp"

namespace wend::docs {
namespace {

constexpr std::size_t kMegabyte = 1024 * 1024;

// `100,000`
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

// The row of the table that begins with `what` has the number in its second cell, first of all.
void expect_bound(std::string_view what, const std::string& number) {
  const std::string page = contents_of(root() / "docs/reference/bounds.md");
  const std::string row = std::string("| ").append(what).append(" | ");
  const std::size_t found = page.find(row);
  ASSERT_NE(found, std::string::npos) << what;
  const std::string cell = page.substr(found + row.size(), page.find(" |", found + row.size()) - found - row.size());
  const bool stands_alone =
      cell.size() == number.size() || !std::isdigit(static_cast<unsigned char>(cell[number.size()]));
  EXPECT_TRUE(cell.starts_with(number) && stands_alone) << what << ": " << cell << ", and it is " << number;
}

std::string megabytes(std::size_t bytes) {
  return std::to_string(bytes / kMegabyte) + " MB";
}

TEST(Documentation, SaysTheBoundsOfSources) {
  expect_bound("a source file", megabytes(source::kLargestSource));
  expect_bound("brackets one in another", grouped(syntax::kDeepestNesting));
  expect_bound("parts of an expression one in another", grouped(check::kDeepestWalk));
  expect_bound("an expression's depth with all that it uses", grouped(ir::kDeepest));
  expect_bound("an expression's steps with all that it uses", grouped(ir::kMostSteps));
  expect_bound("lists one in another, those of derived tags included", grouped(ir::kMostElementRecords));
  expect_bound("files of a project", grouped(tools::kMostSources));
  expect_bound("diagnostics kept", grouped(diagnostics::Sink::kMost));
}

TEST(Documentation, SaysTheBoundsOfSchemasAndData) {
  expect_bound("the document", megabytes(schema::kLargestText));
  expect_bound("nesting", grouped(schema::kDeepestNesting));
  expect_bound("values", grouped(schema::kMostValues));
  expect_bound("records of a list", grouped(kMostRecords));
  expect_bound("customers on a name list", grouped(lists::kMostNames));
  expect_bound("a line of customers or events", megabytes(data::kLongestLine));
  expect_bound("different warnings of a file", grouped(data::Tally::kMost));
}

TEST(Documentation, SaysTheBoundsOfAState) {
  const journey::Limits limits;
  expect_bound("events remembered of one type", grouped(limits.events));
  expect_bound("ids of applied events remembered", grouped(limits.ids));
  expect_bound("contacts counted for each policy", grouped(limits.contacts));
  expect_bound("contacts that a cap allows", grouped(check::kGreatestCap));
}

}  // namespace
}  // namespace wend::docs
