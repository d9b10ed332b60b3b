#include "runtime/journey/rules.hpp"

namespace wend::journey {

namespace {

// A wait has to end: where the calendar's years are left, business days are counted by the week alone.
std::optional<Instant> moved_by(const Session& session, Instant from, const Period& period) {
  const Zone& zone = session.zone();
  if (period.business_days == 0) return add(from, period, zone);
  const BusinessCalendar* calendar = schema::business_calendar(session.plan.schema());
  const LocalTime local = zone.local(from);
  const std::optional<Date> date = add(local.date, period);
  if (!date || calendar == nullptr) return std::nullopt;
  const std::optional<Date> moved = calendar->plus_anyhow(*date, period.business_days);
  if (!moved) return std::nullopt;
  return zone.instant({*moved, local.time_of_day});
}

}  // namespace

Instant after(const Session& session, Instant from, const ir::Span& span) {
  std::optional<Instant> moved = from;
  if (span.period != Period{}) moved = moved_by(session, from, span.period);
  Instant reached = 0;
  if (!moved || __builtin_add_overflow(*moved, span.duration, &reached)) return kNever;
  return is_valid_time(reached) ? reached : kNever;
}

}  // namespace wend::journey
