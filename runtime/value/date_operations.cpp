#include "runtime/value/date_operations.hpp"

#include <algorithm>

namespace wend {
namespace {

constexpr int kLastYear = 9'999;

}  // namespace

std::optional<Date> calendar_date(std::int64_t date) {
  if (date < kFirstDate || date > kLastDate) return std::nullopt;
  return static_cast<Date>(date);
}

std::optional<Date> date_of(Instant time, const Zone& zone) {
  return calendar_date(zone.local_date(time));
}

std::optional<Instant> start_of_date(std::int64_t date, const Zone& zone) {
  const std::optional<Date> inside = calendar_date(date);
  if (!inside) return std::nullopt;
  return zone.start_of(*inside);
}

std::optional<Date> date_plus_period(std::int64_t date, const Period& period) {
  const std::optional<Date> inside = calendar_date(date);
  if (!inside || period.business_days != 0) return std::nullopt;
  return add(*inside, period);
}

std::optional<Instant> time_plus_period(Instant time, const Period& period, const Zone& zone) {
  if (!date_of(time, zone) || period.business_days != 0) return std::nullopt;
  return add(time, period, zone);
}

std::optional<Date> next_anniversary(std::int64_t date, std::int64_t today) {
  const std::optional<Date> from = calendar_date(date);
  const std::optional<Date> now = calendar_date(today);
  if (!from || !now) return std::nullopt;
  const int first_year = std::max(year_of(*from) + 1, year_of(*now));
  for (int year = first_year; year <= std::min(first_year + 1, kLastYear); ++year) {
    const Date anniversary = anniversary_in(*from, year);
    if (anniversary >= *now) return anniversary;
  }
  return std::nullopt;
}

std::optional<bool> anniversary_within(std::int64_t date, std::int64_t from, std::int64_t to) {
  if (!calendar_date(date) || !calendar_date(from) || !calendar_date(to)) return std::nullopt;
  // Where the calendar ends before the next one, none falls in the range.
  const std::optional<Date> next = next_anniversary(date, from);
  return next && *next <= to;
}

}  // namespace wend
