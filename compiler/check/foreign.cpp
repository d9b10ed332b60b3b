#include "compiler/check/foreign.hpp"

#include <algorithm>
#include <array>

#include "compiler/check/names.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/syntax/foreign/quantities_meant.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/quantities.hpp"

namespace wend::check {
namespace {

using diagnostics::Applicability;
using diagnostics::Edit;
using syntax::ForeignUse;

bool is_chinese(std::string_view word) {
  return !word.empty() && static_cast<unsigned char>(word.front()) >= 0x80;
}

source::Span between(const source::Span& left, const source::Span& right) {
  return {left.file, left.end, right.begin};
}
source::Span from_to(const source::Span& left, const source::Span& right) {
  return {left.file, left.begin, right.begin};
}

// A call that is written as words around and between its arguments: one text before, one between each two, one behind.
struct Form {
  std::string_view name;  // folded
  std::size_t arguments;  // 0: two or more
  std::string_view before;
  std::string_view first;  // between the first and the second
  std::string_view rest;   // between the others
  std::string_view behind;
};

constexpr auto kForms = std::to_array<Form>({
    {"if", 3, "choose { when ", " then ", " otherwise ", " }"},
    {"iif", 3, "choose { when ", " then ", " otherwise ", " }"},
    {"if", 2, "choose { when ", " then ", "", " }"},
    {"如果", 3, "选择 { 当 ", " 则 ", " 否则 ", " }"},
    {"and", 0, "(", " and ", " and ", ")"},
    {"or", 0, "(", " or ", " or ", ")"},
    {"not", 1, "(not (", "", "", "))"},
    {"且", 0, "(", " 且 ", " 且 ", ")"},
    {"或", 0, "(", " 或 ", " 或 ", ")"},
    {"非", 1, "(非 (", "", "", "))"},
    {"iferror", 2, "((", ") default ", "", ")"},
    {"ifna", 2, "((", ") default ", "", ")"},
    {"ifnull", 2, "((", ") default ", "", ")"},
    {"isnull", 2, "((", ") default ", "", ")"},
    {"nvl", 2, "((", ") default ", "", ")"},
    {"coalesce", 0, "((", ") default ", " default ", ")"},
    {"isblank", 1, "(", "", "", " is missing)"},
    {"isnull", 1, "(", "", "", " is missing)"},
    {"isna", 1, "(", "", "", " is missing)"},
    {"isnan", 1, "(", "", "", " is missing)"},
    {"between", 3, "(", " in ", " .. ", ")"},
    {"startswith", 2, "(", " starts with ", "", ")"},
    {"contains", 2, "(", " contains ", "", ")"},
});

std::string shown(const Form& form, std::size_t arguments) {
  std::string text(form.before);
  for (std::size_t i = 0; i < arguments; ++i) {
    if (i > 0) text += i == 1 ? form.first : form.rest;
    text += "…";
  }
  text += form.behind;
  const bool bracketed = text.starts_with('(') && text.ends_with(')');
  return bracketed ? text.substr(1, text.size() - 2) : text;
}

bool report_form(const Place& place, const syntax::Call& node, const source::Span& span) {
  const std::string name = syntax::folded(node.callee.text());
  const std::size_t count = node.arguments.size();
  const auto form = std::ranges::find_if(kForms, [&](const Form& each) {
    return each.name == name && (each.arguments == count || (each.arguments == 0 && count > 1));
  });
  if (form == kForms.end()) return false;
  std::vector<Edit> edits{{from_to(span, node.arguments.front().span), std::string(form->before)}};
  for (std::size_t i = 1; i < count; ++i) {
    const std::string_view words = i == 1 ? form->first : form->rest;
    edits.push_back({between(node.arguments[i - 1].span, node.arguments[i].span), std::string(words)});
  }
  edits.push_back({{span.file, node.arguments.back().span.end, span.end}, std::string(form->behind)});
  place.report(codes::foreign_function, node.callee.span)
      .with(node.callee.text())
      .with(shown(*form, count))
      .suggest(std::move(edits));
  return true;
}

// `city.startswith("上")`
bool report_method(const Place& place, const syntax::Call& node, const source::Span& span) {
  if (node.callee.parts.size() != 2 || node.arguments.size() != 1) return false;
  const syntax::Name& method = node.callee.last();
  const auto words = syntax::foreign(ForeignUse::infix, method.text);
  const bool known = method.text == "contains" || method.text == "in";
  if (!known && !words) return false;
  const std::string word(known ? std::string_view(method.text) : *words);
  place.report(codes::foreign_function, node.callee.span)
      .with(node.callee.text())
      .with(node.callee.first().text + " " + word + " …")
      .suggest({{{span.file, node.callee.first().span.end, node.arguments.front().span.begin}, " " + word + " "},
                {{span.file, node.arguments.front().span.end, span.end}, ""}});
  return true;
}

// `TODAY()`, `NOW()`: what the language says without a call.
bool report_now(const Place& place, const syntax::Call& node, const source::Span& span, std::optional<Type> hint) {
  constexpr std::array names = {"today", "now", "current_date", "curdate", "getdate", "sysdate", "今天"};
  const std::string name = syntax::folded(node.callee.text());
  if (!node.arguments.empty() || std::ranges::find(names, name) == names.end()) return false;
  // The present instant has no name: what is asked is whether a time lies in a range that ends with it.
  const bool instant = hint == kTime;
  Report report = place.report(codes::foreign_function, span).with(node.callee.text());
  report.with(instant ? "… in last 24 hours" : "today");
  if (!instant) report.suggest(span, "today", Applicability::unsafe);
  return true;
}

bool names_an_event(const Place& place, const syntax::Argument& argument) {
  const auto* subject = argument.value->as<syntax::Reference>();
  return subject != nullptr &&
         place.context.names.find(schema::Names::Kind::event, subject->path.first().text).has_value();
}

// `DATEDIF(a, b, "D")`, `avg(…)`, `SUMIF(…)`
bool report_renamed(const Place& place, const syntax::Call& node) {
  const std::string name = syntax::folded(node.callee.text());
  auto right = syntax::foreign(ForeignUse::function, name);
  if (!right && name != node.callee.text() && syntax::find_function(name)) right = name;
  if (!right) return false;
  Report report = place.report(codes::foreign_word, node.callee.span).with(node.callee.text()).with(*right);
  std::vector<Edit> edits{{node.callee.span, std::string(*right)}};
  const bool dates = *right == "days_between";
  if (dates && node.arguments.size() == 3) {
    edits.push_back({{node.callee.span.file, node.arguments[1].span.end, node.arguments[2].span.end}, ""});
  }
  const bool extreme = *right == "max" || *right == "min";
  if (extreme && !node.arguments.empty() && !names_an_event(place, node.arguments.front())) {
    edits.front().replacement = *right == "max" ? "greatest" : "least";
  }
  report.suggest(std::move(edits), dates ? Applicability::unsafe : Applicability::safe);
  return true;
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

bool report_foreign_call(const Place& place, const syntax::Call& node, const source::Span& span,
                         std::optional<Type> hint) {
  return report_form(place, node, span) || report_method(place, node, span) || report_now(place, node, span, hint) ||
         report_renamed(place, node);
}

// `max(visits, children)`: the greatest of values, not of events.
bool report_greatest(const Place& place, const syntax::Call& node) {
  const bool most = node.function == syntax::Function::maximum;
  if ((!most && node.function != syntax::Function::minimum) || node.arguments.size() < 2) return false;
  if (names_an_event(place, node.arguments.front())) return false;
  for (const syntax::Argument& argument : node.arguments) {
    const auto* reference = argument.value->as<syntax::Reference>();
    const bool tag = reference != nullptr &&
                     place.context.names.find(schema::Names::Kind::tag, reference->path.first().text).has_value();
    if (!tag && argument.value->as<syntax::QuantityLiteral>() == nullptr) return false;
    if (argument.name || argument.earlier || argument.alias || argument.where != nullptr) return false;
  }
  const std::string right = most ? "greatest" : "least";
  place.report(codes::foreign_function, node.callee.span)
      .with(node.callee.text())
      .with(right + "(…)")
      .suggest(node.callee.span, right);
  return true;
}

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

void suggest_time_range(Report& report, const syntax::Expression& tree) {
  const auto* reference = tree.as<syntax::Reference>();
  if (reference != nullptr && reference->path.is_simple()) {
    if (const auto meant = syntax::literal_meant(reference->path.first().text)) report.suggest(tree.span, *meant);
    return;
  }
  const auto* literal = tree.as<syntax::QuantityLiteral>();
  if (literal == nullptr) return;
  const source::Span before{tree.span.file, tree.span.begin, tree.span.begin};
  if (literal->quantity.is_span_of_time()) report.suggest(before, "last ", Applicability::unsafe);
  if (literal->quantity.is_plain_number() && literal->quantity.is_integer()) {
    const source::Span after{tree.span.file, tree.span.end, tree.span.end};
    report.suggest({{before, "last "}, {after, " days"}}, Applicability::unsafe);
  }
}

bool report_last_month(const Place& place, const syntax::Expression& tree) {
  const auto* range = tree.as<syntax::RelativeRange>();
  const auto* length = range == nullptr || range->forward ? nullptr : range->length->as<syntax::Reference>();
  if (length == nullptr || !length->path.is_simple()) return false;
  const std::string unit = syntax::folded(length->path.first().text);
  if (unit != "week" && unit != "month" && unit != "year") return false;
  const std::string right = "previous " + unit;
  place.report(codes::foreign_word, tree.span)
      .with("last " + unit)
      .with(right)
      .suggest(tree.span, right, Applicability::unsafe);
  return true;
}

void suggest_span(Report& report, const syntax::Expression& tree) {
  const auto* reference = tree.as<syntax::Reference>();
  if (reference == nullptr || !reference->path.is_simple()) return;
  if (const auto meant = syntax::literal_meant(reference->path.first().text)) report.suggest(tree.span, *meant);
}

namespace {

std::optional<std::string> truth_meant(const syntax::Expression& tree) {
  if (const auto* text = tree.as<syntax::TextLiteral>()) {
    const auto value = syntax::foreign(ForeignUse::value, text->value);
    return value && (*value == "true" || *value == "false" || *value == "真" || *value == "假")
               ? std::optional<std::string>(*value)
               : std::nullopt;
  }
  const auto* literal = tree.as<syntax::QuantityLiteral>();
  if (literal == nullptr || !literal->quantity.is_plain_number()) return std::nullopt;
  if (literal->quantity.digits == "1") return "true";
  return literal->quantity.digits == "0" ? std::optional<std::string>("false") : std::nullopt;
}

// What stands in the quotes, where it reads as a literal of the type.
std::optional<std::string> literal_in_quotes(const std::string& text, const Type& needed) {
  switch (needed.kind) {
    case TypeKind::date: {
      const auto day = syntax::read_date(text);
      return day ? std::optional(syntax::to_text(*day)) : std::nullopt;
    }
    case TypeKind::time_of_day: {
      const auto time = syntax::read_time_of_day(text);
      return time ? std::optional(syntax::to_text(*time)) : std::nullopt;
    }
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::period:
    case TypeKind::distance: {
      const auto quantity = syntax::read_quantity(text);
      return quantity && quantity->is_plain_number() == (needed == kInteger || needed == kNumber) ? std::optional(text)
                                                                                                  : std::nullopt;
    }
    case TypeKind::boolean:
    case TypeKind::time:
    case TypeKind::text:
    case TypeKind::enumeration:
    case TypeKind::set:
    case TypeKind::place:
    case TypeKind::product:
    case TypeKind::customer:
    case TypeKind::list: return std::nullopt;
  }
  return std::nullopt;
}

// `19900101`
std::optional<std::string> date_of_digits(const syntax::Expression& tree) {
  const auto* literal = tree.as<syntax::QuantityLiteral>();
  constexpr std::size_t kDigits = 8;
  constexpr std::size_t kYear = 4;
  if (literal == nullptr || !literal->quantity.is_plain_number() || !literal->quantity.is_integer())
    return std::nullopt;
  const std::string& digits = literal->quantity.digits;
  if (digits.size() == kYear && digits >= "1900" && digits < "2200") return digits + "-01-01";
  if (digits.size() != kDigits) return std::nullopt;
  const auto day = syntax::read_date(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6));
  return day ? std::optional(syntax::to_text(*day)) : std::nullopt;
}

}  // namespace

bool report_foreign_literal(const Place& place, const syntax::Expression& tree, const Type& needed) {
  if (needed == kBoolean) {
    const auto meant = truth_meant(tree);
    if (!meant) return false;
    const bool quoted = tree.as<syntax::TextLiteral>() != nullptr;
    Report report = place.report(quoted ? codes::text_for_literal : codes::foreign_word, tree.span);
    if (!quoted) report.with(*meant == "true" ? "1" : "0");
    report.with(quoted ? "`" + *meant + "`" : *meant).suggest(tree.span, *meant);
    return true;
  }
  if (const auto* text = tree.as<syntax::TextLiteral>()) {
    const auto meant = literal_in_quotes(text->value, needed);
    if (!meant) return false;
    place.report(codes::text_for_literal, tree.span).with("`" + *meant + "`").suggest(tree.span, *meant);
    return true;
  }
  if (needed != kDate) return false;
  const auto meant = date_of_digits(tree);
  if (meant) place.report(codes::digits_for_date, tree.span).with("`" + *meant + "`").suggest(tree.span, *meant);
  return meant.has_value();
}

}  // namespace wend::check
