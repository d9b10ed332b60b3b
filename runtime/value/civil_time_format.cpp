// Writing dates, times, times of day, durations and periods.
#include <cstdlib>

#include "runtime/value/civil_calendar.hpp"
#include "runtime/value/decimal.hpp"

namespace wend {

namespace {

constexpr int kFractionDigits = 6;

void append_padded(std::string& text, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) text.append(width - digits.size(), '0');
  text += digits;
}

void append_hours_minutes(std::string& text, Microseconds value) {
  append_padded(text, value / kHour, 2);
  text += ':';
  append_padded(text, value / kMinute % 60, 2);
}

void append_seconds(std::string& text, Microseconds value) {
  text += ':';
  append_padded(text, value / kSecond % 60, 2);
  if (value % kSecond == 0) return;
  // The decimal's text is `0.25`, of which the point and what follows are wanted.
  text += decimal::format(value % kSecond, kFractionDigits).substr(1);
}

void append_offset(std::string& text, std::int32_t seconds) {
  text += seconds < 0 ? '-' : '+';
  const Microseconds size = std::abs(seconds) * kSecond;
  append_hours_minutes(text, size);
  if (size % kMinute != 0) append_seconds(text, size);
}

std::string counted(std::string_view count, std::string_view unit) {
  const bool one = count == "1" || count == "-1";
  return std::string(count).append(" ").append(unit).append(one ? "" : "s");
}

void append_part(std::string& text, std::int32_t count, std::string_view unit) {
  if (count == 0) return;
  if (!text.empty()) text += ' ';
  text += counted(std::to_string(count), unit);
}

}  // namespace

std::string format_date(Date date) {
  const date::year_month_day day = civil::split(date);
  std::string text;
  append_padded(text, int{day.year()}, 4);
  text += '-';
  append_padded(text, unsigned{day.month()}, 2);
  text += '-';
  append_padded(text, unsigned{day.day()}, 2);
  return text;
}

std::string format_time(Instant instant, const Zone& zone) {
  const LocalTime local = zone.local(instant);
  std::string text = format_date(local.date);
  text += 'T';
  append_hours_minutes(text, local.time_of_day);
  append_seconds(text, local.time_of_day);
  append_offset(text, zone.offset_seconds(instant));
  return text;
}

std::string format_time_of_day(Microseconds value) {
  std::string text;
  append_hours_minutes(text, value);
  if (value % kMinute != 0) append_seconds(text, value);
  return text;
}

std::string format_duration(Microseconds value) {
  if (value != 0 && value % kHour == 0) return counted(std::to_string(value / kHour), "hour");
  if (value != 0 && value % kMinute == 0) return counted(std::to_string(value / kMinute), "minute");
  return counted(decimal::format(value, kFractionDigits), "second");
}

std::string format_period(const Period& period) {
  std::string text;
  const bool whole_years = period.months % 12 == 0;
  append_part(text, whole_years ? period.months / 12 : period.months, whole_years ? "year" : "month");
  append_part(text, period.days, "day");
  append_part(text, period.business_days, "business day");
  return text.empty() ? "0 days" : text;
}

}  // namespace wend
