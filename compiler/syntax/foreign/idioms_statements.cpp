#include <algorithm>
#include <array>
#include <string>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/foreign/idioms.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/outline.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Applicability;
using diagnostics::Edit;
namespace codes = diagnostics::codes;

bool is_chinese(std::string_view word) {
  return !word.empty() && static_cast<unsigned char>(word.front()) >= 0x80;
}

bool is_else(std::string_view word) {
  return word == "else" || word == "otherwise" || word == "否则" || word == "其他";
}

bool is_else_if(std::string_view word) {
  return word == "elif" || word == "elseif" || word == "when";
}

// `if visits > 3 { … } elif … { … } else { … }` as a step.
bool report_if(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::string word = folded(place.text(at));
  if (word != "if" && word != "如果" && word != "若" && word != "当" && word != "when") return false;
  const bool chinese = is_chinese(word);
  const std::string right = chinese ? "选择 { 当" : "choose { when";
  auto report = place.report(codes::foreign_choice, place.span(at));
  report.with(place.text(at)).with(chinese ? "选择 { 当 … { … } }" : "choose { when … { … } }");
  std::vector<Edit> edits{{place.span(at), right}};
  std::size_t end = at + 1;
  while (end < place.size() && place.type(end) != WendParser::LEFT_BRACE && !place.token(end).first_on_line) ++end;
  if (place.type(end) != WendParser::LEFT_BRACE) return true;
  for (end = place.closing(end); end + 1 < place.size();) {
    const std::string next = folded(place.text(end + 1));
    if (!is_else(next) && !is_else_if(next)) break;
    edits.push_back({place.span(end + 1), is_else_if(next) ? "when" : is_chinese(next) ? "否则" : "otherwise"});
    std::size_t open = end + 2;
    while (open < place.size() && place.type(open) != WendParser::LEFT_BRACE) ++open;
    if (open >= place.size()) return true;
    end = place.closing(open);
  }
  if (end >= place.size()) return true;
  edits.push_back({place.after(end), " }"});
  report.suggest(std::move(edits));
  return true;
}

bool report_loop(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::string word = folded(place.text(at));
  const bool each = word == "for" || word == "foreach" || word == "对于" || word == "遍历";
  if (!each && word != "while" && word != "loop" && word != "循环" && word != "until") return false;
  const std::string_view right = each ? "each x in LIST up to 20 { … }" : "repeat up to 3 times every 7 days { … }";
  if (word == "for" && folded(place.text(at + 2)) != "in") return false;
  auto report = place.report(codes::foreign_loop, place.span(at)).with(place.text(at)).with(right);
  std::size_t open = at + 1;
  while (open < place.size() && place.type(open) != WendParser::LEFT_BRACE && !place.token(open).first_on_line) ++open;
  if (each && place.type(open) == WendParser::LEFT_BRACE) {
    report.suggest({{place.span(at), "each"}, {place.before(open), "up to 20 "}}, Applicability::unsafe);
  }
  return true;
}

// `sms.hello()` without `send`.
bool report_bare_action(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (!place.is_name(at)) return false;
  std::size_t end = at + 1;
  while (place.type(end) == WendParser::DOT && place.is_name(end + 1)) end += 2;
  if (place.type(end) != WendParser::LEFT_PARENTHESIS || end == at + 1) return false;
  const std::string_view path = place.text(place.span(at, end - 1));
  const std::string verb = is_chinese(path) ? "发送" : "send";
  place.report(codes::step_without_verb, place.span(at, end - 1))
      .with(verb)
      .with(path)
      .suggest(place.before(at), verb + " ", Applicability::unsafe);
  return true;
}

bool report_pass(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::string word = folded(place.text(at));
  if (word != "pass" && word != "skip" && word != "跳过" && word != "nothing") return false;
  place.report(codes::not_needed, place.span(at)).with(place.text(at)).suggest(place.span(at), "");
  return true;
}

bool expects(const FaultPlace& place, std::size_t token) {
  return std::ranges::find(place.expected(), token) != place.expected().end();
}

