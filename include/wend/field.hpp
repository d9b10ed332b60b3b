// A field of the host's struct: where it lies, how it is stored, how a missing value is marked.
//
//     struct Customer {
//       std::int64_t aum_cents;
//       std::int32_t birth;               // days since 1970-01-01; INT32_MIN: not known
//       std::optional<std::string> city;
//       Tier tier;                        // an enum class in the schema's order
//       std::uint8_t flags;               // bit 3: payroll is known
//       bool payroll;
//     };
//     const Customer shape{};             // any object of the type: only addresses in it are looked at
//
//     host::field(shape, shape.aum_cents).in(host::unit::cents)
//     host::field(shape, shape.birth).missing_at(std::numeric_limits<std::int32_t>::min())
//     host::field(shape, shape.city)
//     host::field(shape, shape.payroll).known_by_bit(offsetof(Customer, flags), 3)
//
// What cannot be read exactly does not compile (float, unsigned integers, year_month_day) or is refused by
// Binding::bind, which says why. Plain data.
#pragma once

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <wend/value.hpp>

namespace wend::host {

enum class Storage : std::uint8_t {
  boolean,   // one byte, 0 is false
  integer8,  // signed
  integer16,
  integer32,
  integer64,
  float64,       // rounded half to even to the tag's places; NaN and what does not fit are missing
  period,        // host::Period
  text_view,     // std::string_view
  text_pointer,  // const char*, ends with a zero byte; null is missing
  text_string,   // std::string
  place,         // host::Coordinates; of one that is not on earth, distances and areas are unknown
};

// What the field's C++ type says about its unit.
enum class Meaning : std::uint8_t { plain, duration, instant, date };

// How many of what is stored make one, as a ratio: cents are {100, 1}, hours as seconds are {1, 3600}.
struct Unit {
  std::int64_t stored = 0;  // 0: not said
  std::int64_t whole = 1;
};

namespace unit {
inline constexpr Unit whole{1, 1};  // yuan, or numbers without places
inline constexpr Unit tenths{10, 1};
inline constexpr Unit cents{100, 1};  // also for percent
inline constexpr Unit thousandths{1'000, 1};
inline constexpr Unit ten_thousandths{10'000, 1};
inline constexpr Unit millionths{1'000'000, 1};
inline constexpr Unit seconds{1, 1};  // of durations, times (since 1970, UTC), times of day
inline constexpr Unit milliseconds{1'000, 1};
inline constexpr Unit microseconds{1'000'000, 1};
inline constexpr Unit minutes{1, 60};
inline constexpr Unit hours{1, 3'600};
}  // namespace unit

struct Field {
  enum class Missing : std::uint8_t { never, sentinel, known_byte, known_bit };
  // What went wrong in describing it; Binding::bind says so.
  enum class Trouble : std::uint8_t { none, not_a_member, marked_twice, unknown_optional };

  std::size_t offset = 0;  // bytes from the row's beginning
  Storage storage = Storage::boolean;
  Meaning meaning = Meaning::plain;
  bool unsigned_enum = false;  // an enum class over an unsigned type
  Unit unit;
  Missing missing = Missing::never;
  std::int64_t sentinel = 0;
  std::size_t missing_offset = 0;
  std::uint8_t missing_bit = 0;
  std::vector<std::string> names;
  Trouble trouble = Trouble::none;

  // Money, numbers, durations, times and times of day in integers need it; std::chrono types bring their own.
  [[nodiscard]] Field in(Unit stored) && noexcept {
    unit = stored;
    return std::move(*this);
  }
  // The stored integer (of a bool: as a signed byte) that stands for "missing".
  [[nodiscard]] Field missing_at(std::int64_t stored) && noexcept {
    mark(Missing::sentinel);
    sentinel = stored;
    return std::move(*this);
  }
  // Known where the byte at that offset of the row is not 0.
  [[nodiscard]] Field known_by_byte(std::size_t byte) && noexcept {
    mark(Missing::known_byte);
    missing_offset = byte;
    return std::move(*this);
  }
  // Known where the bit, from 0 for the lowest to 7, of the byte at that offset of the row is set.
  [[nodiscard]] Field known_by_bit(std::size_t byte, std::uint8_t bit) && noexcept {
    mark(Missing::known_bit);
    missing_offset = byte;
    missing_bit = bit;
    return std::move(*this);
  }
  // Of an enumeration: the host's names in the order of its numbers from 0. Binding::bind refuses where they are not
  // the schema's, so that no number changes its meaning unnoticed.
  [[nodiscard]] Field named(std::vector<std::string> in_order) && noexcept {
    names = std::move(in_order);
    return std::move(*this);
  }

 private:
  void mark(Missing how) noexcept {
    if (missing != Missing::never) trouble = Trouble::marked_twice;
    missing = how;
  }
};

namespace detail {

template <typename T>
concept ReadableInteger = std::signed_integral<T> && !std::same_as<T, char>;

template <typename T>
inline constexpr bool is_duration = false;
template <typename Rep, typename Ratio>
inline constexpr bool is_duration<std::chrono::duration<Rep, Ratio>> = ReadableInteger<Rep>;

template <typename T>
inline constexpr bool is_instant = false;
template <typename Span>
inline constexpr bool is_instant<std::chrono::sys_time<Span>> = is_duration<Span>;

template <typename T>
inline constexpr bool is_optional = false;
template <typename T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <typename T>
concept ReadableScalar =
    std::same_as<T, bool> || ReadableInteger<T> || std::same_as<T, double> || std::is_enum_v<T> || is_duration<T> ||
    is_instant<T> || std::same_as<T, Period> || std::same_as<T, Coordinates> || std::same_as<T, std::string> ||
    std::same_as<T, std::string_view> || std::same_as<T, const char*> || std::same_as<T, char*>;

template <std::size_t Size>
constexpr Storage integer_of_size() noexcept {
  static_assert(Size == 1 || Size == 2 || Size == 4 || Size == 8);
  if constexpr (Size == 1) return Storage::integer8;
  if constexpr (Size == 2) return Storage::integer16;
  if constexpr (Size == 4) return Storage::integer32;
  return Storage::integer64;
}

template <typename Span>
constexpr Unit unit_of() noexcept {
  return {Span::period::den, Span::period::num};
}

// Storage, meaning and unit of a type.
template <ReadableScalar T>
Field field_of() noexcept {
  Field field;
  if constexpr (std::same_as<T, bool>) {
    field.storage = Storage::boolean;
  } else if constexpr (std::same_as<T, double>) {
    field.storage = Storage::float64;
  } else if constexpr (std::same_as<T, Period>) {
    field.storage = Storage::period;
  } else if constexpr (std::same_as<T, Coordinates>) {
    field.storage = Storage::place;
  } else if constexpr (std::same_as<T, std::string>) {
    field.storage = Storage::text_string;
  } else if constexpr (std::same_as<T, std::string_view>) {
    field.storage = Storage::text_view;
  } else if constexpr (std::is_pointer_v<T>) {
    field.storage = Storage::text_pointer;
  } else {
    field.storage = integer_of_size<sizeof(T)>();
    if constexpr (std::is_enum_v<T>) field.unsigned_enum = std::is_unsigned_v<std::underlying_type_t<T>>;
    if constexpr (is_duration<T>) {
      field.meaning = Meaning::duration;
      field.unit = unit_of<T>();
    }
    if constexpr (std::same_as<T, std::chrono::sys_days>) {
      field.meaning = Meaning::date;
    } else if constexpr (is_instant<T>) {
      field.meaning = Meaning::instant;
      field.unit = unit_of<typename T::duration>();
    }
  }
  return field;
}

// Where in a std::optional its value and its mark lie. The standard does not say, so one is looked at: its value has an
// address, and of the bytes outside the value the mark is the one that becomes 1 with a value and 0 again without.
struct OptionalForm {
  std::size_t value = 0;
  std::size_t mark = 0;
  bool found = false;
};

template <typename T>
OptionalForm form_of_optional() noexcept {
  std::optional<T> looked_at;
  const auto* bytes = reinterpret_cast<const std::byte*>(std::addressof(looked_at));
  std::array<std::array<std::byte, sizeof looked_at>, 3> seen{};
  OptionalForm form;
  for (std::size_t state = 0; state < seen.size(); ++state) {
    if (state == 1) looked_at.emplace();
    if (state == 1) form.value = static_cast<std::size_t>(reinterpret_cast<const std::byte*>(&*looked_at) - bytes);
    if (state == 2) looked_at.reset();
    std::memcpy(seen[state].data(), bytes, sizeof looked_at);
  }
  std::size_t marks = 0;
  for (std::size_t byte = 0; byte < sizeof looked_at; ++byte) {
    const bool in_value = byte >= form.value && byte < form.value + sizeof(T);
    const bool marks_it =
        seen[0][byte] == std::byte{0} && seen[1][byte] == std::byte{1} && seen[2][byte] == std::byte{0};
    if (in_value || !marks_it) continue;
    form.mark = byte;
    ++marks;
  }
  form.found = marks == 1;
  return form;
}

// The member's offset in the row, where it is inside.
template <typename Row, typename Member>
std::optional<std::size_t> offset_in(const Row& shape, const Member& member) noexcept {
  const auto row = reinterpret_cast<std::uintptr_t>(std::addressof(shape));
  const auto at = reinterpret_cast<std::uintptr_t>(std::addressof(member));
  if (at < row || sizeof(Member) > sizeof(Row) || at - row > sizeof(Row) - sizeof(Member)) return std::nullopt;
  return at - row;
}

}  // namespace detail

// The member of the struct that `shape` is an object of: `field(shape, shape.aum)`, also deeper inside it,
// `field(shape, shape.wealth.aum)`. What is no member of it, or is a bit-field, is refused by Binding::bind.
template <typename Row, typename Member>
  requires detail::ReadableScalar<Member>
[[nodiscard]] Field field(const Row& shape, const Member& member) noexcept {
  Field found = detail::field_of<Member>();
  const std::optional<std::size_t> offset = detail::offset_in(shape, member);
  if (!offset) found.trouble = Field::Trouble::not_a_member;
  found.offset = offset.value_or(0);
  return found;
}

// The same for a std::optional: an empty one is missing.
template <typename Row, typename Member>
  requires detail::ReadableScalar<Member>
[[nodiscard]] Field field(const Row& shape, const std::optional<Member>& member) noexcept {
  const detail::OptionalForm form = detail::form_of_optional<Member>();
  const std::optional<std::size_t> offset = detail::offset_in(shape, member);
  Field found = detail::field_of<Member>().known_by_byte(offset.value_or(0) + form.mark);
  found.offset = offset.value_or(0) + form.value;
  if (!form.found) found.trouble = Field::Trouble::unknown_optional;
  if (!offset) found.trouble = Field::Trouble::not_a_member;
  return found;
}

}  // namespace wend::host
