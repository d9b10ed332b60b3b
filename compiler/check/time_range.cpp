#include "compiler/check/time_range.hpp"

#include <algorithm>

#include "compiler/check/coercion.hpp"
#include "compiler/check/foreign.hpp"
#include "compiler/check/literals.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

using ir::Moment;
using syntax::CalendarUnit;

constexpr Microseconds kLongestRolling = 48 * kHour;

Period minus(const Period& period) {
  return {-period.months, -period.days, -period.business_days};
}
Period plus_days(Period period, std::int32_t days) {
  period.days += days;
  return period;
}

Day today(const Period& offset = {}) {
  return {Moment{Moment::Base::today, offset, 0, false}};
}

ir::ExpressionId now_plus(const Place& place, Microseconds duration) {
  return place.context.build.moment({Moment::Base::now, {}, duration, true});
}

// --- last, next -----------------------------------------------------------------------------------------------------

TimeRange whole_days(const Period& length, bool forward) {
  TimeRange range;
  range.future = forward;
  range.ends_now = !forward;
  range.first = forward ? today({0, 1, 0}) : today(plus_days(minus(length), 1));
  range.last = forward ? today(length) : today();
  range.reach.period = length;
  return range;
}

TimeRange rolling(const Place& place, Microseconds length, bool forward) {
  TimeRange range;
  range.kind = TimeRange::Kind::rolling;
  range.future = forward;
  range.ends_now = !forward;
  range.from = now_plus(place, forward ? 0 : -length);
  range.until = now_plus(place, forward ? length : 0);
  range.reach.duration = length;
  return range;
}

std::optional<TimeRange> check_relative(const Place& place, const syntax::RelativeRange& node) {
  const auto* literal = node.length->as<syntax::QuantityLiteral>();
  if (literal == nullptr || !literal->quantity.is_span_of_time()) {
    place.report(codes::span_needed, node.length->span);
    return std::nullopt;
  }
  const syntax::Quantity& quantity = literal->quantity;
  if (quantity.is_period()) {
    const std::optional<Period> length = period_of(place.context, quantity);
    if (!length) return std::nullopt;
    if (*length != Period{}) return whole_days(*length, node.forward);
  } else {
    const std::optional<Microseconds> length = duration_of(place.context, quantity);
    if (!length) return std::nullopt;
    if (*length > kLongestRolling) {
      Report report = place.report(codes::rolling_too_long, quantity.span);
      const bool days = *length % kDay == 0;
      if (days)
        report.suggest(quantity.span, std::to_string(*length / kDay) + " days", diagnostics::Applicability::unsafe);
      return std::nullopt;
    }
    if (*length > 0) return rolling(place, *length, node.forward);
  }
  place.report(codes::span_of_nothing, quantity.span);
  return std::nullopt;
}

// --- today, this …, previous … --------------------------------------------------------------------------------------

Moment::Base base_of(CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::day: return Moment::Base::today;
    case CalendarUnit::week: return Moment::Base::week;
    case CalendarUnit::month: return Moment::Base::month;
    case CalendarUnit::year: return Moment::Base::year;
  }
  return Moment::Base::today;
}

Period length_of(CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::day: return {0, 1, 0};
    case CalendarUnit::week: return {0, 7, 0};
    case CalendarUnit::month: return {1, 0, 0};
    case CalendarUnit::year: return {12, 0, 0};
  }
  return {};
}

TimeRange calendar(const syntax::CalendarRange& node) {
  const Moment::Base base = base_of(node.unit);
  const Period length = length_of(node.unit);
  TimeRange range;
  range.first = {Moment{base, node.previous ? minus(length) : Period{}, 0, false}};
  range.last = {Moment{base, node.previous ? Period{0, -1, 0} : plus_days(length, -1), 0, false}};
  range.ends_now = !node.previous;
  const std::int32_t units = node.previous ? 2 : 1;
  range.reach.period = {length.months * units, length.days * units, 0};
  return range;
}

// --- since, .. ------------------------------------------------------------------------------------------------------

Day day_of(const Place& place, const Typed& date) {
  const ir::Expression& expression = place.context.program.at(date.id);
  if (expression.operation != ir::Operation::moment) return {std::nullopt, date.id};
  return {place.context.program.moments[expression.index], date.id};
}

// What must be kept for a window from the day on. Where it is not counted from today, all.
ir::Reach reach_from(const Day& day) {
  ir::Reach reach;
  reach.unbounded = !day.moment || day.moment->base != Moment::Base::today;
  if (!reach.unbounded) reach.period = plus_days(minus(day.moment->offset), 1);
  return reach;
}

// A date or a time; reports what is neither.
Checked check_end(const Place& place, const syntax::Expression& tree, std::optional<Type> hint) {
  const Checked value = place.check(tree, hint);
  if (!value || value->type == kDate || value->type == kTime) return value;
  return report_mismatch(place, tree, value->type, hint.value_or(kDate));
}

std::optional<TimeRange> check_since(const Place& place, const syntax::SinceRange& node) {
  const Checked from = check_end(place, *node.from, kDate);
  if (!from) return std::nullopt;
  TimeRange range;
  range.ends_now = true;
  range.reach.unbounded = true;
  if (from->type == kTime) {
    range.kind = TimeRange::Kind::exact;
    range.from = from->id;
    range.until = now_plus(place, 0);
  } else {
    range.first = day_of(place, *from);
    range.last = today();
    range.reach = reach_from(range.first);
  }
  return range;
}

