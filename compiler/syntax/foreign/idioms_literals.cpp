#include "compiler/syntax/foreign/idioms.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/outline.hpp"

namespace wend::syntax {

using antlr::WendParser;
using diagnostics::Applicability;
namespace codes = diagnostics::codes;

namespace {

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

}  // namespace

bool report_literal_idiom(const FaultPlace& place) {
  return report_currency_in_front(place) || report_unit(place) || report_quotes(place) || report_invisible(place) ||
         report_query(place);
}

}  // namespace wend::syntax
