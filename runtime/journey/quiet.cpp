#include "runtime/journey/quiet.hpp"

namespace wend::journey {

std::optional<Instant> end_of_quiet(const ir::QuietHours& hours, Instant now, const Zone& zone) {
  const Date today = zone.local_date(now);
  const Date nights = hours.to > hours.from ? 0 : 1;
  for (const Date begun : {today - 1, today}) {
    const Instant begin = zone.instant({begun, hours.from});
    const Instant end = zone.instant({begun + nights, hours.to});
    if (begin <= now && now < end) return end;
  }
  return std::nullopt;
}

}  // namespace wend::journey
