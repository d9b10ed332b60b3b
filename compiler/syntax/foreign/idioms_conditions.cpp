#include "compiler/syntax/foreign/idioms.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/foreign/words.hpp"

namespace wend::syntax {

using antlr::WendParser;
using diagnostics::Applicability;
using diagnostics::Edit;
namespace codes = diagnostics::codes;

namespace {

bool is_membership(const FaultPlace& place, std::size_t i) {
  const bool keyword =
      is_one_of(place.type(i), {WendParser::EN_IN, WendParser::ZH_IN, WendParser::EN_CONTAINS, WendParser::ZH_CONTAINS,
                                WendParser::ZH_CONTAINS_ANY, WendParser::EN_STARTS, WendParser::ZH_STARTS_WITH});
  return keyword || folded(place.text(i)) == "in" || folded(place.text(i)) == "like";
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

}  // namespace

bool report_condition_idiom(const FaultPlace& place) {
  return report_set_in_parentheses(place) || report_negated(place) || report_is_somewhere(place) ||
         report_between(place) || report_like(place) || report_than(place);
}

}  // namespace wend::syntax
