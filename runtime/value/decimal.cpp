#include "runtime/value/decimal.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "runtime/value/quote.hpp"

namespace wend::decimal {

namespace {

__extension__ using Magnitude = unsigned __int128;

constexpr std::uint64_t kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
constexpr int kMostPlaces = 18;  // 10^18 is the largest power of ten in 64 bits

constexpr auto kPowersOfTen = [] {
  std::array<std::int64_t, kMostPlaces + 1> powers{};
  std::int64_t power = 1;
  for (std::int64_t& slot : powers) {
    slot = power;
    if (power <= std::numeric_limits<std::int64_t>::max() / 10) power *= 10;
  }
  return powers;
}();

std::int64_t power_of_ten(int places) {
  return kPowersOfTen[static_cast<std::size_t>(places)];
}

Magnitude magnitude(Wide value) {
  return value < 0 ? -static_cast<Magnitude>(value) : static_cast<Magnitude>(value);
}

std::optional<std::int64_t> with_sign(Magnitude value, bool negative) {
  if (value > kLargest + Magnitude{negative}) return std::nullopt;
  const auto low = static_cast<std::uint64_t>(value);
  return static_cast<std::int64_t>(negative ? -low : low);
}

// The quotient, rounded half to even: Unsigned is as wide as the numerator, for 128-bit division is slow.
template <typename Unsigned>
Unsigned half_even(Unsigned numerator, Unsigned denominator) {
  const Unsigned quotient = numerator / denominator;
  const Unsigned remainder = numerator % denominator;
  const Unsigned lacking = denominator - remainder;
  const bool up = remainder > lacking || (remainder == lacking && quotient % 2 == 1);
  return quotient + Unsigned{up};
}

std::optional<std::int64_t> quotient(Wide numerator, Wide denominator) {
  if (denominator == 0) return std::nullopt;
  const bool negative = (numerator < 0) != (denominator < 0);
  const Magnitude top = magnitude(numerator);
  const Magnitude bottom = magnitude(denominator);
  if ((top | bottom) >> 64 == 0) {
    return with_sign(half_even(static_cast<std::uint64_t>(top), static_cast<std::uint64_t>(bottom)), negative);
  }
  return with_sign(half_even(top, bottom), negative);
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// The digits at the beginning of the text, which are taken off it.
std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

// Appends the digits to the number; false where it no longer fits.
bool append_digits(std::string_view digits, Magnitude& number) {
  for (const char digit : digits) {
    number = number * 10 + static_cast<unsigned>(digit - '0');
    if (number > Magnitude{kLargest} + 1) return false;
  }
  return true;
}

// A number's digits, and how many of them stand before the point: none or fewer than none for a small one.
struct Digits {
  std::string_view whole;
  std::string_view fraction;
  std::int64_t point = 0;

  [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(whole.size() + fraction.size()); }
  [[nodiscard]] unsigned at(std::int64_t position) const {
    auto index = static_cast<std::size_t>(position);
    if (index >= whole.size() + fraction.size()) return 0;
    const char digit = index < whole.size() ? whole[index] : fraction[index - whole.size()];
    return static_cast<unsigned>(digit - '0');
  }
};

// `e-3`, `E12` or nothing; past the bound every number is 0 or does not fit.
std::optional<std::int64_t> take_exponent(std::string_view& text) {
  constexpr std::size_t kMostDigits = 9;
  if (!text.starts_with('e') && !text.starts_with('E')) return 0;
  text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::string_view digits = take_digits(text);
  if (digits.empty() || digits.size() > kMostDigits) return std::nullopt;
  std::int64_t exponent = 0;
  for (const char digit : digits) exponent = exponent * 10 + (digit - '0');
  return negative ? -exponent : exponent;
}

// The number without a sign at the beginning of the text, which is taken off it.
std::optional<Digits> take_number(std::string_view& text) {
  Digits digits;
  digits.whole = take_digits(text);
  if (digits.whole.empty()) return std::nullopt;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits.fraction = take_digits(text);
    if (digits.fraction.empty()) return std::nullopt;
  }
  const std::optional<std::int64_t> exponent = take_exponent(text);
  if (!exponent) return std::nullopt;
  digits.point = static_cast<std::int64_t>(digits.whole.size()) + *exponent;
  return digits;
}

// The first `kept` digits, rounded half to even by what follows them.
std::optional<Magnitude> rounded(const Digits& digits, std::int64_t kept) {
  if (kept < 0) return Magnitude{0};
  Magnitude number = 0;
  for (std::int64_t i = 0; i < kept && (number != 0 || i < digits.size()); ++i) {
    number = number * 10 + digits.at(i);
    if (number > Magnitude{kLargest} + 1) return std::nullopt;
  }
  const unsigned next = digits.at(kept);
  bool more = next > 5 || (next == 5 && number % 2 == 1);
  for (std::int64_t i = kept + 1; next == 5 && !more && i < digits.size(); ++i) more = digits.at(i) != 0;
  return number + (more ? 1 : 0);
}

Error no_number(std::string_view text) {
  return {quoted(text) + " is not a number: expected digits such as -12.50"};
}

Error too_many_digits(std::string_view text, int places) {
  if (places == 0) return {quoted(text) + " is not an integer"};
  return {quoted(text) + " has more than " + std::to_string(places) + " digits after the point"};
}

}  // namespace

std::optional<std::int64_t> narrow(Wide value) {
  const auto low = static_cast<std::int64_t>(value);
  return low == value ? std::optional(low) : std::nullopt;
}

std::optional<std::int64_t> multiply(std::int64_t left, std::int64_t right, std::int64_t divisor) {
  return quotient(Wide{left} * right, divisor);
}

std::optional<std::int64_t> divide(std::int64_t left, std::int64_t right, std::int64_t factor) {
  return quotient(Wide{left} * factor, right);
}

std::optional<std::int64_t> divide_wide(Wide total, std::int64_t count) {
  return quotient(total, count);
}

std::optional<std::int64_t> round_to(std::int64_t value, int places_now, int places) {
  const int dropped = places_now - places;
  if (dropped <= 0) return value;
  // Half of 10^20 is more than any 64-bit value, so all of it rounds to 0.
  if (dropped > kMostPlaces + 1) return 0;
  const Wide unit = dropped > kMostPlaces ? Wide{power_of_ten(kMostPlaces)} * 10 : power_of_ten(dropped);
  const std::optional<std::int64_t> kept = quotient(value, unit);
  return kept ? narrow(*kept * unit) : std::nullopt;
}

Result<std::int64_t> parse(std::string_view text, int places) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const std::string_view whole = take_digits(rest);
  std::string_view fraction;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    fraction = take_digits(rest);
    if (fraction.empty()) return no_number(text);
  }
  if (whole.empty() || !rest.empty()) return no_number(text);
  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  const auto kept = static_cast<std::size_t>(places);
  if (fraction.size() > kept) return too_many_digits(text, places);
  Magnitude number = 0;
  const std::string padding(kept - fraction.size(), '0');
  const bool fits = append_digits(whole, number) && append_digits(fraction, number) && append_digits(padding, number);
  const std::optional<std::int64_t> value = fits ? with_sign(number, negative) : std::nullopt;
  if (!value) return Error{quoted(text) + " is too large"};
  return *value;
}

