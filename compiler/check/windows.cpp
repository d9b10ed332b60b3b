#include "compiler/check/windows.hpp"

#include <algorithm>

#include "compiler/check/coercion.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/check/name_faults.hpp"
#include "compiler/check/names.hpp"
#include "compiler/check/operators.hpp"
#include "compiler/check/time_range.hpp"
#include "compiler/diagnostics/codes/policies.hpp"
#include "compiler/diagnostics/codes/time.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

using ir::Aggregate;

// What is aggregated: an event, and perhaps a field of it (or its time, which is no field).
struct Subject {
  schema::EventIndex event = 0;
  std::optional<schema::FieldIndex> field;
  bool is_time = false;
  Type type;
  source::Span span;  // the field's name, else the event's
};

bool needs_field(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::count:
    case Aggregate::happened:
    case Aggregate::time_since: return false;
    case Aggregate::sum:
    case Aggregate::average:
    case Aggregate::min:
    case Aggregate::max:
    case Aggregate::distinct:
    case Aggregate::first:
    case Aggregate::latest: return true;
  }
  return false;
}

bool may_take(const Place& place, Aggregate aggregate, const Type& type) {
  const bool amount =
      type == kInteger || type == kNumber || type.kind == TypeKind::money || type == kDuration || type == kDistance;
  switch (aggregate) {
    case Aggregate::sum:
    case Aggregate::average: return amount;
    case Aggregate::min:
    case Aggregate::max: return is_ordered(place, type) && type != kPeriod;
    case Aggregate::distinct: return is_scalar(type.kind) || type == kText;
    case Aggregate::count:
    case Aggregate::happened:
    case Aggregate::time_since:
    case Aggregate::first:
    case Aggregate::latest: return true;
  }
  return false;
}

Type result_of(Aggregate aggregate, const Type& type) {
  switch (aggregate) {
    case Aggregate::count:
    case Aggregate::distinct: return kInteger;
    case Aggregate::happened: return kBoolean;
    case Aggregate::time_since: return kDuration;
    case Aggregate::average: return type == kInteger ? kNumber : type;
    case Aggregate::sum:
    case Aggregate::min:
    case Aggregate::max:
    case Aggregate::first:
    case Aggregate::latest: return type;
  }
  return type;
}

// --- the event and the field ----------------------------------------------------------------------------------------

bool add_field(const Place& place, Subject& subject, const syntax::Name& name) {
  const Scope scope = place.scope.with_window(subject.event);
  const Checked found = check_event_field({place.context, scope}, *scope.bare, name);
  if (!found) return false;
  const ir::Expression& expression = place.context.program.at(found->id);
  subject.is_time = expression.operation == ir::Operation::event_time;
  if (!subject.is_time) subject.field = expression.index;
  subject.type = found->type;
  subject.span = name.span;
  return true;
}

std::optional<Subject> check_subject(const Place& place, const syntax::Argument& argument) {
  const auto* reference = argument.value->as<syntax::Reference>();
  if (reference == nullptr || argument.name || reference->path.parts.size() > 2) {
    place.report(codes::event_needed, argument.value->span);
    return std::nullopt;
  }
  const syntax::Path& path = reference->path;
  const auto event = check_event(place.context, {{path.first()}, path.first().span});
  if (!event) return std::nullopt;
  Subject subject{*event, std::nullopt, false, {}, path.first().span};
  if (path.parts.size() == 2 && !add_field(place, subject, path.parts[1])) return std::nullopt;
  return subject;
}

bool check_field_fits(const Place& place, Aggregate aggregate, std::string_view function, const Subject& subject) {
  const bool has_field = subject.field || subject.is_time;
  if (needs_field(aggregate) && !has_field) {
    Report report = place.report(codes::field_needed, subject.span).with(function);
    const source::Span after{subject.span.file, subject.span.end, subject.span.end};
    for (const schema::Field& field : place.schema().events[subject.event].fields) {
      const bool fits = may_take(place, aggregate, field.type);
      if (fits) report.suggest(after, "." + field.name, diagnostics::Applicability::unsafe);
    }
    return false;
  }
  // The time of an event is read by position, not by size.
  const bool ends = aggregate == Aggregate::first || aggregate == Aggregate::latest;
  if (has_field && (!may_take(place, aggregate, subject.type) || (subject.is_time && !ends))) {
    place.report(codes::aggregate_not_for, subject.span).with(function).with(place.words(subject.type));
    return false;
  }
  return true;
}

// --- the range ------------------------------------------------------------------------------------------------------

bool set_range(const Place& place, const syntax::Argument& argument, ir::Window& window) {
  if (argument.where != nullptr || argument.earlier || argument.name || argument.alias) {
    place.report(codes::time_range_needed, argument.span);
    return false;
  }
  const auto range = check_time_range(place, *argument.value);
  if (!range) return false;
  if (range->future) {
    Report report = place.report(codes::history_of_future, argument.value->span);
    if (const auto* relative = argument.value->as<syntax::RelativeRange>()) {
      const source::Span& whole = argument.value->span;
      report.suggest({whole.file, whole.begin, relative->length->span.begin}, "last ",
                     diagnostics::Applicability::unsafe);
    }
    return false;
  }
  window.reach = range->reach;
  window.rolling = range->kind == TimeRange::Kind::rolling;
  const bool days = range->kind == TimeRange::Kind::days;
  window.from = days ? as_instant(place, range->first) : range->from;
  if (range->ends_now) return true;
  window.until = days ? as_instant(place, range->last, 1) : range->until;
  window.until_exclusive = days || range->excludes_until;
  return true;
}

