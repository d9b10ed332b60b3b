// Separators and brackets.
#include "compiler/syntax/mender.hpp"

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/keywords.hpp"

namespace wend::syntax {

namespace codes = diagnostics::codes;

void Mender::separator() {
  const Token& next = neighbour(1);
  const bool path = text_ == "。" && neighbour(-1).type == WendParser::WORD && next.type == WendParser::WORD &&
                    follows_at_once(neighbour(-1)) && next.begin == token_.end;
  if (path) return respell(WendParser::DOT, ".");
  // Between arguments it stands for a comma.
  if (is_inside_parentheses()) return respell(WendParser::COMMA, ",");
  sink_.report(codes::no_separator, span_).with(text_).suggest(span_, "");
}

bool Mender::is_inside_parentheses() const {
  std::size_t closed = 0;
  for (std::size_t i = position_; i-- > 0;) {
    const std::uint16_t type = raw_[i].type;
    if (type == WendParser::RIGHT_PARENTHESIS) ++closed;
    if (type == WendParser::LEFT_BRACE || type == WendParser::RIGHT_BRACE) return false;
    if (type == WendParser::LEFT_PARENTHESIS && closed-- == 0) return true;
  }
  return false;
}

std::size_t Mender::partner(std::ptrdiff_t direction) const {
  std::ptrdiff_t depth = 0;
  for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(position_); i >= 0 && i < std::ssize(raw_); i += direction) {
    const std::uint16_t type = raw_[static_cast<std::size_t>(i)].type;
    if (type == WendParser::LEFT_BRACKET) depth += direction;
    if (type == WendParser::RIGHT_BRACKET) depth -= direction;
    if (depth == 0) return static_cast<std::size_t>(i);
  }
  return raw_.size();
}

void Mender::left_bracket() {
  const Token& before = neighbour(-1);
  const bool position = before.type == WendParser::WORD && follows_at_once(before) && !keyword(before) &&
                        neighbour(1).type == WendParser::NUMBER;
  push(WendParser::LEFT_BRACE, position ? Slip::unclear : Slip::mended);
  if (position) {
    sink_.report(codes::list_position, span_).with(text_of(before));
    return;
  }
  diagnostics::Report report = sink_.report(codes::square_brackets, span_).with(text_);
  const std::size_t closing = partner(1);
  if (closing == raw_.size()) {
    report.suggest(span_, "{");
  } else {
    report.suggest({{span_, "{"}, {span_of(raw_[closing]), "}"}});
  }
}

void Mender::right_bracket() {
  push(WendParser::RIGHT_BRACE);
  if (partner(-1) == raw_.size()) sink_.report(codes::square_brackets, span_).with(text_).suggest(span_, "}");
}

}  // namespace wend::syntax
