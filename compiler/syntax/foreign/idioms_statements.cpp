#include "compiler/syntax/foreign/idioms.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"

namespace wend::syntax {

using antlr::WendParser;
using diagnostics::Applicability;
namespace codes = diagnostics::codes;

namespace {

// `steps: {`, `journey j: {`
bool report_colon(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (place.type(at) != WendParser::COLON) return false;
  const bool names = std::ranges::find(place.expected(), std::size_t{WendParser::EQUAL}) != place.expected().end();
  if (names && place.type(at + 1) != WendParser::EQUAL) return report_respelling(place, at, " ="), true;
  place.report(codes::not_needed, place.span(at)).with(place.text(at)).suggest(place.span(at), "");
  return true;
}

// `exit visits > 3`, `exit login`
bool report_exit(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0 || (place.type(at - 1) != WendParser::EN_EXIT) || !place.is_name(at)) return false;
  const std::size_t sign = place.type(place.end_of_value(at));
  const std::string word = sign >= WendParser::EQUAL && sign <= WendParser::GREATER ? "when" : "on";
  place.report(codes::missing_word, place.span(at))
      .with(place.text(at - 1))
      .with(word)
      .suggest(place.before(at), word + " ");
  return true;
}

// `policy p = {`, `priority = 70`
bool report_equal_sign(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool clause = place.is_within(WendParser::RuleJourneyClause) || place.is_within(WendParser::RulePolicyClause);
  const bool block = place.type(at + 1) == WendParser::LEFT_BRACE;
  if (is_expected(place, WendParser::ARROW)) {
    if (place.type(at) == WendParser::EQUAL) return report_respelling(place, at, "->"), true;
    if (place.type(at) == WendParser::MINUS) return report_respelling(place, at, ""), true;
  }
  if (place.type(at) != WendParser::EQUAL || !(clause || block) || at == 0) return false;
  place.report(codes::not_needed, place.span(at)).with(place.text(at)).suggest(place.span(at), "");
  return true;
}

// `segment s { visits > 3 }`, `given ( visits: 3 )`, `deposit(amount: 5 CNY)`
bool report_wrong_brackets(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool fields =
      place.is_within(WendParser::RuleTestDeclaration) && place.type(at) == WendParser::LEFT_PARENTHESIS;
  const bool names = std::ranges::find(place.expected(), std::size_t{WendParser::EQUAL}) != place.expected().end();
  const bool body = names && place.type(at) == WendParser::LEFT_BRACE;
  if ((!fields && !body) || place.closing(at) >= place.size()) return false;
  const std::size_t close = place.closing(at);
  place.report(codes::wrong_brackets, place.span(at, close))
      .with(fields ? "{" : "=")
      .with(place.text(at))
      .suggest({{place.span(at), fields ? " {" : "="}, {place.span(close), fields ? "}" : ""}});
  return true;
}

// `expect sms.hello`, `expect visits = 3`, `expect not …`, `every day at 09:00`
bool report_in_test_or_schedule(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0) return false;
  const bool by = place.text(at) == "by" && place.type(at + 1) == WendParser::SPAN;
  if (by || (folded(place.text(at)) == "at" && place.type(at + 1) == WendParser::TIME)) {
    const source::Span word{place.span(at).file, place.token(at).begin, place.token(at + 1).begin};
    place.report(codes::not_needed, place.span(at)).with(place.text(at)).suggest(word, "");
    return true;
  }
  if (place.type(at - 1) != WendParser::EN_EXPECT && place.type(at - 1) != WendParser::ZH_EXPECT) return false;
  const bool chinese = place.type(at - 1) == WendParser::ZH_EXPECT;
  if (folded(place.text(at)) == "not" || place.text(at) == "非") {
    return report_respelling(place, at, chinese ? "无" : "no"), true;
  }
  if (!place.is_name(at)) return false;
  const std::size_t end = place.end_of_value(at);
  const bool condition = place.type(end) >= WendParser::EQUAL && place.type(end) <= WendParser::GREATER;
  const std::string word = condition ? (chinese ? "满足" : "that") : (chinese ? "发送" : "send");
  place.report(codes::missing_word, place.span(at))
      .with(place.text(at - 1))
      .with(word)
      .suggest(place.before(at), word + " ", Applicability::unsafe);
  return true;
}

// `journey "follow up" j {`
bool report_title_in_front(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool title = place.type(at) == WendParser::TEXT && at == 1 && place.is_name(at + 1);
  if (!title) return false;
  const source::Span words = place.span(at, at + 1);
  const std::string right = std::string(place.text(at + 1)) + " " + std::string(place.text(at));
  place.report(codes::foreign_word, words).with(place.text(words)).with(right).suggest(words, right);
  return true;
}

