// Reading and writing dates, times, durations and periods.
#include <gtest/gtest.h>

#include <random>

#include "runtime/value/civil_time.hpp"

namespace wend {
namespace {

Zone zone_named(std::string_view name) {
  const Result<Zone> zone = Zone::named(name);
  EXPECT_TRUE(zone) << name;
  return zone ? *zone : Zone::utc();
}

TEST(CivilText, ParsesDates) {
  EXPECT_EQ(*parse_date("1970-01-01"), 0);
  EXPECT_EQ(*parse_date("2026-03-02"), 20'514);
  EXPECT_EQ(*parse_date("2024-02-29"), 19'782);
  EXPECT_EQ(*parse_date("0001-01-01"), kFirstDate);
  EXPECT_EQ(*parse_date("9999-12-31"), kLastDate);
}

TEST(CivilText, SaysThatSomethingIsNoDate) {
  for (const char* text : {"", "2026", "2026-3-2", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-01",
                           "2026-01-00", "0000-01-01", "10000-01-01", "2026-03-02 ", " 2026-03-02", "2026-03-02T10:00",
                           "-026-03-02", "2026/03/02", "２０２６-03-02", "2026-03-0x"}) {
    const Result<Date> date = parse_date(text);
    ASSERT_FALSE(date) << text;
    EXPECT_EQ(date.error().message, "`" + std::string(text) + "` is not a date: expected one such as 2026-03-02");
  }
}

struct Time {
  const char* text;
  const char* utc;
};

TEST(CivilText, ParsesTimesWithAndWithoutOffset) {
  const Time cases[] = {
      {"2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00+00:00"},
      {"2026-03-02T10:00:00Z", "2026-03-02T10:00:00+00:00"},
      {"2026-03-02T10:00:00", "2026-03-02T02:00:00+00:00"},
      {"2026-03-02 10:00", "2026-03-02T02:00:00+00:00"},
      {"2026-03-02T10:00Z", "2026-03-02T10:00:00+00:00"},
      {"2026-03-02T10:00:00-0530", "2026-03-02T15:30:00+00:00"},
      {"2026-03-02T00:00:00+14:00", "2026-03-01T10:00:00+00:00"},
      {"2026-03-02T10:00:00.5Z", "2026-03-02T10:00:00.5+00:00"},
      {"2026-03-02T10:00:00.000001Z", "2026-03-02T10:00:00.000001+00:00"},
      {"1850-01-01T00:57:44+00:57:44", "1850-01-01T00:00:00+00:00"},
      {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999+00:00"},
  };
  for (const Time& tried : cases) {
    const Result<Instant> instant = parse_time(tried.text, zone_named("Asia/Shanghai"));
    ASSERT_TRUE(instant) << instant.error().message;
    EXPECT_EQ(format_time(*instant, Zone::utc()), tried.utc) << tried.text;
  }
}

TEST(CivilText, SaysThatSomethingIsNoTime) {
  for (const char* text :
       {"", "2026-03-02", "2026-03-02T", "2026-03-02T24:00:00Z", "2026-03-02T10:60:00Z", "2026-03-02T10:00:60Z",
        "2026-03-02T10:00:00.Z", "2026-03-02T10:00:00.1234567Z", "2026-03-02T10:00:00+1", "2026-03-02T10:00:00+01",
        "2026-03-02T10:00:00+24:00", "2026-03-02T10:00:00+01:60", "2026-03-02T10:00:00Zx", "2026-03-02T10:00:00 +01:00",
        "2026-02-29T10:00:00Z", "2026-03-02T1:00:00Z", "2026-03-02T10:00:00+0100:30"}) {
    const Result<Instant> instant = parse_time(text, Zone::utc());
    ASSERT_FALSE(instant) << text;
    EXPECT_EQ(instant.error().message,
              "`" + std::string(text) + "` is not a time: expected one such as 2026-03-02T10:00:00+01:00");
  }
}

TEST(CivilText, ParsesTimesOfDay) {
  EXPECT_EQ(*parse_time_of_day("00:00"), 0);
  EXPECT_EQ(*parse_time_of_day("09:30"), 9 * kHour + 30 * kMinute);
  EXPECT_EQ(*parse_time_of_day("09:30:15"), 9 * kHour + 30 * kMinute + 15 * kSecond);
  EXPECT_EQ(*parse_time_of_day("23:59:59.999999"), kDay - 1);
  for (const char* text : {"", "9:30", "24:00", "09:60", "09:30:60", "0930", "09:30Z", "-1:30"}) {
    const Result<Microseconds> time = parse_time_of_day(text);
    ASSERT_FALSE(time) << text;
    EXPECT_EQ(time.error().message, "`" + std::string(text) + "` is not a time of day: expected one such as 09:30");
  }
}

TEST(CivilText, FormatsTimesInTheirZone) {
  EXPECT_EQ(format_time(0, zone_named("Asia/Shanghai")), "1970-01-01T08:00:00+08:00");
  EXPECT_EQ(format_time(0, zone_named("America/New_York")), "1969-12-31T19:00:00-05:00");
  EXPECT_EQ(format_time(250'000, zone_named("Asia/Kolkata")), "1970-01-01T05:30:00.25+05:30");
  EXPECT_EQ(format_time(*parse_time("1850-01-01T00:00:00Z", Zone::utc()), zone_named("Europe/Prague")),
            "1850-01-01T00:57:44+00:57:44");
}

TEST(CivilText, FormatsTimesOfDay) {
  EXPECT_EQ(format_time_of_day(0), "00:00");
  EXPECT_EQ(format_time_of_day(9 * kHour + 30 * kMinute), "09:30");
  EXPECT_EQ(format_time_of_day(9 * kHour + 15 * kSecond), "09:00:15");
  EXPECT_EQ(format_time_of_day(kDay - 1), "23:59:59.999999");
}

TEST(CivilText, FormatsDurationsInTheLargestUnitThatDividesThem) {
  EXPECT_EQ(format_duration(0), "0 seconds");
  EXPECT_EQ(format_duration(kSecond), "1 second");
  EXPECT_EQ(format_duration(90 * kSecond), "90 seconds");
  EXPECT_EQ(format_duration(2 * kMinute), "2 minutes");
  EXPECT_EQ(format_duration(2 * kHour), "2 hours");
  EXPECT_EQ(format_duration(48 * kHour), "48 hours");
  EXPECT_EQ(format_duration(-kHour), "-1 hour");
  EXPECT_EQ(format_duration(1'500'000), "1.5 seconds");
  EXPECT_EQ(format_duration(1), "0.000001 seconds");
}

TEST(CivilText, FormatsPeriods) {
  EXPECT_EQ(format_period({}), "0 days");
  EXPECT_EQ(format_period({1, 0, 0}), "1 month");
  EXPECT_EQ(format_period({0, 3, 0}), "3 days");
  EXPECT_EQ(format_period({1, 3, 0}), "1 month 3 days");
  EXPECT_EQ(format_period({12, 0, 0}), "1 year");
  EXPECT_EQ(format_period({14, 0, 1}), "14 months 1 business day");
  EXPECT_EQ(format_period({0, -1, 0}), "-1 day");
}

TEST(CivilText, ParsesWhatItFormats) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<Instant> any((kFirstDate + 1) * kDay, (kLastDate - 1) * kDay);
  const Zone zones[] = {Zone::utc(), zone_named("Europe/Prague"), zone_named("Asia/Shanghai"),
                        zone_named("America/St_Johns"), zone_named("Pacific/Apia")};
  for (int i = 0; i < 20'000; ++i) {
    const Instant instant = any(random);
    const Zone& zone = zones[random() % std::size(zones)];
    const Date date = zone.local_date(instant);
    const Microseconds time_of_day = zone.local(instant).time_of_day;
    ASSERT_EQ(*parse_time(format_time(instant, zone), Zone::utc()), instant) << format_time(instant, zone);
    ASSERT_EQ(*parse_date(format_date(date)), date);
    ASSERT_EQ(*parse_time_of_day(format_time_of_day(time_of_day)), time_of_day);
  }
}

}  // namespace
}  // namespace wend
