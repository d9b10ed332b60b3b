#include <limits>

#include "tests/unit/eval/fixture.hpp"

namespace wend::eval {
namespace {

class Calendar : public EvaluatorTest {
 protected:
  Calendar() { inputs_.now = *parse_time("2026-03-04T10:30:00+01:00", inputs_.zone); }

  Id moment(ir::Moment::Base base, Period offset, Microseconds duration = 0) {
    return build_.moment({base, offset, duration, true});
  }
  Id date_moment(ir::Moment::Base base, Period offset = {}) { return build_.moment({base, offset, 0, false}); }
};

class CalendarInPrague : public Calendar {
 protected:
  CalendarInPrague() { inputs_.zone = *Zone::named("Europe/Prague"); }
};

TEST_F(Calendar, AddsAndScalesPeriodsPartByPart) {
  EXPECT_TRUE(same(value(make(Operation::period_sum, {period({1, 2, 3}), period({10, -20, 30})}, kPeriod)),
                   Period{11, -18, 33}));
  EXPECT_TRUE(same(value(make(Operation::period_scale, {period({1, -2, 3}), integer(4)}, kPeriod)), Period{4, -8, 12}));
}

TEST_F(Calendar, OverflowingPeriodsAreUnknown) {
  const std::int32_t most = std::numeric_limits<std::int32_t>::max();
  EXPECT_EQ(shown(make(Operation::period_sum, {period({0, most, 0}), period({0, 1, 0})}, kPeriod)), "unknown");
  EXPECT_EQ(shown(make(Operation::period_scale, {period({0, 2, 0}), integer(most)}, kPeriod)), "unknown");
}

TEST_F(Calendar, AddsMonthsBeforeDaysAndClampsTheDay) {
  const auto plus = [this](std::string_view from, Period by) {
    return shown_date(make(Operation::date_plus_period, {date(from), period(by)}, kDate));
  };
  EXPECT_EQ(plus("2026-01-31", {1, 0, 0}), "2026-02-28");
  EXPECT_EQ(plus("2026-01-31", {1, 1, 0}), "2026-03-01");
  EXPECT_EQ(plus("2024-02-29", {12, 0, 0}), "2025-02-28");
  EXPECT_EQ(plus("2026-03-31", {-1, 0, 0}), "2026-02-28");
  EXPECT_EQ(plus("9999-12-31", {0, 1, 0}), "unknown");
  EXPECT_EQ(plus("2026-03-02", {0, 0, 1}), "unknown");
}

TEST_F(CalendarInPrague, KeepsTheLocalClockTimeOverAChangeOfTheClock) {
  EXPECT_EQ(shown_time(make(Operation::time_plus_period, {time("2026-03-28T09:00"), period({0, 1, 0})}, kTime)),
            "2026-03-29T09:00:00+02:00");
  EXPECT_EQ(shown_time(make(Operation::time_plus_period, {time("2026-03-28T02:30"), period({0, 1, 0})}, kTime)),
            "2026-03-29T03:00:00+02:00");
}

TEST_F(CalendarInPrague, GoesBetweenTimesAndLocalDates) {
  EXPECT_EQ(shown_date(make(Operation::date_of, {time("2026-03-02T23:30:00Z")}, kDate)), "2026-03-03");
  EXPECT_EQ(shown_time(make(Operation::start_of_date, {date("2026-03-03")}, kTime)), "2026-03-03T00:00:00+01:00");
}

TEST_F(Calendar, LeavesItsYearsForTheUnknown) {
  const Id far = build_.constant(kTime, std::numeric_limits<std::int64_t>::max());
  const Id never = build_.constant(kDate, std::int64_t{1} << 40U);
  EXPECT_EQ(shown(make(Operation::date_of, {far}, kDate)), "unknown");
  EXPECT_EQ(shown(make(Operation::start_of_date, {never}, kTime)), "unknown");
  EXPECT_EQ(shown(make(Operation::time_plus_period, {far, period({0, 1, 0})}, kTime)), "unknown");
  EXPECT_EQ(shown(make(Operation::next_anniversary, {never}, kDate)), "unknown");
}

TEST_F(Calendar, FindsTheNextAnniversary) {
  EXPECT_EQ(shown_date(make(Operation::next_anniversary, {date("1990-03-04")}, kDate)), "2026-03-04");
  EXPECT_EQ(shown_date(make(Operation::next_anniversary, {date("1990-03-03")}, kDate)), "2027-03-03");
}

TEST_F(Calendar, FindsAnniversariesInARange) {
  const auto within = [this](std::string_view born) {
    return shown(make(Operation::anniversary_within, {date(born), date("2026-12-30"), date("2027-01-02")}));
  };
  EXPECT_EQ(within("1990-12-30"), "true");
  EXPECT_EQ(within("1990-01-02"), "true");
  EXPECT_EQ(within("1990-01-03"), "false");
  EXPECT_EQ(within("2026-12-31"), "false");
}

TEST_F(Calendar, WithUnknownIsUnknown) {
  EXPECT_EQ(shown(make(Operation::period_sum, {period({}), unknown(kPeriod)}, kPeriod)), "unknown");
  EXPECT_EQ(shown(make(Operation::period_scale, {unknown(kPeriod), integer(0)}, kPeriod)), "unknown");
  EXPECT_EQ(shown(make(Operation::date_plus_period, {unknown(kDate), period({})}, kDate)), "unknown");
  EXPECT_EQ(shown(make(Operation::time_plus_period, {time("2026-03-02T10:00"), unknown(kPeriod)}, kTime)), "unknown");
  EXPECT_EQ(shown(make(Operation::date_of, {unknown(kTime)}, kDate)), "unknown");
  EXPECT_EQ(shown(make(Operation::start_of_date, {unknown(kDate)}, kTime)), "unknown");
  EXPECT_EQ(shown(make(Operation::next_anniversary, {unknown(kDate)}, kDate)), "unknown");
  EXPECT_EQ(shown(make(Operation::anniversary_within, {unknown(kDate), date("2026-01-01"), date("2026-01-02")})),
            "unknown");
}

TEST_F(CalendarInPrague, ComputesMomentsAsDates) {
  using Base = ir::Moment::Base;
  EXPECT_EQ(shown_date(date_moment(Base::today)), "2026-03-04");
  EXPECT_EQ(shown_date(date_moment(Base::now, {0, -1, 0})), "2026-03-03");
  EXPECT_EQ(shown_date(date_moment(Base::week)), "2026-03-02");
  EXPECT_EQ(shown_date(date_moment(Base::month, {-1, 0, 0})), "2026-02-01");
  EXPECT_EQ(shown_date(date_moment(Base::year)), "2026-01-01");
}

TEST_F(CalendarInPrague, ComputesMomentsAsTimes) {
  using Base = ir::Moment::Base;
  EXPECT_EQ(shown_time(moment(Base::now, {})), "2026-03-04T10:30:00+01:00");
  EXPECT_EQ(shown_time(moment(Base::now, {}, -2 * kHour)), "2026-03-04T08:30:00+01:00");
  EXPECT_EQ(shown_time(moment(Base::now, {1, 0, 0})), "2026-04-04T10:30:00+02:00");
  EXPECT_EQ(shown_time(moment(Base::today, {0, -29, 0})), "2026-02-03T00:00:00+01:00");
  EXPECT_EQ(shown_time(moment(Base::today, {}, 9 * kHour)), "2026-03-04T09:00:00+01:00");
  EXPECT_EQ(shown_time(moment(Base::week, {})), "2026-03-02T00:00:00+01:00");
}

TEST_F(Calendar, KnowsNoMomentsOutsideItsYears) {
  inputs_.now = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(shown(date_moment(ir::Moment::Base::today)), "unknown");
  EXPECT_EQ(shown(moment(ir::Moment::Base::now, {}, kSecond)), "unknown");
}

}  // namespace
}  // namespace wend::eval
