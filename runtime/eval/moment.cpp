// The moments that now and the zone decide.
#include "runtime/eval/context.hpp"
#include "runtime/value/date_operations.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::eval {
namespace {

// The local date that a moment starts from.
std::optional<Date> base_date(ir::Moment::Base base, Instant now, const Zone& zone) {
  const std::optional<Date> today = date_of(now, zone);
  if (!today) return std::nullopt;
  switch (base) {
    case ir::Moment::Base::now:
    case ir::Moment::Base::today: return today;
    case ir::Moment::Base::week: return start_of_week(*today);
    case ir::Moment::Base::month: return start_of_month(*today);
    case ir::Moment::Base::year: return start_of_year(*today);
  }
  return std::nullopt;
}

std::optional<Instant> instant_of(const ir::Moment& moment, Instant now, const Zone& zone,
                                  const BusinessCalendar* calendar) {
  if (moment.base == ir::Moment::Base::now) return time_plus_period(now, moment.offset, zone, calendar);
  const std::optional<Date> base = base_date(moment.base, now, zone);
  const std::optional<Date> date = base ? date_plus_period(*base, moment.offset, calendar) : std::nullopt;
  return date ? start_of_date(*date, zone) : std::nullopt;
}

}  // namespace

Value evaluate(const ir::Program& program, const ir::Moment& moment, Instant now, const Zone& zone) {
  const BusinessCalendar* calendar = schema::business_calendar(*program.schema);
  if (!moment.as_time) {
    const std::optional<Date> base = base_date(moment.base, now, zone);
    return base ? result(date_plus_period(*base, moment.offset, calendar)) : Value{Unknown{}};
  }
  const std::optional<Instant> instant = instant_of(moment, now, zone, calendar);
  if (!instant) return Unknown{};
  return result(decimal::narrow(decimal::Wide{*instant} + moment.duration));
}

}  // namespace wend::eval
