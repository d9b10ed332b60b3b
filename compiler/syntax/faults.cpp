#include "compiler/syntax/faults.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/fault_place.hpp"
#include "compiler/syntax/foreign/idioms.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/missing_words.hpp"
#include "compiler/syntax/outline.hpp"
#include "compiler/syntax/quantities.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Applicability;
using diagnostics::Code;
namespace codes = diagnostics::codes;

// Of so few tokens that could stand in a place, one may be named.
constexpr std::size_t kFew = 8;

class FaultReporter {
 public:
  FaultReporter(const source::SourceFile& file, std::span<const Token> tokens, const Failure& failure,
                diagnostics::Sink& sink)
      : file_(file), tokens_(tokens), failure_(failure), sink_(sink), place_(file, tokens, failure, sink) {}

  void run() {
    if (tokens_.empty()) return;
    if (failure_.token >= tokens_.size()) {
      if (report_missing_word(place_)) return;
      sink_.report(codes::unfinished, span(tokens_.size() - 1)).with(text(tokens_.size() - 1));
      return;
    }
    if (report_idiom(place_) || report_known_mistake()) return;
    if (report_nearest_in_front() || report_missing_word(place_) || report_only_word()) return;
    report_expectation();
  }

 private:
  [[nodiscard]] std::size_t at() const { return failure_.token; }
  [[nodiscard]] std::uint16_t type(std::size_t i) const { return i < tokens_.size() ? tokens_[i].type : 0; }
  [[nodiscard]] Span span(std::size_t i) const { return {file_.id(), tokens_[i].begin, tokens_[i].end}; }
  [[nodiscard]] std::string_view text(std::size_t i) const { return file_.text(span(i)); }
  [[nodiscard]] std::size_t rule() const { return failure_.rules.empty() ? 0 : failure_.rules.front(); }
  [[nodiscard]] bool expects(std::size_t token) const {
    return std::find(failure_.expected.begin(), failure_.expected.end(), token) != failure_.expected.end();
  }

  diagnostics::Report report(Code code) { return sink_.report(code, span(at())).with(text(at())); }

  bool report_known_mistake() {
    if (at() > 0 && type(at() - 1) == WendParser::EN_IS) {
      report(codes::is_what);
      return true;
    }
    return report_glued_words();
  }

  // 且等级: a Chinese word of the language with a name glued to it.
  bool report_glued_words() {
    if (type(at()) != WendParser::WORD) return false;
    const std::string word = to_nfc(text(at()));
    std::size_t longest = 0;
    for (std::size_t offset = 0; offset < word.size();) {
      next_code_point(word, offset);
      const bool chinese = static_cast<unsigned char>(word.front()) >= 0x80;
      if (chinese && offset < word.size() && find_keyword(std::string_view(word).substr(0, offset)) != nullptr) {
        longest = offset;
      }
    }
    if (longest == 0) return false;
    const std::string apart = word.substr(0, longest) + " " + word.substr(longest);
    report(codes::glued_words).with(apart).suggest(span(at()), apart, diagnostics::Applicability::unsafe);
    return true;
  }

  // `withn 3 days`, `otherwize 1`: a word that is nearly one of those that could stand here. At the beginning of a line
  // it is one that begins a clause or a step, and is said to be none.
  bool report_nearest_in_front() {
    const bool word = place_.is_name(at()) && type(at()) != WendParser::QUOTED && text(at()).size() > 2;
    if (!word) return false;
    if (tokens_[at()].first_on_line && !place_.is_within(WendParser::RulePattern)) return false;
    const std::vector<std::string_view> words = long_words(words_behind_a_value());
    // A word of the language is another one only where nothing else could be meant.
    constexpr std::size_t kOneWord = 2;  // in English and in Chinese
    if (type(at()) != WendParser::WORD && words.size() > kOneWord) return false;
    const auto near = diagnostics::nearest(text(at()), words, 1);
    if (near.empty()) return false;
    const bool clause = tokens_[at()].first_on_line && place_.is_within(WendParser::RuleJourneyDeclaration);
    report(clause ? codes::expected_clause : codes::unexpected)
        .suggest(span(at()), std::string(near.front()), Applicability::unsafe);
    return true;
  }

