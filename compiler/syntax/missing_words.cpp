#include "compiler/syntax/missing_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/syntax/outline.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Applicability;
namespace codes = diagnostics::codes;

// What stands behind the word: if it is there, the word alone is missing.
enum class Follower : std::uint8_t { span, verdict, number, name, value };

struct MissingWord {
  std::size_t english;  // token types
  std::size_t chinese;
  std::size_t rule;  // in which it is missing; 0: in any
  Follower follower;
  std::string_view words;  // English, and with what usually follows it
  std::string_view whole;
  std::string_view chinese_words;
  std::string_view chinese_whole;
};

constexpr std::array kWords = {
    MissingWord{WendParser::EN_UP, WendParser::ZH_UP_TO, WendParser::RuleStep, Follower::number, "up to", "", "最多",
                ""},
    MissingWord{WendParser::EN_UP, WendParser::ZH_UP_TO, WendParser::RuleStep, Follower::span, "up to", "up to 2 days",
                "最多", "最多 2天"},
    MissingWord{WendParser::EN_EVERY, WendParser::ZH_EVERY_SPAN, WendParser::RuleStep, Follower::span, "every",
                "every 7 days", "每隔", "每隔 7天"},
    MissingWord{WendParser::EN_WITHIN, WendParser::ZH_WITHIN, WendParser::RuleFollowing, Follower::span, "within",
                "within 7 days", "限时", "限时 7天"},
    MissingWord{WendParser::EN_WITHIN, WendParser::ZH_WITHIN, WendParser::RuleJourneyDeclaration, Follower::span,
                "within", "", "限时", ""},
    MissingWord{WendParser::EN_WITHIN, WendParser::ZH_WITHIN, WendParser::RulePolicyClause, Follower::span, "within",
                "within 2 hours", "限时", "限时 2小时"},
    MissingWord{WendParser::EN_FOR, WendParser::ZH_FOR_SPAN, WendParser::RuleStep, Follower::span, "for", "for 7 days",
                "满", "满 7天"},
    MissingWord{WendParser::EN_FOR, WendParser::ZH_FOR_SPAN, WendParser::RuleAlternative, Follower::span, "for",
                "for 30 days", "满", "满 30天"},
    MissingWord{WendParser::EN_AFTER, WendParser::ZH_AFTER, WendParser::RuleJourneyClause, Follower::span, "after",
                "after 30 days", "经过", "经过 30天"},
    MissingWord{WendParser::EN_THEN, WendParser::ZH_THEN_VALUE, WendParser::RulePolicyClause, Follower::verdict, "then",
                "then skip", "则", "则 跳过"},
    MissingWord{WendParser::EN_AT, WendParser::ZH_UP_TO, WendParser::RulePolicyClause, Follower::number, "at most",
                "at most 3", "最多", "最多 3"},
    MissingWord{WendParser::EN_REQUIRES, WendParser::ZH_REQUIRES, WendParser::RulePolicyClause, Follower::name,
                "requires", "", "需要", ""},
    MissingWord{WendParser::EN_TAGS, WendParser::EN_TAGS, WendParser::RulePolicyClause, Follower::name, "tags", "",
                "tags", ""},
    MissingWord{WendParser::EN_TO, WendParser::EN_TO, WendParser::RulePolicyClause, Follower::name, "to", "", "to", ""},
    MissingWord{WendParser::EN_TO, WendParser::EN_TO, WendParser::RuleAlternative, Follower::name, "to", "", "to", ""},
    MissingWord{WendParser::EN_PRIORITY, WendParser::ZH_PRIORITY, WendParser::RulePolicyClause, Follower::number,
                "priority >=", "", "优先级 >=", ""},
    MissingWord{WendParser::EN_WITH, WendParser::ZH_WITH, WendParser::RuleJourneyClause, Follower::number, "with", "",
                "样本", ""},
    MissingWord{WendParser::EN_THEN, WendParser::ZH_THEN_VALUE, WendParser::RuleValueBranch, Follower::value, "then",
                "", "则", ""},
};

bool is_expected(const FaultPlace& place, std::size_t token) {
  return std::ranges::find(place.expected(), token) != place.expected().end();
}

bool follows(const FaultPlace& place, Follower follower) {
  const std::uint16_t type = place.type(place.at());
  switch (follower) {
    case Follower::span: return type == WendParser::SPAN;
    case Follower::number: return type == WendParser::INTEGER;
    case Follower::verdict:
      return type == WendParser::EN_DELAY || type == WendParser::ZH_DELAY || type == WendParser::EN_SKIP ||
             type == WendParser::ZH_SKIP || type == WendParser::EN_STOP || type == WendParser::ZH_STOP;
    case Follower::name: return place.is_name(place.at());
    case Follower::value:
      return place.is_name(place.at()) || (type >= WendParser::INTEGER && type <= WendParser::DISTANCE);
  }
  return false;
}

// Nothing more stands in this place: the end, a bracket that closes, the next line.
bool is_at_end(const FaultPlace& place) {
  if (place.at() >= place.size()) return true;
  const std::uint16_t before = place.type(place.at() - 1);
  const bool steps = place.type(place.at()) == WendParser::LEFT_BRACE &&
                     (before == WendParser::EN_TIMES || before == WendParser::ZH_TIMES ||
                      before == WendParser::EN_ANY || before == WendParser::ZH_WAIT_FOR_ANY);
  return steps || is_closing_bracket(place.token(place.at())) || place.token(place.at()).first_on_line;
}

bool fits(const FaultPlace& place, const MissingWord& word) {
  if (word.rule != 0 && !place.is_within(word.rule)) return false;
  if (!is_expected(place, word.english) && !is_expected(place, word.chinese)) return false;
  return follows(place, word.follower) || (is_at_end(place) && !word.whole.empty());
}

}  // namespace

bool report_missing_word(const FaultPlace& place) {
  const bool in_number = place.rule() == WendParser::RuleSpan || place.rule() == WendParser::RuleShare ||
                         place.rule() == WendParser::RuleWhole;
  if (place.at() == 0 || place.size() == 0 || in_number) return false;
  const auto word = std::ranges::find_if(kWords, [&](const MissingWord& each) { return fits(place, each); });
  if (word == kWords.end()) return false;
  const bool chinese = static_cast<unsigned char>(place.text(0).front()) >= 0x80;
  const bool alone = follows(place, word->follower) && place.at() < place.size();
  const std::string_view missing =
      alone ? (chinese ? word->chinese_words : word->words) : (chinese ? word->chinese_whole : word->whole);
  const std::size_t before = place.at() - 1;
  const source::Span shown = alone ? place.span(place.at()) : place.span(before);
  place.report(codes::missing_word, shown)
      .with(place.text(before))
      .with(missing)
      .suggest(place.after(before), " " + std::string(missing), alone ? Applicability::safe : Applicability::unsafe);
  return true;
}

}  // namespace wend::syntax
