// Between a Date and its year, month and day, for the files that implement civil_time.hpp.
#pragma once

#include <date/date.h>

#include <algorithm>
#include <optional>

#include "runtime/value/civil_time.hpp"

namespace wend::civil {

[[nodiscard]] inline bool in_range(Date date) {
  return date >= kFirstDate && date <= kLastDate;
}

// Of a date outside the years 1 to 9999: that of the nearest inside.
[[nodiscard]] inline date::year_month_day split(Date date) {
  return date::sys_days{date::days{std::clamp(date, kFirstDate, kLastDate)}};
}

// The 29th, 30th and 31st of a shorter month are its last day.
[[nodiscard]] inline Date join(date::year_month month, date::day day) {
  const date::day last = (month / date::last).day();
  return date::sys_days{month / std::min(day, last)}.time_since_epoch().count();
}

}  // namespace wend::civil
