// Literals: exact values of what the author wrote.
#pragma once

#include <optional>

#include "compiler/check/place.hpp"

namespace wend::check {

// `70`, `5%`, `5万元`, `30 days`. A plain whole number is a number where the hint wants one, else an integer.
[[nodiscard]] Checked check_quantity(const Place& place, const syntax::Quantity& quantity, std::optional<Type> hint);
[[nodiscard]] Checked check_date(const Place& place, const syntax::Date& date);
[[nodiscard]] Checked check_time_of_day(const Place& place, const syntax::TimeOfDay& time);
// A civil date and time, in the schema's zone.
[[nodiscard]] Checked check_moment(const Place& place, const syntax::MomentLiteral& moment);

// A date that exists, as the parser has made sure of.
[[nodiscard]] Date days_of(const syntax::Date& date);

// Microseconds since midnight.
[[nodiscard]] Microseconds microseconds_of(const syntax::TimeOfDay& time);

// The digits of a quantity times its multiplier (and a hundredth for `%`), with `places` digits after the point;
// reports what does not fit or has more of them.
[[nodiscard]] std::optional<std::int64_t> exact_value(Context& context, const syntax::Quantity& quantity, int places);

// `2 days` as a period, `90 minutes` as a duration; reports what is no whole number of calendar units, or too long.
[[nodiscard]] std::optional<Period> period_of(Context& context, const syntax::Quantity& quantity);
[[nodiscard]] std::optional<Microseconds> duration_of(Context& context, const syntax::Quantity& quantity);
// `500 m`, `2.5 km` in metres; reports what is no whole number of them.
[[nodiscard]] std::optional<std::int64_t> metres_of(Context& context, const syntax::Quantity& quantity);

}  // namespace wend::check
