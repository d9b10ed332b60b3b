// Values as a host hands them in and gets them back.
//
//     host::Value amount = host::Money::of(8'000, "CNY");
//     host::Value tier = "gold";                             // values of enumerations and products go by name
//     host::Value interests = std::vector<std::string>{"investing", "sports"};
//     host::Value nothing;                                   // unknown: the tag or field is missing
//
// All of it is plain data and may be shared by threads as any data may.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <wend/result.hpp>

namespace wend::host {

// Three-valued: what rests on a missing tag is unknown, and a segment holds only where it is `yes`.
enum class Truth : std::uint8_t { no = 0, yes = 1, unknown = 2 };

using Instant = std::chrono::sys_time<std::chrono::microseconds>;  // UTC
using Date = std::chrono::sys_days;                                // a local date, in the schema's time zone
using Duration = std::chrono::microseconds;                        // exact: seconds to hours

// A local time of day, from 0 to below 24 hours.
struct TimeOfDay {
  std::chrono::microseconds since_midnight{0};
  friend bool operator==(TimeOfDay, TimeOfDay) = default;
};

// A calendar span; its parts are added in this order.
struct Period {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::int32_t business_days = 0;
  friend bool operator==(const Period&, const Period&) = default;
};

// An exact decimal of 6 places: `0.25` is 250,000 millionths. From -9,223,372,036,854 to 9,223,372,036,854.
struct Number {
  std::int64_t millionths = 0;

  [[nodiscard]] static constexpr Number of(std::int32_t whole) noexcept { return {std::int64_t{whole} * 1'000'000}; }
  // `-12.5`. Fault::wrong_type where it is no number, has more than 6 places or does not fit.
  [[nodiscard, gnu::visibility("default")]] static Result<Number> parse(std::string_view text) noexcept;
  // A model's output, rounded half to even. Fault::out_of_range for what is not finite or does not fit.
  [[nodiscard, gnu::visibility("default")]] static Result<Number> quantise(double value) noexcept;
  friend bool operator==(Number, Number) = default;
};

// An exact amount of 4 places in a currency of the schema: 8,000.50 CNY is {80'005'000, "CNY"}. From
// -922,337,203,685,477 to 922,337,203,685,477.
struct Money {
  std::int64_t ten_thousandths = 0;
  std::string currency;

  [[nodiscard]] static Money of(std::int32_t whole, std::string currency) noexcept {
    return {std::int64_t{whole} * 10'000, std::move(currency)};
  }
  // `8000.50 CNY`: Fault::wrong_type as for Number::parse.
  [[nodiscard, gnu::visibility("default")]] static Result<Money> parse(std::string_view text) noexcept;
  friend bool operator==(const Money&, const Money&) = default;
};

// A place on the earth in ten-millionths of a degree: {312'304'160, 1'214'737'010} is 31.230416, 121.473701.
struct Coordinates {
  std::int32_t latitude = 0;   // from -900,000,000 to 900,000,000
  std::int32_t longitude = 0;  // from -1,800,000,000 to 1,800,000,000
  friend bool operator==(const Coordinates&, const Coordinates&) = default;
};

struct Unknown {
  friend bool operator==(Unknown, Unknown) = default;
};

// By the language's types:
//   bool          bool                          date            Date
//   integer       std::int64_t                  time            Instant
//   number        Number                        time of day     TimeOfDay
//   money         Money                         text, customer  std::string
//   duration      Duration                      enum, product   std::string, by name or label; by name when handed back
//   period        Period                        set             std::vector<std::string>, in any order; handed back
//                                                               sorted as the language sorts it
//   distance      std::int64_t, metres          place           Coordinates
// Lists of records are not handed in or out; they come with customers read from files. An integer is taken for a
// number, and unknown for anything. There are no floating-point values: Number::quantise.
using Value = std::variant<Unknown, bool, std::int64_t, Number, Money, Duration, Period, Date, Instant, TimeOfDay,
                           std::string, std::vector<std::string>, Coordinates>;

// A value by the name of its tag, event field or parameter.
struct NamedValue {
  std::string name;
  Value value;
};

// As the language writes it, without quotes: `gold`, `8000.5 CNY`, `2026-03-02T02:00:00+00:00`, `{investing, sports}`,
// `unknown`; times in UTC. Empty where memory ran out.
[[nodiscard, gnu::visibility("default")]] std::string to_text(const Value& value) noexcept;

}  // namespace wend::host
