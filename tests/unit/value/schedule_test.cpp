#include "runtime/value/schedule.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace wend {
namespace {

using Kind = Schedule::Kind;

constexpr int kMonday = 1;
constexpr int kSunday = 7;

Zone zone_named(std::string_view name) {
  const Result<Zone> zone = Zone::named(name);
  EXPECT_TRUE(zone) << name;
  return zone ? *zone : Zone::utc();
}

Date day(std::string_view text) {
  const Result<Date> date = parse_date(text);
  EXPECT_TRUE(date) << text;
  return date ? *date : 0;
}

struct Case {
  const char* zone;
  Schedule schedule;
  const char* after;  // local, or with its own offset
  const char* next;   // with its offset; null: none
};

void expect_next(const Case& example) {
  const Zone zone = zone_named(example.zone);
  const Result<Instant> after = parse_time(example.after, zone);
  ASSERT_TRUE(after) << example.after;
  const std::optional<Instant> next = next_occurrence(example.schedule, *after, zone);
  EXPECT_EQ(next ? format_time(*next, zone) : "none", example.next == nullptr ? "none" : example.next)
      << example.zone << " after " << example.after;
}

Schedule daily(Microseconds time) {
  return {Kind::daily, 1, 0, time};
}
Schedule weekly(int weekday, Microseconds time) {
  return {Kind::weekly, weekday, 0, time};
}
Schedule monthly(int day_of_month, Microseconds time) {
  return {Kind::monthly, day_of_month, 0, time};
}
Schedule month_end(Microseconds time) {
  return {Kind::month_end, 1, 0, time};
}

TEST(Schedule, FromSundayNoonInShanghaiMondaySevenIsTheNextMorning) {
  expect_next({"Asia/Shanghai", weekly(kMonday, 7 * kHour), "2026-03-01T12:00", "2026-03-02T07:00:00+08:00"});
}

TEST(Schedule, ComesAfterTheInstantNeverAtIt) {
  const std::array cases = {
      Case{"Asia/Shanghai", weekly(kMonday, 7 * kHour), "2026-03-02T06:59:59.999999", "2026-03-02T07:00:00+08:00"},
      Case{"Asia/Shanghai", weekly(kMonday, 7 * kHour), "2026-03-02T07:00", "2026-03-09T07:00:00+08:00"},
      Case{"Asia/Shanghai", daily(9 * kHour), "2026-03-02T08:00", "2026-03-02T09:00:00+08:00"},
      Case{"Asia/Shanghai", daily(9 * kHour), "2026-03-02T09:00", "2026-03-03T09:00:00+08:00"},
      Case{"Asia/Shanghai", daily(0), "2026-03-02T00:00", "2026-03-03T00:00:00+08:00"},
      Case{"Asia/Shanghai", weekly(kSunday, 0), "2026-03-02T00:00", "2026-03-08T00:00:00+08:00"},
  };
  for (const Case& example : cases) expect_next(example);
}

TEST(Schedule, KeepsTheLocalClockTimeAcrossDaylightSaving) {
  const std::array cases = {
      Case{"Europe/Prague", daily(9 * kHour), "2026-03-28T10:00", "2026-03-29T09:00:00+02:00"},
      Case{"Europe/Prague", daily(9 * kHour), "2026-10-24T10:00", "2026-10-25T09:00:00+01:00"},
      Case{"Europe/Prague", weekly(kMonday, 9 * kHour), "2026-03-23T09:00", "2026-03-30T09:00:00+02:00"},
      Case{"Europe/Prague", weekly(kMonday, 9 * kHour), "2026-10-19T09:00", "2026-10-26T09:00:00+01:00"},
  };
  for (const Case& example : cases) expect_next(example);
}

TEST(Schedule, OfASkippedTimeComesAtTheNextValidOne) {
  const Schedule half_past_two = daily(2 * kHour + 30 * kMinute);
  const std::array cases = {
      Case{"Europe/Prague", half_past_two, "2026-03-28T12:00", "2026-03-29T03:00:00+02:00"},
      Case{"Europe/Prague", half_past_two, "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"},
      Case{"America/New_York", half_past_two, "2026-03-07T12:00", "2026-03-08T03:00:00-04:00"},
      Case{"America/Santiago", daily(0), "2026-09-05T12:00", "2026-09-06T01:00:00-03:00"},
  };
  for (const Case& example : cases) expect_next(example);
}

TEST(Schedule, OfARepeatedTimeComesAtTheFirst) {
  const Schedule half_past_two = daily(2 * kHour + 30 * kMinute);
  const std::array cases = {
      Case{"Europe/Prague", half_past_two, "2026-10-25T00:00", "2026-10-25T02:30:00+02:00"},
      Case{"Europe/Prague", half_past_two, "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"},
      Case{"Europe/Prague", half_past_two, "2026-10-25T02:15:00+01:00", "2026-10-26T02:30:00+01:00"},
      Case{"America/New_York", daily(90 * kMinute), "2026-11-01T00:00", "2026-11-01T01:30:00-04:00"},
  };
  for (const Case& example : cases) expect_next(example);
}

TEST(Schedule, OfDayThirtyOneComesOnAShortMonthsLast) {
  const std::array cases = {
      Case{"UTC", monthly(31, 10 * kHour), "2026-01-31T10:00", "2026-02-28T10:00:00+00:00"},
      Case{"UTC", monthly(31, 10 * kHour), "2026-02-28T10:00", "2026-03-31T10:00:00+00:00"},
      Case{"UTC", monthly(31, 10 * kHour), "2026-04-01T00:00", "2026-04-30T10:00:00+00:00"},
      Case{"UTC", monthly(30, 10 * kHour), "2028-02-01T00:00", "2028-02-29T10:00:00+00:00"},
      Case{"UTC", monthly(29, 10 * kHour), "2026-02-01T00:00", "2026-02-28T10:00:00+00:00"},
      Case{"UTC", monthly(5, 10 * kHour), "2026-12-05T10:00", "2027-01-05T10:00:00+00:00"},
      Case{"UTC", monthly(1, 0), "2026-02-28T23:59:59", "2026-03-01T00:00:00+00:00"},
      Case{"UTC", month_end(10 * kHour), "2026-01-31T10:00", "2026-02-28T10:00:00+00:00"},
      Case{"UTC", month_end(10 * kHour), "2028-02-28T10:00", "2028-02-29T10:00:00+00:00"},
      Case{"UTC", month_end(10 * kHour), "2026-12-31T09:59", "2026-12-31T10:00:00+00:00"},
  };
  for (const Case& example : cases) expect_next(example);
}

TEST(Schedule, OnceComesOnce) {
  const Schedule once{Kind::once, 1, day("2026-06-18"), 9 * kHour};
  expect_next({"Asia/Shanghai", once, "2026-01-01T00:00", "2026-06-18T09:00:00+08:00"});
  expect_next({"Asia/Shanghai", once, "2026-06-18T08:59:59", "2026-06-18T09:00:00+08:00"});
  expect_next({"Asia/Shanghai", once, "2026-06-18T09:00", nullptr});
  expect_next({"Asia/Shanghai", once, "2030-01-01T00:00", nullptr});
  const Schedule skipped{Kind::once, 1, day("2026-03-29"), 2 * kHour + 30 * kMinute};
  expect_next({"Europe/Prague", skipped, "2026-03-29T01:59:59", "2026-03-29T03:00:00+02:00"});
}

TEST(Schedule, TheSameInstantIsAnotherClockInAnotherZone) {
  const char* instant = "2026-03-01T23:30:00Z";  // Monday 07:30 in Shanghai, Sunday in Prague
  expect_next({"Asia/Shanghai", weekly(kMonday, 7 * kHour), instant, "2026-03-09T07:00:00+08:00"});
  expect_next({"Europe/Prague", weekly(kMonday, 7 * kHour), instant, "2026-03-02T07:00:00+01:00"});
}

TEST(Schedule, EndsWithTheCalendar) {
  expect_next({"UTC", daily(9 * kHour), "9999-12-31T09:00", nullptr});
  expect_next({"UTC", daily(9 * kHour), "9999-12-31T08:00", "9999-12-31T09:00:00+00:00"});
  expect_next({"UTC", monthly(5, 0), "9999-12-05T00:00", nullptr});
  expect_next({"UTC", weekly(kMonday, 0), "9999-12-28T00:00", nullptr});
}

TEST(Schedule, LatestIsTheLastAtOrBeforeTheInstant) {
  const Zone zone = zone_named("Europe/Prague");
  struct Example {
    Schedule schedule;
    const char* until;
    const char* latest;
  };
  const std::array examples = {
      Example{daily(9 * kHour), "2026-03-02T09:00", "2026-03-02T09:00:00+01:00"},
      Example{daily(9 * kHour), "2026-03-02T08:59", "2026-03-01T09:00:00+01:00"},
      Example{weekly(kMonday, 9 * kHour), "2026-03-08T23:00", "2026-03-02T09:00:00+01:00"},
      Example{monthly(31, 9 * kHour), "2026-03-30T23:00", "2026-02-28T09:00:00+01:00"},
      Example{month_end(9 * kHour), "2026-03-31T09:00", "2026-03-31T09:00:00+02:00"},
      Example{daily(150 * kMinute), "2026-03-29T12:00", "2026-03-29T03:00:00+02:00"},
      Example{daily(150 * kMinute), "2026-10-25T02:31:00+01:00", "2026-10-25T02:30:00+02:00"},
  };
  for (const Example& example : examples) {
    const Result<Instant> until = parse_time(example.until, zone);
    ASSERT_TRUE(until);
    const std::optional<Instant> latest = latest_occurrence(example.schedule, *until, zone);
    ASSERT_TRUE(latest) << example.until;
    EXPECT_EQ(format_time(*latest, zone), example.latest);
  }
  const Schedule once{Kind::once, 1, day("2026-06-18"), 9 * kHour};
  EXPECT_FALSE(latest_occurrence(once, *parse_time("2026-06-18T08:00", zone), zone));
}

TEST(Schedule, WaitUntilNineIsTheNextNine) {
  const Zone zone = zone_named("Europe/Prague");
  const auto next = next_time_of_day(9 * kHour, *parse_time("2026-03-29T01:30", zone), zone);
  ASSERT_TRUE(next);
  EXPECT_EQ(format_time(*next, zone), "2026-03-29T09:00:00+02:00");
}

// From any instant: nothing lies between an occurrence and the one that it says is next.
TEST(Schedule, NextAndLatestMeetFromAnyInstant) {
  std::mt19937_64 random(2026);
  const std::array zones = {zone_named("Asia/Shanghai"),    zone_named("Europe/Prague"),
                            zone_named("America/New_York"), zone_named("Australia/Lord_Howe"),
                            zone_named("Pacific/Apia"),     Zone::utc()};
  const auto upto = [&](std::uint64_t most) { return static_cast<std::int64_t>(random() % most); };
  for (int round = 0; round < 20'000; ++round) {
    const Zone& zone = zones[static_cast<std::size_t>(upto(zones.size()))];
    const auto kind = static_cast<Kind>(upto(4));
    const int of_schedule = static_cast<int>(1 + upto(kind == Kind::weekly ? 7 : 31));
    const Schedule schedule{kind, of_schedule, 0, upto(24 * 60) * kMinute};
    const Instant instant = *parse_time("2005-01-01T00:00", zone) + upto(30 * 366) * kDay + upto(kDay);
    const auto next = next_occurrence(schedule, instant, zone);
    const auto latest = latest_occurrence(schedule, instant, zone);
    ASSERT_TRUE(next && latest);
    EXPECT_GT(*next, instant);
    EXPECT_LE(*latest, instant);
    EXPECT_EQ(next_occurrence(schedule, *latest, zone), next);
    EXPECT_EQ(latest_occurrence(schedule, *next - 1, zone), latest);
  }
}

}  // namespace
}  // namespace wend
