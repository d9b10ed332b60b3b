#include "compiler/syntax/tokenize.hpp"

#include <WendParser.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/foreign/quantities_meant.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/lexer.hpp"
#include "compiler/syntax/quantities.hpp"
#include "compiler/syntax/slips.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
namespace codes = diagnostics::codes;

std::uint16_t type_of(const Quantity& quantity) {
  if (quantity.unit == Unit::none) return quantity.is_integer() ? WendParser::INTEGER : WendParser::DECIMAL;
  if (quantity.unit == Unit::percent) return WendParser::PERCENT;
  if (quantity.unit == Unit::currency) return WendParser::MONEY;
  return quantity.is_distance() ? WendParser::DISTANCE : WendParser::SPAN;
}

class Tokenizer {
 public:
  Tokenizer(const source::SourceFile& file, std::vector<Token> raw, diagnostics::Sink& sink)
      : file_(file), raw_(std::move(raw)), sink_(sink) {
    tokens_.reserve(raw_.size());
  }

  std::vector<Token> run() {
    while (next_ < raw_.size()) {
      const Token& token = raw_[next_];
      if (token.type == WendParser::WORD) {
        word(token);
      } else if (token.type == WendParser::NUMBER) {
        number(join_groups(token));
      } else {
        sign(token);
      }
    }
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] std::string_view text(std::uint32_t begin, std::uint32_t end) const {
    return file_.text({file_.id(), begin, end});
  }
  [[nodiscard]] std::string_view text(const Token& token) const { return text(token.begin, token.end); }
  [[nodiscard]] Span span(const Token& token) const { return {file_.id(), token.begin, token.end}; }

  void sign(const Token& token) {
    ++next_;
    if (opens(token.type)) brackets_.push_back(token.type);
    if (closes(token.type) && !brackets_.empty()) brackets_.pop_back();
    const std::size_t before = tokens_.size();
    mend(file_, raw_, next_ - 1, sink_, tokens_);
    if (tokens_.size() == before) drop(token);
  }

  // Of a token that has no meaning, what it upsets around it is remembered.
  void drop(const Token& token) {
    const Slip slip = slip_of_dropped(token.type);
    if (!tokens_.empty()) {
      tokens_.back().slip = std::max(tokens_.back().slip, slip);
    } else if (next_ < raw_.size()) {
      raw_[next_].slip = slip;
    }
    if (next_ < raw_.size()) raw_[next_].first_on_line |= token.first_on_line;
  }

  static bool opens(std::uint16_t type) {
    return type == WendParser::LEFT_PARENTHESIS || type == WendParser::LEFT_BRACE || type == WendParser::LEFT_BRACKET;
  }
  static bool closes(std::uint16_t type) {
    return type == WendParser::RIGHT_PARENTHESIS || type == WendParser::RIGHT_BRACE ||
           type == WendParser::RIGHT_BRACKET;
  }

  void word(Token token) {
    const std::string normalised = to_nfc(text(token));
    if (const Keyword* keyword = find_keyword(normalised)) {
      token.type = keyword->token;
    } else if (split_glued_keyword(token)) {
      return;
    }
    tokens_.push_back(token);
    ++next_;
  }

  // `近30天`, `最多3次`: a keyword of the table, then a number with a unit. Nothing else that looks so is taken apart.
  bool split_glued_keyword(const Token& token) {
    const std::string_view whole = text(token);
    for (std::size_t offset = 0; offset < whole.size();) {
      const std::size_t begin = offset;
      if (!ascii_digit(next_code_point(whole, offset))) continue;
      const Keyword* keyword = find_keyword(whole.substr(0, begin));
      if (keyword == nullptr || !keyword->glued) return false;
      std::string_view rest = whole.substr(begin);
      if (const auto span_alone = without_inside(rest)) {
        const std::string right = std::string(whole.substr(0, begin)) + std::string(*span_alone);
        sink_.report(codes::foreign_word, span(token)).with(whole).with(right).suggest(span(token), right);
        rest = *span_alone;
      }
      const Keyword* after = find_keyword(rest.substr(end_of_digits(rest)));
      const auto quantity = read_quantity(rest);
      const bool fits = (quantity && quantity->is_span_of_time()) || (after != nullptr && after->after_number);
      if (!fits) return false;
      const auto middle = token.begin + static_cast<std::uint32_t>(begin);
      tokens_.push_back({keyword->token, token.first_on_line, Slip::none, token.begin, middle});
      number({WendParser::NUMBER, false, Slip::none, middle, middle + static_cast<std::uint32_t>(rest.size())});
      return true;
    }
    return false;
  }

  // A number and its unit are one token; the longest reading goes. Units may have two words: `3 business days`.
  void number(const Token& first) {
    constexpr std::size_t longest_unit = 2;
    const std::size_t from = next_ + 1;
    for (std::size_t words = std::min(longest_unit, raw_.size() - from) + 1; words-- > 0;) {
      const std::uint32_t end = words == 0 ? first.end : raw_[from + words - 1].end;
      if (words > 0 && !is_one_line_of_words(from, words)) continue;
      const auto quantity = read_quantity(text(first.begin, end));
      if (!quantity) continue;
      tokens_.push_back({type_of(*quantity), first.first_on_line, first.slip, first.begin, end});
      next_ = from + words;
      return;
    }
    next_ = from;
    glued(first);
  }