// Where the statement begins whose braces open at `open`: the verb of the branches in them.
std::size_t statement_of(const FaultPlace& place, std::size_t open) {
  std::size_t begin = open;
  while (begin > 0 && place.type(begin - 1) != WendParser::LEFT_BRACE &&
         place.type(begin - 1) != WendParser::RIGHT_BRACE) {
    if (place.token(begin).first_on_line) break;
    --begin;
  }
  return begin;
}

// `grant voucher() { seen … }`, `wait for any … { login { … } }`: a branch whose word is another.
bool report_branch(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::size_t open = place.open_around(at);
  if (!place.is_name(at) || open >= place.size() || place.type(open) != WendParser::LEFT_BRACE) return false;
  const std::size_t verb = statement_of(place, open);
  const bool grant = place.type(verb) == WendParser::EN_GRANT;
  const bool any = place.type(verb) == WendParser::EN_WAIT && place.type(verb + 2) == WendParser::EN_ANY;
  if (any) {
    const std::string seen = "seen";
    place.report(codes::missing_word, place.span(at))
        .with(place.text(at - 1))
        .with(seen)
        .suggest(place.before(at), seen + " ");
    return true;
  }
  if (!grant || place.type(at + 1) != WendParser::LEFT_BRACE) return false;
  const std::string word = folded(place.text(at));
  const bool refused =
      word.starts_with("re") || word == "timeout" || word == "failed" || word == "no" || word == "declined";
  return report_respelling(place, at, refused ? "refused" : "granted"), true;
}

// `each h of holdings`, `each h in holdings {`, `up to 20 times {`, `for 3 days` behind a message, `to` as `for`.
bool report_each_and_spans(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0) return false;
  const bool after_each =
      at > 1 && (place.type(at - 2) == WendParser::EN_EACH || place.type(at - 2) == WendParser::ZH_EACH);
  if (after_each && place.is_name(at))
    return report_respelling(place, at, place.text(at) == "of" ? "in" : "属于"), true;
  const bool times = place.type(at) == WendParser::EN_TIMES || place.type(at) == WendParser::ZH_TIMES;
  if (times && expects(place, WendParser::LEFT_BRACE)) return report_respelling(place, at, ""), true;
  if (place.type(at) == WendParser::LEFT_BRACE && expects(place, WendParser::EN_UP)) {
    const std::uint16_t verb = place.type(statement_of(place, at));
    const bool each = verb == WendParser::EN_EACH || verb == WendParser::ZH_EACH;
    const std::string words = verb == WendParser::ZH_EACH ? "最多 20" : "up to 20";
    if (each) {
      place.report(codes::missing_word, place.span(at - 1))
          .with(place.text(at - 1))
          .with(words)
          .suggest(place.before(at), words + " ", Applicability::unsafe);
    }
    return each;
  }
  const bool within = place.type(at) == WendParser::EN_WITHIN || place.type(at) == WendParser::EN_UNTIL;
  if (within && expects(place, WendParser::EN_FOR)) return report_respelling(place, at, "for"), true;
  if (place.type(at) != WendParser::EN_FOR || !place.is_within(WendParser::RuleBlock)) return false;
  const std::uint16_t verb = place.type(statement_of(place, at));
  if (verb == WendParser::EN_EMIT) return report_respelling(place, at, "to"), true;
  if (place.type(at + 1) != WendParser::SPAN) return false;
  const source::Span words = place.span(at, at + 1);
  place.report(codes::not_needed, words).with(place.text(words)).suggest(words, "", Applicability::unsafe);
  return true;
}

// `pause = wait 2 days`
bool report_step_name_in_front(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (!place.is_name(at) || place.type(at + 1) != WendParser::EQUAL || at + 2 >= place.size()) return false;
  std::size_t last = at + 2;
  while (last + 1 < place.size() && !place.token(last + 1).first_on_line &&
         !is_closing_bracket(place.token(last + 1)) && place.type(last + 1) != WendParser::LEFT_BRACE) {
    last = std::max(place.end_of_value(last + 1), last + 2) - 1;
  }
  const bool chinese = is_chinese(place.text(at + 2));
  const std::string name = (chinese ? " 名为 " : " as ") + std::string(place.text(at));
  const source::Span front{place.span(at).file, place.token(at).begin, place.token(at + 2).begin};
  place.report(codes::missing_word, place.span(at, at + 1))
      .with(place.text(place.span(at + 2, last)))
      .with(name.substr(1))
      .suggest({{front, ""}, {place.after(last), name}}, Applicability::unsafe);
  return true;
}

