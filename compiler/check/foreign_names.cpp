// Names that other languages know.
#include "compiler/check/foreign.hpp"

#include "compiler/check/names.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/syntax/foreign/quantities_meant.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"

namespace wend::check {
namespace {

using diagnostics::Applicability;
using syntax::ForeignUse;

bool is_chinese(std::string_view word) {
  return !word.empty() && static_cast<unsigned char>(word.front()) >= 0x80;
}

bool is_empty_text(const syntax::Expression& tree) {
  const auto* text = tree.as<syntax::TextLiteral>();
  return text != nullptr && text->value.empty();
}

bool is_tag_of_another_type(const Place& place, const syntax::Expression& tree) {
  const auto* reference = tree.as<syntax::Reference>();
  if (reference == nullptr || !reference->path.is_simple()) return false;
  const auto tag = place.context.names.find(schema::Names::Kind::tag, reference->path.first().text);
  return tag && !tag->ambiguous && place.schema().tags[tag->index].type != kText;
}

bool is_unresolved(const Place& place, const syntax::Reference& reference) {
  const syntax::Name& name = reference.path.first();
  return reference.path.is_simple() && !name.quoted && place.context.names.enums_with(name.text).empty();
}

}  // namespace

bool report_foreign_nothing(const Place& place, const syntax::Expression& left, syntax::ComparisonOperator op,
                            const syntax::Expression& right, const source::Span& op_span) {
  const bool equality = op == syntax::ComparisonOperator::equal || op == syntax::ComparisonOperator::not_equal;
  if (equality && is_empty_text(right) && is_tag_of_another_type(place, left)) {
    place.report(codes::foreign_nothing, right.span)
        .with("\"\"")
        .suggest({op_span.file, op_span.begin, right.span.end},
                 op == syntax::ComparisonOperator::equal ? "is missing" : "is known");
    return true;
  }
  const auto* reference = right.as<syntax::Reference>();
  if (!equality || reference == nullptr || !is_unresolved(place, *reference)) return false;
  if (leading(place, right) != Lead::needs_hint || leading(place, left) == Lead::needs_hint) return false;
  const syntax::Name& name = reference->path.first();
  if (!syntax::foreign(ForeignUse::nothing, name.text)) return false;
  const bool missing = op == syntax::ComparisonOperator::equal;
  const std::string_view words =
      is_chinese(name.text) ? (missing ? "缺失" : "已知") : (missing ? "is missing" : "is known");
  place.report(codes::foreign_nothing, name.span)
      .with(name.text)
      .suggest({op_span.file, op_span.begin, right.span.end}, std::string(words));
  return true;
}

bool report_foreign_name(const Place& place, const syntax::Name& name, std::optional<Type> hint) {
  if (!name.quoted) {
    auto meant = syntax::literal_meant(name.text);
    const auto value = syntax::foreign(ForeignUse::value, name.text);
    if (!meant && value) meant = *value;
    if (!meant) meant = syntax::keyword_in_other_letters(name.text);
    if (meant) {
      place.report(codes::foreign_word, name.span).with(name.text).with(*meant).suggest(name.span, *meant);
      return true;
    }
  }
  // What an outcome's message is compared with is the name of a step.
  const bool is_outcome = place.scope.bare && place.schema().events[place.scope.bare->event].outcome;
  if (hint != kText || is_outcome) return false;
  const auto has_near = [&] {
    std::vector<std::string_view> names;
    for (const Candidate& candidate : tag_candidates(place.context)) names.push_back(candidate.name);
    return !diagnostics::nearest(name.text, names, 1).empty();
  };
  if (!name.quoted && has_near()) return false;
  place.report(codes::name_for_text, name.span)
      .with(name.text)
      .suggest(name.span, '"' + name.text + '"', Applicability::unsafe);
  return true;
}

}  // namespace wend::check
