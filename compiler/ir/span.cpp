#include "compiler/ir/span.hpp"

#include <optional>

namespace wend::ir {
namespace {

// The least and the most that a span can last, in microseconds: months have 28 to 31 days, a local day 23 to 25 hours
// where clocks are changed, business days at least as many days.
struct Bounds {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

Bounds bounds_of(const Span& span) {
  const Period& period = span.period;
  const std::int64_t days = std::int64_t{period.days} + period.business_days, months = period.months;
  const std::int64_t clock_change = days + months > 0 ? kHour : 0;
  return {(days + months * 28) * kDay - clock_change + span.duration,
          (days + months * 31) * kDay + clock_change + span.duration};
}

}  // namespace

bool outlasts(const Span& one, const Span& other) {
  const auto order = compare(one.period, other.period);
  if (one.duration == 0 && other.duration == 0 && order) return *order >= 0;
  return bounds_of(one).least >= bounds_of(other).most;
}

}  // namespace wend::ir
