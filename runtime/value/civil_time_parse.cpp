// Reading dates, times and times of day, in the forms that files and literals have.
#include "runtime/value/civil_calendar.hpp"
#include "runtime/value/quote.hpp"

namespace wend {

namespace {

constexpr int kFractionDigits = 6;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// Takes pieces off the front of a text; what does not fit is left where it is.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bool at_digit() const { return !rest_.empty() && is_digit(rest_.front()); }

  bool take(char letter) {
    if (!rest_.starts_with(letter)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly so many digits, as a number from `least` to `most`.
  std::optional<int> number(std::size_t digits, int least, int most) {
    if (rest_.size() < digits) return std::nullopt;
    int value = 0;
    for (const char letter : rest_.substr(0, digits)) {
      if (!is_digit(letter)) return std::nullopt;
      value = value * 10 + (letter - '0');
    }
    if (value < least || value > most) return std::nullopt;
    rest_.remove_prefix(digits);
    return value;
  }

  char letter() {
    const char first = rest_.front();
    rest_.remove_prefix(1);
    return first;
  }

 private:
  std::string_view rest_;
};

std::optional<Date> take_date(Cursor& cursor) {
  const auto year = cursor.number(4, 1, 9999);
  if (!year || !cursor.take('-')) return std::nullopt;
  const auto month = cursor.number(2, 1, 12);
  if (!month || !cursor.take('-')) return std::nullopt;
  const auto day = cursor.number(2, 1, 31);
  if (!day) return std::nullopt;
  const auto date = date::year{*year} / *month / *day;
  if (!date.ok()) return std::nullopt;
  return date::sys_days{date}.time_since_epoch().count();
}

// 1 to 6 digits after the point, as microseconds.
std::optional<Microseconds> take_fraction(Cursor& cursor) {
  Microseconds value = 0;
  int digits = 0;
  for (; cursor.at_digit() && digits < kFractionDigits; ++digits) value = value * 10 + (cursor.letter() - '0');
  if (digits == 0 || cursor.at_digit()) return std::nullopt;
  for (; digits < kFractionDigits; ++digits) value *= 10;
  return value;
}

std::optional<Microseconds> take_time_of_day(Cursor& cursor) {
  const auto hour = cursor.number(2, 0, 23);
  if (!hour || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.number(2, 0, 59);
  if (!minute) return std::nullopt;
  const Microseconds whole = *hour * kHour + *minute * kMinute;
  if (!cursor.take(':')) return whole;
  const auto second = cursor.number(2, 0, 59);
  if (!second) return std::nullopt;
  if (!cursor.take('.')) return whole + *second * kSecond;
  const auto fraction = take_fraction(cursor);
  if (!fraction) return std::nullopt;
  return whole + *second * kSecond + *fraction;
}

// `Z`, `+01:00`, `+0100`; with seconds for local mean times, as format_time writes them: `+00:57:44`.
std::optional<Microseconds> take_offset(Cursor& cursor) {
  if (cursor.take('Z')) return 0;
  const bool west = cursor.take('-');
  if (!west && !cursor.take('+')) return std::nullopt;
  const auto hours = cursor.number(2, 0, 23);
  if (!hours) return std::nullopt;
  const bool colon = cursor.take(':');
  const auto minutes = cursor.number(2, 0, 59);
  if (!minutes) return std::nullopt;
  Microseconds offset = *hours * kHour + *minutes * kMinute;
  if (colon && cursor.take(':')) {
    const auto seconds = cursor.number(2, 0, 59);
    if (!seconds) return std::nullopt;
    offset += *seconds * kSecond;
  }
  return west ? -offset : offset;
}

std::optional<Instant> take_time(Cursor& cursor, const Zone& zone) {
  const auto date = take_date(cursor);
  if (!date || !(cursor.take('T') || cursor.take(' '))) return std::nullopt;
  const auto time_of_day = take_time_of_day(cursor);
  if (!time_of_day) return std::nullopt;
  if (cursor.at_end()) return zone.instant({*date, *time_of_day});
  const auto offset = take_offset(cursor);
  if (!offset) return std::nullopt;
  return *date * kDay + *time_of_day - *offset;
}

Error expected(std::string_view text, std::string_view what) {
  return {quoted(text).append(" is not ").append(what)};
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
  Cursor cursor(text);
  const auto date = take_date(cursor);
  if (!date || !cursor.at_end()) return expected(text, "a date: expected one such as 2026-03-02");
  return *date;
}

Result<Instant> parse_time(std::string_view text, const Zone& zone) {
  Cursor cursor(text);
  const auto instant = take_time(cursor, zone);
  if (!instant || !cursor.at_end()) return expected(text, "a time: expected one such as 2026-03-02T10:00:00+01:00");
  return *instant;
}

Result<Microseconds> parse_time_of_day(std::string_view text) {
  Cursor cursor(text);
  const auto time = take_time_of_day(cursor);
  if (!time || !cursor.at_end()) return expected(text, "a time of day: expected one such as 09:30");
  return *time;
}

}  // namespace wend
