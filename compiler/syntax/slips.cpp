#include "compiler/syntax/slips.hpp"

#include <WendParser.h>

#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/quantities.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Code;
namespace codes = diagnostics::codes;

class Mender {
 public:
  Mender(const source::SourceFile& file, const Token& token, diagnostics::Sink& sink, std::vector<Token>& tokens)
      : token_(token),
        span_{file.id(), token.begin, token.end},
        text_(file.text(span_)),
        sink_(sink),
        tokens_(tokens) {}

  void run() {
    switch (token_.type) {
      case WendParser::DOUBLE_EQUAL: return respell(WendParser::EQUAL, "=");
      case WendParser::SWAPPED_OPERATOR: return swapped();
      case WendParser::ANGLES: return respell(WendParser::NOT_EQUAL, "!=");
      case WendParser::AMPERSANDS: return respell(WendParser::EN_AND, "and");
      case WendParser::BARS: return respell(WendParser::EN_OR, "or");
      case WendParser::EXCLAMATION: return respell(WendParser::EN_NOT, "not");
      case WendParser::SEMICOLON: return separator();
      case WendParser::LEFT_BRACKET: return bracket(WendParser::LEFT_BRACE, "{");
      case WendParser::RIGHT_BRACKET: return bracket(WendParser::RIGHT_BRACE, "}");
      case WendParser::LOOSE_DATE: return date();
      case WendParser::LOOSE_TIME: return time();
      case WendParser::JOINED_MOMENT: return moment();
      case WendParser::SINGLE_QUOTED: return quotes();
      case WendParser::UNCLOSED_TEXT: return unclosed(codes::unclosed_text, WendParser::TEXT);
      case WendParser::UNCLOSED_NAME: return unclosed(codes::unclosed_name, WendParser::QUOTED);
      case WendParser::PERCENT_SIGN:
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
    sink_.report(codes::operator_spelling, span_).with(text_).with(right).suggest(span_, std::string(right));
  }

  void swapped() {
    const bool less = text_.ends_with('<') || text_.ends_with("＜");
    respell(less ? WendParser::LESS_OR_EQUAL : WendParser::GREATER_OR_EQUAL, less ? "<=" : ">=");
  }

  void separator() { sink_.report(codes::no_separator, span_).with(text_).suggest(span_, ""); }

  void bracket(std::size_t type, std::string_view right) {
    push(type);
    // The one that closes is part of the same mistake.
    if (type == WendParser::LEFT_BRACE) {
      sink_.report(codes::square_brackets, span_).with(text_).suggest(span_, std::string(right));
    }
  }

  void date() {
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
    const std::size_t quote = text_.starts_with('\'') ? 1 : std::string_view("‘").size();
    const std::string right = '"' + std::string(text_.substr(quote, text_.size() - 2 * quote)) + '"';
    sink_.report(codes::single_quotes, span_).with(right).suggest(span_, right);
  }

  void unclosed(Code code, std::size_t type) {
    push(type, Slip::unclear);
    sink_.report(code, span_);
  }

  void strange() { sink_.report(codes::strange_character, span_).with(text_); }

  const Token& token_;
  Span span_;
  std::string_view text_;
  diagnostics::Sink& sink_;
  std::vector<Token>& tokens_;
};

}  // namespace

void mend(const source::SourceFile& file, const Token& token, diagnostics::Sink& sink, std::vector<Token>& tokens) {
  Mender(file, token, sink, tokens).run();
}

}  // namespace wend::syntax
