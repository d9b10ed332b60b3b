#include "compiler/check/metrics.hpp"

#include <algorithm>

#include "compiler/check/expressions.hpp"
#include "compiler/check/literals.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/heads.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

using Aggregate = ir::Metric::Aggregate;

std::optional<Aggregate> aggregate_of(const syntax::Call& call) {
  if (!call.function) return std::nullopt;
  if (*call.function == syntax::Function::average) return Aggregate::average;
  if (*call.function == syntax::Function::sum) return Aggregate::sum;
  if (*call.function == syntax::Function::count) return Aggregate::count;
  if (*call.function == syntax::Function::share) return Aggregate::share;
  return std::nullopt;
}

// What a sample can be kept as: 64 bits and whether they are known.
bool is_kept(const Type& type) {
  switch (type.kind) {
    case TypeKind::boolean:
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::enumeration:
    case TypeKind::product:
    case TypeKind::distance: return true;
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::set:
    case TypeKind::place:
    case TypeKind::customer:
    case TypeKind::list: return false;
  }
  return false;
}

// What can be summed up.
bool is_amount(const Type& type) {
  return type == kInteger || type == kNumber || type == kDuration || type.kind == TypeKind::money;
}

class MetricChecker {
 public:
  MetricChecker(Context& context, ir::Metric& metric) : context_(context), metric_(metric) {}

  bool check(const syntax::Expression& tree) {
    const auto* over = tree.as<syntax::Over>();
    const syntax::Expression& body = over == nullptr ? tree : *over->operand;
    const auto* call = body.as<syntax::Call>();
    const auto aggregate = call == nullptr ? std::nullopt : aggregate_of(*call);
    if (!aggregate) return report(codes::metric_of_what, body.span);
    metric_.aggregate = *aggregate;
    const bool whom = over == nullptr || check_over(over->segment);
    return check_argument(*call, body.span) && whom;
  }

 private:
  bool report(diagnostics::Code code, const source::Span& span) {
    context_.sink.report(code, span);
    return false;
  }

  bool is_truth() const { return metric_.aggregate == Aggregate::count || metric_.aggregate == Aggregate::share; }

  bool check_argument(const syntax::Call& call, const source::Span& span) {
    if (call.arguments.size() != 1) {
      context_.sink.report(codes::wrong_argument_count, span)
          .with(call.callee.text())
          .with(1)
          .with(static_cast<std::int64_t>(call.arguments.size()));
      return false;
    }
    const syntax::Argument& argument = call.arguments.front();
    if (argument.name || argument.earlier || argument.alias || argument.where != nullptr) {
      context_.sink.report(codes::value_argument_needed, argument.span).with(call.callee.text());
      return false;
    }
    return check_value(*argument.value);
  }

  bool check_value(const syntax::Expression& tree) {
    Scope scope = Scope::of_customer();
    scope.metric = &metric_;
    const Checked value = is_truth() ? check_as(context_, scope, tree, kBoolean) : check::check(context_, scope, tree);
    if (!value || !within_bounds(context_, value->id, metric_.name, tree.span)) return false;
    if (!has_times(value->id)) return report(codes::metric_without_time, tree.span);
    if (is_truth()) return take(value->id, metric_.aggregate == Aggregate::count ? kInteger : kNumber);
    if (!is_amount(value->type)) {
      context_.sink.report(codes::metric_over_what, tree.span).with(schema::describe(context_.schema, value->type));
      return false;
    }
    if (metric_.aggregate == Aggregate::sum || value->type != kInteger) return take(value->id, value->type);
    const Place place{context_, scope};
    const Typed number = place.make(ir::Operation::rescale, kNumber, {value->id});
    return within_bounds(context_, number.id, metric_.name, tree.span) && take(number.id, kNumber);
  }

  bool take(ir::ExpressionId value, const Type& type) {
    metric_.value = value;
    metric_.type = type;
    return true;
  }

  // Whether all that the value reads is read at a time that is said.
  bool has_times(ir::ExpressionId value) const {
    const ir::Uses uses = ir::uses(context_.program, {&value, 1});
    return !metric_.samples.empty() && uses.tags.empty() && uses.windows.empty() && uses.moments.empty();
  }

  bool check_over(const syntax::Path& path) {
    const auto match = context_.declarations.find(path.text());
    if (!match || match->ambiguous || context_.facts.definitions[match->definition].kind != DefinitionKind::segment) {
      diagnostics::Report unknown = context_.sink.report(codes::over_no_segment, path.span).with(path.text());
      Candidates candidates;
      add_declared(candidates, context_, DefinitionKind::segment);
      suggest_nearest(context_, unknown, path.span, path.text(), candidates);
      return false;
    }
    record_use(context_, Use::Kind::definition, path.span, match->definition, 0, match->by_label);
    const Checked& segment = context_.values[match->definition];
    if (!segment) return false;
    metric_.over = segment->id;
    return true;
  }

  Context& context_;
  ir::Metric& metric_;
};

class MeasureChecker {
 public:
  MeasureChecker(Context& context, ir::Journey& journey) : context_(context), journey_(journey) {}

  bool measure(const syntax::Clause<syntax::Path>& clause) {
    const syntax::Path& path = clause.value;
    const std::optional<DefinitionIndex> metric = find(path, DefinitionKind::metric);
    if (!metric) {
      report_unknown(codes::unknown_metric, path, {DefinitionKind::metric});
      return false;
    }
    const Definition& definition = context_.facts.definitions[*metric];
    if (definition.index == kNoIndex) return false;
    if (std::ranges::find(journey_.measures, definition.index) != journey_.measures.end()) {
      context_.sink.report(codes::measured_twice, path.span).with(path.text());
      return false;
    }
    journey_.measures.push_back(definition.index);
    return true;
  }

