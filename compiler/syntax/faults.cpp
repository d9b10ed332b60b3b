#include "compiler/syntax/faults.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Code;
namespace codes = diagnostics::codes;

class FaultReporter {
 public:
  FaultReporter(const source::SourceFile& file, std::span<const Token> tokens, const Failure& failure,
                diagnostics::Sink& sink)
      : file_(file), tokens_(tokens), failure_(failure), sink_(sink) {}

  void run() {
    if (tokens_.empty()) return;
    if (failure_.token >= tokens_.size()) {
      sink_.report(codes::unfinished, span(tokens_.size() - 1)).with(text(tokens_.size() - 1));
      return;
    }
    if (!report_known_mistake()) report_expectation();
  }

 private:
  [[nodiscard]] std::size_t at() const { return failure_.token; }
  [[nodiscard]] std::uint16_t type(std::size_t i) const { return i < tokens_.size() ? tokens_[i].type : 0; }
  [[nodiscard]] Span span(std::size_t i) const { return {file_.id(), tokens_[i].begin, tokens_[i].end}; }
  [[nodiscard]] std::string_view text(std::size_t i) const { return file_.text(span(i)); }
  [[nodiscard]] std::size_t rule() const { return failure_.rules.empty() ? 0 : failure_.rules.front(); }
  [[nodiscard]] bool is_within(std::size_t rule) const {
    return std::find(failure_.rules.begin(), failure_.rules.end(), rule) != failure_.rules.end();
  }
  [[nodiscard]] bool expects(std::size_t token) const {
    return std::find(failure_.expected.begin(), failure_.expected.end(), token) != failure_.expected.end();
  }

  diagnostics::Report report(Code code) { return sink_.report(code, span(at())).with(text(at())); }

  bool report_known_mistake() {
    if (is_not(type(at())) && is_membership(type(at() + 1))) {
      sink_.report(codes::not_before_operator, span(at())).with(text(at() + 1));
      return true;
    }
    if (at() > 0 && type(at() - 1) == WendParser::EN_IS) {
      report(codes::is_what);
      return true;
    }
    return report_glued_words();
  }

  static bool is_not(std::uint16_t type) { return type == WendParser::EN_NOT || type == WendParser::ZH_NOT; }

  static bool is_membership(std::uint16_t type) {
    constexpr std::array words = {WendParser::EN_IN,         WendParser::ZH_IN,           WendParser::EN_CONTAINS,
                                  WendParser::ZH_CONTAINS,   WendParser::ZH_CONTAINS_ANY, WendParser::EN_STARTS,
                                  WendParser::ZH_STARTS_WITH};
    return std::find(words.begin(), words.end(), type) != words.end();
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
      case WendParser::RuleSpan: report(codes::expected_span); return;
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
    if (at() > 0 && asks_for_span(type(at() - 1))) {
      report(codes::expected_span);
      return;
    }
    const bool complete =
        at() > 0 && (tokens_[at()].first_on_line || rule() == WendParser::RuleBlock || is_container());
    if (complete) {
      report_with_nearest(code, all_keywords());
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
    for (const std::string_view word : diagnostics::nearest(text(at()), words, 1)) {
      fault.suggest(span(at()), std::string(word), diagnostics::Applicability::unsafe);
    }
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

  void report_block() { report(codes::expected_block).with("{"); }

  void report_name() { report(is_reserved_token(type(at())) ? codes::reserved_name : codes::expected_name); }

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
      report(codes::expected_equal);
    } else if (expects(WendParser::LEFT_PARENTHESIS) && failure_.expected.size() <= 2) {
      report(codes::expected_arguments);
    } else if (expects(WendParser::COMMA)) {
      report(codes::expected_comma);
    } else if (expects(WendParser::LEFT_BRACE)) {
      report_block();
    } else {
      return report_expected_literal();
    }
    return true;
  }

  bool report_expected_literal() {
    if (expects(WendParser::SPAN)) {
      report(codes::expected_span);
    } else if (expects(WendParser::INTEGER)) {
      report(codes::expected_number).with("3");
    } else if (expects(WendParser::PERCENT)) {
      report(codes::expected_percentage);
    } else if (expects(WendParser::TEXT)) {
      report(codes::expected_text);
    } else if (expects(WendParser::DATE)) {
      report(codes::expected_date);
    } else if (expects(WendParser::TIME)) {
      report(codes::expected_time);
    } else {
      return false;
    }
    return true;
  }

  const source::SourceFile& file_;
  std::span<const Token> tokens_;
  const Failure& failure_;
  diagnostics::Sink& sink_;
};

}  // namespace

void report_fault(const source::SourceFile& file, std::span<const Token> tokens, const Failure& failure,
                  diagnostics::Sink& sink) {
  FaultReporter(file, tokens, failure, sink).run();
}

void report_stray(const source::SourceFile& file, const Token& token, diagnostics::Sink& sink) {
  Failure failure;
  failure.rules = {WendParser::RuleDeclaration};
  Token alone = token;
  alone.first_on_line = true;
  report_fault(file, std::span(&alone, 1), failure, sink);
}

}  // namespace wend::syntax