  [[nodiscard]] bool is_one_line_of_words(std::size_t from, std::size_t count) const {
    for (std::size_t i = from; i < from + count; ++i) {
      const bool fits = raw_[i].type == WendParser::WORD || raw_[i].type == WendParser::PERCENT_SIGN;
      // `3 AND …` is no amount of a currency AND.
      if (!fits || raw_[i].first_on_line || is_keyword_in_capitals(text(raw_[i]))) return false;
    }
    return true;
  }

  static bool is_keyword_in_capitals(std::string_view word) {
    const bool code = word.size() == 3 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
    return code && keyword_in_other_letters(word).has_value();
  }

  // `3次` is two words by the table; `5000元且` is a slip.
  void glued(const Token& token) {
    const std::string_view whole = text(token);
    const std::size_t digits = end_of_digits(whole);
    const Keyword* keyword = find_keyword(whole.substr(digits));
    if (keyword != nullptr && keyword->after_number) {
      split(token, digits, keyword->token);
      return;
    }
    const std::size_t unit_end = longest_quantity(whole, digits);
    Token name = token;
    name.type = WendParser::QUOTED;
    name.slip = Slip::unclear;
    tokens_.push_back(name);
    if (const auto meant = quantity_meant(whole)) {
      sink_.report(codes::foreign_word, span(token)).with(whole).with(*meant).suggest(span(token), *meant);
      return;
    }
    if (unit_end == digits && digits > 0 && !is_keyword(whole.substr(digits))) {
      sink_.report(codes::digit_name, span(token))
          .with(whole)
          .suggest(span(token), "`" + std::string(whole) + "`", diagnostics::Applicability::unsafe);
      return;
    }
    const std::string apart = std::string(whole.substr(0, unit_end)) + " " + std::string(whole.substr(unit_end));
    sink_.report(codes::glued_number, span(token))
        .with(whole)
        .with(apart)
        .suggest(span(token), apart, diagnostics::Applicability::unsafe);
  }

  static bool is_keyword(std::string_view word) { return find_keyword(word) != nullptr; }

  void split(const Token& token, std::size_t at, std::uint16_t second) {
    const auto middle = token.begin + static_cast<std::uint32_t>(at);
    const auto quantity = read_quantity(text(token.begin, middle));
    tokens_.push_back(
        {quantity ? type_of(*quantity) : token.type, token.first_on_line, token.slip, token.begin, middle});
    tokens_.push_back({second, false, Slip::none, middle, token.end});
  }

  static std::size_t longest_quantity(std::string_view whole, std::size_t digits) {
    std::size_t longest = digits;
    for (std::size_t offset = digits; offset < whole.size();) {
      next_code_point(whole, offset);
      if (offset < whole.size() && read_quantity(whole.substr(0, offset))) longest = offset;
    }
    return longest;
  }

  // `50,000 CNY`: groups of three digits with nothing between them but a comma. In a list of values (`{100,200}`) it is
  // taken for one number only where that cannot be two: three groups, or a unit after the last alone.
  Token join_groups(Token token) {
    std::size_t last = next_;
    while (last + 2 < raw_.size() && continues_number(last)) last += 2;
    if (last == next_) return token;
    const bool in_list = !brackets_.empty();
    const std::string_view final_group = text(raw_[last]);
    const bool has_unit = end_of_digits(final_group) < final_group.size() ||
                          (last + 1 < raw_.size() && is_one_line_of_words(last + 1, 1) &&
                           read_quantity(text(raw_[last].begin, raw_[last + 1].end)));
    if (in_list && last == next_ + 2 && !has_unit) return token;
    token.end = raw_[last].end;
    token.slip = Slip::mended;
    next_ = last;
    report_commas(token);
    return token;
  }

  [[nodiscard]] bool continues_number(std::size_t at) const {
    const Token& comma = raw_[at + 1];
    const Token& group = raw_[at + 2];
    if (comma.type != WendParser::COMMA || group.type != WendParser::NUMBER) return false;
    if (raw_[at].end != comma.begin || comma.end != group.begin) return false;
    const std::string_view before = text(raw_[at]);
    const std::size_t digits = end_of_digits(text(group));
    return end_of_digits(before) == before.size() && before.size() <= 3 && before.find('.') == std::string_view::npos &&
           (digits == 3 || (digits > 3 && text(group)[3] == '.'));
  }

  void report_commas(const Token& token) {
    std::string mended;
    for (const char c : text(token)) mended += c == ',' ? '_' : c;
    sink_.report(codes::comma_in_number, span(token)).with(mended).suggest(span(token), mended);
  }

  const source::SourceFile& file_;
  std::vector<Token> raw_;
  diagnostics::Sink& sink_;
  std::vector<Token> tokens_;
  std::vector<std::uint16_t> brackets_;
  std::size_t next_ = 0;
};

}  // namespace

TokenizedFile tokenize(const source::SourceFile& file, diagnostics::Sink& sink) {
  TokenizedFile result = lex(file);
  result.tokens = Tokenizer(file, std::move(result.tokens), sink).run();
  return result;
}

}  // namespace wend::syntax
