// What is said where a value of one type stands in the place of another.
#include "compiler/check/coercion.hpp"
#include "compiler/check/foreign.hpp"
#include "compiler/diagnostics/codes/time.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

using diagnostics::Applicability;

bool is_count(const Type& type) {
  return type == kInteger || type == kNumber;
}
bool is_span(const Type& type) {
  return type == kDuration || type == kPeriod;
}

Code code_for(const Type& found, const Type& needed) {
  const TypeKind kind = found.kind;
  switch (needed.kind) {
    case TypeKind::boolean: return codes::not_a_condition;
    case TypeKind::integer:
      if (kind == TypeKind::number) return codes::whole_number_needed;
      [[fallthrough]];
    case TypeKind::number:
      if (kind == TypeKind::money) return codes::money_for_number;
      break;
    case TypeKind::money:
      if (is_count(found)) return codes::number_for_money;
      if (kind == TypeKind::money) return codes::mixed_currencies;
      break;
    case TypeKind::duration:
    case TypeKind::period:
      if (is_count(found)) return codes::number_for_span;
      if (is_span(found)) return codes::duration_and_period;
      break;
    case TypeKind::date:
      if (kind == TypeKind::time) return codes::time_for_date;
      if (kind == TypeKind::time_of_day) return codes::time_for_time_of_day;
      break;
    case TypeKind::time:
      if (kind == TypeKind::date) return codes::date_for_time;
      if (kind == TypeKind::time_of_day) return codes::time_for_time_of_day;
      break;
    case TypeKind::enumeration:
      if (kind == TypeKind::enumeration) return codes::unrelated_enums;
      if (kind == TypeKind::text) return codes::text_for_enum;
      break;
    case TypeKind::text:
      if (kind == TypeKind::enumeration) return codes::enum_for_text;
      break;
    case TypeKind::time_of_day:
      if (kind == TypeKind::time) return codes::time_for_time_of_day;
      break;
    case TypeKind::set:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::distance:
    case TypeKind::customer:
    case TypeKind::list: break;
  }
  return kind == TypeKind::boolean ? codes::condition_for_value : codes::type_mismatch;
}

source::Span just_after(const source::Span& span) {
  return {span.file, span.end, span.end};
}

void suggest_for_quantity(const Place& place, Report& report, const syntax::Quantity& quantity, const Type& found,
                          const Type& needed) {
  const source::Span unit{quantity.span.file, quantity.span.end, quantity.span.end};
  if (needed.kind == TypeKind::distance && is_count(found)) report.suggest(unit, " km", Applicability::unsafe);
  if (is_span(found) && is_count(needed)) report.suggest(quantity.span, quantity.digits, Applicability::unsafe);
  if (code_for(found, needed) == codes::number_for_span) {
    const std::string_view words = needed == kDuration ? " hours" : " days";
    report.suggest(unit, std::string(words), Applicability::unsafe);
  }
  if (code_for(found, needed) == codes::mixed_currencies) {
    report.suggest(quantity.unit_span, place.schema().currencies[needed.detail], Applicability::unsafe);
  }
  if (code_for(found, needed) == codes::money_for_number && quantity.multiplier == syntax::Multiplier::none) {
    report.suggest(quantity.span, quantity.digits, Applicability::unsafe);
  }
}

void suggest_for_literal(const Place& place, Report& report, const syntax::Expression& tree, const Type& found,
                         const Type& needed) {
  const auto* quantity = tree.as<syntax::QuantityLiteral>();
  if (quantity != nullptr && quantity->quantity.is_plain_number() && needed.kind == TypeKind::money) {
    const std::string& currency = place.schema().currencies[needed.detail];
    report.suggest(just_after(tree.span), " " + currency, Applicability::unsafe);
  }
  if (quantity != nullptr) suggest_for_quantity(place, report, quantity->quantity, found, needed);
  const auto* text = tree.as<syntax::TextLiteral>();
  if (text != nullptr && needed.kind == TypeKind::enumeration) {
    const schema::Enum& wanted = place.schema().enums[needed.detail];
    const auto value = place.context.names.value(wanted, text->value);
    if (value) report.suggest(tree.span, wanted.values[static_cast<std::size_t>(*value)].name);
  }
  if (text != nullptr && needed.kind == TypeKind::product &&
      place.context.names.find(schema::Names::Kind::product, text->value)) {
    report.suggest(tree.span, text->value);
  }
  const auto* name = tree.as<syntax::Reference>();
  if (name != nullptr && name->path.is_simple() && code_for(found, needed) == codes::enum_for_text) {
    report.suggest(tree.span, '"' + name->path.first().text + '"', Applicability::unsafe);
  }
  if (tree.as<syntax::DateLiteral>() != nullptr && needed.kind == TypeKind::time) {
    report.suggest(just_after(tree.span), " 00:00", Applicability::unsafe);
  }
}

// A value where a condition is asked for: whether there is something of it, or whether it is known.
void suggest_condition(const Place& place, Report& report, const syntax::Expression& tree, const Type& found) {
  if (tree.as<syntax::Reference>() == nullptr) return;
  std::string asked = " is known";
  if (is_count(found)) asked = " > 0";
  if (found.kind == TypeKind::money) asked = " > 0 " + place.schema().currencies[found.detail];
  report.suggest(just_after(tree.span), asked, Applicability::unsafe);
}

}  // namespace

std::nullopt_t report_mismatch(const Place& place, const syntax::Expression& tree, const Type& found,
                               const Type& needed) {
  if (report_foreign_literal(place, tree, needed)) return std::nullopt;
  Code code = code_for(found, needed);
  if (code == codes::text_for_enum && tree.as<syntax::TextLiteral>() == nullptr) code = codes::type_mismatch;
  Report report = place.report(code, tree.span);
  report.with(place.words(found)).with(place.words(needed));
  suggest_for_literal(place, report, tree, found, needed);
  if (code == codes::not_a_condition) suggest_condition(place, report, tree, found);
  return std::nullopt;
}

}  // namespace wend::check