  bool study(const syntax::Clause<syntax::Study>& clause) {
    const syntax::Study& tree = clause.value;
    constexpr std::int64_t kMostEntries = 1'000'000'000;
    std::optional<ir::Study> study = subject_of(tree.goal);
    const auto with = check_whole(context_, tree.with, 1, kMostEntries);
    if (!study || !with || !ends_in_time(tree)) return false;
    const auto is_same = [&](const ir::Study& known) { return known.subject == study->subject; };
    if (std::ranges::any_of(journey_.studies, is_same)) {
      context_.sink.report(codes::studied_twice, tree.goal.span).with(tree.goal.text());
      return false;
    }
    study->until = days_of(tree.until.value);
    study->with = *with;
    journey_.studies.push_back(*std::move(study));
    return true;
  }

 private:
  std::optional<DefinitionIndex> find(const syntax::Path& path, DefinitionKind kind) {
    const auto match = context_.declarations.find(path.text());
    if (!match || match->ambiguous || context_.facts.definitions[match->definition].kind != kind) return std::nullopt;
    record_use(context_, Use::Kind::definition, path.span, match->definition, 0, match->by_label);
    return match->definition;
  }

  void report_unknown(diagnostics::Code code, const syntax::Path& path, std::initializer_list<DefinitionKind> kinds) {
    diagnostics::Report report = context_.sink.report(code, path.span).with(path.text());
    Candidates candidates;
    for (const DefinitionKind kind : kinds) add_declared(candidates, context_, kind);
    suggest_nearest(context_, report, path.span, path.text(), candidates);
  }

  // A study is of what the journey measures anyway: nothing is read that was not there from the start.
  std::optional<ir::Study> subject_of(const syntax::Path& path) {
    if (const auto goal = find(path, DefinitionKind::goal)) {
      const std::string& name = context_.facts.definitions[*goal].name;
      if (std::ranges::find(journey_.goals, name, &ir::JourneyGoal::name) != journey_.goals.end()) {
        return ir::Study{.subject = name, .is_goal = true};
      }
    } else if (const auto metric = find(path, DefinitionKind::metric)) {
      const Definition& definition = context_.facts.definitions[*metric];
      if (definition.index == kNoIndex) return std::nullopt;
      if (std::ranges::find(journey_.measures, definition.index) != journey_.measures.end()) {
        return ir::Study{.subject = definition.name};
      }
    } else {
      report_unknown(codes::study_of_what, path, {DefinitionKind::goal, DefinitionKind::metric});
      return std::nullopt;
    }
    context_.sink.report(codes::study_not_measured, path.span).with(path.text());
    return std::nullopt;
  }

  bool ends_in_time(const syntax::Study& tree) {
    if (!journey_.active || days_of(tree.until.value) >= journey_.active->from) return true;
    context_.sink.report(codes::study_ends_before_it_begins, tree.until.span)
        .with(format_date(days_of(tree.until.value)))
        .with(format_date(journey_.active->from));
    return false;
  }

  Context& context_;
  ir::Journey& journey_;
};

}  // namespace

std::optional<ir::Metric> check_metric(Context& context, const syntax::Declaration& declaration,
                                       const syntax::MetricDeclaration& tree) {
  ir::Metric metric;
  metric.name = declaration.name.text;
  if (declaration.label) metric.label = declaration.label->value;
  if (tree.value == nullptr || !MetricChecker(context, metric).check(*tree.value)) return std::nullopt;
  return metric;
}

Checked check_at_time(const Place& place, const syntax::AtTime& node) {
  ir::Metric* metric = place.scope.metric;
  if (metric == nullptr) return place.report(codes::at_outside_metric, node.op_span), std::nullopt;
  const Checked value = check(place.context, Scope::of_customer(), *node.operand);
  ir::Metric::Sample sample{.value = value ? value->id : ir::kNone, .at_entry = node.offset == nullptr, .offset = {}};
  if (node.offset != nullptr) {
    const auto offset = check_span(place.context, *node.offset);
    if (!offset) return std::nullopt;
    sample.offset = *offset;
  }
  if (!value || !within_bounds(place.context, value->id, metric->name, node.operand->span)) return std::nullopt;
  if (!is_kept(value->type)) {
    place.report(codes::sample_of_what, node.operand->span).with(place.words(value->type));
    return std::nullopt;
  }
  auto found = std::ranges::find(metric->samples, sample);
  if (found == metric->samples.end()) {
    if (metric->samples.size() == ir::kMostSamples) {
      place.report(codes::too_many_samples, node.op_span).with(static_cast<std::int64_t>(ir::kMostSamples));
      return std::nullopt;
    }
    found = metric->samples.insert(found, sample);
  }
  const auto index = static_cast<std::uint32_t>(found - metric->samples.begin());
  return place.leaf(ir::Operation::event_field, value->type, index);
}

bool check_measures(Context& context, const syntax::JourneyDeclaration& tree, ir::Journey& journey) {
  if (tree.measures.size() > ir::kMostMeasures) {
    context.sink.report(codes::too_many_measures, tree.measures[ir::kMostMeasures].span)
        .with(static_cast<std::int64_t>(ir::kMostMeasures));
    return false;
  }
  MeasureChecker checker(context, journey);
  bool sound = true;
  for (const auto& clause : tree.measures) sound &= checker.measure(clause);
  // What a faulty `measure` would have measured is not asked for again.
  if (!sound) return false;
  for (const auto& clause : tree.studies) sound &= checker.study(clause);
  return sound;
}

}  // namespace wend::check
