// The little that the parser needs of Unicode.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wend::syntax {

// The offset of the first byte that is not part of a well-formed UTF-8 sequence.
[[nodiscard]] std::optional<std::size_t> first_ill_formed(std::string_view text);

// Normalisation form C, by ICU; the text is well-formed UTF-8.
[[nodiscard]] std::string to_nfc(std::string_view text);

// The code point at the offset; moves the offset past it.
char32_t next_code_point(std::string_view text, std::size_t& offset);

// The ASCII digit that the code point is, in either width.
[[nodiscard]] std::optional<char> ascii_digit(char32_t code_point);

}  // namespace wend::syntax
