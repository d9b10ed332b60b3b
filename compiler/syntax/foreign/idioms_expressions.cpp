#include <algorithm>
#include <array>
#include <string>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/diagnostics/codes/types.hpp"
#include "compiler/syntax/foreign/idioms.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/outline.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Applicability;
using diagnostics::Edit;
namespace codes = diagnostics::codes;

bool is_one_of(std::uint16_t type, std::initializer_list<std::uint16_t> types) {
  return std::ranges::find(types, type) != types.end();
}

bool is_not(const FaultPlace& place, std::size_t i) {
  return is_one_of(place.type(i), {WendParser::EN_NOT, WendParser::ZH_NOT}) || folded(place.text(i)) == "not";
}

bool is_membership(const FaultPlace& place, std::size_t i) {
  const bool keyword =
      is_one_of(place.type(i), {WendParser::EN_IN, WendParser::ZH_IN, WendParser::EN_CONTAINS, WendParser::ZH_CONTAINS,
                                WendParser::ZH_CONTAINS_ANY, WendParser::EN_STARTS, WendParser::ZH_STARTS_WITH});
  return keyword || folded(place.text(i)) == "in" || folded(place.text(i)) == "like";
}

bool is_and(const FaultPlace& place, std::size_t i) {
  return is_one_of(place.type(i), {WendParser::EN_AND, WendParser::ZH_AND}) || folded(place.text(i)) == "and" ||
         place.text(i) == "到" || place.text(i) == "和" || place.text(i) == "至";
}

bool is_chinese(std::string_view word) {
  return !word.empty() && static_cast<unsigned char>(word.front()) >= 0x80;
}

bool is_nothing(const FaultPlace& place, std::size_t i) {
  return foreign(ForeignUse::nothing, place.text(i)).has_value();
}

// `(gold, platinum)` after `in`, from its `(` on, as edits that make braces of the parentheses.
void add_braces(const FaultPlace& place, std::size_t open, std::vector<Edit>& edits) {
  const std::size_t close = place.closing(open);
  if (place.type(open) != WendParser::LEFT_PARENTHESIS || close >= place.size()) return;
  edits.push_back({place.span(open), "{"});
  edits.push_back({place.span(close), "}"});
}

bool report_set_in_parentheses(const FaultPlace& place) {
  if (place.type(place.at()) != WendParser::COMMA) return false;
  const std::size_t open = place.open_around(place.at());
  if (open == 0 || open >= place.size() || !is_membership(place, open - 1)) return false;
  std::vector<Edit> edits;
  add_braces(place, open, edits);
  if (edits.empty()) return false;
  place.report(codes::set_in_parentheses, place.span(open, place.closing(open))).suggest(std::move(edits));
  return true;
}

// `city not in {…}`, `city NOT IN (…)`, 不属于.
bool report_negated(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::string word = folded(place.text(at));
  const bool joined = word == "不属于" || word == "不在" || word == "不包含";
  if (!joined && !(is_not(place, at) && is_membership(place, at + 1))) return false;
  const std::size_t op = joined ? at : at + 1;
  const std::size_t begin = place.begin_of_value(at);
  const std::size_t end = place.end_of_value(op + 1);
  const bool chinese = is_chinese(place.text(at));
  std::vector<Edit> edits{{place.before(begin), chinese ? "非 (" : "not ("}};
  if (joined) {
    edits.push_back({place.span(op), word == "不包含" ? "包含" : "属于"});
  } else {
    edits.push_back({{place.span(at).file, place.token(at).begin, place.token(op).begin}, ""});
    if (keyword_in_other_letters(place.text(op))) edits.push_back({place.span(op), folded(place.text(op))});
  }
  add_braces(place, op + 1, edits);
  if (end > op + 1) edits.push_back({place.after(end - 1), ")"});
  const std::string_view said = joined ? place.text(op).substr(std::string_view("不").size()) : place.text(op);
  auto report = place.report(codes::not_before_operator, place.span(at)).with(said);
  if (end > op + 1 && end <= place.size() && folded(place.text(op)) != "like") report.suggest(std::move(edits));
  return true;
}

