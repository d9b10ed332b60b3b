// Values in registers, and operations over them written as plain functions of values:
//
//     std::optional<Date> date_of(const Site& site, std::int64_t time) { … }
//     Next functions::date_of(Next at, Machine& machine) { return apply<flat::date_of>(at, machine); }
//
// `apply` hands the operands over and keeps what comes back: nothing is unknown, and so is it where an operand is.
#pragma once

#include <array>
#include <bit>
#include <optional>
#include <string_view>
#include <utility>

#include "compiler/layout/frame.hpp"
#include "runtime/flat/functions.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::flat {

template <typename Item>
[[nodiscard]] const Item* address_in(std::int64_t bits) {
  return std::bit_cast<const Item*>(bits);
}
[[nodiscard]] inline std::int64_t address_of(const void* item) {
  return std::bit_cast<std::int64_t>(item);
}

// ---- out of registers
template <typename Kind>
struct Take;
template <>
struct Take<bool> {
  static bool from(const Register& held) { return held.bits != 0; }
};
template <>
struct Take<std::int64_t> {
  static std::int64_t from(const Register& held) { return held.bits; }
};
template <>
struct Take<Period> {
  static Period from(const Register& held) {
    return layout::period_of(held.bits, static_cast<std::uint32_t>(held.size));
  }
};
template <>
struct Take<std::string_view> {
  static std::string_view from(const Register& held) { return {address_in<char>(held.bits), held.size}; }
};
template <>
struct Take<Ordinals> {
  static Ordinals from(const Register& held) { return {address_in<std::int32_t>(held.bits), held.size}; }
};

// ---- into registers
[[nodiscard]] inline Register nothing() {
  return {0, 0, false};
}
[[nodiscard]] inline Register held(bool value) {
  return {value ? 1 : 0, 0, true};
}
[[nodiscard]] inline Register held(std::int64_t value) {
  return {value, 0, true};
}
[[nodiscard]] inline Register held(Date value) {
  return {value, 0, true};
}
[[nodiscard]] inline Register held(const Period& value) {
  const layout::Cell cell = layout::cell_of(value);
  return {cell.bits, cell.size, true};
}
[[nodiscard]] inline Register held(std::string_view value) {
  return {address_of(value.data()), value.size(), true};
}
[[nodiscard]] inline Register held(const Ordinals& value) {
  return {address_of(value.data()), value.size(), true};
}
[[nodiscard]] inline Register held(Truth value) {
  return {value == Truth::yes ? 1 : 0, 0, value != Truth::unknown};
}
template <typename Kind>
[[nodiscard]] Register held(const std::optional<Kind>& value) {
  return value ? held(*value) : nothing();
}

// The value, where it has the form; else it is unknown.
[[nodiscard]] Register held(const Value& value, Form form);

[[nodiscard]] inline Truth truth_of(const Register& held) {
  if (!held.known) return Truth::unknown;
  return held.bits != 0 ? Truth::yes : Truth::no;
}

// The instruction and what it runs on.
struct Site {
  const Instruction& instruction;
  const Machine& machine;

  [[nodiscard]] const BusinessCalendar* calendar() const { return schema::business_calendar(*machine.program.schema); }
  [[nodiscard]] const Zone& zone() const { return machine.inputs.zone; }
};

template <auto kFunction, typename Given, typename... Kinds>
const Instruction* apply_to(Given (*)(const Site&, Kinds...), const Instruction* at, Machine& machine) {
  const Register* operands = machine.registers + at->from;
  const Site site{*at, machine};
  machine.registers[at->to] = [&]<std::size_t... Positions>(std::index_sequence<Positions...>) {
    if (!(operands[Positions].known && ...)) return nothing();
    return held(kFunction(site, Take<Kinds>::from(operands[Positions])...));
  }(std::index_sequence_for<Kinds...>{});
  return at + 1;
}
template <auto kFunction>
const Instruction* apply(const Instruction* at, Machine& machine) {
  return apply_to<kFunction>(kFunction, at, machine);
}

}  // namespace wend::flat
