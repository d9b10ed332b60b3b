#include "compiler/syntax/lexer.hpp"

#include <WendLexer.h>

#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

using antlr::WendLexer;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// ANTLR counts code points. Tokens come in order, so one walk through the text turns its counts into bytes.
class ByteCursor {
 public:
  explicit ByteCursor(std::string_view text)
      : text_(text), byte_(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0) {}

  std::uint32_t advance_to(std::size_t code_point) {
    for (; code_point_ < code_point && byte_ < text_.size(); ++code_point_) next_code_point(text_, byte_);
    return static_cast<std::uint32_t>(byte_);
  }

 private:
  std::string_view text_;
  std::size_t byte_;
  std::size_t code_point_ = 0;
};

bool only_space_before(std::string_view text, std::size_t from, std::size_t begin) {
  return from == 0 || text.substr(from, begin - from).find('\n') != std::string_view::npos;
}

std::string comment_text(std::string_view written) {
  std::size_t begin = written.starts_with('/') ? 2 : std::string_view("／／").size();
  begin = std::min(written.find_first_not_of(" \t", begin), written.size());
  const std::size_t end = written.find_last_not_of(" \t") + 1;
  return std::string(written.substr(begin, end > begin ? end - begin : 0));
}

}  // namespace

TokenizedFile lex(const source::SourceFile& file) {
  antlr4::ANTLRInputStream input{std::string(file.text())};
  WendLexer lexer(&input);
  lexer.removeErrorListeners();
  TokenizedFile result;
  ByteCursor cursor(file.text());
  std::uint32_t previous_end = 0;
  for (auto token = lexer.nextToken(); token->getType() != antlr4::Token::EOF; token = lexer.nextToken()) {
    const std::uint32_t begin = cursor.advance_to(token->getStartIndex());
    const std::uint32_t end = cursor.advance_to(token->getStopIndex() + 1);
    const bool first = only_space_before(file.text(), previous_end, begin);
    if (token->getChannel() == antlr4::Token::DEFAULT_CHANNEL) {
      result.tokens.push_back({static_cast<std::uint16_t>(token->getType()), first, Slip::none, begin, end});
    } else {
      const Span span{file.id(), begin, end};
      result.comments.push_back({comment_text(file.text(span)), span, first});
    }
    previous_end = end;
  }
  return result;
}

}  // namespace wend::syntax
