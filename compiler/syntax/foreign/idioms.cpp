#include "compiler/syntax/foreign/idioms.hpp"

#include <algorithm>
#include <string>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/foreign/words.hpp"

namespace wend::syntax {

using antlr::WendParser;
namespace codes = diagnostics::codes;

namespace {

bool report_expression_idiom(const FaultPlace& place) {
  return report_condition_idiom(place) || report_value_idiom(place) || report_pattern_idiom(place) ||
         report_literal_idiom(place) || report_word_idiom(place);
}

}  // namespace

bool is_one_of(std::uint16_t type, std::initializer_list<std::uint16_t> types) {
  return std::ranges::find(types, type) != types.end();
}

bool is_not(const FaultPlace& place, std::size_t i) {
  return is_one_of(place.type(i), {WendParser::EN_NOT, WendParser::ZH_NOT}) || folded(place.text(i)) == "not";
}

bool is_and(const FaultPlace& place, std::size_t i) {
  return is_one_of(place.type(i), {WendParser::EN_AND, WendParser::ZH_AND}) || folded(place.text(i)) == "and" ||
         place.text(i) == "到" || place.text(i) == "和" || place.text(i) == "至";
}

bool is_comparison(std::uint16_t type) {
  return type >= WendParser::EQUAL && type <= WendParser::GREATER;
}

bool is_chinese(std::string_view word) {
  return !word.empty() && static_cast<unsigned char>(word.front()) >= 0x80;
}

bool is_expected(const FaultPlace& place, std::size_t token) {
  return std::ranges::find(place.expected(), token) != place.expected().end();
}

void report_respelling(const FaultPlace& place, std::size_t i, std::string_view right) {
  const bool nothing = right.empty();
  auto report = place.report(nothing ? codes::not_needed : codes::foreign_word, place.span(i)).with(place.text(i));
  if (!nothing) report.with(right);
  report.suggest(place.span(i), std::string(right));
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
