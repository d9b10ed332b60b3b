// The calendars of the standard library, and what a schema takes from them.
#include "compiler/schema/library_calendars.hpp"

#include <gtest/gtest.h>

#include "tests/unit/schema/read_for_test.hpp"

namespace wend::schema {
namespace {

const BusinessCalendar& china_of(const ReadText& read) {
  return read.schema->calendars[0].business_days;
}

std::string calendar_with(const std::string& rest) {
  return R"({"name": "bank", "calendars": [{"name": "cn", "from": "calendar.cn")" + rest + "}]}";
}

Date day(const std::string& text) {
  return *parse_date(text);
}

int business_days_of(const BusinessCalendar& calendar, int year) {
  int count = 0;
  for (Date date = day(std::to_string(year) + "-01-01"); date <= day(std::to_string(year) + "-12-31"); ++date) {
    count += calendar.is_business_day(date).value_or(false) ? 1 : 0;
  }
  return count;
}

TEST(LibraryCalendars, AreReadWithoutAFault) {
  for (const LibraryCalendar& calendar : library_calendars()) {
    const ReadText read(R"({"name": "bank", "calendars": [{"name": "it", "from": ")" + std::string(calendar.name) +
                        R"("}]})");
    EXPECT_EQ(read.said(), "") << calendar.name;
    ASSERT_NE(read.schema, nullptr) << calendar.name;
  }
}

TEST(LibraryCalendars, AreOfTheFormThatASchemaPublishes) {
  for (const LibraryCalendar& calendar : library_calendars()) {
    const std::string members(calendar.text.substr(calendar.text.find('{') + 1));
    const ReadText read(R"({"name": "bank", "calendars": [{"name": "it", )" + members + "]}");
    EXPECT_EQ(read.said(), "") << calendar.name;
  }
}

TEST(LibraryCalendars, CountABusinessTaskOverSpringFestival) {
  const ReadText read(calendar_with(""));
  EXPECT_EQ(china_of(read).plus(day("2026-02-13"), 3), day("2026-02-25"));
}

TEST(LibraryCalendars, HaveTheBusinessDaysOfEachPublishedYear) {
  const ReadText read(calendar_with(""));
  EXPECT_EQ(business_days_of(china_of(read), 2024), 251);
  EXPECT_EQ(business_days_of(china_of(read), 2025), 248);
  EXPECT_EQ(business_days_of(china_of(read), 2026), 248);
}

TEST(LibraryCalendars, MakeUpForHolidaysOnWeekendsOnly) {
  const ReadText read(calendar_with(""));
  for (const Date date : read.schema->calendars[0].days.workdays) {
    EXPECT_GE(date - start_of_week(date), 5) << format_date(date);
    EXPECT_EQ(china_of(read).is_business_day(date), true) << format_date(date);
  }
}

TEST(LibraryCalendars, KnowNoYearThatHasNotBeenPublished) {
  const ReadText read(calendar_with(""));
  EXPECT_EQ(format_date(china_of(read).first_known()), "2024-01-01");
  EXPECT_EQ(format_date(china_of(read).last_known()), "2026-12-31");
  EXPECT_EQ(china_of(read).is_business_day(day("2027-01-04")), std::nullopt);
  EXPECT_EQ(china_of(read).plus(day("2026-12-31"), 1), std::nullopt);
  EXPECT_EQ(china_of(read).plus(day("2024-01-02"), -1), std::nullopt) << "the days before the years it knows";
}

TEST(LibraryCalendars, AreTakenWithTheSchemasOwnDays) {
  const ReadText read(calendar_with(R"(, "holidays": ["2026-03-02"], "workdays": ["2026-02-15", "2027-01-02"])"));
  EXPECT_EQ(read.said(), "");
  EXPECT_EQ(china_of(read).is_business_day(day("2026-03-02")), false);
  EXPECT_EQ(china_of(read).is_business_day(day("2026-02-15")), true) << "a workday wins over the library's holiday";
  EXPECT_EQ(format_date(china_of(read).last_known()), "2027-12-31");
}

}  // namespace
}  // namespace wend::schema
