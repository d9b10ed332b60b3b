#include "runtime/value/quote.hpp"

namespace wend {

namespace {

constexpr std::size_t kLongest = 60;

bool continues_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string shown = "`";
  if (text.size() <= kLongest) return shown.append(text).append("`");
  std::size_t end = kLongest;
  while (end > 0 && continues_code_point(text[end])) --end;
  return shown.append(text.substr(0, end)).append("…`");
}

}  // namespace wend
