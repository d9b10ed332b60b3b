#include "runtime/value/schedule.hpp"

#include "runtime/value/civil_calendar.hpp"

namespace wend {
namespace {

constexpr int kDaysInWeek = 7;

std::optional<Date> inside(std::int64_t date) {
  if (date < kFirstDate || date > kLastDate) return std::nullopt;
  return static_cast<Date>(date);
}

// The day of the month, or the month's last where it is shorter.
Date day_in(date::year_month month, int day) {
  return civil::join(month, date::day{static_cast<unsigned>(day)});
}

date::year_month month_of(Date date) {
  const date::year_month_day day = civil::split(date);
  return day.year() / day.month();
}

int day_of_month(const Schedule& schedule) {
  return schedule.kind == Schedule::Kind::month_end ? 31 : schedule.day;
}

// The first date of a weekly schedule in the seven days from `date` on.
std::int64_t weekday_from(std::int64_t date, int weekday) {
  const std::int64_t day_one = date - start_of_week(static_cast<Date>(date)) + 1;
  return date + (weekday - day_one + kDaysInWeek) % kDaysInWeek;
}

// A time zone that skips or repeats a whole day is a day off at most: so many dates around the instant's are looked at.
constexpr int kDatesAround = 2;

}  // namespace

std::optional<Date> first_date_from(const Schedule& schedule, Date date) {
  if (!civil::in_range(date)) return std::nullopt;
  switch (schedule.kind) {
    case Schedule::Kind::daily: return date;
    case Schedule::Kind::weekly: return inside(weekday_from(date, schedule.day));
    case Schedule::Kind::monthly:
    case Schedule::Kind::month_end: {
      const Date this_month = day_in(month_of(date), day_of_month(schedule));
      if (this_month >= date) return this_month;
      return inside(day_in(month_of(date) + date::months{1}, day_of_month(schedule)));
    }
    case Schedule::Kind::once: return schedule.date >= date ? inside(schedule.date) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Date> last_date_to(const Schedule& schedule, Date date) {
  if (!civil::in_range(date)) return std::nullopt;
  switch (schedule.kind) {
    case Schedule::Kind::daily: return date;
    case Schedule::Kind::weekly: {
      const std::int64_t next = weekday_from(date, schedule.day);
      return inside(next == date ? next : next - kDaysInWeek);
    }
    case Schedule::Kind::monthly:
    case Schedule::Kind::month_end: {
      const Date this_month = day_in(month_of(date), day_of_month(schedule));
      if (this_month <= date) return this_month;
      return inside(day_in(month_of(date) - date::months{1}, day_of_month(schedule)));
    }
    case Schedule::Kind::once: return schedule.date <= date ? inside(schedule.date) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Instant> next_occurrence(const Schedule& schedule, Instant after, const Zone& zone) {
  std::optional<Date> from = inside(std::int64_t{zone.local_date(after)} - 1);
  if (!from) from = zone.local_date(after);
  std::optional<Date> date = first_date_from(schedule, *from);
  for (int tried = 0; date && tried <= 2 * kDatesAround; ++tried) {
    const Instant occurrence = zone.instant({*date, schedule.time_of_day});
    if (occurrence > after) return occurrence;
    const std::optional<Date> next_day = inside(std::int64_t{*date} + 1);
    date = next_day ? first_date_from(schedule, *next_day) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Instant> latest_occurrence(const Schedule& schedule, Instant until, const Zone& zone) {
  std::optional<Date> from = inside(std::int64_t{zone.local_date(until)} + 1);
  if (!from) from = zone.local_date(until);
  std::optional<Date> date = last_date_to(schedule, *from);
  for (int tried = 0; date && tried <= 2 * kDatesAround; ++tried) {
    const Instant occurrence = zone.instant({*date, schedule.time_of_day});
    if (occurrence <= until) return occurrence;
    const std::optional<Date> day_before = inside(std::int64_t{*date} - 1);
    date = day_before ? last_date_to(schedule, *day_before) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Instant> next_time_of_day(Microseconds time_of_day, Instant after, const Zone& zone) {
  return next_occurrence({Schedule::Kind::daily, 1, 0, time_of_day}, after, zone);
}

}  // namespace wend
