// The code of a diagnostic, as people write it, in 16 bits: "E0201" is 'E' and 201.
//
// The codes of each area have names in compiler/diagnostics/codes/AREA.hpp. A file includes the areas that it reports
// from, so a new diagnostic compiles again only what speaks of its area.
#pragma once

#include <cstdint>
#include <string_view>

namespace wend::diagnostics {

enum class Code : std::uint16_t {};

// Of a letter of "DENSW" and four digits; anything else in a catalogue does not compile.
[[nodiscard]] consteval Code code_of(std::string_view text) {
  constexpr std::string_view kLetters = "DENSW";
  const std::size_t letter = kLetters.find(text.at(0));
  if (letter == std::string_view::npos || text.size() != 5) throw "a code is a letter of DENSW and four digits";
  std::size_t number = 0;
  for (const char digit : text.substr(1)) {
    if (digit < '0' || digit > '9') throw "a code is a letter of DENSW and four digits";
    number = number * 10 + static_cast<std::size_t>(digit - '0');
  }
  return static_cast<Code>(letter * 10'000 + number);
}

namespace codes {}  // namespace codes

}  // namespace wend::diagnostics
