// Dates, times and periods.
#include "runtime/eval/context.hpp"
#include "runtime/value/date_operations.hpp"

namespace wend::eval::operations {
namespace {

using Scalar = std::int64_t;

const BusinessCalendar* calendar_of(const Context& context) {
  return schema::business_calendar(*context.program.schema);
}

}  // namespace

Value period_sum(const Context& context, ir::ExpressionId id) {
  return apply<Period, Period>(context, id, [](const Period& left, const Period& right) { return add(left, right); });
}

Value period_scale(const Context& context, ir::ExpressionId id) {
  return apply<Period, Scalar>(context, id, scale);
}

Value date_plus_period(const Context& context, ir::ExpressionId id) {
  return apply<Scalar, Period>(context, id, [&](Scalar date, const Period& period) {
    return wend::date_plus_period(date, period, calendar_of(context));
  });
}

Value time_plus_period(const Context& context, ir::ExpressionId id) {
  return apply<Scalar, Period>(context, id, [&](Scalar time, const Period& period) {
    return wend::time_plus_period(time, period, context.inputs.zone, calendar_of(context));
  });
}

Value date_of(const Context& context, ir::ExpressionId id) {
  return apply<Scalar>(context, id, [&](Scalar time) { return wend::date_of(time, context.inputs.zone); });
}

Value time_of_day_of(const Context& context, ir::ExpressionId id) {
  return apply<Scalar>(context, id, [&](Scalar time) { return wend::time_of_day_of(time, context.inputs.zone); });
}

Value is_business_day(const Context& context, ir::ExpressionId id) {
  return apply<Scalar>(context, id, [&](Scalar date) { return wend::is_business_day(date, calendar_of(context)); });
}

Value start_of_date(const Context& context, ir::ExpressionId id) {
  return apply<Scalar>(context, id, [&](Scalar date) { return wend::start_of_date(date, context.inputs.zone); });
}

Value next_anniversary(const Context& context, ir::ExpressionId id) {
  const std::optional<Date> today = wend::date_of(context.inputs.now, context.inputs.zone);
  if (!today) return Unknown{};
  return apply<Scalar>(context, id, [&](Scalar date) { return wend::next_anniversary(date, *today); });
}

Value anniversary_within(const Context& context, ir::ExpressionId id) {
  return apply<Scalar, Scalar, Scalar>(context, id, wend::anniversary_within);
}

}  // namespace wend::eval::operations
