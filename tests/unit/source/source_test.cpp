#include "compiler/source/source.hpp"

#include <gtest/gtest.h>

#include <random>

#include "compiler/source/code_point.hpp"

namespace wend::source {
namespace {

SourceFile file_of(std::string text) {
  return {FileId{0}, "a.wend", std::move(text)};
}

struct Case {
  std::size_t offset;
  Position position;
};

TEST(SourceFile, CountsLinesAndColumnsFromOne) {
  const SourceFile file = file_of("ab\nc\n\nd");
  const Case cases[] = {
      {0, {1, 1}}, {1, {1, 2}}, {2, {1, 3}}, {3, {2, 1}}, {5, {3, 1}}, {6, {4, 1}}, {7, {4, 2}}, {99, {4, 2}},
  };
  for (const Case& tried : cases) EXPECT_EQ(file.position(tried.offset), tried.position) << tried.offset;
  EXPECT_EQ(file.line_count(), 4u);
}

TEST(SourceFile, CountsColumnsInCodePoints) {
  const SourceFile file = file_of("资产 = 😀x");
  EXPECT_EQ(file.position(file.text().find('=')), (Position{1, 4}));
  EXPECT_EQ(file.position(file.text().find('x')), (Position{1, 7}));
}

TEST(SourceFile, FindsColumnsInALineThatIsLongerThanABlock) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  std::string text = "first\n";
  std::vector<std::size_t> offsets;
  while (text.size() < 40'000) {
    offsets.push_back(text.size());
    text += random() % 2 == 0 ? "a" : "资";
  }
  const SourceFile file = file_of(text);
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    ASSERT_EQ(file.position(offsets[i]), (Position{2, static_cast<std::uint32_t>(i + 1)}));
  }
}

TEST(SourceFile, GivesLinesWithoutTheirBreaks) {
  const SourceFile file = file_of("one\r\ntwo\n\rthree\n");
  ASSERT_EQ(file.line_count(), 4u);
  EXPECT_EQ(file.line(1), "one");
  EXPECT_EQ(file.line(2), "two");
  EXPECT_EQ(file.line(3), "\rthree");
  EXPECT_EQ(file.line(4), "");
  EXPECT_EQ(file.line_start(2), 5u);
}

TEST(SourceFile, TakesAnEmptyText) {
  const SourceFile file = file_of("");
  EXPECT_EQ(file.line_count(), 1u);
  EXPECT_EQ(file.line(1), "");
  EXPECT_EQ(file.position(0), (Position{1, 1}));
  EXPECT_EQ(file.text({FileId{0}, 0, 5}), "");
}

TEST(SourceFile, CutsTextAtItsEnd) {
  const SourceFile file = file_of("abc");
  EXPECT_EQ(file.text({FileId{0}, 1, 2}), "b");
  EXPECT_EQ(file.text({FileId{0}, 1, 9}), "bc");
  EXPECT_EQ(file.text({FileId{0}, 8, 9}), "");
}

TEST(SourceMap, KeepsFilesInTheOrderOfTheirAdding) {
  SourceMap sources;
  const FileId first = sources.add("a.wend", "one");
  const FileId second = sources.add("b.wend", "two");
  EXPECT_EQ(sources.size(), 2u);
  EXPECT_LT(first, second);
  EXPECT_EQ(sources.file(second).path(), "b.wend");
  EXPECT_EQ(sources.text({first, 0, 2}), "on");
}

TEST(Span, CoversFromTheFirstToTheLast) {
  const Span early{FileId{0}, 2, 5};
  const Span late{FileId{0}, 4, 9};
  EXPECT_EQ(cover(early, late), (Span{FileId{0}, 2, 9}));
  EXPECT_EQ(cover(late, early), (Span{FileId{0}, 2, 9}));
  EXPECT_EQ(cover(early, early), early);
}

struct Letter {
  std::string_view bytes;
  char32_t value;
  std::size_t size;
  bool is_valid;
};

TEST(CodePoint, IsReadFromWhateverBytes) {
  using namespace std::string_view_literals;
  const Letter cases[] = {
      {"a", U'a', 1, true},
      {"\0"sv, U'\0', 1, true},
      {"é", U'é', 2, true},
      {"资x", U'资', 3, true},
      {"😀", U'😀', 4, true},
      {"\x80", 0xFFFD, 1, false},
      {"\xFFx", 0xFFFD, 1, false},
      {"\xE8\xB5", 0xFFFD, 2, false},
      {"\xC0\x80", 0xFFFD, 1, false},
      {"\xED\xA0\x80", 0xFFFD, 1, false},
      {"\xF5\x80\x80\x80", 0xFFFD, 1, false},
  };
  for (const Letter& tried : cases) {
    const CodePoint read = code_point_at(tried.bytes, 0);
    EXPECT_EQ(read.value, tried.value) << testing::PrintToString(tried.bytes);
    EXPECT_EQ(read.size, tried.size) << testing::PrintToString(tried.bytes);
    EXPECT_EQ(read.is_valid, tried.is_valid) << testing::PrintToString(tried.bytes);
  }
}

TEST(CodePoint, IsFoundBackwards) {
  const std::string_view text = "a资😀\x80";
  EXPECT_EQ(code_point_before(text, 9), 8u);
  EXPECT_EQ(code_point_before(text, 8), 4u);
  EXPECT_EQ(code_point_before(text, 4), 1u);
  EXPECT_EQ(code_point_before(text, 1), 0u);
}

}  // namespace
}  // namespace wend::source