// `is null`, `IS NOT NULL`, `is gold`; the position is that of `is`.
bool report_is(const FaultPlace& place, std::size_t is) {
  const bool negated = is_not(place, is + 1);
  const std::size_t what = is + (negated ? 2 : 1);
  if (what >= place.size()) return false;
  const source::Span words = place.span(is, what);
  const std::string said = folded(place.text(what));
  if (is_nothing(place, what)) {
    place.report(codes::foreign_nothing, place.span(what))
        .with(place.text(what))
        .suggest(words, negated ? "is known" : "is missing");
    return true;
  }
  if (said == "known" || said == "missing" || said == "unknown") {
    const bool known = (said == "known") != negated;
    place.report(codes::foreign_word, words)
        .with(place.text(words))
        .with(known ? "is known" : "is missing")
        .suggest(words, known ? "is known" : "is missing");
    return true;
  }
  const bool value_follows = place.is_name(what) || place.type(what) == WendParser::TEXT ||
                             place.type(what) == WendParser::DATE || place.type(what) == WendParser::LEFT_BRACE ||
                             (place.type(what) >= WendParser::INTEGER && place.type(what) <= WendParser::DISTANCE);
  if (!value_follows) return false;
  const source::Span op = place.span(is, what - 1);
  if (const auto value = foreign(ForeignUse::value, place.text(what))) {
    const std::string right = std::string(negated ? "!= " : "= ") + std::string(*value);
    place.report(codes::foreign_word, words).with(place.text(words)).with(right).suggest(words, right);
    return true;
  }
  place.report(codes::foreign_word, op)
      .with(place.text(op))
      .with(negated ? "!=" : "=")
      .suggest(op, negated ? "!=" : "=");
  return true;
}

bool report_is_somewhere(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at > 0 && place.type(at - 1) == WendParser::EN_IS) return report_is(place, at - 1);
  return place.type(at) == WendParser::WORD && folded(place.text(at)) == "is" && report_is(place, at);
}

bool report_between(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::string word = folded(place.text(at));
  if (word != "between" && word != "介于" && word != "在") return false;
  std::size_t middle = at + 1;
  while (middle < place.size() && !is_and(place, middle)) middle = place.end_of_value(middle);
  if (middle + 1 >= place.size() || middle > at + 4) return false;
  const std::string_view in = is_chinese(word) ? "属于" : "in";
  std::vector<Edit> edits{{place.span(at), std::string(in)}, {place.span(middle), ".."}};
  const std::size_t last = place.end_of_value(middle + 1);
  if (place.text(last) == "之间") edits.push_back({place.span(last), ""});
  place.report(codes::between_words, place.span(at)).with(place.text(at)).suggest(std::move(edits));
  return true;
}

// The text in quotes, without the wildcards at its ends.
std::string without_wildcards(std::string_view quoted) {
  std::string text(quoted);
  std::erase_if(text, [](char letter) { return letter == '%' || letter == '*'; });
  return text;
}

bool report_like(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::string word = folded(place.text(at));
  if ((word != "like" && word != "ilike") || place.type(at + 1) != WendParser::TEXT) return false;
  const std::string_view quoted = place.text(at + 1);
  const bool before = quoted.size() > 2 && (quoted[1] == '%' || quoted[1] == '*');
  const bool behind = quoted.size() > 2 && (quoted[quoted.size() - 2] == '%' || quoted[quoted.size() - 2] == '*');
  const std::string_view right = before ? "contains" : behind ? "starts with" : "=";
  auto report = place.report(codes::like_words, place.span(at)).with(place.text(at)).with(right);
  report.suggest({{place.span(at), std::string(right)}, {place.span(at + 1), without_wildcards(quoted)}},
                 before && !behind ? Applicability::unsafe : Applicability::safe);
  return true;
}

// `2 if tier = gold else 1`
bool report_conditional(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (folded(place.text(at)) != "if" || place.is_within(WendParser::RuleBlock)) return false;
  std::size_t other = at + 1;
  while (other < place.size() && folded(place.text(other)) != "else") ++other;
  auto report = place.report(codes::foreign_choice, place.span(at));
  report.with(place.text(at)).with("choose { when … then … otherwise … }");
  if (other + 1 >= place.size()) return true;
  const std::size_t begin = place.begin_of_value(at);
  const std::string_view value = place.text(place.span(begin, at - 1));
  const std::size_t end = place.end_of_value(other + 1);
  report.suggest({{place.span(begin, at), "choose { when"},
                  {place.span(other), "then " + std::string(value) + " otherwise"},
                  {place.after(end - 1), " }"}});
  return true;
}

