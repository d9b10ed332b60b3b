#include "compiler/diagnostics/display.hpp"

#include <gtest/gtest.h>

namespace wend::diagnostics {
namespace {

struct Letter {
  std::string_view text;
  const char* shown;
  std::size_t columns;
  std::size_t bytes;
};

TEST(Display, TakesAsManyColumnsAsATerminal) {
  using namespace std::string_view_literals;
  const Letter cases[] = {
      {"a", "a", 1, 1},
      {"é", "é", 1, 2},
      {"资", "资", 2, 3},
      {"，", "，", 2, 3},  // full-width comma
      {"Ａ", "Ａ", 2, 3},  // full-width letter
      {"ｱ", "ｱ", 1, 3},    // half-width katakana
      {"한", "한", 2, 3},
      {"😀", "😀", 2, 4},
      {"“", "“", 1, 3},            // ambiguous width: one column
      {"\u0301", "\u0301", 0, 2},  // combining acute accent
      {"\u200D", "\u200D", 0, 3},  // zero width joiner
      {"\u202E", "<U+202E>", 8, 3},
      {"\u2028", "<U+2028>", 8, 3},
      {"\u0085", "<U+0085>", 8, 2},
      {"\x1B[31m", "<U+001B>", 8, 1},
      {"\0"sv, "<U+0000>", 8, 1},
      {"\x7F", "<U+007F>", 8, 1},
      {"\xFF", "<U+FFFD>", 8, 1},
      {"\xE8\xB5", "<U+FFFD>", 8, 2},
  };
  for (const Letter& tried : cases) {
    const Cell cell = cell_at(tried.text, 0);
    EXPECT_EQ(cell.shown, tried.shown);
    EXPECT_EQ(cell.columns, tried.columns) << tried.shown;
    EXPECT_EQ(cell.bytes, tried.bytes) << tried.shown;
    EXPECT_FALSE(cell.is_tab);
  }
  EXPECT_TRUE(cell_at("\t", 0).is_tab);
}

TEST(Display, CutsALongTextBetweenCodePoints) {
  EXPECT_EQ(displayed("资产规模", 2), "资产...");
  EXPECT_EQ(displayed("资产", 2), "资产");
  EXPECT_EQ(displayed("", 0), "");
  EXPECT_EQ(displayed("a\tb\nc"), "a<U+0009>b<U+000A>c");
}

}  // namespace
}  // namespace wend::diagnostics
