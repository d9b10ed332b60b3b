#include "runtime/value/business_calendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "runtime/value/date_operations.hpp"

namespace wend {
namespace {

constexpr int kSaturday = 6;
constexpr int kSunday = 7;

Date day(std::string_view text) {
  const Result<Date> date = parse_date(text);
  EXPECT_TRUE(date) << text;
  return date ? *date : 0;
}

std::string shown(const std::optional<Date>& date) {
  return date ? format_date(*date) : "nothing";
}

// The public holidays of 2026 and the weekends that are worked for them, as the State Council published them.
BusinessCalendar china() {
  return BusinessCalendar({.days_off = {kSaturday, kSunday},
                           .holidays = {{day("2026-01-01"), day("2026-01-03")},
                                        {day("2026-02-15"), day("2026-02-23")},
                                        {day("2026-04-04"), day("2026-04-06")},
                                        {day("2026-05-01"), day("2026-05-05")},
                                        {day("2026-06-19"), day("2026-06-21")},
                                        {day("2026-09-25"), day("2026-09-27")},
                                        {day("2026-10-01"), day("2026-10-07")}},
                           .workdays = {day("2026-01-04"), day("2026-02-14"), day("2026-02-28"), day("2026-05-09"),
                                        day("2026-09-20"), day("2026-10-10")}});
}

struct Case {
  const char* from;
  int count;
  const char* to;
};

void expect_all(const BusinessCalendar& calendar, std::span<const Case> cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(shown(calendar.plus(day(one.from), one.count)), one.to) << one.from << " and " << one.count;
  }
}

TEST(BusinessCalendar, ThreeBusinessDaysFromTheFridayBeforeSpringFestivalAreTheTwentyFifth) {
  EXPECT_EQ(shown(china().plus(day("2026-02-13"), 3)), "2026-02-25");
}

TEST(BusinessCalendar, CountsFromTheDayAfter) {
  const std::array cases = {
      Case{"2026-03-02", 0, "2026-03-02"}, Case{"2026-03-02", 1, "2026-03-03"},  Case{"2026-03-02", 5, "2026-03-09"},
      Case{"2026-03-06", 1, "2026-03-09"}, Case{"2026-03-07", 1, "2026-03-09"},  Case{"2026-03-08", 1, "2026-03-09"},
      Case{"2026-03-07", 0, "2026-03-07"}, Case{"2026-03-06", 11, "2026-03-23"},
  };
  expect_all(china(), cases);
}

TEST(BusinessCalendar, CountsBackFromTheDayBefore) {
  const std::array cases = {
      Case{"2026-03-09", -1, "2026-03-06"}, Case{"2026-03-08", -1, "2026-03-06"}, Case{"2026-03-07", -1, "2026-03-06"},
      Case{"2026-03-06", -1, "2026-03-05"}, Case{"2026-02-25", -3, "2026-02-13"}, Case{"2026-02-24", -1, "2026-02-14"},
      Case{"2026-02-20", -1, "2026-02-14"},
  };
  expect_all(china(), cases);
}

TEST(BusinessCalendar, AWorkedWeekendIsABusinessDayAndAHolidayIsNone) {
  const std::array cases = {
      Case{"2026-02-13", 1, "2026-02-14"}, Case{"2026-02-14", 1, "2026-02-24"}, Case{"2026-02-27", 1, "2026-02-28"},
      Case{"2026-09-18", 1, "2026-09-20"}, Case{"2026-09-30", 1, "2026-10-08"}, Case{"2026-10-09", 1, "2026-10-10"},
      Case{"2026-10-10", 1, "2026-10-12"},
  };
  expect_all(china(), cases);
  EXPECT_EQ(china().is_business_day(day("2026-02-14")), true);
  EXPECT_EQ(china().is_business_day(day("2026-02-15")), false);
  EXPECT_EQ(china().is_business_day(day("2026-02-17")), false);
  EXPECT_EQ(china().is_business_day(day("2026-02-24")), true);
  EXPECT_EQ(china().is_business_day(day("2026-03-07")), false);
}

TEST(BusinessCalendar, AWorkdayInsideAHolidayIsABusinessDay) {
  const BusinessCalendar calendar(
      {.days_off = {kSunday}, .holidays = {{day("2026-05-01"), day("2026-05-05")}}, .workdays = {day("2026-05-03")}});
  EXPECT_EQ(shown(calendar.plus(day("2026-04-30"), 1)), "2026-05-03");
  EXPECT_EQ(shown(calendar.plus(day("2026-04-30"), 2)), "2026-05-06");
}

TEST(BusinessCalendar, KnowsTheYearsThatItNamesAndNoOthers) {
  EXPECT_EQ(format_date(china().first_known()), "2026-01-01");
  EXPECT_EQ(format_date(china().last_known()), "2026-12-31");
  const std::array cases = {
      Case{"2026-12-30", 1, "2026-12-31"},  Case{"2026-12-30", 2, "nothing"},  Case{"2025-12-31", 1, "nothing"},
      Case{"2026-01-05", -1, "2026-01-04"}, Case{"2026-01-04", -1, "nothing"}, Case{"2027-01-04", 0, "nothing"},
  };
  expect_all(china(), cases);
  EXPECT_EQ(china().is_business_day(day("2027-01-04")), std::nullopt);
}

TEST(BusinessCalendar, GoesOnByTheWeekWhereItMust) {
  EXPECT_EQ(shown(china().plus_anyhow(day("2026-12-30"), 2)), "2027-01-01");
  EXPECT_EQ(shown(china().plus_anyhow(day("2026-12-30"), 3)), "2027-01-04");
  EXPECT_EQ(shown(china().plus_anyhow(kLastDate, 1)), "nothing");
}

TEST(BusinessCalendar, OfAWeekAloneKnowsAllYears) {
  const BusinessCalendar week({.days_off = {kSaturday, kSunday}, .holidays = {}, .workdays = {}});
  EXPECT_EQ(shown(week.plus(day("0001-01-01"), 5)), "0001-01-08");
  EXPECT_EQ(shown(week.plus(day("9999-12-30"), 1)), "9999-12-31");
  EXPECT_EQ(shown(week.plus(day("9999-12-31"), 1)), "nothing");
  EXPECT_EQ(shown(week.plus(day("0001-01-01"), -1)), "nothing");
  const BusinessCalendar every_day(BusinessCalendar::Days{});
  EXPECT_EQ(shown(every_day.plus(day("2026-02-27"), 3)), "2026-03-02");
}

TEST(BusinessCalendar, OfNoBusinessDayKnowsNothing) {
  const BusinessCalendar never({.days_off = {1, 2, 3, 4, 5, 6, 7}, .holidays = {}, .workdays = {}});
  EXPECT_EQ(never.plus(day("2026-03-02"), 1), std::nullopt);
  EXPECT_EQ(never.plus_anyhow(day("2026-03-02"), 1), std::nullopt);
  EXPECT_EQ(never.is_business_day(day("2026-03-02")), std::nullopt);
}

TEST(BusinessCalendar, RefusesMoreThanItsBounds) {
  const BusinessCalendar centuries(
      {.days_off = {},
       .holidays = {{day("1900-01-01"), day("1900-01-01")}, {day("2100-01-01"), day("2100-01-01")}},
       .workdays = {}});
  EXPECT_GT(centuries.first_known(), centuries.last_known());
  const BusinessCalendar all({.days_off = {}, .holidays = {{kFirstDate, kLastDate}}, .workdays = {}});
  EXPECT_EQ(all.plus(day("2026-03-02"), 1), std::nullopt);
}

TEST(BusinessCalendar, ACountOfAnySizeIsAnsweredAtOnce) {
  EXPECT_EQ(china().plus(day("2026-03-02"), std::numeric_limits<std::int64_t>::max()), std::nullopt);
  EXPECT_EQ(china().plus(day("2026-03-02"), std::numeric_limits<std::int64_t>::min()), std::nullopt);
  EXPECT_EQ(china().plus(std::numeric_limits<std::int64_t>::min(), 1), std::nullopt);
}

TEST(BusinessCalendar, SaysHowFarBackBusinessDaysReachAtMost) {
  const BusinessCalendar week({.days_off = {kSaturday, kSunday}, .holidays = {}, .workdays = {}});
  EXPECT_GE(week.most_days(1), 3);
  EXPECT_GE(week.most_days(6), 8);
  EXPECT_GE(china().most_days(1), 10) << "from the 24th back to the 14th";
  EXPECT_LE(china().most_days(1), 12);
}

// Against the plainest count there is: day by day.
TEST(BusinessCalendar, CountsAsGoingDayByDayDoes) {
  std::mt19937_64 random(19);
  const auto upto = [&](std::uint64_t most) { return static_cast<Date>(random() % most); };
  for (int round = 0; round < 300; ++round) {
    BusinessCalendar::Days days;
    for (int weekday = 1; weekday <= 6; ++weekday) {
      if (random() % 3 == 0) days.days_off.push_back(weekday);
    }
    const Date first = day("2026-01-01");
    for (int holiday = 0; holiday < 8; ++holiday) {
      const Date begin = first + upto(360);
      days.holidays.emplace_back(begin, begin + upto(5));
    }
    for (int workday = 0; workday < 8; ++workday) days.workdays.push_back(first + upto(360));
    const BusinessCalendar calendar(days);
    const std::int32_t count = static_cast<std::int32_t>(random() % 40) - 20;
    Date expected = first + 60 + upto(240);
    const Date from = expected;
    for (std::int32_t left = std::abs(count); left > 0;) {
      expected += count > 0 ? 1 : -1;
      const int weekday = expected - start_of_week(expected) + 1;
      const bool off = std::ranges::count(days.days_off, weekday) > 0 ||
                       std::ranges::any_of(days.holidays, [&](const auto& holiday) {
                         return holiday.first <= expected && expected <= holiday.second;
                       });
      if (!off || std::ranges::count(days.workdays, expected) > 0) --left;
    }
    const auto reached = calendar.plus_anyhow(from, count);
    ASSERT_TRUE(reached);
    EXPECT_EQ(format_date(*reached), format_date(expected)) << format_date(from) << " and " << count;
    EXPECT_LE(std::abs(*reached - from), calendar.most_days(std::abs(count)) + 1);
  }
}

TEST(PeriodsWithBusinessDays, GoMonthsFirstThenDaysThenBusinessDays) {
  const BusinessCalendar calendar = china();
  EXPECT_EQ(shown(date_plus_period(day("2026-01-31"), {1, 0, 1}, &calendar)), "2026-03-02");
  EXPECT_EQ(shown(date_plus_period(day("2026-02-12"), {0, 1, 3}, &calendar)), "2026-02-25");
  EXPECT_EQ(shown(date_plus_period(day("2026-02-12"), {0, 0, 1}, nullptr)), "nothing");
}

TEST(PeriodsWithBusinessDays, KeepTheLocalClockTime) {
  const BusinessCalendar calendar({.days_off = {kSaturday, kSunday}, .holidays = {}, .workdays = {}});
  const Result<Zone> prague = Zone::named("Europe/Prague");
  ASSERT_TRUE(prague);
  const auto due = time_plus_period(*parse_time("2026-03-27T09:00", *prague), {0, 0, 1}, *prague, &calendar);
  ASSERT_TRUE(due);
  EXPECT_EQ(format_time(*due, *prague), "2026-03-30T09:00:00+02:00");
}

TEST(TimeOfDayOf, IsWhatTheLocalClockShows) {
  const Result<Zone> prague = Zone::named("Europe/Prague");
  ASSERT_TRUE(prague);
  EXPECT_EQ(time_of_day_of(*parse_time("2026-03-29T02:30:00Z", *prague), *prague), 4 * kHour + 30 * kMinute);
  EXPECT_EQ(time_of_day_of(*parse_time("2026-03-28T02:30:00Z", *prague), *prague), 3 * kHour + 30 * kMinute);
  EXPECT_EQ(time_of_day_of(std::numeric_limits<Instant>::max(), *prague), std::nullopt);
}

}  // namespace
}  // namespace wend