// `case when … then … else … end`
bool report_case(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0 || folded(place.text(at - 1)) != "case") return false;
  std::vector<Edit> edits{{place.span(at - 1), "choose {"}};
  for (std::size_t i = at; i < place.size(); ++i) {
    const std::string word = folded(place.text(i));
    if (word == "else") edits.push_back({place.span(i), "otherwise"});
    if (word == "end") edits.push_back({place.span(i), "}"});
  }
  place.report(codes::foreign_choice, place.span(at - 1))
      .with(place.text(at - 1))
      .with("choose { when … then … otherwise … }")
      .suggest(std::move(edits));
  return true;
}

// `count(distinct deposit.purpose, …)`
bool report_distinct(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at < 3 || folded(place.text(at - 1)) != "distinct" || place.type(at - 2) != WendParser::LEFT_PARENTHESIS) {
    return false;
  }
  const source::Span words{place.span(at).file, place.token(at - 3).begin, place.token(at).begin};
  place.report(codes::distinct_inside, place.span(at - 1)).with(place.text(at - 1)).suggest(words, "distinct(");
  return true;
}

// `CNY 5000`
bool report_currency_in_front(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool number = is_one_of(place.type(at), {WendParser::INTEGER, WendParser::DECIMAL});
  if (!number || at == 0 || place.type(at - 1) != WendParser::WORD) return false;
  const std::string_view sign = place.text(at - 1);
  const auto known = foreign(ForeignUse::unit, sign);
  const bool code = sign.size() == 3 && std::ranges::all_of(sign, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!code && !known) return false;
  const std::string right = std::string(place.text(at)) + " " + std::string(code && !known ? sign : *known);
  place.report(codes::sign_of_money, place.span(at - 1, at)).with(right).suggest(place.span(at - 1, at), right);
  return true;
}

// `5 percent`, `5000 yuan`
bool report_unit(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool number = at > 0 && is_one_of(place.type(at - 1), {WendParser::INTEGER, WendParser::DECIMAL});
  if (!number) return false;
  const bool two_words = place.is_name(at + 1);
  const std::string both = two_words ? std::string(place.text(at)) + " " + std::string(place.text(at + 1)) : "";
  const auto longer = two_words ? foreign(ForeignUse::unit, both) : std::nullopt;
  const auto unit = longer ? longer : foreign(ForeignUse::unit, place.text(at));
  if (!unit) return false;
  const source::Span words = place.span(at - 1, longer ? at + 1 : at);
  const std::string right =
      std::string(place.text(at - 1)) + (*unit == "%" || is_chinese(*unit) ? "" : " ") + std::string(*unit);
  place.report(codes::foreign_word, words).with(place.text(words)).with(right).suggest(words, right);
  return true;
}

// `f"上海"`, `"""上海"""`, `"上""海"`
bool report_quotes(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (place.type(at) != WendParser::TEXT || !place.is_glued(at)) return false;
  if (place.type(at - 1) == WendParser::WORD) {
    place.report(codes::not_needed, place.span(at - 1)).with(place.text(at - 1)).suggest(place.span(at - 1), "");
    return true;
  }
  if (place.type(at - 1) != WendParser::TEXT) return false;
  auto report = place.report(codes::doubled_quotes, place.span(at - 1, at));
  const bool threefold = place.text(at - 1) == "\"\"" && place.text(at + 1) == "\"\"";
  if (threefold) {
    report.suggest({{place.span(at - 1), ""}, {place.span(at + 1), ""}});
  } else {
    const source::Span quotes{place.span(at).file, place.token(at).begin - 1, place.token(at).begin + 1};
    report.suggest(quotes, "\\\"");
  }
  return true;
}

bool report_invisible(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0 || !place.is_name(at) || !place.is_name(at - 1) || place.is_glued(at)) return false;
  const source::Span gap{place.span(at).file, place.token(at - 1).end, place.token(at).begin};
  const std::string_view between = place.text(gap);
  constexpr std::array invisible = {std::string_view("\u200B"), std::string_view("\uFEFF")};
  if (std::ranges::find(invisible, between) == invisible.end()) return false;
  const source::Span word = place.span(at - 1, at);
  const std::string whole = std::string(place.text(at - 1)) + std::string(place.text(at));
  place.report(codes::invisible_character, word).with(whole).suggest(gap, "");
  return true;
}

