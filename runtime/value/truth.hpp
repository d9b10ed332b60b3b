// Kleene's three-valued logic: `unknown and false` is false, `unknown or true` is true, `not unknown` is unknown.
#pragma once

#include <cstdint>

namespace wend {

enum class Truth : std::uint8_t { no = 0, yes = 1, unknown = 2 };

[[nodiscard]] constexpr Truth truth(bool value) {
  return value ? Truth::yes : Truth::no;
}

[[nodiscard]] constexpr Truth negation(Truth value) {
  if (value == Truth::unknown) return Truth::unknown;
  return value == Truth::yes ? Truth::no : Truth::yes;
}

[[nodiscard]] constexpr Truth conjunction(Truth left, Truth right) {
  if (left == Truth::no || right == Truth::no) return Truth::no;
  return left == Truth::yes && right == Truth::yes ? Truth::yes : Truth::unknown;
}

[[nodiscard]] constexpr Truth disjunction(Truth left, Truth right) {
  if (left == Truth::yes || right == Truth::yes) return Truth::yes;
  return left == Truth::no && right == Truth::no ? Truth::no : Truth::unknown;
}

}  // namespace wend
