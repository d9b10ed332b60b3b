#include "compiler/syntax/mender.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/quantities.hpp"

namespace wend::syntax {

namespace codes = diagnostics::codes;

void Mender::run() {
  switch (token_.type) {
    case WendParser::DOUBLE_EQUAL: return respell(WendParser::EQUAL, "=");
    case WendParser::SWAPPED_OPERATOR: return swapped();
    case WendParser::ANGLES: return respell(WendParser::NOT_EQUAL, "!=");
    case WendParser::AMPERSANDS: return ampersands();
    case WendParser::BARS: return respell(WendParser::EN_OR, "or");
    case WendParser::EXCLAMATION: return exclamation();
    case WendParser::MONEY_SIGN: return sign_of_money();
    case WendParser::WAVE: return wave();
    case WendParser::CIRCUMFLEX: return no_operator();
    case WendParser::QUESTION_MARK: return question();
    case WendParser::HASH_COMMENT:
    case WendParser::DASH_COMMENT:
    case WendParser::BLOCK_COMMENT: return comment();
    case WendParser::SEMICOLON: return separator();
    case WendParser::LEFT_BRACKET: return left_bracket();
    case WendParser::RIGHT_BRACKET: return right_bracket();
    case WendParser::LOOSE_DATE: return date();
    case WendParser::LOOSE_TIME: return time();
    case WendParser::JOINED_MOMENT: return moment();
    case WendParser::SINGLE_QUOTED: return quotes();
    case WendParser::UNCLOSED_TEXT: return unclosed(codes::unclosed_text, WendParser::TEXT);
    case WendParser::UNCLOSED_NAME: return unclosed(codes::unclosed_name, WendParser::QUOTED);
    case WendParser::PERCENT_SIGN: return percent_sign();
    case WendParser::STRANGE: return strange();
    default: tokens_.push_back(token_);
  }
}

void Mender::push(std::size_t type, Slip slip, std::uint32_t begin, std::uint32_t end) {
  const bool first = token_.first_on_line && begin == token_.begin;
  tokens_.push_back({static_cast<std::uint16_t>(type), first, slip, begin, end});
}

void Mender::respell(std::size_t type, std::string_view right) {
  push(type);
  std::string replacement(right);
  if (is_letter(right.back()) && joins(neighbour(1), neighbour(1).begin == token_.end)) replacement += ' ';
  if (is_letter(right.front()) && joins(neighbour(-1), follows_at_once(neighbour(-1)))) replacement.insert(0, " ");
  sink_.report(codes::operator_spelling, span_).with(text_).with(right).suggest(span_, replacement);
}

bool Mender::joins(const Token& token, bool at_once) {
  return at_once && (token.type == WendParser::WORD || token.type == WendParser::NUMBER);
}

const Token& Mender::neighbour(std::ptrdiff_t offset) const {
  static constexpr Token none;
  const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(position_) + offset;
  return at < 0 || at >= std::ssize(raw_) ? none : raw_[static_cast<std::size_t>(at)];
}

void Mender::swapped() {
  const bool denied = text_.starts_with('!') || text_.starts_with("！");
  const bool has_less = text_.find('<') != std::string_view::npos || text_.find("＜") != std::string_view::npos;
  const bool has_greater = text_.find('>') != std::string_view::npos || text_.find("＞") != std::string_view::npos;
  if (!has_less && !has_greater) return respell(WendParser::NOT_EQUAL, "!=");
  const bool less = has_less != denied;
  respell(less ? WendParser::LESS_OR_EQUAL : WendParser::GREATER_OR_EQUAL, less ? "<=" : ">=");
}

void Mender::ampersands() {
  const Token& left = neighbour(-1);
  const Token& right = neighbour(1);
  if (left.type != WendParser::TEXT && right.type != WendParser::TEXT) return respell(WendParser::EN_AND, "and");
  push(WendParser::EN_AND, Slip::unclear);
  diagnostics::Report report = sink_.report(codes::texts_not_joined, span_);
  const bool plain = text_of(left).starts_with('"') && text_of(right).starts_with('"');
  if (plain) report.suggest({file_.id(), left.end - 1, right.begin + 1}, "");
}

void Mender::exclamation() {
  const Token& sheet = neighbour(-1);
  const Token& cell = neighbour(1);
  if (sheet.type != WendParser::WORD || !follows_at_once(sheet) || cell.begin != token_.end) {
    return respell(WendParser::EN_NOT, "not");
  }
  const Span whole{file_.id(), sheet.begin, cell.end};
  sink_.report(codes::cell_reference, whole).with(file_.text(whole));
}

void Mender::percent_sign() {
  const bool between = neighbour(-1).type == WendParser::WORD && neighbour(1).type == WendParser::NUMBER;
  between ? no_operator() : strange();
}

void Mender::question() {
  sink_.report(codes::foreign_choice, span_).with(text_).with("choose { when … then … otherwise … }");
}

void Mender::strange() {
  if (text_ == "→") return respell(WendParser::ARROW, "->");
  sink_.report(codes::strange_character, span_).with(text_);
}

void Mender::comment() {
  const bool wide = text_.starts_with("＃");
  const std::size_t size = token_.type != WendParser::HASH_COMMENT ? 2 : wide ? std::string_view("＃").size() : 1;
  const std::size_t first = text_.find_first_not_of(" \t\r\n");
  const std::uint32_t begin = token_.begin + static_cast<std::uint32_t>(first);
  const Span mark{file_.id(), begin, begin + static_cast<std::uint32_t>(size)};
  diagnostics::Report report = sink_.report(codes::foreign_comment, mark).with(file_.text(mark));
  if (token_.type == WendParser::BLOCK_COMMENT) {
    report.suggest(lines_of_comment());
  } else {
    report.suggest(mark, "//");
  }
}

std::vector<diagnostics::Edit> Mender::lines_of_comment() const {
  std::vector<diagnostics::Edit> edits{{{file_.id(), token_.begin, token_.begin + 2}, "//"}};
  for (std::uint32_t at = token_.begin; at < token_.end; ++at) {
    if (file_.text()[at] == '\n') edits.push_back({{file_.id(), at + 1, at + 1}, "// "});
  }
  const Token& next = neighbour(1);
  const bool last_on_line = next.type == 0 || next.first_on_line;
  edits.push_back({{file_.id(), token_.end - 2, token_.end}, last_on_line ? "" : "\n"});
  return edits;
}

bool Mender::keyword(const Token& token) const {
  return token.type == WendParser::WORD && find_keyword(text_of(token)) != nullptr;
}

void Mender::quotes() {
  push(WendParser::TEXT);
  const std::size_t quote = text_.starts_with('\'') ? 1 : std::string_view("‘").size();  // wide ones are alike
  const std::string_view inside = text_.substr(quote, text_.size() - 2 * quote);
  const bool digits =
      std::ranges::all_of(inside, [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '/'; });
  if (const auto day = read_date(inside); day && digits) {
    tokens_.back().type = WendParser::DATE;
    sink_.report(codes::text_for_literal, span_).with("`" + to_text(*day) + "`").suggest(span_, to_text(*day));
    return;
  }
  const std::string right = '"' + std::string(inside) + '"';
  sink_.report(codes::single_quotes, span_).with(right).suggest(span_, right);
}

void Mender::unclosed(Code code, std::size_t type) {
  push(type, Slip::unclear);
  diagnostics::Report report = sink_.report(code, span_);
  const std::string_view close = text_.starts_with("“") ? "”" : text_.starts_with("「") ? "」" : text_.substr(0, 1);
  if (text_.starts_with("＂")) return;
  const std::size_t wrong = wrong_end();
  const auto at = [&](std::size_t offset) { return token_.begin + static_cast<std::uint32_t>(offset); };
  if (wrong == text_.size()) {
    // A text goes on to the end of the line, a name to the end of its first word.
    const std::size_t name = type == WendParser::QUOTED ? text_.find_first_of(" \t") : std::string_view::npos;
    const std::size_t end = std::min(name, text_.find_last_not_of(" \t") + 1);
    report.suggest({file_.id(), at(end), at(end)}, std::string(close), diagnostics::Applicability::unsafe);
  } else {
    const std::size_t width = text_[wrong] == '"' ? 1 : std::string_view("”").size();
    report.suggest({file_.id(), at(wrong), at(wrong + width)}, std::string(close));
  }
}

std::size_t Mender::wrong_end() const {
  const std::size_t opened = text_.starts_with('"') ? 1 : std::string_view("“").size();
  std::size_t found = text_.size();
  for (const std::string_view mark :
       {std::string_view("“"), std::string_view("”"), std::string_view("＂"), std::string_view("\"")}) {
    found = std::min(found, text_.find(mark, opened));
  }
  return std::min(found, text_.size());
}

void mend(const source::SourceFile& file, std::span<const Token> raw, std::size_t position, diagnostics::Sink& sink,
          std::vector<Token>& tokens) {
  Mender(file, raw, position, sink, tokens).run();
}

Slip slip_of_dropped(std::uint16_t type) {
  switch (type) {
    case WendParser::SEMICOLON:
    case WendParser::HASH_COMMENT:
    case WendParser::DASH_COMMENT:
    case WendParser::BLOCK_COMMENT: return Slip::mended;
    default: return Slip::unclear;
  }
}

}  // namespace wend::syntax