// `1. send …`, `- send …`, `send …, send …`, `send … then stop`
bool report_between_steps(const FaultPlace& place) {
  const std::size_t at = place.at();
  constexpr std::array signs = {WendParser::COMMA,   WendParser::MINUS,         WendParser::STAR,   WendParser::ARROW,
                                WendParser::EN_THEN, WendParser::ZH_THEN_EVENT, WendParser::EN_AND, WendParser::ZH_AND};
  if (std::ranges::find(place.expected(), std::size_t{WendParser::LEFT_BRACE}) != place.expected().end()) return false;
  const bool number = place.type(at) == WendParser::INTEGER && place.token(at).first_on_line;
  if (!number && std::ranges::find(signs, place.type(at)) == signs.end()) return false;
  const std::size_t last = number && place.type(at + 1) == WendParser::DOT ? at + 1 : at;
  const source::Span words = place.span(at, last);
  place.report(codes::not_needed, words).with(place.text(words)).suggest(words, "");
  return true;
}

// `phone sms.hello()`: what is done has another word.
bool report_other_verb(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool action = place.type(at) == WendParser::WORD && place.is_name(at + 1) &&
                      place.type(at + 2) == WendParser::DOT && place.is_name(at + 3) &&
                      place.type(at + 4) == WendParser::LEFT_PARENTHESIS;
  if (!action || foreign(ForeignUse::step, place.text(at)) || keyword_in_other_letters(place.text(at))) return false;
  if (!diagnostics::nearest(place.text(at), {"send", "place", "grant", "发送", "展示"}, 1).empty()) return false;
  report_respelling(place, at, is_chinese(place.text(at)) ? "发送" : "send");
  return true;
}

bool report_step(const FaultPlace& place) {
  const bool between_steps = place.rule() == WendParser::RuleBlock || place.rule() == WendParser::RuleStep;
  if (!between_steps || !place.is_within(WendParser::RuleBlock) || place.type(place.at()) == WendParser::TEXT) {
    return false;
  }
  return report_step_name_in_front(place) || report_branch(place) || report_other_verb(place) || report_if(place) ||
         report_loop(place) || report_bare_action(place) || report_pass(place) || report_between_steps(place);
}

// `steps: {`, `journey j: {`
bool report_colon(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (place.type(at) != WendParser::COLON) return false;
  const bool names = std::ranges::find(place.expected(), std::size_t{WendParser::EQUAL}) != place.expected().end();
  if (names && place.type(at + 1) != WendParser::EQUAL) return report_respelling(place, at, " ="), true;
  place.report(codes::not_needed, place.span(at)).with(place.text(at)).suggest(place.span(at), "");
  return true;
}

// `wait for 3 days`, `wait 09:00`, 等待 3天
bool report_wait(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0) return false;
  const bool span = place.type(at) == WendParser::SPAN;
  const bool time = place.type(at) == WendParser::TIME || place.type(at) == WendParser::DATE;
  const bool after_for =
      at > 1 && place.type(at - 1) == WendParser::EN_FOR && place.type(at - 2) == WendParser::EN_WAIT;
  if (span && place.type(at - 1) == WendParser::ZH_WAIT_FOR) return report_respelling(place, at - 1, "停留"), true;
  if (time && place.type(at - 1) == WendParser::ZH_WAIT_FOR) return report_respelling(place, at - 1, "停留至"), true;
  if (time && place.type(at - 1) == WendParser::ZH_WAIT) return report_respelling(place, at - 1, "停留至"), true;
  if (span && after_for) {
    const source::Span word{place.span(at).file, place.token(at - 1).begin, place.token(at).begin};
    place.report(codes::not_needed, place.span(at - 1)).with(place.text(at - 1)).suggest(word, "");
    return true;
  }
  if (time && after_for) return report_respelling(place, at - 1, "until"), true;
  if (time && at > 1 && place.type(at - 2) == WendParser::EN_UNTIL && place.text(at - 1) == "at") {
    return report_respelling(place, at - 1, ""), true;
  }
  const bool any = place.type(at - 1) == WendParser::EN_ANY || place.type(at - 1) == WendParser::ZH_WAIT_FOR_ANY;
  if (any && place.type(at) == WendParser::LEFT_BRACE) {
    const std::string words = place.type(at - 1) == WendParser::EN_ANY ? "up to 2 days" : "最多 2天";
    place.report(codes::missing_word, place.span(at - 1))
        .with(place.text(at - 1))
        .with(words)
        .suggest(place.before(at), words + " ", Applicability::unsafe);
    return true;
  }
  if (!time || place.type(at - 1) != WendParser::EN_WAIT) return false;
  place.report(codes::missing_word, place.span(at))
      .with(place.text(at - 1))
      .with("until")
      .suggest(place.before(at), "until ");
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

