// Tokens as the parser of declarations sees them: words told apart, numbers joined with their units, slips mended.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "compiler/source/source.hpp"
#include "compiler/syntax/syntax.hpp"

namespace wend::syntax {

// What was reported about a token already.
enum class Slip : std::uint8_t {
  none,
  mended,   // and the token stands for what was meant
  unclear,  // and what was meant is not known
};

struct Token {
  std::uint16_t type = 0;      // one of antlr::WendParser's token types
  bool first_on_line = false;  // nothing but space before it on its line
  Slip slip = Slip::none;
  std::uint32_t begin = 0;  // bytes of the file
  std::uint32_t end = 0;
};

[[nodiscard]] inline bool has_slips(std::span<const Token> tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.slip != Slip::none; });
}

struct TokenizedFile {
  std::vector<Token> tokens;
  std::vector<Comment> comments;
};

}  // namespace wend::syntax
