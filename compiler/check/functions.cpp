#include <algorithm>
#include <vector>

#include "compiler/check/coercion.hpp"
#include "compiler/check/foreign.hpp"
#include "compiler/check/literals.hpp"
#include "compiler/check/names.hpp"
#include "compiler/check/operators.hpp"
#include "compiler/check/selections.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/check/time_range.hpp"
#include "compiler/check/windows.hpp"
#include "compiler/diagnostics/codes/heads.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/records.hpp"
#include "compiler/diagnostics/codes/time.hpp"
#include "compiler/diagnostics/codes/types.hpp"
#include "compiler/syntax/keywords.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::check {
namespace {

using syntax::Function;

// Values alone, between `least` and `most` of them.
bool has_values(const Place& place, const syntax::Call& node, const source::Span& span, std::size_t least,
                std::size_t most) {
  for (const syntax::Argument& argument : node.arguments) {
    if (!argument.name && !argument.earlier && !argument.alias && argument.where == nullptr) continue;
    Report report = place.report(codes::value_argument_needed, argument.span).with(node.callee.text());
    const bool named = argument.name && !argument.earlier && !argument.alias && argument.where == nullptr;
    if (named) report.suggest({span.file, argument.name->span.begin, argument.value->span.begin}, "");
    return false;
  }
  const std::size_t count = node.arguments.size();
  if (count >= least && count <= most) return true;
  Report report = place.report(codes::wrong_argument_count, span);
  report.with(node.callee.text())
      .with(static_cast<std::int64_t>(count < least ? least : most))
      .with(static_cast<std::int64_t>(count));
  if (count > most && most > 0) {
    const source::Span extra{span.file, node.arguments[most - 1].span.end, node.arguments.back().span.end};
    report.suggest(extra, "", diagnostics::Applicability::unsafe);
  }
  const bool days = node.function == Function::days_between && count == 1;
  if (days) {
    const source::Span after{span.file, node.arguments.front().span.end, node.arguments.front().span.end};
    report.suggest(after, ", today", diagnostics::Applicability::unsafe);
  }
  return false;
}

Checked check_extreme(const Place& place, const syntax::Call& node, const source::Span& span, ir::Operation operation,
                      std::optional<Type> hint) {
  constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();
  if (!has_values(place, node, span, 2, kAny)) return std::nullopt;
  Trees trees;
  for (const syntax::Argument& argument : node.arguments) trees.push_back(argument.value.get());
  const auto values = check_alike(place, trees, hint);
  if (!values) return std::nullopt;
  const Type type = values->front().type;
  if (!is_ordered(place, type) || type == kPeriod) {
    place.report(codes::no_order, node.callee.span).with(node.callee.text()).with(place.words(type));
    return std::nullopt;
  }
  std::vector<ir::ExpressionId> operands;
  for (const Typed& value : *values) operands.push_back(value.id);
  return place.make(operation, type, operands);
}

std::optional<std::uint32_t> places_argument(const Place& place, const syntax::Expression& tree, int most) {
  const auto* literal = tree.as<syntax::QuantityLiteral>();
  const bool plain = literal != nullptr && literal->quantity.is_plain_number();
  if (!plain) return place.report(codes::plain_whole_number_needed, tree.span), std::nullopt;
  const auto places = exact_value(place.context, literal->quantity, 0);
  if (!places) return std::nullopt;
  if (*places <= most) return static_cast<std::uint32_t>(*places);
  place.report(codes::out_of_range, tree.span)
      .with(0)
      .with(most)
      .suggest(tree.span, std::to_string(most), diagnostics::Applicability::unsafe);
  return std::nullopt;
}

Checked check_round(const Place& place, const syntax::Call& node, const source::Span& span, std::optional<Type> hint) {
  if (!has_values(place, node, span, 1, 2)) return std::nullopt;
  const syntax::Expression& tree = *node.arguments.front().value;
  const Checked value = place.check(tree, hint);
  if (!value) return std::nullopt;
  const bool money = value->type.kind == TypeKind::money;
  if (!money && value->type != kNumber && value->type != kInteger)
    return report_mismatch(place, tree, value->type, kNumber);
  std::uint32_t places = 0;
  if (node.arguments.size() == 2) {
    const int most = money ? decimal::kMoneyPlaces : decimal::kNumberPlaces;
    const auto written = places_argument(place, *node.arguments[1].value, most);
    if (!written) return std::nullopt;
    places = *written;
  }
  if (value->type == kInteger) return value;
  return place.make(ir::Operation::round, value->type, {value->id}, places);
}

Checked check_day(const Place& place, const syntax::Argument& argument) {
  return as_date(place, *argument.value, place.check(*argument.value, kDate));
}

Checked check_anniversary(const Place& place, const syntax::Call& node, const source::Span& span) {
  if (!has_values(place, node, span, 1, 1)) return std::nullopt;
  const Checked date = check_day(place, node.arguments.front());
  return date ? Checked(place.make(ir::Operation::next_anniversary, kDate, {date->id})) : std::nullopt;
}

// From the first to the second, less than nothing where the second is the earlier.
Checked check_days_between(const Place& place, const syntax::Call& node, const source::Span& span) {
  if (!has_values(place, node, span, 2, 2)) return std::nullopt;
  const Checked from = check_day(place, node.arguments[0]);
  const Checked to = check_day(place, node.arguments[1]);
  if (!from || !to) return std::nullopt;
  return place.make(ir::Operation::sum, kInteger, {to->id, from->id}, 1);
}

// Of a time, and without one of now.
Checked check_time_of_day_of(const Place& place, const syntax::Call& node, const source::Span& span) {
  if (!has_values(place, node, span, 0, 1)) return std::nullopt;
  if (node.arguments.empty()) {
    const ir::ExpressionId now = place.context.build.moment({ir::Moment::Base::now, {}, 0, true});
    return place.make(ir::Operation::time_of_day_of, kTimeOfDay, {now});
  }
  const syntax::Expression& tree = *node.arguments.front().value;
  const Checked time = require(place, tree, place.check(tree, kTime), kTime);
  if (!time) return std::nullopt;
  return place.make(ir::Operation::time_of_day_of, kTimeOfDay, {time->id});
}

// Of a date or the date of a time, and without one of today.
Checked check_business_day(const Place& place, const syntax::Call& node, const source::Span& span) {
  if (!has_values(place, node, span, 0, 1)) return std::nullopt;
  if (!place.schema().calendar) return place.report(codes::no_calendar, node.callee.span), std::nullopt;
  const Checked date =
      node.arguments.empty() ? Typed{place.context.build.moment({}), kDate} : check_day(place, node.arguments.front());
  return date ? Checked(place.make(ir::Operation::is_business_day, kBoolean, {date->id})) : std::nullopt;
}

Checked check_distance(const Place& place, const syntax::Call& node, const source::Span& span) {
  if (!has_values(place, node, span, 2, 2)) return std::nullopt;
  std::vector<ir::ExpressionId> places;
  for (const syntax::Argument& argument : node.arguments) {
    const Checked value = require(place, *argument.value, place.check(*argument.value, kPlace), kPlace);
    if (value) places.push_back(value->id);
  }
  if (places.size() != node.arguments.size()) return std::nullopt;
  return place.make(ir::Operation::distance, kDistance, places);
}

Checked check_place(const Place& place, const syntax::Call& node, const source::Span& span) {
  if (!has_values(place, node, span, 2, 2)) return std::nullopt;
  std::vector<ir::ExpressionId> degrees;
  for (const syntax::Argument& argument : node.arguments) {
    const Checked value = require(place, *argument.value, place.check(*argument.value, kNumber), kNumber);
    if (value) degrees.push_back(value->id);
  }
  if (degrees.size() != node.arguments.size()) return std::nullopt;
  const Typed found = place.make(ir::Operation::place, kPlace, degrees);
  const auto is_constant = [&](ir::ExpressionId id) { return place.constant_of(id) != nullptr; };
  if (place.constant_of(found.id) != nullptr || !std::ranges::all_of(degrees, is_constant)) return found;
  place.report(codes::no_such_place, span);
  return std::nullopt;
}

// What the host was told by the model, kept as a tag.
Checked check_model(const Place& place, const syntax::Call& node, const source::Span& span, std::uint32_t index) {
  const schema::Model& model = place.schema().models[index];
  if (!node.arguments.empty()) {
    place.report(codes::model_takes_nothing, span).with(model.name);
    return std::nullopt;
  }
  const bool by_label = model.name != node.callee.text();
  place.record(Use::Kind::model, node.callee.span, index, 0, by_label);
  return place.leaf(ir::Operation::tag, model.returns, model.score);
}

Checked check_unknown(const Place& place, const syntax::Call& node, const source::Span& span,
                      std::optional<Type> hint) {
  const std::string name = node.callee.text();
  if (const auto model = place.context.names.find(schema::Names::Kind::model, name)) {
    return check_model(place, node, span, model->index);
  }
  if (report_foreign_call(place, node, span, hint)) return std::nullopt;
  Report report = place.report(codes::unknown_function, node.callee.span).with(name);
  Candidates candidates;
  for (const std::string_view function : syntax::all_functions()) candidates.push_back({function, {}});
  for (const schema::Model& model : place.schema().models) candidates.push_back({model.name, {}});
  suggest_nearest(place.context, report, node.callee.span, name, candidates);
  return std::nullopt;
}

Checked not_executed(const Place& place, Code code, const source::Span& span) {
  place.report(code, span);
  return std::nullopt;
}

}  // namespace

