#include "compiler/check/expressions.hpp"
#include "compiler/check/foreign.hpp"

#include "compiler/check/coercion.hpp"
#include "compiler/check/literals.hpp"
#include "compiler/check/metrics.hpp"
#include "compiler/check/name_faults.hpp"
#include "compiler/check/names.hpp"
#include "compiler/check/operators.hpp"
#include "compiler/check/time_range.hpp"
#include "compiler/diagnostics/codes/bounds.hpp"
#include "compiler/diagnostics/codes/heads.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/steps.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

// Gives each kind of expression to the function that knows it.
class Dispatch {
 public:
  Dispatch(const Place& place, const source::Span& span, std::optional<Type> hint)
      : place_(place), span_(span), hint_(hint) {}

  Checked operator()(const syntax::BooleanLiteral& node) const { return place_.constant(kBoolean, node.value); }
  Checked operator()(const syntax::QuantityLiteral& node) const { return check_quantity(place_, node.quantity, hint_); }
  Checked operator()(const syntax::TextLiteral& node) const { return place_.constant(kText, node.value); }
  Checked operator()(const syntax::DateLiteral& node) const { return check_date(place_, node.date); }
  Checked operator()(const syntax::TimeOfDayLiteral& node) const { return check_time_of_day(place_, node.time); }
  Checked operator()(const syntax::MomentLiteral& node) const { return check_moment(place_, node); }
  Checked operator()(const syntax::SetLiteral& node) const { return check_set(place_, node, span_, hint_); }
  Checked operator()(const syntax::Reference& node) const { return check_reference(place_, node.path, hint_); }
  Checked operator()(const syntax::FieldAccess& node) const { return check_field_access(place_, node); }
  Checked operator()(const syntax::Call& node) const { return check_call(place_, node, span_, hint_); }
  Checked operator()(const syntax::Not& node) const { return check_not(place_, node); }
  Checked operator()(const syntax::Negation& node) const { return check_negation(place_, node, hint_); }
  Checked operator()(const syntax::Chain& node) const {
    switch (node.kind) {
      case syntax::ChainKind::conjunction:
      case syntax::ChainKind::disjunction: return check_logic(place_, node);
      case syntax::ChainKind::sum: return check_sum(place_, node);
      case syntax::ChainKind::product: return check_product(place_, node);
    }
    return std::nullopt;
  }
  Checked operator()(const syntax::Comparison& node) const { return check_comparison(place_, node); }
  Checked operator()(const syntax::Range&) const { return refuse(codes::range_as_value); }
  Checked operator()(const syntax::Presence& node) const { return check_presence(place_, node); }
  Checked operator()(const syntax::Default& node) const { return check_default(place_, node, hint_); }
  Checked operator()(const syntax::AtTime& node) const { return check_at_time(place_, node); }
  Checked operator()(const syntax::Over&) const { return refuse(codes::over_outside_metric); }
  Checked operator()(const syntax::ChooseValue& node) const { return check_choose(place_, node, hint_); }
  Checked operator()(const syntax::RelativeRange&) const { return refuse(codes::range_as_value); }
  // `today` is the one range that is a date as well.
  Checked operator()(const syntax::CalendarRange& node) const {
    if (node.previous || node.unit != syntax::CalendarUnit::day) return refuse(codes::range_as_value);
    return Typed{place_.context.build.moment({}), kDate};
  }
  Checked operator()(const syntax::SinceRange&) const { return refuse(codes::range_as_value); }

 private:
  Checked refuse(Code code) const { return refuse(code, span_); }
  Checked refuse(Code code, const source::Span& span) const {
    place_.report(code, span);
    return std::nullopt;
  }

  const Place& place_;
  const source::Span& span_;
  std::optional<Type> hint_;
};

}  // namespace

Checked check(Context& context, const Scope& scope, const syntax::Expression& tree, std::optional<Type> hint) {
  if (context.walk >= kDeepestWalk) {
    context.sink.report(codes::nested_too_deep_to_check, tree.span);
    return std::nullopt;
  }
  ++context.walk;
  const Place place{context, scope};
  const Checked result = std::visit(Dispatch(place, tree.span, hint), tree.node);
  --context.walk;
  if (result) context.facts.types.push_back({tree.span, result->type, result->id});
  return result;
}

Checked check_as(Context& context, const Scope& scope, const syntax::Expression& tree, Type type) {
  return require({context, scope}, tree, check(context, scope, tree, type), type);
}

