// Time ranges: `last 30 days`, `today`, `previous month`, `since X`, `2026-01-01 .. 2026-03-31`.
//
// A range is whole local days, or an exact stretch of time. Whole days are closed (`today` is one of `last 7 days`) and
// read two ways: a date lies in them by its day, an instant by the first instants of days. Ends that depend on the
// clock alone are moments, computed once for all customers.
#pragma once

#include <optional>

#include "compiler/check/place.hpp"

namespace wend::check {

// A day that a range begins or ends with: a moment, or an expression of type date.
struct Day {
  std::optional<ir::Moment> moment;
  ir::ExpressionId expression = ir::kNone;
};

struct TimeRange {
  enum class Kind : std::uint8_t {
    days,     // `first` to `last`, both included
    rolling,  // after `from`, up to and with `until`
    exact,    // `from` to `until`, both included unless `excludes_until`
  };
  Kind kind = Kind::days;
  Day first;
  Day last;
  ir::ExpressionId from = ir::kNone;
  ir::ExpressionId until = ir::kNone;
  bool excludes_until = false;
  bool ends_now = false;  // what is later than now does not exist in history, so that a window may leave its end open
  bool future = false;    // `next …`
  ir::Reach reach;        // of a window over the range
};

// Whether the tree is a range of time by its form: `last …`, `today`, `since …`.
[[nodiscard]] bool is_time_range(const syntax::Expression& tree);

// A range of time by its form, or `a .. b` of dates or times. Reports what is neither.
[[nodiscard]] std::optional<TimeRange> check_time_range(const Place& place, const syntax::Expression& tree);

// Whether a date, or a time, lies in the range. `value_tree` is where a fault of the value is reported.
[[nodiscard]] Checked in_time_range(const Place& place, const Typed& value, const syntax::Expression& value_tree,
                                    const TimeRange& range, const source::Span& range_span);
// Whether an anniversary of the date lies in it.
[[nodiscard]] Checked anniversary_in_range(const Place& place, const Typed& date, const TimeRange& range,
                                           const source::Span& range_span);

// The day as a date, and the first instant of the day that many days later.
[[nodiscard]] ir::ExpressionId as_date(const Place& place, const Day& day);
[[nodiscard]] ir::ExpressionId as_instant(const Place& place, const Day& day, std::int32_t days_later = 0);

// A date, or the local date of a time.
[[nodiscard]] Checked as_date(const Place& place, const syntax::Expression& tree, const Checked& value);

}  // namespace wend::check
