#include "compiler/syntax/expectations.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/foreign/idioms.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/outline.hpp"
#include "compiler/syntax/quantities.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Applicability;
using diagnostics::Code;
namespace codes = diagnostics::codes;

// Of so few tokens that could stand in a place, one may be named.
constexpr std::size_t kFew = 8;

class Expectation {
 public:
  explicit Expectation(const FaultPlace& place) : place_(place) {}

  bool expected_token() {
    if (expects(WendParser::EQUAL)) {
      report_equal();
    } else if (expects(WendParser::LEFT_PARENTHESIS) && place_.expected().size() <= 2) {
      const Span called = place_.span(place_.begin_of_value(at()), at() - 1);
      place_.report(codes::expected_arguments, called).with(place_.text(called)).suggest(place_.after(at() - 1), "()");
    } else if (expects(WendParser::COMMA) && place_.expected().size() <= kFew) {
      report(codes::expected_comma).suggest(place_.after(at() - 1), ",", Applicability::unsafe);
    } else if (expects(WendParser::LEFT_BRACE) && place_.expected().size() <= kFew) {
      report_block();
    } else {
      return place_.expected().size() <= kFew && report_expected_literal();
    }
    return true;
  }

  // A word or a sign that joins a name and what it stands for in other languages, or nothing at all.
  void report_equal() {
    constexpr std::array joining = {"where", "is", "when", "as",   ":",     "->", "其中",
                                    "为",    "是", "当",   "如下", "means", "to", "成"};
    diagnostics::Report fault = report(codes::expected_equal);
    if (std::find(joining.begin(), joining.end(), text(at())) != joining.end()) {
      fault.suggest(span(at()), "=");
    } else {
      fault.suggest(place_.before(at()), "= ");
    }
  }

  bool report_expected_literal() {
    if (expects(WendParser::SPAN)) {
      report_span();
    } else if (expects(WendParser::INTEGER)) {
      report_number();
    } else if (expects(WendParser::PERCENT)) {
      report_percentage();
    } else if (expects(WendParser::TEXT)) {
      diagnostics::Report fault = report(codes::expected_text);
      if (place_.is_name(at())) fault.suggest(span(at()), '"' + std::string(text(at())) + '"');
    } else if (expects(WendParser::DATE)) {
      report(codes::expected_date);
    } else if (expects(WendParser::TIME)) {
      report_time();
    } else {
      return false;
    }
    return true;
  }

  void report_number() {
    diagnostics::Report fault = report(codes::expected_number).with("3");
    const bool version = type(at()) == WendParser::WORD && (text(at())[0] == 'v' || text(at())[0] == 'V');
    const std::string_view written = type(at()) == WendParser::TEXT || version ? text(at()).substr(1) : text(at());
    const std::string digits(written.substr(0, std::min(end_of_digits(written), written.find('.'))));
    const bool number = version || type(at()) == WendParser::TEXT || type(at()) == WendParser::DECIMAL ||
                        type(at()) == WendParser::PERCENT || type(at()) == WendParser::SPAN;
    if (number && !digits.empty()) fault.suggest(span(at()), digits, Applicability::unsafe);
  }

  void report_percentage() {
    diagnostics::Report fault = report(codes::expected_percentage);
    if (type(at()) == WendParser::INTEGER) fault.suggest(place_.after(at()), "%", Applicability::unsafe);
    const std::string_view written = text(at());
    if (type(at()) != WendParser::DECIMAL || !written.starts_with("0.") || written.size() > 4) return;
    const std::string hundredths = (std::string(written.substr(2)) + "0").substr(0, 2);
    fault.suggest(span(at()), (hundredths.starts_with('0') ? hundredths.substr(1) : hundredths) + "%",
                  Applicability::unsafe);
  }

  void report_time() {
    diagnostics::Report fault = report(codes::expected_time);
    if (place_.is_name(at()) && at() > 0) fault.suggest(place_.after(at() - 1), " 09:00", Applicability::unsafe);
    const std::string_view written = text(at());
    if (type(at()) == WendParser::DECIMAL && written.size() == 5 && read_time_of_day(written)) {
      fault.suggest(span(at()), to_text(*read_time_of_day(written)), Applicability::unsafe);
    }
    const std::string hour(text(at()));
    if (type(at()) != WendParser::INTEGER || hour.size() > 2 || (hour.size() == 2 && hour > "23")) return;
    fault.suggest(span(at()), (hour.size() == 1 ? "0" : "") + hour + ":00", Applicability::unsafe);
  }

  // `30 mins`, `3-days`
  bool report_span_in_other_words() {
    if (type(at()) != WendParser::INTEGER || at() + 1 >= place_.size()) return false;
    const bool hyphen = type(at() + 1) == WendParser::MINUS;
    const std::size_t last = at() + (hyphen ? 2 : 1);
    if (!place_.is_name(last)) return false;
    std::string right = std::string(text(at())) + " " + std::string(text(last));
    if (const auto unit = foreign(ForeignUse::unit, text(last)))
      right = std::string(text(at())) + " " + std::string(*unit);
    if (!read_quantity(right)) return false;
    const Span words = place_.span(at(), last);
    place_.report(codes::foreign_word, words).with(place_.text(words)).with(right).suggest(words, right);
    return true;
  }

