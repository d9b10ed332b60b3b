#include "runtime/journey/rules.hpp"

namespace wend::journey {

Instant after(const Session& session, Instant from, const ir::Span& span) {
  std::optional<Instant> moved = from;
  if (span.period != Period{}) moved = add(from, span.period, session.plan.zone());
  Instant reached = 0;
  if (!moved || __builtin_add_overflow(*moved, span.duration, &reached)) return kNever;
  return is_valid_time(reached) ? reached : kNever;
}

}  // namespace wend::journey
