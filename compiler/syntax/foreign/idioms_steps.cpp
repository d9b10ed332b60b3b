#include "compiler/syntax/foreign/idioms.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/outline.hpp"

namespace wend::syntax {

using antlr::WendParser;
using diagnostics::Applicability;
using diagnostics::Edit;
namespace codes = diagnostics::codes;

namespace {

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

// `each h of holdings`, `each h in holdings {`, `up to 20 times {`, `for 3 days` behind a message, `to` as `for`.
bool report_each_and_spans(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0) return false;
  const bool after_each =
      at > 1 && (place.type(at - 2) == WendParser::EN_EACH || place.type(at - 2) == WendParser::ZH_EACH);
  if (after_each && place.is_name(at))
    return report_respelling(place, at, place.text(at) == "of" ? "in" : "属于"), true;
  const bool times = place.type(at) == WendParser::EN_TIMES || place.type(at) == WendParser::ZH_TIMES;
  if (times && is_expected(place, WendParser::LEFT_BRACE)) return report_respelling(place, at, ""), true;
  if (place.type(at) == WendParser::LEFT_BRACE && is_expected(place, WendParser::EN_UP)) {
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
  if (within && is_expected(place, WendParser::EN_FOR)) return report_respelling(place, at, "for"), true;
  if (place.type(at) != WendParser::EN_FOR || !place.is_within(WendParser::RuleBlock)) return false;
  const std::uint16_t verb = place.type(statement_of(place, at));
  if (verb == WendParser::EN_EMIT) return report_respelling(place, at, "to"), true;
  if (place.type(at + 1) != WendParser::SPAN) return false;
  const source::Span words = place.span(at, at + 1);
  place.report(codes::not_needed, words).with(place.text(words)).suggest(words, "", Applicability::unsafe);
  return true;
}

}  // namespace

bool report_step_idiom(const FaultPlace& place) {
  if (place.is_within(WendParser::RuleBlock) && report_each_and_spans(place)) return true;
  const bool between_steps = place.rule() == WendParser::RuleBlock || place.rule() == WendParser::RuleStep;
  if (!between_steps || !place.is_within(WendParser::RuleBlock) || place.type(place.at()) == WendParser::TEXT) {
    return false;
  }
  return report_step_name_in_front(place) || report_branch(place) || report_other_verb(place) || report_if(place) ||
         report_loop(place) || report_bare_action(place) || report_pass(place) || report_between_steps(place);
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

}  // namespace wend::syntax
