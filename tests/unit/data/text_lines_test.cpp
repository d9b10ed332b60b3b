#include "tools/data/text_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/data/fixture.hpp"

namespace wend::data {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> lines_of(std::string_view contents) {
  const TemporaryFile file("lines.txt", contents);
  TextLines lines(file.path());
  std::vector<std::string> all;
  while (const auto line = lines.next()) all.emplace_back(line->text);
  return all;
}

TEST(TextLines, TakesOffLineBreaksOfBothKinds) {
  EXPECT_THAT(lines_of("a\nb\r\n\nc\n"), ElementsAre("a", "b", "", "c"));
}

TEST(TextLines, TakesOffAByteOrderMark) {
  EXPECT_THAT(lines_of("\xEF\xBB\xBF"
                       "a\n"),
              ElementsAre("a"));
}

TEST(TextLines, HasNoneInAnEmptyFile) {
  EXPECT_THAT(lines_of(""), IsEmpty());
  EXPECT_THAT(lines_of("\xEF\xBB\xBF"), IsEmpty());
}

TEST(TextLines, SaysThatTheLastLineHasNoEnd) {
  const TemporaryFile file("lines.txt", "a\nb");
  TextLines lines(file.path());
  EXPECT_TRUE(lines.next()->ended);
  const auto last = lines.next();
  ASSERT_TRUE(last);
  EXPECT_EQ(last->text, "b");
  EXPECT_EQ(last->number, 2U);
  EXPECT_FALSE(last->ended);
  EXPECT_FALSE(lines.next());
}

TEST(TextLines, ReadsLinesThatLieAcrossItsBuffer) {
  std::string contents;
  std::vector<std::string> expected;
  for (int i = 0; i < 50; ++i) {
    expected.push_back(std::string(100'003, static_cast<char>('a' + i % 26)));
    contents += expected.back() + "\n";
  }
  EXPECT_EQ(lines_of(contents), expected);
}

TEST(TextLines, PassesOverTheRestOfALineThatIsTooLong) {
  const std::string longest(kLongestLine, 'x');
  const TemporaryFile file("lines.txt", longest + "\n" + longest + longest + longest + "y\nlast\n");
  TextLines lines(file.path());
  const auto first = lines.next();
  ASSERT_TRUE(first);
  EXPECT_FALSE(first->too_long);
  EXPECT_EQ(first->text.size(), kLongestLine);
  const auto second = lines.next();
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->too_long);
  EXPECT_EQ(second->text.size(), kLongestLine);
  const auto third = lines.next();
  ASSERT_TRUE(third);
  EXPECT_EQ(third->text, "last");
  EXPECT_EQ(third->number, 3U);
}

TEST(TextLines, SaysWhyAFileCannotBeRead) {
  TextLines missing("no/such/file");
  EXPECT_FALSE(missing.next());
  EXPECT_EQ(missing.failure(), "No such file or directory");
  TextLines folder(".");
  EXPECT_FALSE(folder.next());
  EXPECT_EQ(folder.failure(), "Is a directory");
}

TEST(TextLines, LooksAtTheFirstLetterWithoutTakingIt) {
  const TemporaryFile file("lines.txt", "\xEF\xBB\xBF \n {\"a\": 1}\n");
  TextLines lines(file.path());
  EXPECT_EQ(lines.first_letter(), '{');
  EXPECT_EQ(lines.next()->text, " ");
}

}  // namespace
}  // namespace wend::data
