// What the language's operations on dates and times give, the same for every executor: raw scalars in, nothing (the
// language's unknown) where the years 1 to 9999 are left, or a business day is asked of a calendar that does not know
// it. Without a calendar (null) no business day is known.
//
// An anniversary of a date has its month and day in a later year (February 29 is the 28th in a short one), so a date
// is not its own anniversary, and one in the future has none before it.
#pragma once

#include <cstdint>
#include <optional>

#include "runtime/value/business_calendar.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend {

// The date where it lies in the calendar.
[[nodiscard]] std::optional<Date> calendar_date(std::int64_t date);

[[nodiscard]] std::optional<Date> date_of(Instant time, const Zone& zone);
[[nodiscard]] std::optional<Instant> start_of_date(std::int64_t date, const Zone& zone);
// The local time of day; of a time that lies outside the calendar nothing.
[[nodiscard]] std::optional<Microseconds> time_of_day_of(Instant time, const Zone& zone);
[[nodiscard]] std::optional<Date> date_plus_period(std::int64_t date, const Period& period,
                                                   const BusinessCalendar* calendar);
[[nodiscard]] std::optional<Instant> time_plus_period(Instant time, const Period& period, const Zone& zone,
                                                      const BusinessCalendar* calendar);
[[nodiscard]] std::optional<bool> is_business_day(std::int64_t date, const BusinessCalendar* calendar);

// The first anniversary of the date that is `today` or later.
[[nodiscard]] std::optional<Date> next_anniversary(std::int64_t date, std::int64_t today);
// Whether an anniversary of the date falls in the closed range.
[[nodiscard]] std::optional<bool> anniversary_within(std::int64_t date, std::int64_t from, std::int64_t to);

}  // namespace wend
