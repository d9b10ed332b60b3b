// Tokens as the parser of declarations sees them: words told apart, numbers joined with their units, slips mended.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/source/source.hpp"
#include "compiler/syntax/syntax.hpp"

namespace wend::syntax {

struct Token {
  std::uint16_t type = 0;      // one of antlr::WendParser's token types
  bool first_on_line = false;  // nothing but space before it on its line
  bool mended = false;         // a slip was reported here, and the token stands for what was meant
  std::uint32_t begin = 0;     // bytes of the file
  std::uint32_t end = 0;
};

struct TokenizedFile {
  std::vector<Token> tokens;
  std::vector<Comment> comments;
};

}  // namespace wend::syntax
