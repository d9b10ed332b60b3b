// What the readers ask of UTF-8 text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wend::data {

// Bytes at the text's beginning that are well-formed UTF-8; its size where all are.
[[nodiscard]] std::size_t valid_utf8(std::string_view text);

// The column, from 1 and in code points, of a byte in a line.
[[nodiscard]] std::uint32_t column_of(std::string_view line, std::size_t offset);

[[nodiscard]] bool is_ascii(std::string_view text);

}  // namespace wend::data
