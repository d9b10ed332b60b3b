#include "tools/data/csv_records.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/data/fixture.hpp"

namespace wend::data {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Each record as its line and its cells between bars; each fault as its line, code and offset.
std::vector<std::string> records_of(std::string_view contents) {
  const TemporaryFile file("records.csv", contents);
  TextLines lines(file.path());
  CsvRecords records(lines);
  std::vector<std::string> all;
  for (Outcome outcome = records.next(); outcome != Outcome::end; outcome = records.next()) {
    std::string text = std::to_string(records.line());
    if (outcome == Outcome::fault) {
      text.append(" ")
          .append(diagnostics::entry(records.code()).code)
          .append(" ")
          .append(std::to_string(records.offset()));
    } else {
      for (const std::string_view cell : records.cells()) text.append("|").append(cell);
    }
    all.push_back(text);
  }
  return all;
}

TEST(CsvRecords, SplitsAtCommas) {
  EXPECT_THAT(records_of("a,b,c\n1,,3\n"), ElementsAre("1|a|b|c", "2|1||3"));
}

TEST(CsvRecords, ReadsQuotedValuesWithCommasQuotesAndLineBreaks) {
  EXPECT_THAT(records_of("\"a,b\",\"say \"\"x\"\"\"\n\"two\nlines\",z\nend,1\n"),
              ElementsAre("1|a,b|say \"x\"", "2|two\nlines|z", "4|end|1"));
}

TEST(CsvRecords, PassesOverBlankLinesAndCountsThem) {
  EXPECT_THAT(records_of("\na\n   \n\nb\n"), ElementsAre("2|a", "5|b"));
}

TEST(CsvRecords, TakesALastLineWithoutAnEnd) {
  EXPECT_THAT(records_of("a,b\n1,2"), ElementsAre("1|a|b", "2|1|2"));
}

TEST(CsvRecords, HasNoneInAnEmptyFile) {
  EXPECT_THAT(records_of(""), IsEmpty());
}

TEST(CsvRecords, FindsAQuoteInsideAValueAndReadsOn) {
  EXPECT_THAT(records_of("a,b\"c,d\ne,f\n"), ElementsAre("1 D0107 3", "2|e|f"));
}

TEST(CsvRecords, FindsAQuoteThatTheFileCutsOff) {
  EXPECT_THAT(records_of("a\n\"never closed\nmore\n"), ElementsAre("1|a", "2 D0103 19"));
}

TEST(CsvRecords, FindsBytesThatAreNotUtf8) {
  EXPECT_THAT(records_of("a,b\n\xE4\xB8\x8A,x\xFFy\nc,d\n"), ElementsAre("1|a|b", "2 D0105 5", "3|c|d"));
}

TEST(CsvRecords, RefusesARecordThatIsTooLong) {
  const std::string half(kLongestLine / 2 + 1, 'x');
  const auto records = records_of("a\n\"" + half + "\n" + half + "\"\nb\n");
  ASSERT_FALSE(records.empty());
  EXPECT_EQ(records[1], "2 D0104 0");
}

TEST(CsvRecords, KnowsWhereACellBegins) {
  const TemporaryFile file("records.csv", "12,\"a,\"\"b\",  x\n");
  TextLines lines(file.path());
  CsvRecords records(lines);
  ASSERT_EQ(records.next(), Outcome::row);
  EXPECT_EQ(records.cell_offset(0), 0U);
  EXPECT_EQ(records.cell_offset(1), 3U);
  EXPECT_EQ(records.cell_offset(2), 11U);
}

}  // namespace
}  // namespace wend::data