  // `if passed stop`: one word alone can stand here, in either language.
  bool report_only_word() {
    const std::vector<std::string_view> words = expected_words();
    const bool only = !words.empty() && words.size() == failure_.expected.size() && words.size() <= 2;
    const bool word_of_none = type(at()) == WendParser::WORD || type(at()) == WendParser::EN_EACH;
    if (!only || !word_of_none || tokens_[at()].first_on_line) return false;
    const bool chinese = static_cast<unsigned char>(text(0).front()) >= 0x80;
    const auto own = std::find_if(words.begin(), words.end(), [&](std::string_view word) {
      return (static_cast<unsigned char>(word.front()) >= 0x80) == chinese;
    });
    const std::string_view word = own == words.end() ? words.front() : *own;
    sink_.report(codes::foreign_word, span(at()))
        .with(text(at()))
        .with(word)
        .suggest(span(at()), std::string(word), Applicability::unsafe);
    return true;
  }

  // Behind a complete value the parser knows of nothing more: what could have gone on with it.
  [[nodiscard]] std::vector<std::string_view> words_behind_a_value() const {
    if (rule() == WendParser::RuleChooseValue) return {"when", "otherwise", "unknown", "否则", "未知"};
    if (rule() != WendParser::RuleDeclaration) return expected_words();
    return {"and",    "contains", "starts with", "default", "is known", "is missing",
            "within", "where",    "when",        "over",    "then"};
  }

  // Of words of one or two letters each is near to each.
  static std::vector<std::string_view> long_words(std::vector<std::string_view> words) {
    std::erase_if(words, [](std::string_view word) { return word.size() < 3; });
    return words;
  }

  void report_expectation() {
    if (report_expected_token()) return;
    switch (rule()) {
      case WendParser::RuleDeclaration:
      case WendParser::RuleModuleHead:
      case WendParser::RuleWholeExpression: return report_end();
      case WendParser::RuleName:
      case WendParser::RulePath:
      case WendParser::RuleParameter: return report_name();
      case WendParser::RuleJourneyDeclaration:
        return is_body_open() ? report_clause(codes::expected_clause) : report_block();
      case WendParser::RulePolicyDeclaration:
        return is_body_open() ? report_clause(codes::expected_policy_clause) : report_block();
      case WendParser::RuleTestDeclaration:
        return is_body_open() ? report_clause(codes::expected_test_clause) : report_block();
      case WendParser::RuleJourneyClause: return report_clause(codes::expected_clause);
      case WendParser::RulePolicyClause: return report_clause(codes::expected_policy_clause);
      case WendParser::RuleTestClause: return report_clause(codes::expected_test_clause);
      case WendParser::RuleBlock:
      case WendParser::RuleStep: return report_clause(codes::expected_step);
      case WendParser::RulePattern:
      case WendParser::RuleAlternative: report(codes::expected_pattern); return;
      case WendParser::RuleSpan: return report_span();
      case WendParser::RuleExpression:
      case WendParser::RuleTerm:
      case WendParser::RuleValue:
      case WendParser::RuleOperand:
      case WendParser::RuleLiteral:
      case WendParser::RuleArgument:
      case WendParser::RuleQuantity: return report_value();
      default: report(codes::unexpected);
    }
  }

  // A clause's first word was right where the fault is not at it: then something in it cannot stand there.
  void report_clause(Code code) {
    if (at() > 0 && asks_for_span(type(at() - 1))) return report_span();
    const bool complete =
        at() > 0 && (tokens_[at()].first_on_line || rule() == WendParser::RuleBlock || is_container());
    if (complete) {
      report_with_nearest(code, beginning_words(code));
    } else {
      report(codes::unexpected);
    }
  }