  void report_span() {
    if (report_span_in_other_words()) return;
    diagnostics::Report fault = report(codes::expected_span);
    const bool chinese = static_cast<unsigned char>(text(at() > 0 ? at() - 1 : 0).front()) >= 0x80;
    const bool unit_follows = type(at() + 1) == WendParser::WORD && !place_.token(at() + 1).first_on_line;
    if (type(at()) == WendParser::INTEGER && !unit_follows) {
      fault.suggest(place_.after(at()), chinese ? "天" : text(at()) == "1" ? " day" : " days", Applicability::unsafe);
    }
  }

  // What follows on the line, up to a bracket that closes, is what the braces were to hold.
  void report_block() {
    // Only `when` has a condition.
    if (at() > 0 && (type(at() - 1) == WendParser::EN_OTHERWISE || type(at() - 1) == WendParser::ZH_OTHERWISE) &&
        place_.is_name(at())) {
      const bool chinese = type(at() - 1) == WendParser::ZH_OTHERWISE;
      return report_respelling(place_, at() - 1, chinese ? "当" : "when");
    }
    diagnostics::Report fault = report(codes::expected_block).with("{");
    if (place_.token(at()).first_on_line || is_closing_bracket(place_.token(at()))) return;
    std::size_t last = at();
    const bool then = type(at()) == WendParser::EN_THEN || type(at()) == WendParser::ZH_THEN_EVENT ||
                      type(at()) == WendParser::ZH_THEN_VALUE;
    for (std::size_t depth = 0; last + 1 < place_.size() && !place_.token(last + 1).first_on_line; ++last) {
      if (is_opening_bracket(place_.token(last))) ++depth;
      if (depth == 0 && begins_branch(type(last + 1))) break;
      if (is_closing_bracket(place_.token(last + 1)) && depth-- == 0) break;
    }
    if (place_.rule() == WendParser::RulePolicyClause) last = place_.end_of_value(at()) - 1;
    const Span front = then ? span(at()) : place_.before(at());
    fault.suggest({{front, then ? "{" : "{ "}, {place_.after(last), " }"}}, Applicability::unsafe);
  }

  static bool begins_branch(std::uint16_t type) {
    constexpr std::array words = {WendParser::EN_WHEN,      WendParser::ZH_WHEN,    WendParser::EN_OTHERWISE,
                                  WendParser::ZH_OTHERWISE, WendParser::EN_UNKNOWN, WendParser::ZH_UNKNOWN,
                                  WendParser::EN_TIMEOUT,   WendParser::ZH_TIMEOUT};
    return std::find(words.begin(), words.end(), type) != words.end();
  }

  void report_name() {
    if (is_reserved_token(type(at()))) {
      report(codes::reserved_name).suggest(span(at()), "`" + std::string(text(at())) + "`");
      return;
    }
    diagnostics::Report fault = report(codes::expected_name);
    const bool number = type(at()) >= WendParser::INTEGER && type(at()) <= WendParser::DISTANCE;
    if (number) fault.suggest(span(at()), "`" + std::string(text(at())) + "`");
    if (type(at()) != WendParser::TEXT) return;
    const std::string name = unquoted();
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
    });
    fault.suggest(span(at()), plain && find_keyword(name) == nullptr ? name : "`" + name + "`");
  }

  // Of a text between plain quotes.
  [[nodiscard]] std::string unquoted() const {
    const std::string_view quoted = text(at());
    return quoted.starts_with('"') ? std::string(quoted.substr(1, quoted.size() - 2)) : std::string(quoted);
  }

 private:
  [[nodiscard]] std::size_t at() const { return place_.at(); }
  [[nodiscard]] std::uint16_t type(std::size_t i) const { return place_.type(i); }
  [[nodiscard]] Span span(std::size_t i) const { return place_.span(i); }
  [[nodiscard]] std::string_view text(std::size_t i) const { return place_.text(i); }
  [[nodiscard]] bool expects(std::size_t token) const { return is_expected(place_, token); }
  diagnostics::Report report(Code code) { return place_.report(code, span(at())).with(text(at())); }

  const FaultPlace& place_;
};

}  // namespace

bool report_expected_token(const FaultPlace& place) {
  return Expectation(place).expected_token();
}

void report_expected_block(const FaultPlace& place) {
  Expectation(place).report_block();
}

void report_expected_name(const FaultPlace& place) {
  Expectation(place).report_name();
}

void report_expected_span(const FaultPlace& place) {
  Expectation(place).report_span();
}

void report_expected_number(const FaultPlace& place) {
  Expectation(place).report_number();
}

void report_expected_percentage(const FaultPlace& place) {
  Expectation(place).report_percentage();
}

}  // namespace wend::syntax