// Days that a span lasts, at the least and at the most: months have 28 to 31.
std::int64_t fewest_days(const ir::Reach& reach) {
  return std::int64_t{reach.period.months} * 28 + reach.period.days + reach.duration / kDay;
}
std::int64_t most_days(const schema::Extent& extent) {
  return std::int64_t{extent.period.months} * 31 + extent.period.days + (extent.duration + kDay - 1) / kDay;
}

// Whether history may be kept as long as the window reaches back. For one without a bound as much is kept as may be,
// and before that it is unknown.
bool is_retained(const Place& place, const ir::Window& window, const source::Span& span) {
  const schema::Event& event = place.schema().events[window.event];
  if (!event.retain || window.reach.unbounded) return true;
  const auto order = compare(window.reach.period, event.retain->period);
  const bool is_exact = order && window.reach.duration == 0 && event.retain->duration == 0;
  const bool reaches_past = is_exact ? *order > 0 : fewest_days(window.reach) > most_days(*event.retain);
  if (!reaches_past) return true;
  const std::string retained =
      event.retain->duration != 0 ? format_duration(event.retain->duration) : format_period(event.retain->period);
  place.report(codes::kept_longer_than_retained, span).with(retained).with(event.name);
  return false;
}

// How deep windows stand in one another in the condition, as far as it matters here.
int windows_below(const ir::Program& program, ir::ExpressionId condition) {
  const std::vector<std::uint32_t> windows = ir::uses(program, std::span(&condition, 1)).windows;
  const auto has_window = [&](std::uint32_t index) {
    const ir::ExpressionId where = program.windows[index].where;
    return !ir::uses(program, std::span(&where, 1)).windows.empty();
  };
  if (windows.empty()) return 0;
  return std::ranges::any_of(windows, has_window) ? 2 : 1;
}

bool set_where(const Place& place, const syntax::Argument& argument, ir::Window& window) {
  if (argument.where == nullptr) return true;
  Scope scope = place.scope.with_window(window.event);
  if (argument.alias) scope.aliases.push_back({argument.alias->text, *scope.bare});
  const auto condition = check_condition(place.context, scope, *argument.where);
  if (!condition) return false;
  // A derived tag brings the history that it reads with it.
  const bool too_deep = windows_below(place.context.program, *condition) + scope.windows > kMostWindows;
  if (too_deep) place.report(codes::history_nested_too_deep, argument.where->span);
  window.where = *condition;
  return !too_deep;
}

bool has_form(const Place& place, const syntax::Call& node, const source::Span& span) {
  if (node.arguments.size() == 1) {
    const source::Span& last = node.arguments.back().span;
    Report report = place.report(codes::time_range_missing, last).with(node.callee.text());
    const auto* subject = node.arguments.back().value->as<syntax::Reference>();
    const bool event = subject != nullptr &&
                       place.context.names.find(schema::Names::Kind::event, subject->path.first().text).has_value();
    if (event) report.suggest({last.file, last.end, last.end}, ", last 30 days", diagnostics::Applicability::unsafe);
    return false;
  }
  if (node.arguments.size() == 2) return true;
  place.report(codes::wrong_argument_count, span)
      .with(node.callee.text())
      .with(2)
      .with(static_cast<std::int64_t>(node.arguments.size()));
  return false;
}

}  // namespace

std::optional<Aggregate> aggregate_of(syntax::Function function) {
  using syntax::Function;
  switch (function) {
    case Function::count: return Aggregate::count;
    case Function::sum: return Aggregate::sum;
    case Function::average: return Aggregate::average;
    case Function::minimum: return Aggregate::min;
    case Function::maximum: return Aggregate::max;
    case Function::distinct: return Aggregate::distinct;
    case Function::first: return Aggregate::first;
    case Function::latest: return Aggregate::latest;
    case Function::happened: return Aggregate::happened;
    case Function::time_since: return Aggregate::time_since;
    case Function::any:
    case Function::every:
    case Function::none:
    case Function::one:
    case Function::share:
    case Function::least:
    case Function::greatest:
    case Function::round:
    case Function::distance:
    case Function::place:
    case Function::anniversary:
    case Function::days_between:
    case Function::time_of_day:
    case Function::business_day: return std::nullopt;
  }
  return std::nullopt;
}

Checked check_window(const Place& place, Aggregate aggregate, const syntax::Call& node, const source::Span& span,
                     const syntax::Name* field) {
  if (place.scope.windows == kMostWindows) {
    place.report(codes::history_nested_too_deep, span);
    return std::nullopt;
  }
  if (!has_form(place, node, span)) return std::nullopt;
  const syntax::Argument& argument = node.arguments.front();
  std::optional<Subject> subject = check_subject(place, argument);
  if (!subject) return std::nullopt;
  if (field != nullptr && !add_field(place, *subject, *field)) return std::nullopt;
  if (!check_field_fits(place, aggregate, node.callee.text(), *subject)) return std::nullopt;
  ir::Window window;
  window.aggregate = aggregate;
  window.event = subject->event;
  window.field = subject->field;
  window.slot = place.scope.windows == 0 ? ir::Slot::candidate : ir::Slot::nested;
  window.earlier = argument.earlier.has_value();
  window.of_event = field != nullptr;
  window.type = result_of(aggregate, subject->type);
  const bool where_is_good = set_where(place, argument, window);
  if (!set_range(place, node.arguments[1], window) || !where_is_good) return std::nullopt;
  if (!is_retained(place, window, node.arguments[1].span)) return std::nullopt;
  return Typed{place.context.build.window(window), window.type};
}

}  // namespace wend::check
