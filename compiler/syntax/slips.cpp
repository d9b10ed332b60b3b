#include "compiler/syntax/slips.hpp"

#include <WendParser.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/quantities.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Code;
namespace codes = diagnostics::codes;

class Mender {
 public:
  Mender(const source::SourceFile& file, std::span<const Token> raw, std::size_t position, diagnostics::Sink& sink,
         std::vector<Token>& tokens)
      : file_(file),
        raw_(raw),
        position_(position),
        token_(raw[position]),
        span_{file.id(), token_.begin, token_.end},
        text_(file.text(span_)),
        sink_(sink),
        tokens_(tokens) {}

  void run() {
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

 private:
  void push(std::size_t type, Slip slip = Slip::mended) { push(type, slip, token_.begin, token_.end); }
  void push(std::size_t type, Slip slip, std::uint32_t begin, std::uint32_t end) {
    const bool first = token_.first_on_line && begin == token_.begin;
    tokens_.push_back({static_cast<std::uint16_t>(type), first, slip, begin, end});
  }

  void respell(std::size_t type, std::string_view right) {
    push(type);
    std::string replacement(right);
    if (is_letter(right.back()) && joins(neighbour(1), neighbour(1).begin == token_.end)) replacement += ' ';
    if (is_letter(right.front()) && joins(neighbour(-1), follows_at_once(neighbour(-1)))) replacement.insert(0, " ");
    sink_.report(codes::operator_spelling, span_).with(text_).with(right).suggest(span_, replacement);
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
  static bool joins(const Token& token, bool at_once) {
    return at_once && (token.type == WendParser::WORD || token.type == WendParser::NUMBER);
  }

  // The raw token so far after this one; of no type where there is none.
  [[nodiscard]] const Token& neighbour(std::ptrdiff_t offset) const {
    static constexpr Token none;
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(position_) + offset;
    return at < 0 || at >= std::ssize(raw_) ? none : raw_[static_cast<std::size_t>(at)];
  }
  [[nodiscard]] Span span_of(const Token& token) const { return {file_.id(), token.begin, token.end}; }
  [[nodiscard]] std::string_view text_of(const Token& token) const { return file_.text(span_of(token)); }
  [[nodiscard]] bool follows_at_once(const Token& token) const { return token.end == token_.begin; }

  // `=>`, `=<`, `>==`, `!==`, `!>`
  void swapped() {
    const bool denied = text_.starts_with('!') || text_.starts_with("！");
    const bool has_less = text_.find('<') != std::string_view::npos || text_.find("＜") != std::string_view::npos;
    const bool has_greater = text_.find('>') != std::string_view::npos || text_.find("＞") != std::string_view::npos;
    if (!has_less && !has_greater) return respell(WendParser::NOT_EQUAL, "!=");
    const bool less = has_less != denied;
    respell(less ? WendParser::LESS_OR_EQUAL : WendParser::GREATER_OR_EQUAL, less ? "<=" : ">=");
  }

  void ampersands() {
    const Token& left = neighbour(-1);
    const Token& right = neighbour(1);
    if (left.type != WendParser::TEXT && right.type != WendParser::TEXT) return respell(WendParser::EN_AND, "and");
    push(WendParser::EN_AND, Slip::unclear);
    diagnostics::Report report = sink_.report(codes::texts_not_joined, span_);
    const bool plain = text_of(left).starts_with('"') && text_of(right).starts_with('"');
    if (plain) report.suggest({file_.id(), left.end - 1, right.begin + 1}, "");
  }

  void exclamation() {
    const Token& sheet = neighbour(-1);
    const Token& cell = neighbour(1);
    if (sheet.type != WendParser::WORD || !follows_at_once(sheet) || cell.begin != token_.end) {
      return respell(WendParser::EN_NOT, "not");
    }
    const Span whole{file_.id(), sheet.begin, cell.end};
    sink_.report(codes::cell_reference, whole).with(file_.text(whole));
  }

  // `$5000`, `￥5000`, `$A1`
  void sign_of_money() {
    const Token& next = neighbour(1);
    if (next.type == WendParser::WORD && next.begin == token_.end) {
      const Span whole{file_.id(), token_.begin, next.end};
      sink_.report(codes::cell_reference, whole).with(file_.text(whole));
      return;
    }
    if (next.type != WendParser::NUMBER) return strange();
    const std::string_view code = text_ == "$" || text_ == "＄" ? "USD"
                                  : text_ == "€"                ? "EUR"
                                  : text_ == "£"                ? "GBP"
                                                                : "CNY";
    const bool has_unit = [&] {
      const auto amount = read_quantity(text_of(next));
      return amount && amount->unit != Unit::none;
    }();
    const std::string unit = has_unit ? std::string() : " " + std::string(code);
    sink_.report(codes::sign_of_money, {file_.id(), token_.begin, next.end})
        .with(std::string(text_of(next)) + unit)
        .suggest({{span_, ""}, {{file_.id(), next.end, next.end}, unit}});
  }

  // `3~5` is a range, `~payroll_customer` a denial.
  void wave() {
    const std::uint16_t before = neighbour(-1).type;
    const bool value = before == WendParser::NUMBER || before == WendParser::WORD || before == WendParser::DATE ||
                       before == WendParser::TIME || before == WendParser::RIGHT_PARENTHESIS;
    const bool denial = !value || keyword(neighbour(-1));
    if (denial && text_ == "~") return respell(WendParser::EN_NOT, "not");
    respell(WendParser::RANGE, "..");
  }

  void no_operator() { sink_.report(codes::no_such_operator, span_).with(text_); }

  void percent_sign() {
    const bool between = neighbour(-1).type == WendParser::WORD && neighbour(1).type == WendParser::NUMBER;
    between ? no_operator() : strange();
  }

  void question() {
    sink_.report(codes::foreign_choice, span_).with(text_).with("choose { when … then … otherwise … }");
  }

  void comment() {
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

  // Each line of `/* … */` as a comment of its own; what stands behind it goes to a line of its own too.
  std::vector<diagnostics::Edit> lines_of_comment() const {
    std::vector<diagnostics::Edit> edits{{{file_.id(), token_.begin, token_.begin + 2}, "//"}};
    for (std::uint32_t at = token_.begin; at < token_.end; ++at) {
      if (file_.text()[at] == '\n') edits.push_back({{file_.id(), at + 1, at + 1}, "// "});
    }
    const Token& next = neighbour(1);
    const bool last_on_line = next.type == 0 || next.first_on_line;
    edits.push_back({{file_.id(), token_.end - 2, token_.end}, last_on_line ? "" : "\n"});
    return edits;
  }

  [[nodiscard]] bool keyword(const Token& token) const {
    return token.type == WendParser::WORD && find_keyword(text_of(token)) != nullptr;
  }

  // `短信。问候语` is a path, and a full stop elsewhere ends nothing.
  void separator() {
    const Token& next = neighbour(1);
    const bool path = text_ == "。" && neighbour(-1).type == WendParser::WORD && next.type == WendParser::WORD &&
                      follows_at_once(neighbour(-1)) && next.begin == token_.end;
    if (path) return respell(WendParser::DOT, ".");
    // Between arguments it stands for a comma.
    if (is_inside_parentheses()) return respell(WendParser::COMMA, ",");
    sink_.report(codes::no_separator, span_).with(text_).suggest(span_, "");
  }

  [[nodiscard]] bool is_inside_parentheses() const {
    std::size_t closed = 0;
    for (std::size_t i = position_; i-- > 0;) {
      const std::uint16_t type = raw_[i].type;
      if (type == WendParser::RIGHT_PARENTHESIS) ++closed;
      if (type == WendParser::LEFT_BRACE || type == WendParser::RIGHT_BRACE) return false;
      if (type == WendParser::LEFT_PARENTHESIS && closed-- == 0) return true;
    }
    return false;
  }

  // Which bracket goes with this one; the number of raw tokens where none does.
  [[nodiscard]] std::size_t partner(std::ptrdiff_t direction) const {
    std::ptrdiff_t depth = 0;
    for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(position_); i >= 0 && i < std::ssize(raw_); i += direction) {
      const std::uint16_t type = raw_[static_cast<std::size_t>(i)].type;
      if (type == WendParser::LEFT_BRACKET) depth += direction;
      if (type == WendParser::RIGHT_BRACKET) depth -= direction;
      if (depth == 0) return static_cast<std::size_t>(i);
    }
    return raw_.size();
  }

  // `tier in [gold]` is a set, `holdings[0]` a position in a list.
  void left_bracket() {
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

  // The one that goes with a `[` is part of the same mistake.
  void right_bracket() {
    push(WendParser::RIGHT_BRACE);
    if (partner(-1) == raw_.size()) sink_.report(codes::square_brackets, span_).with(text_).suggest(span_, "}");
  }

  // `2.3.2026`: the day comes first, unless it cannot.
  void day_first() {
    const std::size_t cut = text_.find_last_of("./");
    const std::size_t first = text_.find_first_of("./");
    const std::string year(text_.substr(cut + 1));
    const std::string one(text_.substr(0, first));
    const std::string other(text_.substr(first + 1, cut - first - 1));
    const auto european = read_date(year + "-" + other + "-" + one);
    const auto american = read_date(year + "-" + one + "-" + other);
    const auto& day = european ? european : american;
    push(WendParser::DATE, Slip::unclear);
    if (!day) {
      sink_.report(codes::no_such_date, span_).with(text_);
      return;
    }
    diagnostics::Report report = sink_.report(codes::date_form, span_).with(to_text(*day));
    report.suggest(span_, to_text(*day), diagnostics::Applicability::unsafe);
    if (european && american && to_text(*european) != to_text(*american)) {
      report.suggest(span_, to_text(*american), diagnostics::Applicability::unsafe);
    }
  }

  void date() {
    const std::size_t first = text_.find_first_of("./");
    if (first != std::string_view::npos && first < 3) return day_first();
    const auto day = read_date(text_);
    push(WendParser::DATE, day ? Slip::mended : Slip::unclear);
    if (day) {
      sink_.report(codes::date_form, span_).with(to_text(*day)).suggest(span_, to_text(*day));
    } else {
      sink_.report(codes::no_such_date, span_).with(text_);
    }
  }

  void time() {
    const auto clock = read_time_of_day(text_);
    push(WendParser::TIME, clock ? Slip::mended : Slip::unclear);
    if (clock) {
      sink_.report(codes::time_form, span_).with(to_text(*clock)).suggest(span_, to_text(*clock));
    } else {
      sink_.report(codes::no_such_time, span_).with(text_);
    }
  }

  void moment() {
    const auto middle = static_cast<std::uint32_t>(text_.find('T'));
    const std::string right = std::string(text_.substr(0, middle)) + " " + std::string(text_.substr(middle + 1, 5));
    push(WendParser::DATE, Slip::mended, token_.begin, token_.begin + middle);
    if (read_time_of_day(text_.substr(middle + 1, 5))) {
      push(WendParser::TIME, Slip::mended, token_.begin + middle + 1, token_.begin + middle + 6);
    }
    sink_.report(codes::moment_form, span_).with(right).suggest(span_, right, diagnostics::Applicability::unsafe);
  }

  void quotes() {
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

  void unclosed(Code code, std::size_t type) {
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

  // A quote that closes other texts than the one that it was meant to close; the size of the text where there is none.
  [[nodiscard]] std::size_t wrong_end() const {
    const std::size_t opened = text_.starts_with('"') ? 1 : std::string_view("“").size();
    std::size_t found = text_.size();
    for (const std::string_view mark :
         {std::string_view("“"), std::string_view("”"), std::string_view("＂"), std::string_view("\"")}) {
      found = std::min(found, text_.find(mark, opened));
    }
    return std::min(found, text_.size());
  }

  void strange() {
    if (text_ == "→") return respell(WendParser::ARROW, "->");
    sink_.report(codes::strange_character, span_).with(text_);
  }

  const source::SourceFile& file_;
  std::span<const Token> raw_;
  std::size_t position_;
  const Token& token_;
  Span span_;
  std::string_view text_;
  diagnostics::Sink& sink_;
  std::vector<Token>& tokens_;
};

}  // namespace

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