// `policy p = {`, `priority = 70`
bool report_equal_sign(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool clause = place.is_within(WendParser::RuleJourneyClause) || place.is_within(WendParser::RulePolicyClause);
  const bool block = place.type(at + 1) == WendParser::LEFT_BRACE;
  if (expects(place, WendParser::ARROW)) {
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

// `split { 50 a { … } }`
bool report_share(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool side = (place.type(at) == WendParser::INTEGER || place.type(at) == WendParser::DECIMAL) &&
                    place.is_name(at + 1) && place.type(at + 2) == WendParser::LEFT_BRACE &&
                    place.is_within(WendParser::RuleStep);
  if (!side) return false;
  auto report = place.report(codes::expected_percentage, place.span(at)).with(place.text(at));
  std::vector<Edit> edits;
  const auto is_side = [&](std::size_t i) {
    return (place.type(i) == WendParser::INTEGER || place.type(i) == WendParser::DECIMAL) &&
           place.type(i + 2) == WendParser::LEFT_BRACE;
  };
  for (std::size_t i = at; is_side(i);) {
    const std::string_view share = place.text(i);
    const bool fraction = share.starts_with("0.") && share.size() <= 4;
    const std::string hundredths = fraction ? (std::string(share.substr(2)) + "0").substr(0, 2) : std::string();
    edits.push_back(fraction ? Edit{place.span(i), hundredths + "%"} : Edit{place.after(i), "%"});
    i = place.closing(i + 2) + 1;
  }
  report.suggest(std::move(edits), Applicability::unsafe);
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

void report_respelling(const FaultPlace& place, std::size_t i, std::string_view right) {
  const bool nothing = right.empty();
  auto report = place.report(nothing ? codes::not_needed : codes::foreign_word, place.span(i)).with(place.text(i));
  if (!nothing) report.with(right);
  report.suggest(place.span(i), std::string(right));
}

bool report_statement_idiom(const FaultPlace& place) {
  const bool in_steps = place.is_within(WendParser::RuleBlock);
  if (in_steps && report_each_and_spans(place)) return true;
  return report_step(place) || report_assignment(place) || report_foreign_statement(place) || report_exit(place) ||
         report_verdict(place) || report_equal_in_fields(place) || report_comment(place) || report_create(place) ||
         report_share(place) || report_wrong_brackets(place) || report_equal_sign(place) ||
         report_in_test_or_schedule(place) || report_title_in_front(place) || report_parameter(place) ||
         report_colon(place) || report_quoted_field(place) || report_word(place) || report_word_before(place);
}

bool report_idiom(const FaultPlace& place) {
  if (place.at() >= place.size()) return false;
  if (report_wait(place) || report_step_among_clauses(place)) return true;
  const bool statement = place.rule() == WendParser::RuleBlock || place.rule() == WendParser::RuleStep ||
                         place.token(place.at()).first_on_line;
  if (statement) return report_statement_idiom(place) || report_expression_idiom(place);
  return report_expression_idiom(place) || report_statement_idiom(place);
}

}  // namespace wend::syntax