  static bool asks_for_span(std::uint16_t type) {
    constexpr std::array words = {WendParser::EN_WAIT,  WendParser::ZH_WAIT,    WendParser::EN_AFTER,
                                  WendParser::ZH_AFTER, WendParser::EN_EVERY,   WendParser::ZH_EVERY_SPAN,
                                  WendParser::EN_PER,   WendParser::ZH_PER_SPAN};
    return std::find(words.begin(), words.end(), type) != words.end();
  }

  void report_with_nearest(Code code, const std::vector<std::string_view>& words) {
    diagnostics::Report fault = report(code);
    if (!place_.is_name(at()) || text(at()).size() < 3) return;
    for (const std::string_view word : diagnostics::nearest(text(at()), long_words(words), 1)) {
      fault.suggest(span(at()), std::string(word), diagnostics::Applicability::unsafe);
    }
  }

  // `30 mins`, `3-days`
  bool report_span_in_other_words() {
    if (type(at()) != WendParser::INTEGER || at() + 1 >= tokens_.size()) return false;
    const bool hyphen = type(at() + 1) == WendParser::MINUS;
    const std::size_t last = at() + (hyphen ? 2 : 1);
    if (!place_.is_name(last)) return false;
    std::string right = std::string(text(at())) + " " + std::string(text(last));
    if (const auto unit = foreign(ForeignUse::unit, text(last)))
      right = std::string(text(at())) + " " + std::string(*unit);
    if (!read_quantity(right)) return false;
    const Span words = place_.span(at(), last);
    sink_.report(codes::foreign_word, words).with(file_.text(words)).with(right).suggest(words, right);
    return true;
  }

  // The words that could stand here.
  [[nodiscard]] std::vector<std::string_view> expected_words() const {
    std::vector<std::string_view> words;
    for (const std::size_t token : failure_.expected) {
      const std::vector<std::string_view> spellings = spellings_of(static_cast<std::uint16_t>(token));
      words.insert(words.end(), spellings.begin(), spellings.end());
    }
    return words;
  }

  // Where the parser does not know which words begin a step, or a clause: those that do, or any.
  [[nodiscard]] std::vector<std::string_view> beginning_words(Code code) const {
    std::vector<std::string_view> words = expected_words();
    if (!words.empty()) return words;
    if (code != codes::expected_step) return all_keywords();
    constexpr std::array steps = {
        WendParser::EN_SEND,    WendParser::ZH_SEND,   WendParser::EN_PLACE,     WendParser::ZH_PLACE,
        WendParser::EN_ASSIGN,  WendParser::ZH_ASSIGN, WendParser::EN_GRANT,     WendParser::ZH_GRANT,
        WendParser::EN_SET,     WendParser::ZH_SET,    WendParser::EN_EMIT,      WendParser::ZH_EMIT,
        WendParser::EN_WAIT,    WendParser::ZH_WAIT,   WendParser::EN_CHOOSE,    WendParser::ZH_CHOOSE,
        WendParser::EN_SPLIT,   WendParser::ZH_SPLIT,  WendParser::EN_REPEAT,    WendParser::ZH_REPEAT,
        WendParser::EN_EACH,    WendParser::ZH_EACH,   WendParser::EN_START,     WendParser::ZH_START,
        WendParser::EN_STOP,    WendParser::ZH_STOP,   WendParser::EN_SEEN,      WendParser::ZH_SEEN,
        WendParser::EN_WHEN,    WendParser::ZH_WHEN,   WendParser::EN_OTHERWISE, WendParser::ZH_OTHERWISE,
        WendParser::EN_TIMEOUT, WendParser::ZH_TIMEOUT};
    for (const std::size_t token : steps) {
      const std::vector<std::string_view> spellings = spellings_of(static_cast<std::uint16_t>(token));
      words.insert(words.end(), spellings.begin(), spellings.end());
    }
    return words;
  }

