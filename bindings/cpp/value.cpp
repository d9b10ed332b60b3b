// What wend/value.hpp declares: decimals out of texts, and values as text.
#include <wend/value.hpp>

#include "bindings/cpp/access.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/place.hpp"

namespace wend::host {
namespace {

struct TextOf {
  std::string operator()(Unknown) const { return "unknown"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(Number value) const { return decimal::format(value.millionths, decimal::kNumberPlaces); }
  std::string operator()(const Money& value) const {
    return decimal::format(value.ten_thousandths, decimal::kMoneyPlaces) + ' ' + value.currency;
  }
  std::string operator()(Duration value) const { return format_duration(value.count()); }
  std::string operator()(const Period& value) const {
    return format_period({value.months, value.days, value.business_days});
  }
  std::string operator()(Date value) const {
    return format_date(static_cast<wend::Date>(value.time_since_epoch().count()));
  }
  std::string operator()(Instant value) const { return format_time(value.time_since_epoch().count(), Zone::utc()); }
  std::string operator()(TimeOfDay value) const { return format_time_of_day(value.since_midnight.count()); }
  std::string operator()(const Coordinates& value) const { return format_place({value.latitude, value.longitude}); }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const std::vector<std::string>& value) const {
    std::string text = "{";
    for (const std::string& item : value) {
      if (text.size() > 1) text += ", ";
      text += item;
    }
    return text + '}';
  }
};

Result<std::int64_t> scaled(std::string_view text, int places) {
  const wend::Result<std::int64_t> parsed = decimal::parse(text, places);
  if (parsed) return *parsed;
  return error(Fault::wrong_type, parsed.error().message);
}

}  // namespace

Result<Number> Number::parse(std::string_view text) noexcept {
  return guarded([&]() -> Result<Number> {
    const Result<std::int64_t> parsed = scaled(text, decimal::kNumberPlaces);
    if (!parsed) return parsed.error();
    return Number{*parsed};
  });
}

Result<Number> Number::quantise(double value) noexcept {
  return guarded([&]() -> Result<Number> {
    const std::optional<std::int64_t> quantised = decimal::quantise(value, decimal::kNumberPlaces);
    if (!quantised) return error(Fault::out_of_range, "no number of the language is near that floating-point value");
    return Number{*quantised};
  });
}

Result<Money> Money::parse(std::string_view text) noexcept {
  return guarded([&]() -> Result<Money> {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) {
      return error(Fault::wrong_type,
                   '`' + std::string(text) + "` is no amount with its currency, as `8000.50 CNY` is");
    }
    const Result<std::int64_t> parsed = scaled(text.substr(0, space), decimal::kMoneyPlaces);
    if (!parsed) return parsed.error();
    return Money{*parsed, std::string(text.substr(space + 1))};
  });
}

std::string to_text(const Value& value) noexcept {
  try {
    return std::visit(TextOf(), value);
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace wend::host