std::optional<TimeRange> check_between(const Place& place, const syntax::Range& node) {
  const Checked low = check_end(place, *node.low, kDate);
  if (!low) return std::nullopt;
  const Checked high = check_end(place, *node.high, low->type);
  if (!high) return std::nullopt;
  if (low->type != high->type) return report_mismatch(place, *node.high, high->type, low->type);
  TimeRange range;
  range.reach.unbounded = true;
  if (low->type == kTime) {
    range.kind = TimeRange::Kind::exact;
    range.from = low->id;
    range.until = high->id;
    range.excludes_until = node.excludes_high;
    return range;
  }
  range.first = day_of(place, *low);
  range.last = day_of(place, *high);
  range.reach = reach_from(range.first);
  if (!node.excludes_high) return range;
  const ir::ExpressionId back = place.constant(kPeriod, Period{0, -1, 0}).id;
  range.last = {std::nullopt, place.make(ir::Operation::date_plus_period, kDate, {high->id, back}).id};
  return range;
}

// --- in -------------------------------------------------------------------------------------------------------------

Typed at_most(const Place& place, ir::ExpressionId low, ir::ExpressionId high, bool strict = false) {
  return place.make(strict ? ir::Operation::less : ir::Operation::less_equal, kBoolean, {low, high});
}

Typed both(const Place& place, const Typed& first, const Typed& second) {
  return place.make(ir::Operation::conjunction, kBoolean, {first.id, second.id});
}

Typed time_in(const Place& place, ir::ExpressionId time, const TimeRange& range) {
  switch (range.kind) {
    case TimeRange::Kind::days:
      return both(place, at_most(place, as_instant(place, range.first), time),
                  at_most(place, time, as_instant(place, range.last, 1), true));
    case TimeRange::Kind::rolling:
      return both(place, at_most(place, range.from, time, true), at_most(place, time, range.until));
    case TimeRange::Kind::exact:
      return both(place, at_most(place, range.from, time), at_most(place, time, range.until, range.excludes_until));
  }
  return {};
}

}  // namespace

bool is_time_range(const syntax::Expression& tree) {
  return tree.as<syntax::RelativeRange>() != nullptr || tree.as<syntax::CalendarRange>() != nullptr ||
         tree.as<syntax::SinceRange>() != nullptr;
}

std::optional<TimeRange> check_time_range(const Place& place, const syntax::Expression& tree) {
  if (report_last_month(place, tree)) return std::nullopt;
  if (const auto* node = tree.as<syntax::RelativeRange>()) return check_relative(place, *node);
  if (const auto* node = tree.as<syntax::CalendarRange>()) return calendar(*node);
  if (const auto* node = tree.as<syntax::SinceRange>()) return check_since(place, *node);
  if (const auto* node = tree.as<syntax::Range>()) return check_between(place, *node);
  Report report = place.report(codes::time_range_needed, tree.span);
  suggest_time_range(report, tree);
  return std::nullopt;
}

Checked in_time_range(const Place& place, const Typed& value, const syntax::Expression& value_tree,
                      const TimeRange& range, const source::Span& range_span) {
  if (value.type == kTime) return time_in(place, value.id, range);
  if (value.type != kDate) {
    place.report(codes::time_range_for_other, value_tree.span).with(place.words(value.type));
    return std::nullopt;
  }
  if (range.kind != TimeRange::Kind::days) {
    place.report(codes::hours_for_date, range_span);
    return std::nullopt;
  }
  return both(place, at_most(place, as_date(place, range.first), value.id),
              at_most(place, value.id, as_date(place, range.last)));
}

Checked anniversary_in_range(const Place& place, const Typed& date, const TimeRange& range,
                             const source::Span& range_span) {
  if (range.kind != TimeRange::Kind::days) {
    place.report(codes::hours_for_date, range_span);
    return std::nullopt;
  }
  return place.make(ir::Operation::anniversary_within, kBoolean,
                    {date.id, as_date(place, range.first), as_date(place, range.last)});
}

ir::ExpressionId as_date(const Place& place, const Day& day) {
  return day.moment ? place.context.build.moment(*day.moment) : day.expression;
}

ir::ExpressionId as_instant(const Place& place, const Day& day, std::int32_t days_later) {
  if (day.moment) {
    Moment moment = *day.moment;
    moment.offset.days += days_later;
    moment.as_time = true;
    return place.context.build.moment(moment);
  }
  ir::ExpressionId date = day.expression;
  if (days_later != 0) {
    const ir::ExpressionId step = place.constant(kPeriod, Period{0, days_later, 0}).id;
    date = place.make(ir::Operation::date_plus_period, kDate, {date, step}).id;
  }
  return place.make(ir::Operation::start_of_date, kTime, {date}).id;
}

Checked as_date(const Place& place, const syntax::Expression& tree, const Checked& value) {
  if (value && value->type == kTime) return place.make(ir::Operation::date_of, kDate, {value->id});
  return require(place, tree, value, kDate);
}

}  // namespace wend::check
