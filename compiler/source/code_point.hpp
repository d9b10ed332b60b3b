// Reading UTF-8 one code point at a time, where the text may be anything.
//
//     for (std::size_t at = 0; at < text.size();) at += code_point_at(text, at).size;
#pragma once

#include <cstddef>
#include <string_view>

namespace wend::source {

struct CodePoint {
  char32_t value = 0;    // U+FFFD where the bytes are not UTF-8
  std::size_t size = 0;  // in bytes, at least 1
  bool is_valid = true;  // false where the bytes are not UTF-8
};

// The code point that begins at the offset, which is less than the text's size.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t offset);

// The offset of the code point that ends at the offset, which is more than 0.
[[nodiscard]] std::size_t code_point_before(std::string_view text, std::size_t offset);

}  // namespace wend::source