  [[nodiscard]] bool is_container() const {
    return rule() == WendParser::RuleJourneyDeclaration || rule() == WendParser::RulePolicyDeclaration ||
           rule() == WendParser::RuleTestDeclaration;
  }

  void report_end() {
    if (tokens_[at()].first_on_line && rule() == WendParser::RuleDeclaration) {
      report_with_nearest(codes::expected_declaration, declaration_words());
    } else {
      report(codes::unexpected);
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
    if (tokens_[at()].first_on_line || is_closing_bracket(tokens_[at()])) return;
    std::size_t last = at();
    const bool then = type(at()) == WendParser::EN_THEN || type(at()) == WendParser::ZH_THEN_EVENT ||
                      type(at()) == WendParser::ZH_THEN_VALUE;
    for (std::size_t depth = 0; last + 1 < tokens_.size() && !tokens_[last + 1].first_on_line; ++last) {
      if (is_opening_bracket(tokens_[last])) ++depth;
      if (depth == 0 && begins_branch(type(last + 1))) break;
      if (is_closing_bracket(tokens_[last + 1]) && depth-- == 0) break;
    }
    if (rule() == WendParser::RulePolicyClause) last = place_.end_of_value(at()) - 1;
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

  void report_span() {
    if (report_span_in_other_words()) return;
    diagnostics::Report fault = report(codes::expected_span);
    const bool chinese = static_cast<unsigned char>(text(at() > 0 ? at() - 1 : 0).front()) >= 0x80;
    const bool unit_follows = type(at() + 1) == WendParser::WORD && !tokens_[at() + 1].first_on_line;
    if (type(at()) == WendParser::INTEGER && !unit_follows) {
      fault.suggest(place_.after(at()), chinese ? "天" : text(at()) == "1" ? " day" : " days", Applicability::unsafe);
    }
  }

  void report_value() {
    const bool follows_value = at() > 0 && rule() == WendParser::RuleLiteral;
    report(follows_value ? codes::unexpected : codes::expected_expression);
  }

  [[nodiscard]] bool is_body_open() const {
    return std::any_of(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(at()),
                       [](const Token& token) { return token.type == WendParser::LEFT_BRACE; });
  }

  bool report_expected_token() {
    if (expects(WendParser::EQUAL)) {
      report_equal();
    } else if (expects(WendParser::LEFT_PARENTHESIS) && failure_.expected.size() <= 2) {
      const Span called = place_.span(place_.begin_of_value(at()), at() - 1);
      sink_.report(codes::expected_arguments, called).with(file_.text(called)).suggest(place_.after(at() - 1), "()");
    } else if (expects(WendParser::COMMA) && failure_.expected.size() <= kFew) {
      report(codes::expected_comma).suggest(place_.after(at() - 1), ",", Applicability::unsafe);
    } else if (expects(WendParser::LEFT_BRACE) && failure_.expected.size() <= kFew) {
      report_block();
    } else {
      return failure_.expected.size() <= kFew && report_expected_literal();
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

  const source::SourceFile& file_;
  std::span<const Token> tokens_;
  const Failure& failure_;
  diagnostics::Sink& sink_;
  FaultPlace place_;
};

}  // namespace

void report_fault(const source::SourceFile& file, std::span<const Token> tokens, const Failure& failure,
                  diagnostics::Sink& sink) {
  FaultReporter(file, tokens, failure, sink).run();
}

void report_stray(const source::SourceFile& file, std::span<const Token> tokens, diagnostics::Sink& sink) {
  Failure failure;
  failure.rules = {WendParser::RuleDeclaration};
  std::vector<Token> alone(tokens.begin(), tokens.end());
  alone.front().first_on_line = true;
  report_fault(file, alone, failure, sink);
}

}  // namespace wend::syntax
