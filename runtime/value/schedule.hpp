// When a schedule comes: `every day 09:00`, `every monday 09:00`, `every month day 5 10:00`, `every month last day
// 10:00`, `once 2026-06-18 09:00`, by the clock of a time zone.
//
//     const Schedule mondays{Schedule::Kind::weekly, 1, 0, 9 * kHour};
//     std::optional<Instant> next = next_occurrence(mondays, now, zone);
//
// A schedule comes once on each of its local dates: where daylight saving skips its time, at the next valid one; where
// it is repeated, at the first. Day 31 of a shorter month is its last day. Pure functions, safe from many threads; the
// work does not depend on how far away the next occurrence is.
#pragma once

#include <optional>

#include "runtime/value/civil_time.hpp"

namespace wend {

struct Schedule {
  enum class Kind : std::uint8_t { daily, weekly, monthly, month_end, once };
  Kind kind = Kind::daily;
  int day = 1;                   // weekly: the ISO weekday, Monday is 1; monthly: the day of the month, 1 to 31
  Date date = 0;                 // once: the date
  Microseconds time_of_day = 0;  // from midnight, under a day
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

// The first occurrence after the instant, never at it; nothing where there is none within the calendar's years.
[[nodiscard]] std::optional<Instant> next_occurrence(const Schedule& schedule, Instant after, const Zone& zone);
// The last occurrence at or before the instant; nothing where there is none within the calendar's years.
[[nodiscard]] std::optional<Instant> latest_occurrence(const Schedule& schedule, Instant until, const Zone& zone);

// The schedule's first date that is the given one or later, and its last that is the given one or earlier.
[[nodiscard]] std::optional<Date> first_date_from(const Schedule& schedule, Date date);
[[nodiscard]] std::optional<Date> last_date_to(const Schedule& schedule, Date date);

// The next instant after `after` at which the local clock shows the time of day (`wait until 09:00`).
[[nodiscard]] std::optional<Instant> next_time_of_day(Microseconds time_of_day, Instant after, const Zone& zone);

}  // namespace wend
