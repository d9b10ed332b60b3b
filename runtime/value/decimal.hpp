// Exact decimals in 64 bits: money has 4 places, numbers have 6; rounding is half to even; what does not fit is
// nothing (the language's unknown). No function here touches floating point but `quantise`, the border for model
// outputs and float columns.
//
//     multiply(money, number, kNumberScale)   // money * number, rounded to money's 4 places
//     divide(money, other_money, kNumberScale) // money / money as a number
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/value/result.hpp"

namespace wend::decimal {

inline constexpr std::int64_t kNumberScale = 1'000'000;
inline constexpr std::int64_t kMoneyScale = 10'000;
inline constexpr int kNumberPlaces = 6;
inline constexpr int kMoneyPlaces = 4;

__extension__ using Wide = __int128;

// The wide value where it fits in 64 bits.
[[nodiscard]] std::optional<std::int64_t> narrow(Wide value);

// left * right / divisor, rounded half to even; nothing where it overflows. divisor > 0.
[[nodiscard]] std::optional<std::int64_t> multiply(std::int64_t left, std::int64_t right, std::int64_t divisor);

// left * factor / right, rounded half to even; nothing where right is 0 or it overflows. factor > 0.
[[nodiscard]] std::optional<std::int64_t> divide(std::int64_t left, std::int64_t right, std::int64_t factor);

// total / count, rounded half to even; nothing where count is 0 or it overflows.
[[nodiscard]] std::optional<std::int64_t> divide_wide(Wide total, std::int64_t count);

// Keeps `places` of the `places_now` digits after the point, rounded half to even; the scale stays.
[[nodiscard]] std::optional<std::int64_t> round_to(std::int64_t value, int places_now, int places);

// Reads `-12.50` exactly into `places` (0 to 18) digits after the point; zeros beyond them lose nothing and are taken.
// An error says whether it is no number, has more digits after the point than `places`, or does not fit.
[[nodiscard]] Result<std::int64_t> parse(std::string_view text, int places);

// Reads a number as JSON writes it (`-12.5`, `7e2`), rounded half to even to `places` (0 to 18) digits after the point;
// nothing where it is no number or does not fit.
[[nodiscard]] std::optional<std::int64_t> quantise(std::string_view text, int places);

// A double at the border (model outputs, float columns), rounded half to even; nothing for NaN, infinities and what
// does not fit.
[[nodiscard]] std::optional<std::int64_t> quantise(double value, int places);

// `12.5`, `-0.000001`, `3`: no trailing zeros after the point.
[[nodiscard]] std::string format(std::int64_t value, int places);

}  // namespace wend::decimal