// `then block`
bool report_verdict(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0 || !place.is_within(WendParser::RulePolicyClause) || !place.is_name(at)) return false;
  if (place.type(at - 1) != WendParser::EN_THEN && place.type(at - 1) != WendParser::ZH_THEN_VALUE) return false;
  const bool chinese = place.type(at - 1) == WendParser::ZH_THEN_VALUE;
  const std::vector<std::string_view> verdicts = chinese ? std::vector<std::string_view>{"推迟", "跳过", "结束"}
                                                         : std::vector<std::string_view>{"delay", "skip", "stop"};
  auto report = place.report(codes::expected_verdict, place.span(at)).with(place.text(at));
  const auto near = diagnostics::nearest(place.text(at), verdicts, 1);
  for (const std::string_view verdict : near.empty() ? verdicts : near) {
    report.suggest(place.span(at), std::string(verdict), Applicability::unsafe);
  }
  return true;
}

// `visits = 3` among fields.
bool report_equal_in_fields(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool colon = std::ranges::find(place.expected(), std::size_t{WendParser::COLON}) != place.expected().end();
  if (place.type(at) != WendParser::EQUAL || !colon) return false;
  report_respelling(place, at, ":");
  return true;
}

// `-- a comment` at the very beginning of a file.
bool report_comment(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool dashes =
      place.type(at) == WendParser::MINUS && place.type(at + 1) == WendParser::MINUS && place.is_glued(at + 1);
  if (!dashes || place.rule() != WendParser::RuleDeclaration) return false;
  const source::Span sign = place.span(at, at + 1);
  place.report(codes::foreign_comment, sign).with(place.text(sign)).suggest(sign, "//");
  return true;
}

// `create segment s = …`
bool report_create(const FaultPlace& place) {
  constexpr std::array words = {"create", "define", "declare", "new", "add", "创建", "新建", "定义"};
  const std::string word = folded(place.text(place.at()));
  if (place.size() != 1 || std::ranges::find(words, word) == words.end()) return false;
  place.report(codes::not_needed, place.span(place.at()))
      .with(place.text(place.at()))
      .suggest(place.span(place.at()), "");
  return true;
}

// `journey j(reason: text)`
bool report_parameter(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool behind = place.type(at) == WendParser::COLON && place.is_within(WendParser::RuleParameters) && at > 0 &&
                      place.is_name(at - 1) && place.is_name(at + 1);
  if (!behind) return false;
  const source::Span words = place.span(at - 1, at + 1);
  const std::string right = std::string(place.text(at + 1)) + " " + std::string(place.text(at - 1));
  place.report(codes::foreign_word, words).with(place.text(words)).with(right).suggest(words, right);
  return true;
}

// `"visits": 3` among fields.
bool report_quoted_field(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (place.type(at) != WendParser::TEXT || place.type(at + 1) != WendParser::COLON) return false;
  const std::string name(place.text(at).substr(1, place.text(at).size() - 2));
  place.report(codes::not_needed, place.span(at)).with("\"").suggest(place.span(at), name, Applicability::unsafe);
  return true;
}

ForeignUse use_here(const FaultPlace& place) {
  switch (place.rule()) {
    case WendParser::RuleBlock:
    case WendParser::RuleStep: return ForeignUse::step;
    case WendParser::RuleDeclaration: return ForeignUse::declaration;
    default: return ForeignUse::clause;
  }
}

// `客 群`, `seg ment`
bool report_divided_word(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::string whole = std::string(place.text(at)) + std::string(place.text(at + 1));
  if (place.type(at) != WendParser::WORD || at + 1 >= place.size() || find_keyword(whole) == nullptr) return false;
  const source::Span words = place.span(at, at + 1);
  place.report(codes::foreign_word, words).with(place.text(words)).with(whole).suggest(words, whole);
  return true;
}

bool report_word(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (!place.is_name(at) || place.type(at) == WendParser::QUOTED) return false;
  if (report_divided_word(place)) return true;
  const std::string_view word = place.text(at);
  if (const auto right = foreign(use_here(place), word); right && !right->empty()) {
    return report_respelling(place, at, *right), true;
  }
  if (place.type(at) != WendParser::WORD) return false;
  if (const auto right = foreign(ForeignUse::word, word)) return report_respelling(place, at, *right), true;
  if (const auto right = keyword_in_other_letters(word)) return report_respelling(place, at, *right), true;
  return false;
}