bool report_query(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (place.type(at) != WendParser::WORD || place.token(at).first_on_line ||
      !foreign(ForeignUse::query, place.text(at)))
    return false;
  std::size_t last = at;
  while (last + 1 < place.size() && !place.token(last + 1).first_on_line &&
         !is_closing_bracket(place.token(last + 1))) {
    ++last;
  }
  const source::Span gap{place.span(at).file, place.token(at - 1).end, place.token(last).end};
  place.report(codes::query_word, place.span(at)).with(place.text(at)).suggest(gap, "", Applicability::unsafe);
  return true;
}

bool is_comparison(std::uint16_t type) {
  return type >= WendParser::EQUAL && type <= WendParser::GREATER;
}

// A sign that has no place: a second `=`, a comma between conditions, parentheses after `today`, `*` twice.
bool report_sign(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::uint16_t type = place.type(at);
  const std::uint16_t before = at > 0 ? place.type(at - 1) : std::uint16_t{0};
  if (type == WendParser::EQUAL && before == WendParser::EQUAL) {
    place.report(codes::formula_sign, place.span(at)).suggest(place.span(at), "");
    return true;
  }
  if (type == WendParser::STAR && before == WendParser::STAR) {
    place.report(codes::no_such_operator, place.span(at - 1, at)).with(place.text(place.span(at - 1, at)));
    return true;
  }
  const bool repeated = (is_and(place, at) && at > 0 && is_and(place, at - 1)) ||
                        (is_comparison(type) && type == before) ||
                        (type == WendParser::COMMA && before == WendParser::COMMA);
  const bool leading = before == WendParser::EQUAL &&
                       is_one_of(type, {WendParser::EN_AND, WendParser::ZH_AND, WendParser::EN_OR, WendParser::ZH_OR});
  if (repeated || leading) return report_respelling(place, at, ""), true;
  const bool today = is_one_of(before, {WendParser::EN_TODAY, WendParser::ZH_TODAY});
  if (type == WendParser::LEFT_PARENTHESIS && today && place.type(at + 1) == WendParser::RIGHT_PARENTHESIS) {
    place.report(codes::not_needed, place.span(at, at + 1))
        .with(place.text(place.span(at, at + 1)))
        .suggest(place.span(at, at + 1), "");
    return true;
  }
  const bool in_call = place.open_around(at) < place.size();
  if (type == WendParser::COMMA && !in_call) {
    const bool chinese = is_chinese(place.text(at));
    place.report(codes::comma_between_conditions, place.span(at))
        .with(place.text(at))
        .suggest(place.span(at), chinese ? " 且 " : " and", Applicability::unsafe);
    return true;
  }
  return false;
}

// `payroll_customer where visits > 3`
bool report_where(const FaultPlace& place) {
  const std::size_t at = place.at();
  const std::string word = folded(place.text(at));
  const bool condition =
      place.is_within(WendParser::RuleSegmentDeclaration) || place.rule() == WendParser::RuleDeclaration;
  if (!condition || (word != "where" && word != "其中") || at < 2 || !place.is_within(WendParser::RuleDeclaration)) {
    return false;
  }
  if (place.type(0) != WendParser::EN_SEGMENT && place.type(0) != WendParser::ZH_SEGMENT) return false;
  if (place.token(at).type == WendParser::EQUAL) return false;
  const bool has_equal = std::ranges::any_of(
      std::array{2, 3}, [&](std::size_t i) { return i < at && place.type(i) == WendParser::EQUAL; });
  if (!has_equal) return false;
  report_respelling(place, at, is_chinese(word) ? "且" : "and");
  return true;
}

bool is_expected(const FaultPlace& place, std::size_t token) {
  return std::ranges::find(place.expected(), token) != place.expected().end();
}

bool is_in_pattern(const FaultPlace& place) {
  return place.is_within(WendParser::RulePattern) || place.is_within(WendParser::RuleTriggerDeclaration) ||
         place.type(0) == WendParser::EN_TRIGGER || place.type(0) == WendParser::ZH_TRIGGER;
}

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

