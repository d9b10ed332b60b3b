// The types of the language, as small values.
//
// A Type says how a scalar is to be read: money carries its currency, an enum which enum, a set the kind of its
// elements. `detail` indexes the schema's list of currencies (money), enums (enumeration, set of enumeration) or lists
// (list: whose fields its records have), and is 0 otherwise, so two Types are the same type exactly when they compare
// equal.
#pragma once

#include <cstdint>

namespace wend {

enum class TypeKind : std::uint8_t {
  boolean,
  integer,
  number,
  money,
  duration,
  period,
  date,
  time,
  time_of_day,
  text,
  enumeration,
  set,
  product,
  place,
  distance,
  customer,
  list,
};

struct Type {
  TypeKind kind = TypeKind::boolean;
  TypeKind element = TypeKind::boolean;  // of a set: enumeration or text
  std::uint16_t detail = 0;

  friend bool operator==(const Type&, const Type&) = default;
};

[[nodiscard]] constexpr Type type_of(TypeKind kind) {
  return {kind, TypeKind::boolean, 0};
}
[[nodiscard]] constexpr Type money_in(std::uint16_t currency) {
  return {TypeKind::money, TypeKind::boolean, currency};
}
[[nodiscard]] constexpr Type enumeration(std::uint16_t index) {
  return {TypeKind::enumeration, TypeKind::boolean, index};
}
[[nodiscard]] constexpr Type set_of_enumeration(std::uint16_t index) {
  return {TypeKind::set, TypeKind::enumeration, index};
}
[[nodiscard]] constexpr Type set_of_text() {
  return {TypeKind::set, TypeKind::text, 0};
}

// Whether values of the type are one 64-bit integer (`Value`'s scalar form).
[[nodiscard]] constexpr bool is_scalar(TypeKind kind) {
  switch (kind) {
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::enumeration:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::distance: return true;
    case TypeKind::boolean:
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::set:
    case TypeKind::customer:
    case TypeKind::list: return false;
  }
  return false;
}

// The digits after the point that a scalar of the type has.
[[nodiscard]] constexpr int places_of(TypeKind kind) {
  if (kind == TypeKind::money) return 4;
  return kind == TypeKind::number ? 6 : 0;
}

}  // namespace wend
