#include "compiler/check/literals.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/time.hpp"
#include "compiler/diagnostics/codes/types.hpp"
#include "compiler/syntax/foreign/words.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>

#include "runtime/value/decimal.hpp"

namespace wend::check {
namespace {

using syntax::Multiplier;
using syntax::Quantity;
using syntax::Unit;

int zeros_of(Multiplier multiplier) {
  switch (multiplier) {
    case Multiplier::none: return 0;
    case Multiplier::thousand: return 3;
    case Multiplier::ten_thousand: return 4;
    case Multiplier::million: return 6;
    case Multiplier::hundred_million: return 8;
  }
  return 0;
}

// `digits` with the point moved right (left where negative), without zeros at the end of the fraction.
std::string move_point(std::string_view digits, int by) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string whole(digits.substr(0, point));
  std::string fraction(point < digits.size() ? digits.substr(point + 1) : std::string_view());
  for (; by > 0; --by) {
    whole += fraction.empty() ? '0' : fraction.front();
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  for (; by < 0; ++by) {
    fraction.insert(fraction.begin(), whole.empty() ? '0' : whole.back());
    if (!whole.empty()) whole.pop_back();
  }
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (whole.empty()) whole = "0";
  return fraction.empty() ? whole : whole + '.' + fraction;
}

std::string plain_digits(const Quantity& quantity) {
  return move_point(quantity.digits, zeros_of(quantity.multiplier) - (quantity.unit == Unit::percent ? 2 : 0));
}

std::size_t places_of(std::string_view digits) {
  const std::size_t point = digits.find('.');
  return point == std::string_view::npos ? 0 : digits.size() - point - 1;
}

// A whole number is an integer unless it was written with a point.
bool is_whole(const Quantity& quantity) {
  return places_of(plain_digits(quantity)) == 0 && (quantity.is_integer() || quantity.multiplier != Multiplier::none);
}

Checked check_plain(const Place& place, const Quantity& quantity, std::optional<Type> hint) {
  const bool is_number = quantity.unit == Unit::percent || !is_whole(quantity) || hint == kNumber;
  const std::optional<std::int64_t> value =
      exact_value(place.context, quantity, is_number ? decimal::kNumberPlaces : 0);
  if (!value) return std::nullopt;
  return place.constant(is_number ? kNumber : kInteger, *value);
}

Checked check_money(const Place& place, const Quantity& quantity) {
  const auto found = place.context.names.find(schema::Names::Kind::currency, quantity.currency);
  if (!found) {
    Report report = place.report(codes::unknown_currency, quantity.unit_span).with(quantity.currency);
    const auto meant = syntax::foreign(syntax::ForeignUse::unit, quantity.currency);
    if (meant && place.context.names.find(schema::Names::Kind::currency, *meant)) {
      report.suggest(quantity.unit_span, std::string(*meant), diagnostics::Applicability::unsafe);
    } else if (place.schema().currencies.size() == 1) {
      report.suggest(quantity.unit_span, place.schema().currencies.front(), diagnostics::Applicability::unsafe);
    }
    return std::nullopt;
  }
  const std::optional<std::int64_t> value = exact_value(place.context, quantity, decimal::kMoneyPlaces);
  if (!value) return std::nullopt;
  return place.constant(money_in(static_cast<std::uint16_t>(found->index)), *value);
}

std::int32_t units_in(Unit unit) {
  switch (unit) {
    case Unit::week: return 7;
    case Unit::year: return 12;
    case Unit::day:
    case Unit::month:
    case Unit::none:
    case Unit::percent:
    case Unit::currency:
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::business_day:
    case Unit::metre:
    case Unit::kilometre: return 1;
  }
  return 1;
}

Microseconds length_of(Unit unit) {
  if (unit == Unit::hour) return kHour;
  return unit == Unit::minute ? kMinute : kSecond;
}

}  // namespace

std::optional<std::int64_t> exact_value(Context& context, const Quantity& quantity, int places) {
  const std::string digits = plain_digits(quantity);
  if (places_of(digits) > static_cast<std::size_t>(places)) {
    const Code code = places == 0 ? codes::whole_number_needed : codes::too_many_places;
    Report report = context.sink.report(code, quantity.span);
    if (places > 0) report.with(places);
    if (quantity.unit == Unit::day && digits.ends_with(".5") && digits.size() < 6) {
      const std::int64_t hours = std::stoll(digits) * 24 + 12;
      report.suggest(quantity.span, std::to_string(hours) + " hours", diagnostics::Applicability::unsafe);
    }
    return std::nullopt;
  }
  const Result<std::int64_t> value = decimal::parse(digits, places);
  if (value) return *value;
  context.sink.report(codes::number_too_large, quantity.span);
  return std::nullopt;
}

std::optional<std::int64_t> metres_of(Context& context, const Quantity& quantity) {
  if (quantity.unit != Unit::kilometre) return exact_value(context, quantity, 0);
  constexpr int kPlaces = 3;  // of a kilometre: a metre
  return exact_value(context, quantity, kPlaces);
}

std::optional<Period> period_of(Context& context, const Quantity& quantity) {
  const bool business_days = quantity.unit == Unit::business_day;
  if (business_days && !context.schema.calendar) {
    context.sink.report(codes::no_calendar, quantity.span);
    return std::nullopt;
  }
  const std::optional<std::int64_t> count = exact_value(context, quantity, 0);
  if (!count) return std::nullopt;
  constexpr std::int64_t kMostDays = 3'660'000;  // more than the calendar has
  if (*count > kMostDays / units_in(quantity.unit)) {
    context.sink.report(codes::number_too_large, quantity.span);
    return std::nullopt;
  }
  const auto units = static_cast<std::int32_t>(*count * units_in(quantity.unit));
  if (business_days) return Period{0, 0, units};
  const bool months = quantity.unit == Unit::month || quantity.unit == Unit::year;
  return months ? Period{units, 0, 0} : Period{0, units, 0};
}

std::optional<Microseconds> duration_of(Context& context, const Quantity& quantity) {
  const std::optional<std::int64_t> millionths = exact_value(context, quantity, decimal::kNumberPlaces);
  if (!millionths) return std::nullopt;
  const auto value =
      decimal::multiply(*millionths, length_of(quantity.unit), decimal::kNumberScale);  // exact: whole seconds
  if (!value) context.sink.report(codes::number_too_large, quantity.span);
  return value;
}

Checked check_quantity(const Place& place, const Quantity& quantity, std::optional<Type> hint) {
  switch (quantity.unit) {
    case Unit::none:
    case Unit::percent: return check_plain(place, quantity, hint);
    case Unit::currency: return check_money(place, quantity);
    case Unit::second:
    case Unit::minute:
    case Unit::hour: {
      const std::optional<Microseconds> value = duration_of(place.context, quantity);
      return value ? Checked(place.constant(kDuration, *value)) : std::nullopt;
    }
    case Unit::day:
    case Unit::business_day:
    case Unit::week:
    case Unit::month:
    case Unit::year: {
      const std::optional<Period> value = period_of(place.context, quantity);
      return value ? Checked(place.constant(kPeriod, *value)) : std::nullopt;
    }
    case Unit::metre:
    case Unit::kilometre: {
      const std::optional<std::int64_t> value = metres_of(place.context, quantity);
      return value ? Checked(place.constant(kDistance, *value)) : std::nullopt;
    }
  }
  return std::nullopt;
}

Date days_of(const syntax::Date& date) {
  std::array<char, 16> text{};
  const int size = std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  const Result<Date> days = parse_date({text.data(), static_cast<std::size_t>(size)});
  return days ? *days : Date{0};
}

Checked check_date(const Place& place, const syntax::Date& date) {
  return place.constant(kDate, std::int64_t{days_of(date)});
}

Checked check_moment(const Place& place, const syntax::MomentLiteral& moment) {
  const Result<Zone> zone = Zone::named(place.schema().zone);
  return place.constant(kTime,
                        (zone ? *zone : Zone::utc()).instant({days_of(moment.date), microseconds_of(moment.time)}));
}

Microseconds microseconds_of(const syntax::TimeOfDay& time) {
  return time.hour * kHour + time.minute * kMinute + time.second * kSecond;
}

Checked check_time_of_day(const Place& place, const syntax::TimeOfDay& time) {
  return place.constant(kTimeOfDay, microseconds_of(time));
}

}  // namespace wend::check
