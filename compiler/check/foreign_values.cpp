// Literals and spans of time as other languages write them.
#include "compiler/check/foreign.hpp"

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/syntax/foreign/quantities_meant.hpp"
#include "compiler/syntax/foreign/words.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/quantities.hpp"

namespace wend::check {
using diagnostics::Applicability;
using syntax::ForeignUse;

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
