// Which days are business days, and the way from one to another.
//
//     BusinessCalendar calendar({.days_off = {6, 7}, .holidays = {{first, last}}, .workdays = {make_up_day}});
//     std::optional<Date> due = calendar.plus(date_of("2026-02-13"), 3);
//
// A day off the week is no business day, nor is a holiday; a workday is one all the same, whatever the others say. A
// calendar that names holidays or workdays knows the whole years from the first to the last that it names, and nothing
// of others: what leads out of them is nothing (the language's unknown). One that names none knows all years.
//
// Immutable, cheap to ask (two binary searches), safe from many threads.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "runtime/value/civil_time.hpp"

namespace wend {

class BusinessCalendar {
 public:
  struct Days {
    std::vector<int> days_off;                    // ISO weekday, Monday is 1
    std::vector<std::pair<Date, Date>> holidays;  // closed ranges
    std::vector<Date> workdays;
  };
  // The most days that holidays may name, and the most years that a calendar may know that names any.
  static constexpr std::int64_t kMostHolidays = 36'600;
  static constexpr int kMostYears = 200;

  // A week with no business day in it, and more than the bounds above, make a calendar that knows no day.
  BusinessCalendar() = default;
  explicit BusinessCalendar(const Days& days);

  // The dates that it knows; the first after the last where there are none.
  [[nodiscard]] Date first_known() const { return first_; }
  [[nodiscard]] Date last_known() const { return last_; }
  [[nodiscard]] bool knows(std::int64_t date) const { return date >= first_ && date <= last_; }

  // Nothing for a date that it does not know.
  [[nodiscard]] std::optional<bool> is_business_day(std::int64_t date) const;

  // The count-th business day after the date, or before it where the count is below 0; the date itself for 0.
  [[nodiscard]] std::optional<Date> plus(std::int64_t date, std::int64_t count) const;

  // The same, by the week alone where the calendar's years are left: for what has to have an end. Nothing where the
  // years 1 to 9999 are left.
  [[nodiscard]] std::optional<Date> plus_anyhow(std::int64_t date, std::int64_t count) const;

  // The most days that so many business days (0 or more) reach back, wherever they are counted from.
  [[nodiscard]] std::int64_t most_days(std::int64_t count) const;

 private:
  // A date on which the week alone would say otherwise; `sum` of all that are no later: +1 for each business day that
  // it would not have, -1 for each that it would.
  struct Exception {
    Date date = 0;
    std::int32_t sum = 0;
  };

  void know_nothing();
  [[nodiscard]] bool is_off_by_week(std::int64_t date) const;
  // How many business days there are from Monday, 1 January 1 to the date; grows by 0 or 1 from day to day.
  [[nodiscard]] std::int64_t ordinal(std::int64_t date) const;
  // The first date whose ordinal is so much, between the first and last of the calendar's years; nothing outside.
  [[nodiscard]] std::optional<Date> date_of_ordinal(std::int64_t ordinal) const;
  [[nodiscard]] std::optional<Date> counted(std::int64_t date, std::int64_t count) const;

  std::uint32_t off_ = 0;           // bit n: ISO weekday n is off
  std::int64_t business_days_ = 7;  // in a week without exceptions
  std::vector<Exception> exceptions_;
  Date first_ = kFirstDate;
  Date last_ = kLastDate;
};

}  // namespace wend
