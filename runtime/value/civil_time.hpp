// Instants, local dates and the calendar between them.
//
// An instant is microseconds since 1970-01-01T00:00Z, a date is days since 1970-01-01, a time of day microseconds
// since midnight. A Zone answers from the system's time-zone database (Howard Hinnant's date); it is a small value,
// cheap to copy, and safe to use from many threads.
//
// Civil-time rules of the language: a local time that a zone skips is the next valid one, a repeated one the first;
// the 31st of a short month is its last day; weeks start on Monday. Years from 1 to 9999; what falls outside is
// nothing, or where a function cannot say so, the nearest date inside. The database knows the rules of daylight saving
// to the end of 2037; after it a zone keeps its standard time.
//
//     Result<Zone> zone = Zone::named("Europe/Prague");
//     const Date today = zone->local_date(now);
//     const Instant midnight = zone->start_of(today);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/value/result.hpp"
#include "runtime/value/value.hpp"

namespace date {
class time_zone;
}

namespace wend {

using Instant = std::int64_t;
using Date = std::int32_t;
using Microseconds = std::int64_t;

inline constexpr Microseconds kSecond = 1'000'000;
inline constexpr Microseconds kMinute = 60 * kSecond;
inline constexpr Microseconds kHour = 60 * kMinute;
inline constexpr Microseconds kDay = 24 * kHour;

inline constexpr Date kFirstDate = -719'162;  // 0001-01-01
inline constexpr Date kLastDate = 2'932'896;  // 9999-12-31

struct LocalTime {
  Date date = 0;
  Microseconds time_of_day = 0;
  friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

class Zone {
 public:
  // "Europe/Prague". An error names the zone that the database does not know.
  [[nodiscard]] static Result<Zone> named(std::string_view name);
  [[nodiscard]] static Zone utc();

  [[nodiscard]] std::string name() const;
  [[nodiscard]] LocalTime local(Instant instant) const;
  [[nodiscard]] Date local_date(Instant instant) const { return local(instant).date; }
  [[nodiscard]] Instant instant(const LocalTime& local) const;
  // The first instant of a local day.
  [[nodiscard]] Instant start_of(Date date) const { return instant({date, 0}); }
  // The next instant at which the offset changes; nothing where the database knows none.
  [[nodiscard]] std::optional<Instant> next_change(Instant instant) const;
  // The seconds east of UTC that hold at the instant.
  [[nodiscard]] std::int32_t offset_seconds(Instant instant) const;
  // Zones of two names that the database holds for one are equal.
  friend bool operator==(const Zone&, const Zone&) = default;

 private:
  explicit Zone(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;
};

// Months first (the day clamped to the month's last), then days. Business days need a calendar and are not added here.
[[nodiscard]] std::optional<Date> add(Date date, const Period& period);
// The same local clock time on the date that the period leads to.
[[nodiscard]] std::optional<Instant> add(Instant instant, const Period& period, const Zone& zone);

[[nodiscard]] Date start_of_week(Date date);
[[nodiscard]] Date start_of_month(Date date);
[[nodiscard]] Date start_of_year(Date date);
// The date in the given year with the month and day of `date`; February 29 is the 28th in a short year.
[[nodiscard]] Date anniversary_in(Date date, int year);
[[nodiscard]] int year_of(Date date);

// How two periods compare, where that does not depend on which months they fall in; nothing otherwise.
[[nodiscard]] std::optional<int> compare(const Period& left, const Period& right);
[[nodiscard]] std::optional<Period> add(const Period& left, const Period& right);
[[nodiscard]] std::optional<Period> scale(const Period& period, std::int64_t factor);

// `2026-03-02`.
[[nodiscard]] Result<Date> parse_date(std::string_view text);
// `2026-03-02T10:00:00+01:00`, `…Z`, with up to 6 digits of a second; without an offset it is local time in `zone`.
// The seconds may be left out, and a space may stand for the T.
[[nodiscard]] Result<Instant> parse_time(std::string_view text, const Zone& zone);
// `09:30`, `09:30:15`, `09:30:15.25`.
[[nodiscard]] Result<Microseconds> parse_time_of_day(std::string_view text);

[[nodiscard]] std::string format_date(Date date);
// ISO 8601 with the zone's offset, and the fraction of the second where there is one: `2026-03-02T10:00:00+08:00`.
[[nodiscard]] std::string format_time(Instant instant, const Zone& zone);
[[nodiscard]] std::string format_time_of_day(Microseconds value);
// `90 seconds`, `2 hours`: the largest unit that divides it exactly; `1.5 seconds` where none does.
[[nodiscard]] std::string format_duration(Microseconds value);
// `1 year`, `3 days`, `1 month 3 days`, `2 business days`.
[[nodiscard]] std::string format_period(const Period& period);

}  // namespace wend
