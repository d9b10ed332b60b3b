#include "compiler/syntax/foreign/idioms.hpp"

#include <algorithm>
#include <string>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"

namespace wend::syntax {

using antlr::WendParser;
using diagnostics::Applicability;
namespace codes = diagnostics::codes;

namespace {

// `deposit and amount > 5 CNY`, `deposit, login`, `not login for 30 days`, `= on deposit`, `no login within 30 days`.
bool report_pattern(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (!is_in_pattern(place) || at == 0) return false;
  const bool chinese = is_chinese(place.text(0));
  if (is_not(place, at)) return report_respelling(place, at, chinese ? "无" : "no"), true;
  const bool introduced = is_one_of(place.type(at - 1), {WendParser::EN_ON, WendParser::ZH_ON});
  if (introduced && place.type(at - 2) == WendParser::EQUAL) return report_respelling(place, at - 1, ""), true;
  const bool within = is_one_of(place.type(at), {WendParser::EN_WITHIN, WendParser::ZH_WITHIN});
  const bool absence = std::ranges::find(place.expected(), std::size_t{WendParser::EN_FOR}) != place.expected().end();
  if (within && absence) return report_respelling(place, at, chinese ? "满" : "for"), true;
  const auto is_compared = [&](std::size_t i) {
    const std::uint16_t sign = place.type(place.end_of_value(i));
    return sign >= WendParser::EQUAL && sign <= WendParser::GREATER;
  };
  if (place.is_name(at) && place.is_name(at - 1) && is_compared(at)) {
    const std::string where = chinese ? "其中" : "where";
    place.report(codes::missing_word, place.span(at))
        .with(place.text(at - 1))
        .with(where)
        .suggest(place.before(at), where + " ");
    return true;
  }
  const bool joins = is_and(place, at) || place.type(at) == WendParser::COMMA;
  if (!joins || place.type(0) == WendParser::EN_TEST) return false;
  const bool compared = is_compared(at + 1);
  const std::string_view right = compared ? (chinese ? "其中" : "where") : (chinese ? "或" : "or");
  const bool comma = place.type(at) == WendParser::COMMA;
  if (!comma) return report_respelling(place, at, right), true;
  place.report(codes::comma_between_conditions, place.span(at))
      .with(place.text(at))
      .suggest(place.span(at), " " + std::string(right), Applicability::unsafe);
  return true;
}

// `visits > 3`, where something that happens is asked for.
bool report_condition_as_pattern(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (!is_in_pattern(place) || at == 0 || !place.is_name(at - 1) || !is_comparison(place.type(at))) return false;
  const bool chinese = is_chinese(place.text(0));
  const bool greater = place.type(at) == WendParser::GREATER || place.type(at) == WendParser::GREATER_OR_EQUAL;
  const bool less = place.type(at) == WendParser::LESS || place.type(at) == WendParser::LESS_OR_EQUAL;
  const std::string_view right = greater ? (chinese ? "升破" : "rises above")
                                 : less  ? (chinese ? "跌破" : "falls below")
                                         : (chinese ? "变为" : "changes to");
  const std::size_t end = std::max(place.end_of_value(at + 1), at + 1);
  const source::Span condition = place.span(place.begin_of_value(at), std::min(end, place.size()) - 1);
  place.report(codes::condition_as_pattern, condition)
      .with(place.text(condition))
      .with(right)
      .suggest(place.span(at), std::string(right), Applicability::unsafe);
  return true;
}

// `rises gold`, `goal bought 14 days`, `at most 1 …` without its window.
bool report_word_left_out(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0) return false;
  std::string word;
  if (is_one_of(place.type(at - 1), {WendParser::EN_RISES, WendParser::EN_FALLS})) word = "to";
  const bool goal = at > 1 && is_one_of(place.type(at - 2), {WendParser::EN_GOAL, WendParser::ZH_GOAL});
  if (goal && place.type(at) == WendParser::SPAN) word = is_chinese(place.text(0)) ? "限时" : "within";
  if (place.type(at) == WendParser::EN_AT && place.type(at + 1) == WendParser::EN_MOST) word = "per 1 day";
  if (word.empty()) return false;
  place.report(codes::missing_word, place.span(at))
      .with(place.text(at - 1))
      .with(word)
      .suggest(place.before(at), word + " ");
  return true;
}

}  // namespace

bool is_in_pattern(const FaultPlace& place) {
  return place.is_within(WendParser::RulePattern) || place.is_within(WendParser::RuleTriggerDeclaration) ||
         place.type(0) == WendParser::EN_TRIGGER || place.type(0) == WendParser::ZH_TRIGGER;
}

bool report_pattern_idiom(const FaultPlace& place) {
  return report_word_left_out(place) || report_pattern(place) || report_condition_as_pattern(place);
}

}  // namespace wend::syntax
