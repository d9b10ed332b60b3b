#include "compiler/source/code_point.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

// ICU's macros narrow an int where they are expanded.
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"

namespace wend::source {

namespace {

constexpr std::size_t kLongestCodePoint = 4;

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const std::string_view bytes = text.substr(offset, kLongestCodePoint);
  const auto size = static_cast<int>(bytes.size());
  int at = 0;
  UChar32 value = 0;
  U8_NEXT(bytes_of(bytes), at, size, value);  // NOLINT(bugprone-inc-dec-in-conditions): ICU's own
  if (value < 0) return {0xFFFD, static_cast<std::size_t>(at), false};
  return {static_cast<char32_t>(value), static_cast<std::size_t>(at), true};
}

std::size_t code_point_before(std::string_view text, std::size_t offset) {
  const std::size_t from = offset - std::min(offset, kLongestCodePoint);
  const std::string_view bytes = text.substr(from, offset - from);
  auto at = static_cast<int>(bytes.size());
  U8_BACK_1(bytes_of(bytes), 0, at);
  return from + static_cast<std::size_t>(at);
}

}  // namespace wend::source
