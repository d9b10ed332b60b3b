#include "tools/data/utf8.hpp"

#include <algorithm>
#include <cstring>

#include "compiler/source/code_point.hpp"

namespace wend::data {

std::size_t valid_utf8(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const source::CodePoint letter = source::code_point_at(text, offset);
    if (!letter.is_valid) return offset;
    offset += letter.size;
  }
  return offset;
}

std::uint32_t column_of(std::string_view line, std::size_t offset) {
  const std::string_view before = line.substr(0, std::min(offset, line.size()));
  const auto letters =
      std::ranges::count_if(before, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
  return static_cast<std::uint32_t>(letters) + 1;
}

bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  while (text.size() >= sizeof all) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    all |= word;
    text.remove_prefix(sizeof word);
  }
  for (const char letter : text) all |= static_cast<unsigned char>(letter);
  return (all & 0x8080808080808080U) == 0;
}

}  // namespace wend::data
