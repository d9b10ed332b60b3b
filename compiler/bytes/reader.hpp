// Reads what CanonicalWriter wrote, from bytes that anyone may have written: never past their end, never more memory
// than in proportion to them, and nothing that the writer would have written otherwise.
//
//     Reader reader(bytes);
//     if (!reader.get(header)) return reader.error();
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

#include "compiler/bytes/enumerations.hpp"
#include "compiler/ir/fields.hpp"
#include "runtime/value/result.hpp"

namespace wend::bytes {

class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  // Each is false where the bytes hold no such thing; then `error` says why, and the value means nothing.
  template <std::integral Integer>
  [[nodiscard]] bool get(Integer& value) {
    if (left() < sizeof(Integer)) return fail("the bytes end in the middle of it");
    std::uint64_t bits = 0;
    for (std::size_t byte = 0; byte < sizeof(Integer); ++byte) {
      bits |= std::to_integer<std::uint64_t>(bytes_[at_ + byte]) << (8 * byte);
    }
    if (std::same_as<Integer, bool> && bits > 1) return fail("a truth is neither 0 nor 1");
    at_ += sizeof(Integer);
    value = static_cast<Integer>(bits);
    return true;
  }
  template <typename Enumeration>
    requires std::is_enum_v<Enumeration>
  [[nodiscard]] bool get(Enumeration& value) {
    std::uint8_t number = 0;
    if (!get(number)) return false;
    value = static_cast<Enumeration>(number);
    return has_name(value) || fail("an enumeration has no value " + std::to_string(number));
  }
  [[nodiscard]] bool get(std::string& text) {
    std::uint32_t size = 0;
    if (!get(size)) return false;
    if (size > left()) return fail("a text is longer than the bytes that are left");
    text.assign(reinterpret_cast<const char*>(bytes_.data()) + at_, size);
    at_ += size;
    return true;
  }
  // Grows with what is read rather than by what is promised.
  template <typename Item>
  [[nodiscard]] bool get(std::vector<Item>& items) {
    std::uint32_t count = 0;
    if (!get(count)) return false;
    if (count > left()) return fail("there are more items than bytes left");
    for (std::uint32_t index = 0; index < count; ++index) {
      if (!get(items.emplace_back())) return false;
    }
    return true;
  }
  template <typename Item>
  [[nodiscard]] bool get(std::optional<Item>& item) {
    bool is_there = false;
    return get(is_there) && (!is_there || get(item.emplace()));
  }
  template <typename... Alternatives>
  [[nodiscard]] bool get(std::variant<Alternatives...>& value) {
    std::uint8_t index = 0;
    if (!get(index)) return false;
    if (index >= sizeof...(Alternatives)) return fail("there is no alternative " + std::to_string(index));
    return get_alternative(value, index, std::index_sequence_for<Alternatives...>{});
  }
  template <typename Struct>
    requires std::is_class_v<Struct>
  [[nodiscard]] bool get(Struct& value) {
    bool sound = true;
    fields(value, [&](auto&... each) { sound = (get(each) && ...); });
    return sound;
  }

  [[nodiscard]] bool skip(std::size_t count) {
    if (count > left()) return fail("the bytes end in the middle of it");
    at_ += count;
    return true;
  }

  // What is read from here on, for errors: `the journeys`.
  void enter(std::string_view section) { section_ = section; }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
  // False, and remembers where the reader is: `in the journeys, at byte 812: …`.
  bool fail(std::string what) {
    error_ = within("in " + std::string(section_) + ", at byte " + std::to_string(at_), {std::move(what)});
    return false;
  }
  [[nodiscard]] const Error& error() const { return error_; }

 private:
  template <typename Variant, std::size_t... Positions>
  [[nodiscard]] bool get_alternative(Variant& value, std::size_t index, std::index_sequence<Positions...>) {
    bool sound = false;
    const auto take = [&]<std::size_t Position>() {
      if (index == Position) sound = get(value.template emplace<Position>());
    };
    (take.template operator()<Positions>(), ...);
    return sound;
  }

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  std::string_view section_ = "the header";
  Error error_;
};

}  // namespace wend::bytes
