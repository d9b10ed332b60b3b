#include "compiler/syntax/foreign/idioms.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/diagnostics/codes/types.hpp"
#include "compiler/syntax/foreign/words.hpp"

namespace wend::syntax {

using antlr::WendParser;
using diagnostics::Applicability;
using diagnostics::Edit;
namespace codes = diagnostics::codes;

namespace {

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

// `count(*)`
bool report_star(const FaultPlace& place) {
  const std::size_t at = place.at();
  const bool all = place.type(at) == WendParser::STAR && at > 0 && place.type(at - 1) == WendParser::LEFT_PARENTHESIS;
  if (all) place.report(codes::event_needed, place.span(at));
  return all;
}

}  // namespace

bool report_value_idiom(const FaultPlace& place) {
  return report_conditional(place) || report_case(place) || report_star(place) || report_distinct(place) ||
         report_range(place) || report_span_in_arguments(place);
}

}  // namespace wend::syntax
