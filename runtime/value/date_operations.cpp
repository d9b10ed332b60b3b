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

std::optional<Microseconds> time_of_day_of(Instant time, const Zone& zone) {
  const LocalTime local = zone.local(time);
  if (!calendar_date(local.date)) return std::nullopt;
  return local.time_of_day;
}

std::optional<Date> date_plus_period(std::int64_t date, const Period& period, const BusinessCalendar* calendar) {
  const std::optional<Date> inside = calendar_date(date);
  const std::optional<Date> moved = inside ? add(*inside, period) : std::nullopt;
  if (!moved || period.business_days == 0) return moved;
  return calendar == nullptr ? std::nullopt : calendar->plus(*moved, period.business_days);
}

std::optional<Instant> time_plus_period(Instant time, const Period& period, const Zone& zone,
                                        const BusinessCalendar* calendar) {
  if (!date_of(time, zone)) return std::nullopt;
  if (period.business_days == 0) return add(time, period, zone);
  const LocalTime local = zone.local(time);
  const std::optional<Date> date = date_plus_period(local.date, period, calendar);
  if (!date) return std::nullopt;
  return zone.instant({*date, local.time_of_day});
}

std::optional<bool> is_business_day(std::int64_t date, const BusinessCalendar* calendar) {
  return calendar == nullptr ? std::nullopt : calendar->is_business_day(date);
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
