#include "compiler/syntax/quantities.hpp"

#include <array>
#include <chrono>
#include <cstdio>

#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

bool is_space(char32_t code_point) {
  return code_point == U' ' || code_point == U'\t' || code_point == U'\u00A0' || code_point == U'\u3000';
}

struct Digits {
  std::string ascii;
  std::size_t end = 0;
};

Digits take_digits(std::string_view text) {
  Digits digits;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = next_code_point(text, offset);
    if (const auto digit = ascii_digit(code_point)) {
      digits.ascii += *digit;
    } else if (code_point == U'.' || code_point == U'．') {
      digits.ascii += '.';
    } else if (code_point != U'_' && code_point != U',' && code_point != U'，') {
      break;
    }
    digits.end = offset;
  }
  return digits;
}

// Spaces at both ends are taken off, those inside become one.
std::string collapse_spaces(std::string_view text) {
  std::string collapsed;
  bool pending = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    if (is_space(next_code_point(text, offset))) {
      pending = !collapsed.empty();
      continue;
    }
    if (pending) collapsed += ' ';
    pending = false;
    collapsed += text.substr(begin, offset - begin);
  }
  return collapsed;
}

bool read_unit(std::string_view suffix, Quantity& quantity) {
  if (suffix.empty()) return true;
  if (suffix == "%" || suffix == "％") {
    quantity.unit = Unit::percent;
  } else if (const auto unit = find_unit(suffix)) {
    quantity.unit = *unit;
  } else if (auto currency = find_currency(suffix)) {
    quantity.unit = Unit::currency;
    quantity.currency = std::move(*currency);
  } else {
    return false;
  }
  return true;
}

bool read_suffix(std::string_view suffix, Quantity& quantity) {
  if (read_unit(suffix, quantity)) return true;
  const auto multiplier = take_multiplier(suffix);
  if (!multiplier) return false;
  quantity.multiplier = *multiplier;
  if (suffix.starts_with(' ')) suffix.remove_prefix(1);
  return suffix != "%" && read_unit(suffix, quantity);
}

// The numbers of a text, in order, with whatever stands between them passed over.
template <std::size_t N>
std::size_t read_numbers(std::string_view text, std::array<int, N>& numbers) {
  std::size_t count = 0;
  bool inside = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto digit = ascii_digit(next_code_point(text, offset));
    if (digit && !inside && count == N) return N + 1;
    if (digit && !inside) numbers[count++] = 0;
    if (digit) numbers[count - 1] = numbers[count - 1] * 10 + (*digit - '0');
    inside = digit.has_value();
  }
  return count;
}

}  // namespace

std::size_t end_of_digits(std::string_view text) {
  return take_digits(text).end;
}

std::optional<Quantity> read_quantity(std::string_view text, source::FileId file, std::uint32_t begin) {
  Digits digits = take_digits(text);
  if (digits.ascii.empty()) return std::nullopt;
  Quantity quantity;
  quantity.digits = std::move(digits.ascii);
  if (!read_suffix(collapse_spaces(text.substr(digits.end)), quantity)) return std::nullopt;
  const auto end = begin + static_cast<std::uint32_t>(text.size());
  std::size_t unit_begin = digits.end;
  for (std::size_t next = unit_begin; next < text.size() && is_space(next_code_point(text, next));) unit_begin = next;
  quantity.span = {file, begin, end};
  quantity.unit_span = {file, begin + static_cast<std::uint32_t>(unit_begin), end};
  return quantity;
}

std::optional<Date> read_date(std::string_view text) {
  std::array<int, 3> parts{};
  if (read_numbers(text, parts) != parts.size()) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                        std::chrono::month(static_cast<unsigned>(parts[1])),
                                        std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!day.ok() || parts[0] < 1) return std::nullopt;
  return Date{parts[0], static_cast<std::uint8_t>(parts[1]), static_cast<std::uint8_t>(parts[2])};
}

std::optional<TimeOfDay> read_time_of_day(std::string_view text) {
  std::array<int, 3> parts{};
  const std::size_t count = read_numbers(text, parts);
  if (count < 2 || count > 3 || parts[0] > 23 || parts[1] > 59 || parts[2] > 59) return std::nullopt;
  return TimeOfDay{static_cast<std::uint8_t>(parts[0]), static_cast<std::uint8_t>(parts[1]),
                   static_cast<std::uint8_t>(parts[2])};
}

std::string to_text(const Date& date) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer.data();
}

std::string to_text(const TimeOfDay& time) {
  std::array<char, 32> buffer{};
  if (time.second == 0) {
    std::snprintf(buffer.data(), buffer.size(), "%02d:%02d", time.hour, time.minute);
  } else {
    std::snprintf(buffer.data(), buffer.size(), "%02d:%02d:%02d", time.hour, time.minute, time.second);
  }
  return buffer.data();
}

}  // namespace wend::syntax
