#include "runtime/value/business_calendar.hpp"

#include <algorithm>
#include <bit>
#include <set>

namespace wend {
namespace {

constexpr std::int64_t kDaysInWeek = 7;

Date last_of_year(Date date) {
  const std::optional<Date> next = add(start_of_year(date), Period{12, 0, 0});
  return next ? *next - 1 : kLastDate;
}

// From 1 for Monday, 1 January 1 (the calendar's first day) on.
std::int64_t weekday_of(std::int64_t date) {
  return (date - kFirstDate) % kDaysInWeek + 1;
}

bool names_too_many(const BusinessCalendar::Days& days) {
  std::int64_t total = 0;
  for (const auto& [first, last] : days.holidays) {
    if (first > last) continue;
    total += std::int64_t{last} - first + 1;
    if (total > BusinessCalendar::kMostHolidays) return true;
  }
  return false;
}

}  // namespace

BusinessCalendar::BusinessCalendar(const Days& days) {
  for (const int day : days.days_off) off_ |= 1U << static_cast<unsigned>(day);
  business_days_ = kDaysInWeek - std::popcount(off_);
  if (business_days_ == 0 || names_too_many(days)) {
    know_nothing();
    return;
  }
  const std::set<Date> workdays(days.workdays.begin(), days.workdays.end());
  std::set<Date> holidays;
  for (const auto& [first, last] : days.holidays) {
    for (Date date = first; date <= last; ++date) {
      if (!workdays.contains(date)) holidays.insert(date);
    }
  }
  std::vector<std::pair<Date, int>> changes;
  for (const Date date : holidays) changes.emplace_back(date, is_off_by_week(date) ? 0 : -1);
  for (const Date date : workdays) changes.emplace_back(date, is_off_by_week(date) ? 1 : 0);
  if (changes.empty()) return;
  std::ranges::sort(changes);
  if (year_of(changes.back().first) - year_of(changes.front().first) >= kMostYears) {
    know_nothing();
    return;
  }
  first_ = start_of_year(changes.front().first);
  last_ = last_of_year(changes.back().first);
  std::int32_t sum = 0;
  for (const auto& [date, change] : changes) {
    sum += change;
    if (change != 0) exceptions_.push_back({date, sum});
  }
}

void BusinessCalendar::know_nothing() {
  first_ = kLastDate;
  last_ = kFirstDate;
}

bool BusinessCalendar::is_off_by_week(std::int64_t date) const {
  return (off_ >> static_cast<unsigned>(weekday_of(date)) & 1U) != 0;
}

std::int64_t BusinessCalendar::ordinal(std::int64_t date) const {
  const std::int64_t days = date - kFirstDate + 1;
  std::int64_t number = days / kDaysInWeek * business_days_;
  for (std::int64_t weekday = 1; weekday <= days % kDaysInWeek; ++weekday) {
    if ((off_ >> static_cast<unsigned>(weekday) & 1U) == 0) ++number;
  }
  const auto later = std::ranges::upper_bound(exceptions_, date, {}, &Exception::date);
  return later == exceptions_.begin() ? number : number + std::prev(later)->sum;
}

std::optional<Date> BusinessCalendar::date_of_ordinal(std::int64_t wanted) const {
  std::int64_t low = kFirstDate;
  std::int64_t high = kLastDate;
  if (wanted <= 0 || ordinal(high) < wanted) return std::nullopt;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (ordinal(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return static_cast<Date>(low);
}

std::optional<Date> BusinessCalendar::counted(std::int64_t date, std::int64_t count) const {
  constexpr std::int64_t kMostCount = kLastDate - kFirstDate;
  if (date < kFirstDate || date > kLastDate || count > kMostCount || count < -kMostCount) return std::nullopt;
  if (count == 0) return static_cast<Date>(date);
  if (count > 0) return date_of_ordinal(ordinal(date) + count);
  // Those before the date: it may be one itself.
  return date_of_ordinal(ordinal(date - 1) + count + 1);
}

std::optional<bool> BusinessCalendar::is_business_day(std::int64_t date) const {
  if (!knows(date)) return std::nullopt;
  return ordinal(date) > ordinal(date - 1);
}

std::optional<Date> BusinessCalendar::plus(std::int64_t date, std::int64_t count) const {
  if (!knows(date)) return std::nullopt;
  const std::optional<Date> reached = counted(date, count);
  return reached && knows(*reached) ? reached : std::nullopt;
}

std::optional<Date> BusinessCalendar::plus_anyhow(std::int64_t date, std::int64_t count) const {
  return business_days_ == 0 ? std::nullopt : counted(date, count);
}

std::int64_t BusinessCalendar::most_days(std::int64_t count) const {
  if (business_days_ == 0) return 0;
  const std::int64_t weeks = (count + business_days_ - 1) / business_days_ * kDaysInWeek;
  if (exceptions_.empty()) return weeks;
  std::int64_t most = weeks;
  for (Date date = first_; date <= last_; ++date) {
    const std::optional<Date> back = counted(date, -count);
    if (back) most = std::max(most, std::int64_t{date} - *back);
  }
  return most;
}

}  // namespace wend
