#include "compiler/syntax/foreign/idioms.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/foreign/words.hpp"

namespace wend::syntax {

using antlr::WendParser;
using diagnostics::Applicability;
namespace codes = diagnostics::codes;

namespace {

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

bool report_word_idiom(const FaultPlace& place) {
  return report_sign(place) || report_where(place) || report_infix(place) || report_prefix(place);
}

}  // namespace wend::syntax
