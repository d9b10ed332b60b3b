#include "runtime/value/date_operations.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace wend {
namespace {

Date day(std::string_view text) {
  return *parse_date(text);
}

constexpr std::int64_t kFarAway = std::numeric_limits<std::int64_t>::max();

TEST(DateOperations, LeaveTheCalendarForNothing) {
  const Zone zone = Zone::utc();
  EXPECT_EQ(calendar_date(kLastDate), kLastDate);
  EXPECT_EQ(calendar_date(std::int64_t{kLastDate} + 1), std::nullopt);
  EXPECT_EQ(date_of(kFarAway, zone), std::nullopt);
  EXPECT_EQ(start_of_date(kFarAway, zone), std::nullopt);
  EXPECT_EQ(date_plus_period(kFarAway, {}, nullptr), std::nullopt);
  EXPECT_EQ(date_plus_period(kLastDate, {0, 1, 0}, nullptr), std::nullopt);
  EXPECT_EQ(time_plus_period(-kFarAway, {}, zone, nullptr), std::nullopt);
  EXPECT_EQ(next_anniversary(kFarAway, 0), std::nullopt);
  EXPECT_EQ(anniversary_within(0, 0, kFarAway), std::nullopt);
}

TEST(DateOperations, NeedACalendarForBusinessDays) {
  EXPECT_EQ(date_plus_period(0, {0, 0, 1}, nullptr), std::nullopt);
  EXPECT_EQ(time_plus_period(0, {0, 0, 1}, Zone::utc(), nullptr), std::nullopt);
}

TEST(DateOperations, FindTheNextAnniversaryTodayIncluded) {
  const Date birth = day("1990-05-17");
  EXPECT_EQ(next_anniversary(birth, day("2026-05-16")), day("2026-05-17"));
  EXPECT_EQ(next_anniversary(birth, day("2026-05-17")), day("2026-05-17"));
  EXPECT_EQ(next_anniversary(birth, day("2026-05-18")), day("2027-05-17"));
}

TEST(DateOperations, TakeTheDateItselfForNoAnniversary) {
  EXPECT_EQ(next_anniversary(day("2026-05-17"), day("2026-05-17")), day("2027-05-17"));
  EXPECT_EQ(next_anniversary(day("2030-05-17"), day("2026-05-17")), day("2031-05-17"));
}

TEST(DateOperations, KeepTheTwentyNinthOfFebruaryInShortYears) {
  EXPECT_EQ(next_anniversary(day("2000-02-29"), day("2025-03-01")), day("2026-02-28"));
  EXPECT_EQ(next_anniversary(day("2000-02-29"), day("2027-12-31")), day("2028-02-29"));
  EXPECT_EQ(anniversary_within(day("2000-02-29"), day("2026-02-28"), day("2026-02-28")), true);
}

TEST(DateOperations, EndWithTheCalendar) {
  EXPECT_EQ(next_anniversary(day("9998-01-01"), day("9999-06-01")), std::nullopt);
  EXPECT_EQ(anniversary_within(day("9998-01-01"), day("9999-06-01"), day("9999-12-31")), false);
  EXPECT_EQ(anniversary_within(day("9999-01-01"), day("0001-01-01"), day("9999-12-31")), false);
}

TEST(DateOperations, FindAnniversariesInAClosedRange) {
  const Date birth = day("1990-05-17");
  EXPECT_EQ(anniversary_within(birth, day("2026-05-10"), day("2026-05-17")), true);
  EXPECT_EQ(anniversary_within(birth, day("2026-05-17"), day("2026-05-20")), true);
  EXPECT_EQ(anniversary_within(birth, day("2026-05-18"), day("2026-05-20")), false);
  EXPECT_EQ(anniversary_within(birth, day("2025-12-30"), day("2026-12-30")), true);
  EXPECT_EQ(anniversary_within(birth, day("2026-05-20"), day("2026-05-10")), false);
}

}  // namespace
}  // namespace wend
