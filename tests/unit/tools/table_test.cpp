#include "tools/wend/table.hpp"

#include <gtest/gtest.h>

namespace wend::tools {
namespace {

TEST(Table, AlignsNamesToTheLeftAndNumbersToTheRight) {
  Table table({"name", "n"});
  table.add({"a", "1"});
  table.add({"longer", "12,345"});
  EXPECT_EQ(table.text(),
            "name         n\n"
            "a            1\n"
            "longer  12,345\n");
}

TEST(Table, CountsWideCharactersTwice) {
  Table table({"名", "n"});
  table.add({"abc", "1"});
  EXPECT_EQ(table.text(),
            "名   n\n"
            "abc  1\n");
}

TEST(Table, GroupsThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000), "1,000");
  EXPECT_EQ(grouped(12'345'678), "12,345,678");
}

TEST(Table, RoundsPercentagesToATenth) {
  EXPECT_EQ(percentage(0, 0), "-");
  EXPECT_EQ(percentage(1, 3), "33.3 %");
  EXPECT_EQ(percentage(2, 3), "66.7 %");
  EXPECT_EQ(percentage(1, 2'000), "0.1 %");
  EXPECT_EQ(percentage(5, 5), "100.0 %");
}

}  // namespace
}  // namespace wend::tools
