#include "compiler/syntax/foreign/quantities_meant.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/quantities.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

using namespace std::string_view_literals;

constexpr std::array kDigits = {"零"sv, "一"sv, "二"sv, "三"sv, "四"sv, "五"sv, "六"sv, "七"sv, "八"sv, "九"sv};
constexpr std::array<std::pair<std::string_view, int>, 3> kPowers = {{{"十", 1}, {"百", 2}, {"千", 3}}};

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

std::optional<int> take_digit(std::string_view& text) {
  for (std::size_t value = 0; value < kDigits.size(); ++value) {
    if (!text.starts_with(kDigits[value])) continue;
    text.remove_prefix(kDigits[value].size());
    return static_cast<int>(value);
  }
  if (text.starts_with("两")) return text.remove_prefix("两"sv.size()), 2;
  return std::nullopt;
}

// How many zeros 十, 百 or 千 stands for.
std::optional<int> take_power(std::string_view& text) {
  for (const auto& [word, zeros] : kPowers) {
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    return zeros;
  }
  return std::nullopt;
}

int power_of_ten(int zeros) {
  int power = 1;
  while (zeros-- > 0) power *= 10;
  return power;
}

// A number up to 9999 in Chinese at the beginning of the text, which it is taken off.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  bool any = false;
  while (!text.empty()) {
    const std::optional<int> digit = take_digit(text);
    const std::optional<int> zeros = take_power(text);
    if (!digit && !zeros) break;
    any = true;
    if (number > 9999) return std::nullopt;
    number += digit.value_or(1) * (zeros ? power_of_ten(*zeros) : 1);
  }
  return any ? std::optional(number) : std::nullopt;
}

// The number and the unit, if the language reads them so.
std::optional<std::string> fitting(const std::string& digits, std::string_view unit) {
  std::string text = digits + std::string(unit);
  if (read_quantity(text)) return text;
  if (const auto known = foreign(ForeignUse::unit, unit)) {
    text = digits + (is_ascii(*known) && *known != "%" ? " " : "") + std::string(*known);
    if (read_quantity(text)) return text;
  }
  text = digits + folded(unit);
  return read_quantity(text) ? std::optional(text) : std::nullopt;
}

// `1e6`
std::optional<std::string> without_exponent(std::string_view digits, std::string_view suffix) {
  constexpr int kMost = 15;
  if (suffix.size() < 2 || suffix.size() > 3 || (suffix[0] != 'e' && suffix[0] != 'E')) return std::nullopt;
  int zeros = 0;
  for (const char c : suffix.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
    zeros = zeros * 10 + (c - '0');
  }
  if (zeros > kMost || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::string number = std::string(digits) + std::string(static_cast<std::size_t>(zeros), '0');
  for (std::size_t at = number.size(); at > 3;) number.insert(at -= 3, "_");
  return number;
}

// `5百万元`
std::optional<std::string> without_powers(std::string_view digits, std::string_view suffix) {
  int zeros = 0;
  while (const std::optional<int> more = take_power(suffix)) zeros += *more;
  constexpr int kMost = 6;
  const bool whole = digits.find_first_not_of("0123456789") == std::string_view::npos;
  if (zeros == 0 || zeros > kMost || !whole) return std::nullopt;
  return fitting(std::string(digits) + std::string(static_cast<std::size_t>(zeros), '0'), suffix);
}

// `5万元以上`, `30天内`
std::optional<std::string> as_bound(std::string_view written) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> bounds = {
      {{"以上", ">= "}, {"以下", "<= "}, {"以内", "<= "}}};
  if (const auto span = without_inside(written)) return "近" + std::string(*span);
  for (const auto& [word, sign] : bounds) {
    if (!written.ends_with(word)) continue;
    const std::string_view amount = written.substr(0, written.size() - word.size());
    if (read_quantity(amount)) return std::string(sign) + std::string(amount);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> without_inside(std::string_view span) {
  for (const std::string_view word : {"之内"sv, "以内"sv, "内"sv}) {
    if (!span.ends_with(word)) continue;
    const std::string_view rest = span.substr(0, span.size() - word.size());
    const auto quantity = read_quantity(rest);
    return quantity && quantity->is_span_of_time() ? std::optional(rest) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::string> quantity_meant(std::string_view written) {
  const std::size_t end = end_of_digits(written);
  const std::string_view digits = written.substr(0, end);
  const std::string_view suffix = written.substr(end);
  if (digits.empty() || suffix.empty()) return std::nullopt;
  if (auto number = without_exponent(digits, suffix)) return number;
  if (auto number = without_powers(digits, suffix)) return number;
  if (auto number = fitting(std::string(digits), suffix)) return number;
  return as_bound(written);
}

std::optional<std::string> literal_meant(std::string_view word) {
  std::string_view rest = word;
  std::string before;
  for (const std::string_view range : {"最近"sv, "近"sv, "未来"sv, "过去"sv}) {
    if (!rest.starts_with(range)) continue;
    before = range == "过去" ? "近" : range;
    rest.remove_prefix(range.size());
    break;
  }
  const bool share = before.empty() && rest.starts_with("百分之");
  if (share) rest.remove_prefix("百分之"sv.size());
  std::string digits(rest.substr(0, end_of_digits(rest)));
  if (digits.empty()) {
    const std::optional<int> number = take_number(rest);
    if (!number) return std::nullopt;
    digits = std::to_string(*number);
  } else {
    rest.remove_prefix(digits.size());
    if (before.empty() && !share) return std::nullopt;
  }
  if (share) return rest.empty() ? std::optional(digits + "%") : std::nullopt;
  const std::string whole = digits + std::string(rest);
  if (const auto span = without_inside(whole)) return (before.empty() ? "近" : before) + std::string(*span);
  const auto quantity = fitting(digits, rest);
  if (!quantity) return std::nullopt;
  return before + *quantity;
}

}  // namespace wend::syntax
