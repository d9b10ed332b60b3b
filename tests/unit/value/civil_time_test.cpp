#include "runtime/value/civil_time.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace wend {
namespace {

constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kLeast = std::numeric_limits<std::int32_t>::min();

Zone zone_named(std::string_view name) {
  const Result<Zone> zone = Zone::named(name);
  EXPECT_TRUE(zone) << name;
  return zone ? *zone : Zone::utc();
}

Zone prague() {
  return zone_named("Europe/Prague");
}

Date date_of(std::string_view text) {
  const Result<Date> date = parse_date(text);
  EXPECT_TRUE(date) << text;
  return date ? *date : 0;
}

Instant instant_of(std::string_view text, const Zone& zone) {
  const Result<Instant> instant = parse_time(text, zone);
  EXPECT_TRUE(instant) << text;
  return instant ? *instant : 0;
}

std::string shown(const std::optional<Date>& date) {
  return date ? format_date(*date) : "nothing";
}

TEST(Zone, SaysWhichNameIsNotKnown) {
  for (const char* name : {"", "Prague", "Europe/Pragu", "../../etc/passwd", "tzdata.zi", "zone.tab"}) {
    const Result<Zone> zone = Zone::named(name);
    ASSERT_FALSE(zone) << name;
    EXPECT_EQ(zone.error().message,
              "the time zone `" + std::string(name) + "` is not known: expected a name such as Europe/Prague");
  }
}

TEST(Zone, KnowsItsName) {
  EXPECT_EQ(prague().name(), "Europe/Prague");
  EXPECT_EQ(Zone::utc().name(), "UTC");
  EXPECT_EQ(zone_named("UTC").name(), "UTC");
}

struct Local {
  const char* zone;
  const char* local;
  const char* instant;
};

TEST(Zone, TurnsLocalTimeIntoInstants) {
  const Local cases[] = {
      {"Europe/Prague", "2026-01-15T12:00", "2026-01-15T11:00:00+00:00"},
      {"Europe/Prague", "2026-07-15T12:00", "2026-07-15T10:00:00+00:00"},
      // From 02:00 to 03:00 this night is skipped: the next valid time.
      {"Europe/Prague", "2026-03-29T01:59:59.999999", "2026-03-29T00:59:59.999999+00:00"},
      {"Europe/Prague", "2026-03-29T02:00", "2026-03-29T01:00:00+00:00"},
      {"Europe/Prague", "2026-03-29T02:30:30.5", "2026-03-29T01:00:00+00:00"},
      {"Europe/Prague", "2026-03-29T03:00", "2026-03-29T01:00:00+00:00"},
      // From 02:00 to 03:00 this night comes twice: the first.
      {"Europe/Prague", "2026-10-25T02:00", "2026-10-25T00:00:00+00:00"},
      {"Europe/Prague", "2026-10-25T02:30:00.25", "2026-10-25T00:30:00.25+00:00"},
      {"Europe/Prague", "2026-10-25T03:00", "2026-10-25T02:00:00+00:00"},
      {"Asia/Shanghai", "2026-03-02T00:00", "2026-03-01T16:00:00+00:00"},
      // Shanghai once had summer time, which began on this day at 02:00.
      {"Asia/Shanghai", "1986-05-04T02:30", "1986-05-03T18:00:00+00:00"},
      // A day that began at 01:00, for midnight was skipped.
      {"America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00:00+00:00"},
      // A day that was skipped altogether.
      {"Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00+00:00"},
      {"UTC", "2026-03-02T00:00", "2026-03-02T00:00:00+00:00"},
  };
  for (const Local& tried : cases) {
    const Instant instant = instant_of(tried.local, zone_named(tried.zone));
    EXPECT_EQ(format_time(instant, Zone::utc()), tried.instant) << tried.local << " in " << tried.zone;
  }
}

TEST(Zone, ShowsBothOfTwoRepeatedHours) {
  const Zone zone = prague();
  const Instant first = instant_of("2026-10-25T02:30", zone);
  EXPECT_EQ(format_time(first, zone), "2026-10-25T02:30:00+02:00");
  EXPECT_EQ(format_time(first + kHour, zone), "2026-10-25T02:30:00+01:00");
  EXPECT_EQ(zone.local(first), zone.local(first + kHour));
  EXPECT_EQ(zone.offset_seconds(first), 7'200);
  EXPECT_EQ(zone.offset_seconds(first + kHour), 3'600);
}

TEST(Zone, FindsTheFirstInstantOfADay) {
  const Zone zone = prague();
  EXPECT_EQ(format_time(zone.start_of(date_of("2026-03-29")), zone), "2026-03-29T00:00:00+01:00");
  EXPECT_EQ(zone.start_of(date_of("2026-03-30")) - zone.start_of(date_of("2026-03-29")), 23 * kHour);
  EXPECT_EQ(zone.start_of(date_of("2026-10-26")) - zone.start_of(date_of("2026-10-25")), 25 * kHour);
  EXPECT_EQ(zone.local_date(zone.start_of(date_of("2026-03-29")) - 1), date_of("2026-03-28"));
  const Zone sao_paulo = zone_named("America/Sao_Paulo");
  EXPECT_EQ(sao_paulo.local(sao_paulo.start_of(date_of("2018-11-04"))), (LocalTime{date_of("2018-11-04"), kHour}));
}

TEST(Zone, TakesInstantsBeforeTheEpoch) {
  EXPECT_EQ(Zone::utc().local(-1), (LocalTime{-1, kDay - 1}));
  EXPECT_EQ(Zone::utc().instant({-1, kDay - 1}), -1);
}

TEST(Zone, StaysInBoundsWhateverItIsGiven) {
  for (const Zone& zone : {Zone::utc(), prague()}) {
    EXPECT_EQ(zone.instant({kMost, 0}), zone.instant({kLastDate + 1, 0}));
    EXPECT_EQ(zone.instant({kLeast, 0}), zone.instant({kFirstDate, 0}));
    EXPECT_EQ(zone.instant({0, -1}), zone.instant({0, 0}));
    EXPECT_EQ(zone.instant({0, std::numeric_limits<Microseconds>::max()}), zone.instant({1, 0}));
    for (const Instant end : {std::numeric_limits<Instant>::max(), std::numeric_limits<Instant>::min()}) {
      const LocalTime local = zone.local(end);
      EXPECT_TRUE(local.time_of_day >= 0 && local.time_of_day < kDay);
      EXPECT_EQ(format_time(end, zone).size(), std::string_view("9999-12-31T00:00:00.000000+01:00").size() +
                                                   (zone.offset_seconds(end) % 60 != 0 ? 3 : 0));
    }
  }
}

TEST(Zone, ReturnsToTheSameInstantWhereLocalTimeIsUnique) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<Instant> any(kFirstDate * kDay, kLastDate * kDay);
  const Zone shanghai = zone_named("Asia/Shanghai");
  for (int i = 0; i < 20'000; ++i) {
    const Instant instant = any(random);
    ASSERT_EQ(Zone::utc().instant(Zone::utc().local(instant)), instant);
    const Instant again = shanghai.instant(shanghai.local(instant));
    ASSERT_TRUE(again == instant || instant - again == kHour || instant - again < 600 * kSecond) << instant;
  }
}

struct Sum {
  const char* date;
  Period period;
  const char* expected;
};

TEST(Calendar, AddsMonthsFirstAndThenDays) {
  const Sum cases[] = {
      {"2026-01-31", {1, 0, 0}, "2026-02-28"},
      {"2024-01-31", {1, 0, 0}, "2024-02-29"},
      {"2026-01-31", {1, 1, 0}, "2026-03-01"},
      {"2026-01-31", {3, 0, 0}, "2026-04-30"},
      {"2026-03-31", {-1, 0, 0}, "2026-02-28"},
      {"2024-02-29", {12, 0, 0}, "2025-02-28"},
      {"2024-02-29", {48, 0, 0}, "2028-02-29"},
      {"2026-12-31", {0, 1, 0}, "2027-01-01"},
      {"2026-01-01", {0, -1, 0}, "2025-12-31"},
      {"2026-01-15", {-13, 0, 0}, "2024-12-15"},
      {"1900-02-28", {0, 1, 0}, "1900-03-01"},
      {"2000-02-28", {0, 1, 0}, "2000-02-29"},
      {"2026-01-15", {0, 0, 5}, "2026-01-15"},
      {"9999-12-31", {0, 1, 0}, "nothing"},
      {"9999-12-01", {1, 0, 0}, "nothing"},
      {"9999-12-01", {1, -1, 0}, "nothing"},
      {"0001-01-01", {0, -1, 0}, "nothing"},
      {"0001-01-01", {-1, 0, 0}, "nothing"},
      {"0001-01-01", {0, kLastDate - kFirstDate, 0}, "9999-12-31"},
      {"2026-01-01", {kMost, 0, 0}, "nothing"},
      {"2026-01-01", {kLeast, kLeast, 0}, "nothing"},
      {"2026-01-01", {0, kMost, 0}, "nothing"},
  };
  for (const Sum& tried : cases) {
    EXPECT_EQ(shown(add(date_of(tried.date), tried.period)), tried.expected)
        << tried.date << " and " << format_period(tried.period);
  }
  EXPECT_EQ(add(kLastDate + 1, Period{0, -1, 0}), std::nullopt);
  EXPECT_EQ(add(kLeast, Period{}), std::nullopt);
}

struct Moment {
  const char* from;
  Period period;
  const char* expected;
};

TEST(Calendar, KeepsTheLocalClockTimeOfAnInstant) {
  const Zone zone = prague();
  const Moment cases[] = {
      {"2026-03-28T10:00", {0, 1, 0}, "2026-03-29T10:00:00+02:00"},
      {"2026-03-28T02:30", {0, 1, 0}, "2026-03-29T03:00:00+02:00"},
      {"2026-10-24T02:30", {0, 1, 0}, "2026-10-25T02:30:00+02:00"},
      {"2026-01-31T10:00", {1, 0, 0}, "2026-02-28T10:00:00+01:00"},
      {"2026-10-25T02:30:00+01:00", {0, 1, 0}, "2026-10-26T02:30:00+01:00"},
      {"2026-10-25T02:30:00+01:00", {0, 0, 0}, "2026-10-25T02:30:00+01:00"},
  };
  for (const Moment& tried : cases) {
    const std::optional<Instant> moved = add(instant_of(tried.from, zone), tried.period, zone);
    ASSERT_TRUE(moved) << tried.from;
    EXPECT_EQ(format_time(*moved, zone), tried.expected);
  }
  EXPECT_EQ(add(instant_of("9999-12-31T10:00", zone), Period{0, 1, 0}, zone), std::nullopt);
  EXPECT_EQ(add(std::numeric_limits<Instant>::max(), Period{0, 1, 0}, zone), std::nullopt);
}

struct Starts {
  const char* date;
  const char* week;
  const char* month;
  const char* year;
};

TEST(Calendar, FindsTheStartsOfWeeksMonthsAndYears) {
  const Starts cases[] = {
      {"2026-03-02", "2026-03-02", "2026-03-01", "2026-01-01"},
      {"2026-03-01", "2026-02-23", "2026-03-01", "2026-01-01"},
      {"2026-03-08", "2026-03-02", "2026-03-01", "2026-01-01"},
      {"2026-01-01", "2025-12-29", "2026-01-01", "2026-01-01"},
      {"1969-12-31", "1969-12-29", "1969-12-01", "1969-01-01"},
      {"0001-01-01", "0001-01-01", "0001-01-01", "0001-01-01"},
      {"9999-12-31", "9999-12-27", "9999-12-01", "9999-01-01"},
  };
  for (const Starts& tried : cases) {
    const Date date = date_of(tried.date);
    EXPECT_EQ(format_date(start_of_week(date)), tried.week);
    EXPECT_EQ(format_date(start_of_month(date)), tried.month);
    EXPECT_EQ(format_date(start_of_year(date)), tried.year);
  }
}

TEST(Calendar, FindsAnniversaries) {
  EXPECT_EQ(format_date(anniversary_in(date_of("1990-05-17"), 2026)), "2026-05-17");
  EXPECT_EQ(format_date(anniversary_in(date_of("2000-02-29"), 2026)), "2026-02-28");
  EXPECT_EQ(format_date(anniversary_in(date_of("2000-02-29"), 2028)), "2028-02-29");
  EXPECT_EQ(format_date(anniversary_in(date_of("2000-02-29"), 2100)), "2100-02-28");
  EXPECT_EQ(format_date(anniversary_in(date_of("2000-12-31"), kMost)), "9999-12-31");
  EXPECT_EQ(format_date(anniversary_in(date_of("2000-12-31"), -5)), "0001-12-31");
  EXPECT_EQ(year_of(date_of("1969-12-31")), 1969);
}

TEST(Calendar, TakesADateOutsideTheYearsAsTheNearestInside) {
  EXPECT_EQ(year_of(kMost), 9999);
  EXPECT_EQ(year_of(kLeast), 1);
  EXPECT_EQ(start_of_month(kMost), date_of("9999-12-01"));
  EXPECT_EQ(start_of_week(kLeast), kFirstDate);
  EXPECT_EQ(format_date(kMost), "9999-12-31");
  EXPECT_EQ(format_date(kLeast), "0001-01-01");
}

struct Comparison {
  Period left;
  Period right;
  std::optional<int> expected;
};

TEST(Period, ComparesWhereNoMonthCanChangeTheAnswer) {
  const Comparison cases[] = {
      {{1, 0, 0}, {1, 0, 0}, 0},
      {{2, 0, 0}, {1, 0, 0}, 1},
      {{0, 2, 0}, {0, 3, 0}, -1},
      {{1, 0, 0}, {0, 27, 0}, 1},
      {{1, 0, 0}, {0, 28, 0}, std::nullopt},
      {{1, 0, 0}, {0, 31, 0}, std::nullopt},
      {{1, 0, 0}, {0, 32, 0}, -1},
      {{2, 0, 0}, {0, 58, 0}, 1},
      {{2, 0, 0}, {0, 59, 0}, std::nullopt},
      {{12, 0, 0}, {0, 364, 0}, 1},
      {{12, 0, 0}, {0, 365, 0}, std::nullopt},
      {{12, 0, 0}, {0, 367, 0}, -1},
      {{4'800, 0, 0}, {0, 146'097, 0}, 0},
      {{4'800, 0, 0}, {0, 146'096, 0}, 1},
      {{1, 1, 0}, {1, 0, 0}, 1},
      {{-1, 0, 0}, {0, -27, 0}, -1},
      {{0, 0, 3}, {0, 0, 2}, 1},
      {{0, 1, 3}, {0, 0, 2}, 1},
      {{0, 1, 2}, {0, 0, 2}, std::nullopt},
      {{0, 3, 0}, {0, 0, 2}, std::nullopt},
      {{kMost, kMost, kMost}, {kLeast, kLeast, kLeast}, 1},
      {{kMost, kLeast, 0}, {kLeast, kMost, 0}, 1},
  };
  for (const Comparison& tried : cases) {
    EXPECT_EQ(compare(tried.left, tried.right), tried.expected)
        << format_period(tried.left) << " and " << format_period(tried.right);
    const auto reversed = compare(tried.right, tried.left);
    EXPECT_EQ(reversed.has_value(), tried.expected.has_value());
    if (reversed) {
      EXPECT_EQ(*reversed, -*tried.expected);
    }
  }
}

TEST(Period, ComparesAsTheDatesThatItLeadsTo) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const auto below = [&random](int limit) {
    return static_cast<std::int32_t>(random() % static_cast<unsigned>(limit));
  };
  for (int i = 0; i < 200; ++i) {
    const Period left{below(30), below(70), 0};
    const Period right{below(30), below(70), 0};
    const std::optional<int> compared = compare(left, right);
    if (!compared) continue;
    for (int j = 0; j < 50; ++j) {
      const Date from = below(40'000);
      const Date one = add(from, left).value();
      const Date other = add(from, right).value();
      ASSERT_EQ(*compared, (one > other) - (one < other))
          << format_date(from) << ": " << format_period(left) << " and " << format_period(right);
    }
  }
}

TEST(Period, AddsAndScalesWithinBounds) {
  EXPECT_EQ(add(Period{1, 2, 3}, Period{10, 20, 30}), (Period{11, 22, 33}));
  EXPECT_EQ(add(Period{kMost, 0, 0}, Period{1, 0, 0}), std::nullopt);
  EXPECT_EQ(add(Period{0, kLeast, 0}, Period{0, -1, 0}), std::nullopt);
  EXPECT_EQ(add(Period{0, 0, kMost}, Period{0, 0, 1}), std::nullopt);
  EXPECT_EQ(scale(Period{1, 2, 3}, -2), (Period{-2, -4, -6}));
  EXPECT_EQ(scale(Period{1, 0, 0}, std::int64_t{1} << 31), std::nullopt);
  EXPECT_EQ(scale(Period{2, 0, 0}, std::numeric_limits<std::int64_t>::max()), std::nullopt);
  EXPECT_EQ(scale(Period{}, std::numeric_limits<std::int64_t>::max()), Period{});
}

}  // namespace
}  // namespace wend
