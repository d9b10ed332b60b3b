#include "compiler/syntax/faults.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/expectations.hpp"
#include "compiler/syntax/fault_place.hpp"
#include "compiler/syntax/foreign/idioms.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/missing_words.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Applicability;
using diagnostics::Code;
namespace codes = diagnostics::codes;

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
    if (report_expected_token(place_)) return;
    switch (rule()) {
      case WendParser::RuleDeclaration:
      case WendParser::RuleModuleHead:
      case WendParser::RuleWholeExpression: return report_end();
      case WendParser::RuleName:
      case WendParser::RulePath:
      case WendParser::RuleParameter: return report_expected_name(place_);
      case WendParser::RuleJourneyDeclaration:
        return is_body_open() ? report_clause(codes::expected_clause) : report_expected_block(place_);
      case WendParser::RulePolicyDeclaration:
        return is_body_open() ? report_clause(codes::expected_policy_clause) : report_expected_block(place_);
      case WendParser::RuleTestDeclaration:
        return is_body_open() ? report_clause(codes::expected_test_clause) : report_expected_block(place_);
      case WendParser::RuleJourneyClause: return report_clause(codes::expected_clause);
      case WendParser::RulePolicyClause: return report_clause(codes::expected_policy_clause);
      case WendParser::RuleTestClause: return report_clause(codes::expected_test_clause);
      case WendParser::RuleBlock:
      case WendParser::RuleStep: return report_clause(codes::expected_step);
      case WendParser::RulePattern:
      case WendParser::RuleAlternative: report(codes::expected_pattern); return;
      case WendParser::RuleSpan: return report_expected_span(place_);
      case WendParser::RuleWhole: return report_expected_number(place_);
      case WendParser::RuleShare: return report_expected_percentage(place_);
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
    if (at() > 0 && asks_for_span(type(at() - 1))) return report_expected_span(place_);
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

  void report_value() {
    const bool follows_value = at() > 0 && rule() == WendParser::RuleLiteral;
    report(follows_value ? codes::unexpected : codes::expected_expression);
  }

  [[nodiscard]] bool is_body_open() const {
    return std::any_of(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(at()),
                       [](const Token& token) { return token.type == WendParser::LEFT_BRACE; });
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
