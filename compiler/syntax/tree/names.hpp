// Names, paths, labels, quantities: the leaves of the syntax tree.
//
// Every node keeps the exact span of what the author wrote. Nothing here is resolved or converted: a name is text,
// a number is its digits. The checker gives them meaning.
#pragma once

#include "compiler/source/source.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wend::syntax {

using source::Span;

// Names that the language itself gives a meaning to, in either language: `event` and `事件`, `customer` and `客户`,
// `tags` and `标签`. A name of the schema spelled the same goes first.
enum class KnownName : std::uint8_t { none, event, customer, tags, missing };

// A single name, as in `aum`, `资产规模`, `` `30日AUM提升` `` or 「30日AUM提升」.
struct Name {
  std::string text;                   // what to look up: quotes taken off, normalised to NFC
  std::string spelling;               // the bytes as they stand in the file, quotes included
  bool quoted = false;                // written `` `x` `` or 「x」: never a keyword
  KnownName known = KnownName::none;  // never set for a quoted name
  Span span;
  bool of_event = false;  // a module's parameter stood here for a field of the event: no tag is meant
};

// One name or several joined by dots: `tier`, `event.amount`, `payroll.salary_arrived`.
// Never empty in a tree that `parse` has returned, except in a declaration marked faulty.
struct Path {
  std::vector<Name> parts;
  Span span;

  [[nodiscard]] bool is_simple() const noexcept { return parts.size() == 1; }
  [[nodiscard]] const Name& first() const noexcept { return parts.front(); }
  [[nodiscard]] const Name& last() const noexcept { return parts.back(); }
  // The texts joined by dots: for look-ups and for messages.
  [[nodiscard]] std::string text() const;
};

// A text literal with its escapes (`\"`, `\\`, `\n`, `\t`) resolved.
struct Text {
  std::string value;
  Span span;
};

// The title that may follow a declared name: `tag wealth_share "财富类占比" = …`.
using Label = Text;

// `k`, `m`, `万`, `亿` between a number and its unit.
enum class Multiplier : std::uint8_t { none, thousand, ten_thousand, million, hundred_million };

// The closed table of what may stand after a number. Months, years and longer have no exact length; see `is_period`.
enum class Unit : std::uint8_t {
  none,
  percent,
  currency,  // which one is in `Quantity::currency`
  second,
  minute,
  hour,
  day,
  business_day,
  week,
  month,
  year,
  metre,
  kilometre,
};

// A number with what belongs to it: `70`, `1.5`, `5%`, `50_000 CNY`, `50k CNY`, `1.2亿 CNY`, `5万元`, `30 days`,
// `3工作日`, `3 km`. Always without a sign: `-5 CNY` is a `Negation` of one. The value is `digits` × `multiplier`,
// exactly.
struct Quantity {
  std::string digits;  // ASCII digits with at most one `.`; underscores and full-width forms are gone
  Multiplier multiplier = Multiplier::none;
  Unit unit = Unit::none;
  std::string currency;  // `CNY` for both `CNY` and `元`; empty for every other unit
  Span span;             // the whole of it
  Span unit_span;        // what follows the digits, multiplier and unit; empty where nothing does

  [[nodiscard]] bool is_integer() const noexcept { return digits.find('.') == std::string::npos; }
  [[nodiscard]] bool is_plain_number() const noexcept { return unit == Unit::none; }
  // Exact span of time: seconds, minutes, hours.
  [[nodiscard]] bool is_duration() const noexcept;
  // Calendar span of time: days, business days, weeks, months, years.
  [[nodiscard]] bool is_period() const noexcept;
  [[nodiscard]] bool is_span_of_time() const noexcept { return is_duration() || is_period(); }
  [[nodiscard]] bool is_distance() const noexcept { return unit == Unit::metre || unit == Unit::kilometre; }
};

// A number that a clause asks for, or the name of the module's parameter that is put in for it: `priority 70`,
// `holdout left_out`. With a name the quantity is empty but for its span.
struct GivenQuantity : Quantity {
  std::optional<Path> parameter;
};

// `2026-03-02`; a day that exists.
struct Date {
  std::int32_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  auto operator<=>(const Date&) const = default;
};

// `09:30` or `09:30:15`; 00:00 to 23:59:59.
struct TimeOfDay {
  std::uint8_t hour = 0;
  std::uint8_t minute = 0;
  std::uint8_t second = 0;
  auto operator<=>(const TimeOfDay&) const = default;
};

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

}  // namespace wend::syntax
