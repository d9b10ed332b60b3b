#include "tools/wend/one_line.hpp"

namespace wend::tools {

std::string one_line(std::string_view source, std::size_t most) {
  std::string text;
  for (const char character : source) {
    const bool is_space = character == ' ' || character == '\n' || character == '\r' || character == '\t';
    if (!is_space) text += character;
    if (is_space && !text.empty() && text.back() != ' ') text += ' ';
  }
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not inside of a character
  return text.substr(0, end) + "…";
}

}  // namespace wend::tools
