// Functions of other languages.
#include "compiler/check/foreign.hpp"

#include <algorithm>
#include <array>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/quantities.hpp"

namespace wend::check {
namespace {

using diagnostics::Applicability;
using diagnostics::Edit;
using syntax::ForeignUse;

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

}  // namespace wend::check
