// The canonical bytes of plain data: what is hashed, and what a program is written as (compiler/bytes).
//
// Every type has one form, the same on every machine, and no form of a type begins with another of it:
//   bool, an enumeration of one byte, std::uint8_t    one byte; a bool is 0 or 1
//   another integer                                   its own size, little-endian, two's complement
//   a text                                            its length in bytes as std::uint32_t, then the bytes
//   a vector                                          its length as std::uint32_t, then its elements
//   a pair                                            the first, then the second
//   an optional                                       0, or 1 and the value
//   a variant                                         the alternative's position as one byte, then its value
//   a struct                                          its fields, in the order that its function `fields` lists them
//
// `fields(of, visit)` is written once for each struct and found by its argument's namespace; writers, readers and
// hashes all use it, so none of them can forget a field. It takes the struct apart by a structured binding, which
// no longer compiles once the struct gets another field:
//
//     template <SameAs<Period> Of>
//     void fields(Of& of, const auto& visit) {
//       auto& [months, days, business_days] = of;
//       visit(months, days, business_days);
//     }
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "runtime/value/content_hash.hpp"

namespace wend {

// The struct, constant or not.
template <typename Of, typename Struct>
concept SameAs = std::same_as<std::remove_const_t<Of>, Struct>;

class CanonicalWriter {
 public:
  template <std::integral Integer>
  void put(Integer value) {
    auto rest = static_cast<std::make_unsigned_t<WideEnough<Integer>>>(value);
    for (std::size_t byte = 0; byte < sizeof(Integer); ++byte) {
      bytes_.push_back(static_cast<std::byte>(rest & 0xFFU));
      if constexpr (sizeof(Integer) > 1) rest >>= 8U;
    }
  }
  template <typename Enumeration>
    requires std::is_enum_v<Enumeration>
  void put(Enumeration value) {
    static_assert(sizeof value == 1, "an enumeration says how wide it is, so that it is as wide everywhere");
    put(static_cast<std::uint8_t>(value));
  }
  void put(std::string_view text) {
    put(static_cast<std::uint32_t>(text.size()));
    const auto bytes = std::as_bytes(std::span(text));
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  template <typename Item>
  void put(const std::vector<Item>& items) {
    put(static_cast<std::uint32_t>(items.size()));
    for (const Item& item : items) put(item);
  }
  template <typename First, typename Second>
  void put(const std::pair<First, Second>& pair) {
    put(pair.first);
    put(pair.second);
  }
  template <typename Item>
  void put(const std::optional<Item>& item) {
    put(item.has_value());
    if (item) put(*item);
  }
  template <typename... Alternatives>
  void put(const std::variant<Alternatives...>& value) {
    static_assert(sizeof...(Alternatives) <= 256);
    put(static_cast<std::uint8_t>(value.index()));
    std::visit([&](const auto& held) { put(held); }, value);
  }
  template <typename Struct>
    requires std::is_class_v<Struct>
  void put(const Struct& value) {
    fields(value, [&](const auto&... each) { (put(each), ...); });
  }

  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
  [[nodiscard]] std::vector<std::byte> take() { return std::move(bytes_); }
  [[nodiscard]] ContentHash hash() const { return content_hash(bytes_); }
  // Starts anew with the memory that it has.
  void clear() { bytes_.clear(); }

 private:
  // What takes shifts: bool is no number of its own.
  template <typename Integer>
  using WideEnough = std::conditional_t<std::same_as<Integer, bool>, std::uint8_t, Integer>;

  std::vector<std::byte> bytes_;
};

}  // namespace wend
