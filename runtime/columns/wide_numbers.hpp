// Numbers that need more than 64 bits, or a time zone, before they are scalars.
#pragma once

#include <optional>

#include "runtime/value/civil_time.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::columns {

// A decimal with `scale` digits after the point (it may be negative) as one of `places`, rounded half to even; nothing
// where it does not fit.
[[nodiscard]] std::optional<std::int64_t> narrowed(decimal::Wide stored, int scale, int places);

// floor(stored / divisor) * factor microseconds since 1970-01-01T00:00 on the clocks of the zone; nothing outside the
// years 1 to 9999.
[[nodiscard]] std::optional<Instant> instant_of_local(std::int64_t stored, std::int64_t factor, std::int64_t divisor,
                                                      const Zone& zone);

}  // namespace wend::columns
