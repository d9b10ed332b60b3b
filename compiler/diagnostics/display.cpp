#include "compiler/diagnostics/display.hpp"

#include <unicode/uchar.h>

#include <array>
#include <cstdio>

#include "compiler/source/code_point.hpp"

namespace wend::diagnostics {

namespace {

bool turns_direction(UChar32 letter) {
  return u_hasBinaryProperty(letter, UCHAR_BIDI_CONTROL) != 0;
}

bool breaks_lines(UChar32 letter) {
  const auto type = u_charType(letter);
  return type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR;
}

bool must_be_numbered(const source::CodePoint& letter) {
  const auto value = static_cast<UChar32>(letter.value);
  return !letter.is_valid || u_charType(value) == U_CONTROL_CHAR || turns_direction(value) || breaks_lines(value);
}

std::string by_number(char32_t value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "<U+%04X>", static_cast<unsigned>(value));
  return text.data();
}

std::size_t columns_of(UChar32 letter) {
  if (letter < 0x300) return 1;
  const auto type = u_charType(letter);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(letter, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

Cell cell_at(std::string_view text, std::size_t offset) {
  const source::CodePoint letter = source::code_point_at(text, offset);
  if (letter.value == U'\t') return {"\t", 0, letter.size, true};
  if (must_be_numbered(letter)) {
    std::string number = by_number(letter.value);
    const std::size_t columns = number.size();
    return {std::move(number), columns, letter.size, false};
  }
  const std::size_t columns = columns_of(static_cast<UChar32>(letter.value));
  return {std::string(text.substr(offset, letter.size)), columns, letter.size, false};
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Cell cell = cell_at(text, at);
    columns += cell.columns;
    at += cell.bytes;
  }
  return columns;
}

std::string displayed(std::string_view text, std::size_t most) {
  std::string shown;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (count == most) return shown.append("...");
    const Cell cell = cell_at(text, at);
    shown += cell.is_tab ? by_number(U'\t') : cell.shown;
    at += cell.bytes;
  }
  return shown;
}

}  // namespace wend::diagnostics