std::optional<ir::ExpressionId> check_condition(Context& context, const Scope& scope, const syntax::Expression& tree) {
  const Checked value = check_as(context, scope, tree, kBoolean);
  return value ? std::optional(value->id) : std::nullopt;
}

std::optional<ir::Span> check_span(Context& context, const syntax::Expression& tree) {
  const auto* literal = tree.as<syntax::QuantityLiteral>();
  if (literal == nullptr || !literal->quantity.is_span_of_time()) {
    diagnostics::Report report = context.sink.report(codes::span_needed, tree.span);
    suggest_span(report, tree);
    return std::nullopt;
  }
  ir::Span span;
  if (literal->quantity.is_duration()) {
    const auto duration = duration_of(context, literal->quantity);
    if (!duration) return std::nullopt;
    span.duration = *duration;
  } else {
    const auto period = period_of(context, literal->quantity);
    if (!period) return std::nullopt;
    span.period = *period;
  }
  if (span != ir::Span{}) {
    context.facts.spans_of_time.push_back({tree.span, span});
    return span;
  }
  context.sink.report(codes::span_of_nothing, tree.span);
  return std::nullopt;
}

std::optional<std::int64_t> check_whole(Context& context, const syntax::Quantity& quantity, std::int64_t least,
                                        std::int64_t most) {
  if (!quantity.is_plain_number()) {
    context.sink.report(codes::plain_whole_number_needed, quantity.span);
    return std::nullopt;
  }
  const auto value = exact_value(context, quantity, 0);
  if (!value) return std::nullopt;
  if (*value >= least && *value <= most) return value;
  context.sink.report(codes::out_of_range, quantity.span).with(least).with(most);
  return std::nullopt;
}

namespace {

bool is_number(Context& context, const syntax::GivenQuantity& quantity) {
  if (!quantity.parameter) return true;
  context.sink.report(codes::number_needed, quantity.span).with(quantity.parameter->text());
  return false;
}

}  // namespace

std::optional<std::int64_t> check_whole(Context& context, const syntax::GivenQuantity& quantity, std::int64_t least,
                                        std::int64_t most) {
  if (!is_number(context, quantity)) return std::nullopt;
  return check_whole(context, static_cast<const syntax::Quantity&>(quantity), least, most);
}

std::optional<std::uint32_t> check_percentage(Context& context, const syntax::GivenQuantity& quantity) {
  if (!is_number(context, quantity)) return std::nullopt;
  return check_percentage(context, static_cast<const syntax::Quantity&>(quantity));
}

std::optional<std::uint32_t> check_percentage(Context& context, const syntax::Quantity& quantity) {
  constexpr int kPlaces = 4;  // of a whole: 0.01% is one bucket of 10,000
  constexpr std::int64_t kAll = 10'000;
  if (quantity.unit != syntax::Unit::percent) {
    context.sink.report(codes::percentage_needed, quantity.span);
    return std::nullopt;
  }
  const auto buckets = exact_value(context, quantity, kPlaces);
  if (!buckets) return std::nullopt;
  if (*buckets <= kAll) return static_cast<std::uint32_t>(*buckets);
  context.sink.report(codes::percentage_needed, quantity.span);
  return std::nullopt;
}

std::optional<schema::EventIndex> check_event(Context& context, const syntax::Path& path) {
  const std::string name = path.text();
  const auto found = context.names.find(schema::Names::Kind::event, name);
  if (!found) return report_unknown_event(context, path);
  if (found->ambiguous) {
    context.sink.report(codes::ambiguous_label, path.span).with(name);
    return std::nullopt;
  }
  const bool by_label = context.schema.events[found->index].name != name;
  context.facts.uses.push_back({Use::Kind::event, found->index, 0, by_label, path.span, context.current});
  return found->index;
}

bool within_bounds(Context& context, ir::ExpressionId root, std::string_view name, const source::Span& name_span) {
  if (context.build.depth(root) > ir::kDeepest) {
    context.sink.report(codes::expression_too_deep, name_span).with(name).with(ir::kDeepest);
    return false;
  }
  if (context.build.steps(root) > ir::kMostSteps) {
    context.sink.report(codes::expression_too_long, name_span).with(name).with(ir::kMostSteps);
    return false;
  }
  return true;
}

}  // namespace wend::check
