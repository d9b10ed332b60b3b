#include "compiler/schema/units.hpp"

#include <array>
#include <charconv>
#include <string>

namespace wend::schema {

namespace {

struct Unit {
  std::string_view name;
  Microseconds duration;
  std::int32_t days;
  std::int32_t months;
  std::int32_t business_days = 0;
};

constexpr std::array kUnits = {
    Unit{"second", kSecond, 0, 0}, Unit{"minute", kMinute, 0, 0},
    Unit{"hour", kHour, 0, 0},     Unit{"day", 0, 1, 0},
    Unit{"week", 0, 7, 0},         Unit{"month", 0, 0, 1},
    Unit{"year", 0, 0, 12},        Unit{"business day", 0, 0, 0, 1},
};

constexpr std::int32_t kMost = 999'999;

const Unit* find_unit(std::string_view word) {
  for (const Unit& unit : kUnits) {
    if (word == unit.name || (word.ends_with('s') && word.substr(0, word.size() - 1) == unit.name)) return &unit;
  }
  return nullptr;
}

}  // namespace

Result<Extent> parse_extent(std::string_view text) {
  std::int32_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view word = text.substr(static_cast<std::size_t>(rest - text.data()));
  const Unit* unit = word.starts_with(' ') ? find_unit(word.substr(1)) : nullptr;
  if (error != std::errc() || number < 0 || number > kMost || unit == nullptr) {
    return Error{"expected a span of time, such as `3 days` or `2 hours`"};
  }
  return Extent{{unit->months * number, unit->days * number, unit->business_days * number}, unit->duration * number};
}

}  // namespace wend::schema