Checked check_call(const Place& place, const syntax::Call& node, const source::Span& span, std::optional<Type> hint) {
  if (!node.function) return check_unknown(place, node, span, hint);
  if (const auto aggregate = aggregate_of(*node.function)) {
    if (is_over_list(place, node)) return check_selection(place, node, span, nullptr);
    if (report_greatest(place, node)) return std::nullopt;
    return check_window(place, *aggregate, node, span, nullptr);
  }
  switch (*node.function) {
    case Function::least: return check_extreme(place, node, span, ir::Operation::least, hint);
    case Function::greatest: return check_extreme(place, node, span, ir::Operation::greatest, hint);
    case Function::round: return check_round(place, node, span, hint);
    case Function::anniversary: return check_anniversary(place, node, span);
    case Function::days_between: return check_days_between(place, node, span);
    case Function::time_of_day: return check_time_of_day_of(place, node, span);
    case Function::business_day: return check_business_day(place, node, span);
    case Function::any:
    case Function::every:
    case Function::none:
    case Function::one: return check_selection(place, node, span, nullptr);
    case Function::distance: return check_distance(place, node, span);
    case Function::place: return check_place(place, node, span);
    case Function::share: return not_executed(place, codes::share_outside_metric, span);
    case Function::count:
    case Function::sum:
    case Function::average:
    case Function::minimum:
    case Function::maximum:
    case Function::distinct:
    case Function::first:
    case Function::latest:
    case Function::happened:
    case Function::time_since: return std::nullopt;  // aggregates, above
  }
  return std::nullopt;
}

Checked check_field_access(const Place& place, const syntax::FieldAccess& node) {
  const auto* call = node.base->as<syntax::Call>();
  const bool ends = call != nullptr && (call->function == Function::first || call->function == Function::latest);
  std::span<const syntax::Name> fields(node.fields);
  if (call != nullptr && call->function && is_over_list(place, *call)) {
    const Checked value = check_selection(place, *call, node.base->span, &fields.front());
    return value ? check_product_fields(place, *value, fields.subspan(1)) : std::nullopt;
  }
  if (!ends || call->arguments.empty()) {
    const Checked base = place.check(*node.base);
    return base ? check_product_fields(place, *base, fields) : std::nullopt;
  }
  const auto* subject = call->arguments.front().value->as<syntax::Reference>();
  const bool has_field = subject != nullptr && !subject->path.is_simple();
  const syntax::Name* field = has_field ? nullptr : &fields.front();
  const Checked value = check_window(place, *aggregate_of(*call->function), *call, node.base->span, field);
  if (!value) return std::nullopt;
  return check_product_fields(place, *value, fields.subspan(has_field ? 0 : 1));
}

}  // namespace wend::check