// `WHERE`, taken for a name by what stands before it.
bool report_word_before(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0 || place.type(at - 1) != WendParser::WORD) return false;
  auto right = keyword_in_other_letters(place.text(at - 1));
  if (!right && place.type(at) == WendParser::TIME) {
    if (const auto word = foreign(ForeignUse::word, place.text(at - 1))) right = std::string(*word);
  }
  return right && (report_respelling(place, at - 1, *right), true);
}

// `x = visits > 3`, `let x = …`
bool report_assignment(const FaultPlace& place) {
  if (place.rule() != WendParser::RuleDeclaration || place.at() >= place.size()) return false;
  std::size_t name = place.at();
  const std::string word = folded(place.text(name));
  const bool introduced = word == "let" || word == "var" || word == "const" || word == "create" || word == "define";
  if (introduced && place.is_name(name + 1)) ++name;
  if (!place.is_name(name) || place.type(name + 1) != WendParser::EQUAL) return false;
  constexpr std::array comparing = {
      WendParser::LESS,     WendParser::GREATER, WendParser::LESS_OR_EQUAL, WendParser::GREATER_OR_EQUAL,
      WendParser::EN_AND,   WendParser::EN_IN,   WendParser::ZH_AND,        WendParser::ZH_IN,
      WendParser::NOT_EQUAL};
  bool condition = false;
  for (std::size_t i = name + 2; i < place.size(); ++i)
    condition |= std::ranges::find(comparing, place.type(i)) != comparing.end();
  const bool chinese = is_chinese(place.text(name));
  const std::string kind = condition ? (chinese ? "客群" : "segment") : (chinese ? "标签" : "tag");
  auto report = place.report(codes::declaration_without_kind, place.span(place.at(), name));
  report.with(place.text(name)).with(kind);
  const source::Span before{place.span(name).file, place.token(place.at()).begin, place.token(name).begin};
  report.suggest(before, kind + " ", Applicability::unsafe);
  return true;
}

bool report_foreign_statement(const FaultPlace& place) {
  if (place.rule() != WendParser::RuleDeclaration) return false;
  constexpr std::array words = {"select", "def",   "if",       "for",    "while",  "return", "from",
                                "with",   "class", "function", "insert", "update", "delete"};
  const std::string word = folded(place.text(place.at()));
  if (std::ranges::find(words, word) == words.end()) return false;
  place.report(codes::foreign_statement, place.span(place.at())).with(place.text(place.at()));
  return true;
}

}  // namespace

// A step among the clauses of a journey: all that follows goes into `steps`.
bool report_step_among_clauses(const FaultPlace& place) {
  const std::size_t at = place.at();
  constexpr std::array steps = {WendParser::EN_SEND,   WendParser::ZH_SEND,   WendParser::EN_ASSIGN,
                                WendParser::ZH_ASSIGN, WendParser::EN_GRANT,  WendParser::ZH_GRANT,
                                WendParser::EN_WAIT,   WendParser::ZH_WAIT,   WendParser::EN_SPLIT,
                                WendParser::ZH_SPLIT,  WendParser::EN_CHOOSE, WendParser::ZH_CHOOSE};
  const bool step = std::ranges::find(steps, place.type(at)) != steps.end();
  const std::size_t open = place.open_around(at);
  const bool journey = place.type(0) == WendParser::EN_JOURNEY || place.type(0) == WendParser::ZH_JOURNEY;
  if (!step || !journey || open >= place.size() || place.is_within(WendParser::RuleBlock)) return false;
  if (place.open_around(open) < place.size() || place.closing(open) >= place.size() || at == 0) return false;
  const std::string word = place.type(0) == WendParser::ZH_JOURNEY ? "步骤 {" : "steps {";
  place.report(codes::missing_word, place.span(at))
      .with(place.text(at - 1))
      .with(word + " … }")
      .suggest({{place.before(at), word + " "}, {place.before(place.closing(open)), "} "}}, Applicability::unsafe);
  return true;
}

bool report_statement_idiom(const FaultPlace& place) {
  return report_step_idiom(place) || report_assignment(place) || report_foreign_statement(place) ||
         report_exit(place) || report_verdict(place) || report_equal_in_fields(place) || report_comment(place) ||
         report_create(place) || report_share(place) || report_wrong_brackets(place) || report_equal_sign(place) ||
         report_in_test_or_schedule(place) || report_title_in_front(place) || report_parameter(place) ||
         report_colon(place) || report_quoted_field(place) || report_word(place) || report_word_before(place);
}

}  // namespace wend::syntax
