// The calendar: adding periods, the beginnings of weeks, months and years, and arithmetic between periods.
#include <cstdlib>
#include <limits>
#include <utility>

#include "runtime/value/civil_calendar.hpp"

namespace wend {

namespace {

constexpr int kMonthsInCycle = 4'800;  // the Gregorian calendar repeats after 400 years
constexpr std::int64_t kDaysInCycle = 146'097;
constexpr int kLastYear = 9'999;

using Bounds = std::pair<std::int64_t, std::int64_t>;

std::optional<std::int32_t> narrow(std::int64_t value) {
  if (!std::in_range<std::int32_t>(value)) return std::nullopt;
  return static_cast<std::int32_t>(value);
}

std::optional<Period> period_of(std::int64_t months, std::int64_t days, std::int64_t business_days) {
  const auto narrow_months = narrow(months);
  const auto narrow_days = narrow(days);
  const auto narrow_business_days = narrow(business_days);
  if (!narrow_months || !narrow_days || !narrow_business_days) return std::nullopt;
  return Period{*narrow_months, *narrow_days, *narrow_business_days};
}

std::optional<Date> add_months(Date date, std::int32_t months) {
  const date::year_month_day from = civil::split(date);
  const std::int64_t month = std::int64_t{int{from.year()}} * 12 + unsigned{from.month()} - 1 + months;
  const std::int64_t year = month / 12;
  if (month < 12 || year > kLastYear) return std::nullopt;
  const auto of_year = static_cast<unsigned>(month % 12) + 1;
  return civil::join(date::year{static_cast<int>(year)} / date::month{of_year}, from.day());
}

// The fewest and the most days that so many months (0 or more) span, wherever they begin.
Bounds days_in(std::int64_t months) {
  const auto cycles = months / kMonthsInCycle;
  const date::months rest{static_cast<int>(months % kMonthsInCycle)};
  Bounds bounds{std::numeric_limits<std::int64_t>::max(), 0};
  for (int start = 0; start < kMonthsInCycle; ++start) {
    const date::year_month_day first = date::year{2000} / 1 / 1 + date::months{start};
    const std::int64_t days = (date::sys_days{first + rest} - date::sys_days{first}).count();
    bounds = {std::min(bounds.first, days), std::max(bounds.second, days)};
  }
  return {bounds.first + cycles * kDaysInCycle, bounds.second + cycles * kDaysInCycle};
}

int sign(std::int64_t value) {
  return (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0);
}

// Whether so many months and days together lead forward (1), back (-1) or nowhere (0).
std::optional<int> direction(std::int64_t months, std::int64_t days) {
  if (sign(months) * sign(days) >= 0) return sign(months != 0 ? months : days);
  const auto [fewest, most] = days_in(std::abs(months));
  if (std::abs(days) < fewest) return sign(months);
  if (std::abs(days) > most) return sign(days);
  return fewest == most ? std::optional(0) : std::nullopt;
}

}  // namespace

std::optional<Date> add(Date date, const Period& period) {
  if (!civil::in_range(date)) return std::nullopt;
  const std::optional<Date> moved = add_months(date, period.months);
  if (!moved) return std::nullopt;
  const std::optional<Date> sum = narrow(std::int64_t{*moved} + period.days);
  return sum && civil::in_range(*sum) ? sum : std::nullopt;
}

std::optional<Instant> add(Instant instant, const Period& period, const Zone& zone) {
  // By way of local time the second of two repeated hours would become the first.
  if (period.months == 0 && period.days == 0) return instant;
  const LocalTime from = zone.local(instant);
  const std::optional<Date> to = add(from.date, period);
  if (!to) return std::nullopt;
  return zone.instant({*to, from.time_of_day});
}

Date start_of_week(Date date) {
  const date::sys_days day{civil::split(date)};
  return (day - (date::weekday{day} - date::Monday)).time_since_epoch().count();
}

Date start_of_month(Date date) {
  const date::year_month_day day = civil::split(date);
  return civil::join(day.year() / day.month(), date::day{1});
}

Date start_of_year(Date date) {
  return civil::join(civil::split(date).year() / date::January, date::day{1});
}

Date anniversary_in(Date date, int year) {
  const date::year_month_day day = civil::split(date);
  return civil::join(date::year{std::clamp(year, 1, kLastYear)} / day.month(), day.day());
}

int year_of(Date date) {
  return int{civil::split(date).year()};
}

std::optional<int> compare(const Period& left, const Period& right) {
  const std::int64_t months = std::int64_t{left.months} - right.months;
  const std::int64_t days = std::int64_t{left.days} - right.days;
  const int business_days = sign(std::int64_t{left.business_days} - right.business_days);
  if (months == 0 && days == 0) return business_days;
  const std::optional<int> calendar = direction(months, days);
  if (left.business_days == 0 && right.business_days == 0) return calendar;
  // Two dates that differ may have the same next business day, so only a longer way from a later date is longer.
  return calendar == business_days ? calendar : std::nullopt;
}

std::optional<Period> add(const Period& left, const Period& right) {
  return period_of(std::int64_t{left.months} + right.months, std::int64_t{left.days} + right.days,
                   std::int64_t{left.business_days} + right.business_days);
}

std::optional<Period> scale(const Period& period, std::int64_t factor) {
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t business_days = 0;
  if (__builtin_mul_overflow(period.months, factor, &months) || __builtin_mul_overflow(period.days, factor, &days) ||
      __builtin_mul_overflow(period.business_days, factor, &business_days)) {
    return std::nullopt;
  }
  return period_of(months, days, business_days);
}

}  // namespace wend