// `count(deposit, past 30 days)`, `aum at 30 days`
bool report_span_in_arguments(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool in_call = place.open_around(at) < place.size();
  if (place.type(at) == WendParser::SPAN && at > 1 && in_call && place.is_name(at - 1)) {
    const bool first = place.type(at - 2) == WendParser::COMMA;
    if (first) return report_respelling(place, at - 1, is_chinese(place.text(at - 1)) ? "近" : "last"), true;
  }
  const bool offset = is_one_of(place.type(at), {WendParser::EN_AT, WendParser::ZH_AT_OFFSET});
  if (!offset || !in_call) return false;
  if (place.type(at + 1) == WendParser::SPAN) {
    place.report(codes::missing_word, place.span(at, at + 1))
        .with(place.text(at))
        .with("+")
        .suggest(place.before(at + 1), "+");
    return true;
  }
  if (place.type(at + 1) != WendParser::PLUS || place.type(at + 2) != WendParser::INTEGER) return false;
  place.report(codes::missing_word, place.span(at, at + 2))
      .with(place.text(at + 2))
      .with("days")
      .suggest(place.after(at + 2), " days", Applicability::unsafe);
  return true;
}

// `active 2026-06-01 - 2026-06-30`, `quiet 21:00 to 08:00`
bool report_range(const FaultPlace& place) {
  const bool dots = std::ranges::find(place.expected(), std::size_t{WendParser::RANGE}) != place.expected().end();
  const bool joins = place.type(place.at()) == WendParser::MINUS || place.text(place.at()) == "to" ||
                     place.text(place.at()) == "到" || place.text(place.at()) == "至";
  if (!dots || !joins || place.expected().size() > 2) return false;
  report_respelling(place, place.at(), "..");
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

// `visits greater than 3`
bool report_than(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (folded(place.text(at + 1)) != "than") return false;
  const std::string word = folded(place.text(at));
  const bool more = word == "greater" || word == "more" || word == "higher" || word == "later";
  if (!more && word != "less" && word != "fewer" && word != "lower" && word != "earlier") return false;
  const source::Span words = place.span(at, at + 1);
  const std::string_view right = more ? ">" : "<";
  place.report(codes::foreign_word, words).with(place.text(words)).with(right).suggest(words, std::string(right));
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

// `count(*)`
bool report_star(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool all = place.type(at) == WendParser::STAR && at > 0 && place.type(at - 1) == WendParser::LEFT_PARENTHESIS;
  if (all) place.report(codes::event_needed, place.span(at));
  return all;
}

bool report_infix(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (!place.is_name(at) || place.type(at) == WendParser::QUOTED || place.token(at).first_on_line) return false;
  if (is_expected(place, WendParser::EQUAL) && !is_expected(place, WendParser::LESS)) return false;
  const auto right = foreign(ForeignUse::infix, place.text(at));
  return right && (report_respelling(place, at, *right), true);
}

bool report_prefix(const FaultPlace& place) {
  const std::size_t at = place.at();
  if (at == 0 || place.type(at - 1) != WendParser::WORD) return false;
  const auto right = foreign(ForeignUse::prefix, place.text(at - 1));
  if (!right) return false;
  if (!right->empty()) return report_respelling(place, at - 1, *right), true;
  const source::Span word{place.span(at).file, place.token(at - 1).begin, place.token(at).begin};
  place.report(codes::not_needed, place.span(at - 1)).with(place.text(at - 1)).suggest(word, "");
  return true;
}

}  // namespace

bool report_expression_idiom(const FaultPlace& place) {
  return report_set_in_parentheses(place) || report_negated(place) || report_is_somewhere(place) ||
         report_between(place) || report_like(place) || report_conditional(place) || report_case(place) ||
         report_than(place) || report_star(place) || report_word_left_out(place) || report_distinct(place) ||
         report_range(place) || report_span_in_arguments(place) || report_pattern(place) ||
         report_condition_as_pattern(place) || report_currency_in_front(place) || report_unit(place) ||
         report_quotes(place) || report_invisible(place) || report_query(place) || report_sign(place) ||
         report_where(place) || report_infix(place) || report_prefix(place);
}

}  // namespace wend::syntax
