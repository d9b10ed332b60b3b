#include "runtime/columns/wide_numbers.hpp"

#include <cstdlib>
#include <limits>

namespace wend::columns {
namespace {

using decimal::Wide;

constexpr int kMostDigits = 38;  // of 128 bits

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int place = 0; place < exponent; ++place) power *= 10;
  return power;
}

// Half to even; divisor > 0.
Wide rounded_quotient(Wide value, Wide divisor) {
  Wide quotient = value / divisor;
  const Wide rest = value % divisor;
  const Wide size = rest < 0 ? -rest : rest;
  const Wide beyond_half = size - (divisor - size);
  if (beyond_half > 0 || (beyond_half == 0 && quotient % 2 != 0)) quotient += value < 0 ? -1 : 1;
  return quotient;
}

}  // namespace

std::optional<std::int64_t> narrowed(Wide stored, int scale, int places) {
  if (stored == 0) return 0;
  // In 64 bits, so that a scale from outside cannot overflow.
  const std::int64_t shift = std::int64_t{places} - scale;
  if (shift < -kMostDigits) return 0;
  if (shift <= 0) return decimal::narrow(rounded_quotient(stored, power_of_ten(static_cast<int>(-shift))));
  // Nothing but zero, times more than 10 to the 19th, fits; and what does not fit itself never does.
  constexpr std::int64_t kMostShift = 18;
  const std::optional<std::int64_t> small = decimal::narrow(stored);
  if (!small || shift > kMostShift) return std::nullopt;
  return decimal::narrow(Wide{*small} * power_of_ten(static_cast<int>(shift)));
}

std::optional<Instant> instant_of_local(std::int64_t stored, std::int64_t factor, std::int64_t divisor,
                                        const Zone& zone) {
  std::int64_t whole = stored / divisor;
  if (whole * divisor > stored) --whole;
  const std::optional<std::int64_t> local = decimal::narrow(Wide{whole} * factor);
  if (!local) return std::nullopt;
  std::int64_t date = *local / kDay;
  if (date * kDay > *local) --date;
  if (date < kFirstDate || date > kLastDate) return std::nullopt;
  return zone.instant({static_cast<Date>(date), *local - date * kDay});
}

}  // namespace wend::columns
