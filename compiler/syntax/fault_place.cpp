#include "compiler/syntax/fault_place.hpp"

#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/outline.hpp"

namespace wend::syntax {

using antlr::WendParser;

std::size_t FaultPlace::closing(std::size_t i) const {
  std::size_t depth = 0;
  for (; i < size(); ++i) {
    if (is_opening_bracket(tokens_[i])) ++depth;
    if (is_closing_bracket(tokens_[i]) && --depth == 0) return i;
  }
  return size();
}

std::size_t FaultPlace::open_around(std::size_t i) const {
  std::size_t closed = 0;
  while (i-- > 0) {
    if (is_closing_bracket(tokens_[i])) ++closed;
    if (!is_opening_bracket(tokens_[i])) continue;
    if (closed == 0) return i;
    --closed;
  }
  return size();
}

bool FaultPlace::is_name(std::size_t i) const {
  const std::uint16_t kind = type(i);
  return kind == WendParser::WORD || kind == WendParser::QUOTED ||
         (kind > WendParser::DISTANCE && !is_reserved_token(kind));
}

std::size_t FaultPlace::end_of_value(std::size_t i) const {
  if (i >= size()) return i;
  if (is_opening_bracket(tokens_[i])) return std::min(closing(i) + 1, size());
  if (!is_name(i)) return i + 1;
  ++i;
  while (type(i) == WendParser::DOT && is_name(i + 1)) i += 2;
  return type(i) == WendParser::LEFT_PARENTHESIS ? std::min(closing(i) + 1, size()) : i;
}

std::size_t FaultPlace::begin_of_value(std::size_t i) const {
  if (i == 0) return i;
  --i;
  if (is_closing_bracket(tokens_[i])) {
    i = open_around(i);
    if (i >= size() || i == 0 || !is_name(i - 1) || type(i) != WendParser::LEFT_PARENTHESIS) return std::min(i, size());
    --i;
  }
  while (i > 1 && type(i - 1) == WendParser::DOT) i -= 2;
  return i;
}

}  // namespace wend::syntax