std::optional<std::int64_t> quantise(std::string_view text, int places) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::optional<Digits> digits = take_number(text);
  if (!digits || !text.empty()) return std::nullopt;
  const std::int64_t kept = digits->point + places;
  const std::optional<Magnitude> number = rounded(*digits, kept);
  return number ? with_sign(*number, negative) : std::nullopt;
}

std::optional<std::int64_t> quantise(double value, int places) {
  if (!std::isfinite(value)) return std::nullopt;
  constexpr int kBits = std::numeric_limits<double>::digits;
  constexpr int kBeyondEverything = 64 - kBits;     // 2^52 * 2^12 is more than any 64-bit value
  constexpr int kBelowEverything = kBits + 60 + 1;  // 2^53 * 10^18 is less than half of 2^114
  int exponent = 0;
  // value is exactly mantissa * 2^exponent, with an integer mantissa of 53 bits.
  const auto mantissa = static_cast<std::int64_t>(std::ldexp(std::frexp(value, &exponent), kBits));
  exponent -= kBits;
  if (exponent > kBeyondEverything) return std::nullopt;
  if (exponent < -kBelowEverything) return 0;
  const Wide scaled = Wide{mantissa} * power_of_ten(places);
  return exponent < 0 ? quotient(scaled, Wide{1} << -exponent) : narrow(scaled * (Wide{1} << exponent));
}

std::string format(std::int64_t value, int places) {
  const Magnitude size = magnitude(value);
  const auto unit = static_cast<std::uint64_t>(power_of_ten(places));
  const auto whole = static_cast<std::uint64_t>(size) / unit;
  const auto fraction = static_cast<std::uint64_t>(size) % unit;
  std::string text = value < 0 ? "-" : "";
  text += std::to_string(whole);
  if (fraction == 0) return text;
  std::string digits = std::to_string(fraction);
  digits.insert(0, static_cast<std::size_t>(places) - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return text.append(".").append(digits);
}

}  // namespace wend::decimal
