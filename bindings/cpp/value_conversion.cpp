#include "bindings/cpp/value_conversion.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "bindings/cpp/access.hpp"
#include "bindings/cpp/program.hpp"
#include "runtime/journey/step.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/place.hpp"

namespace wend::host {
namespace {

// What was handed in, in words.
struct WordsFor {
  std::string operator()(Unknown) const { return "nothing"; }
  std::string operator()(bool) const { return "a bool"; }
  std::string operator()(std::int64_t) const { return "an integer"; }
  std::string operator()(Number) const { return "a number"; }
  std::string operator()(const Money& money) const { return "money " + money.currency; }
  std::string operator()(Duration) const { return "a duration"; }
  std::string operator()(const Period&) const { return "a period"; }
  std::string operator()(Date) const { return "a date"; }
  std::string operator()(Instant) const { return "a time"; }
  std::string operator()(TimeOfDay) const { return "a time of day"; }
  std::string operator()(const Coordinates&) const { return "a place"; }
  std::string operator()(const std::string&) const { return "a text"; }
  std::string operator()(const std::vector<std::string>&) const { return "a set"; }
};

class Reader {
 public:
  Reader(const Type& type, const schema::Schema& schema, const schema::Names& names, std::string_view what)
      : type_(type), schema_(schema), names_(names), what_(what) {}

  Result<OwnedValue> read(const Value& value) const {
    if (std::holds_alternative<Unknown>(value)) return OwnedValue(wend::Unknown{});
    return std::visit([this](const auto& held) { return read_as(held); }, value);
  }

 private:
  Result<OwnedValue> read_as(Unknown) const { return OwnedValue(wend::Unknown{}); }
  Result<OwnedValue> read_as(bool value) const {
    return type_.kind == TypeKind::boolean ? OwnedValue(value) : wrong(value);
  }
  Result<OwnedValue> read_as(std::int64_t value) const {
    if (type_.kind == TypeKind::integer || type_.kind == TypeKind::distance) return OwnedValue(value);
    if (type_.kind != TypeKind::number) return wrong(value);
    return scalar(decimal::narrow(decimal::Wide{value} * decimal::kNumberScale));
  }
  Result<OwnedValue> read_as(Number value) const { return scalar_of(TypeKind::number, value.millionths, value); }
  Result<OwnedValue> read_as(const Money& value) const {
    if (type_.kind != TypeKind::money || schema_.currencies[type_.detail] != value.currency) return wrong(value);
    return OwnedValue(value.ten_thousandths);
  }
  Result<OwnedValue> read_as(Duration value) const { return scalar_of(TypeKind::duration, value.count(), value); }
  Result<OwnedValue> read_as(const Coordinates& value) const {
    const wend::Place place{value.latitude, value.longitude};
    if (type_.kind != TypeKind::place) return wrong(value);
    if (is_on_earth(place)) return OwnedValue(wend::scalar_of(place));
    return error(Fault::out_of_range, "latitudes go from -90 to 90 degrees, longitudes from -180 to 180");
  }
  Result<OwnedValue> read_as(const Period& value) const {
    if (type_.kind != TypeKind::period) return wrong(value);
    return OwnedValue(wend::Period{value.months, value.days, value.business_days});
  }
  Result<OwnedValue> read_as(Date value) const {
    const auto days = static_cast<std::int64_t>(value.time_since_epoch().count());
    return scalar_of(TypeKind::date, days, value, kFirstDate <= days && days <= kLastDate);
  }
  Result<OwnedValue> read_as(Instant value) const {
    const std::int64_t time = value.time_since_epoch().count();
    return scalar_of(TypeKind::time, time, value, journey::is_valid_time(time));
  }
  Result<OwnedValue> read_as(TimeOfDay value) const {
    const std::int64_t time = value.since_midnight.count();
    return scalar_of(TypeKind::time_of_day, time, value, 0 <= time && time < kDay);
  }
  Result<OwnedValue> read_as(const std::string& value) const {
    if (type_.kind == TypeKind::text || type_.kind == TypeKind::customer) return OwnedValue(value);
    if (type_.kind == TypeKind::enumeration) return widened(position_in_enum(value));
    if (type_.kind != TypeKind::product) return wrong(value);
    const Result<std::uint32_t> product = find(names_, schema::Names::Kind::product, "product", value);
    if (!product) return error(Fault::wrong_type, what_ + ": " + product.error().message);
    return OwnedValue(std::int64_t{*product});
  }
  Result<OwnedValue> read_as(const std::vector<std::string>& value) const {
    if (type_.kind != TypeKind::set) return wrong(value);
    if (type_.element == TypeKind::enumeration) return ordinals(value);
    return OwnedValue(sorted(value));
  }

  Result<OwnedValue> ordinals(const std::vector<std::string>& texts) const {
    std::vector<std::int32_t> positions;
    for (const std::string& text : texts) {
      const Result<std::int32_t> position = position_in_enum(text);
      if (!position) return position.error();
      positions.push_back(*position);
    }
    return OwnedValue(sorted(std::move(positions)));
  }

  template <typename Item>
  static std::vector<Item> sorted(std::vector<Item> items) {
    std::ranges::sort(items);
    items.erase(std::ranges::unique(items).begin(), items.end());
    return items;
  }

  Result<std::int32_t> position_in_enum(const std::string& name) const {
    const schema::Enum& enumeration = schema_.enums[type_.detail];
    if (const std::optional<std::int32_t> position = names_.value(enumeration, name)) return *position;
    std::vector<std::string_view> known;
    for (const schema::EnumValue& value : enumeration.values) known.emplace_back(value.name);
    return error(Fault::wrong_type,
                 what_ + ": `" + enumeration.name + "` has no value `" + name + '`' + did_you_mean(name, known));
  }

  static Result<OwnedValue> widened(const Result<std::int32_t>& position) {
    if (!position) return position.error();
    return OwnedValue(std::int64_t{*position});
  }

  template <typename Held>
  Result<OwnedValue> scalar_of(TypeKind kind, std::int64_t scalar, const Held& held, bool fits = true) const {
    if (type_.kind != kind) return wrong(held);
    return fits ? OwnedValue(scalar) : outside();
  }
  Result<OwnedValue> scalar(std::optional<std::int64_t> scalar) const {
    return scalar ? OwnedValue(*scalar) : outside();
  }

  template <typename Held>
  [[nodiscard]] Result<OwnedValue> wrong(const Held& held) const {
    return error(Fault::wrong_type, what_ + " is " + schema::describe(schema_, type_) + ", not " + WordsFor()(held));
  }
  [[nodiscard]] Result<OwnedValue> outside() const {
    return error(Fault::out_of_range, what_ + " cannot be that great or small");
  }

  const Type& type_;
  const schema::Schema& schema_;
  const schema::Names& names_;
  std::string what_;
};

class Writer {
 public:
  Writer(const Type& type, const schema::Schema& schema) : type_(type), schema_(schema) {}

  Value operator()(wend::Unknown) const { return Unknown{}; }
  Value operator()(bool value) const { return value; }
  Value operator()(const wend::Period& value) const {
    return Period{.months = value.months, .days = value.days, .business_days = value.business_days};
  }
  Value operator()(const std::string& value) const { return value; }
  Value operator()(const std::vector<std::string>& value) const { return value; }
  Value operator()(const OwnedRecords&) const { return Unknown{}; }
  Value operator()(const std::vector<std::int32_t>& positions) const {
    std::vector<std::string> names;
    for (const std::int32_t position : positions) names.push_back(name_of_value(position));
    return names;
  }
  Value operator()(std::int64_t value) const {
    switch (type_.kind) {
      case TypeKind::number: return Number{value};
      case TypeKind::money: return Money{value, schema_.currencies[type_.detail]};
      case TypeKind::duration: return Duration(value);
      case TypeKind::date: return Date(std::chrono::days(value));
      case TypeKind::time: return Instant(std::chrono::microseconds(value));
      case TypeKind::time_of_day: return TimeOfDay{std::chrono::microseconds(value)};
      case TypeKind::enumeration: return name_of_value(value);
      case TypeKind::product: return name_at(schema_.products.items, value);
      case TypeKind::place: return Coordinates{place_of(value).latitude, place_of(value).longitude};
      case TypeKind::boolean:
      case TypeKind::integer:
      case TypeKind::distance:
      case TypeKind::period:
      case TypeKind::text:
      case TypeKind::customer:
      case TypeKind::set:
      case TypeKind::list: return value;
    }
    return value;
  }

 private:
  [[nodiscard]] std::string name_of_value(std::int64_t position) const {
    return name_at(schema_.enums[type_.detail].values, position);
  }
  // A struct bound in place may hold a number that is no value's.
  template <typename Items>
  static std::string name_at(const Items& items, std::int64_t position) {
    if (position < 0 || std::cmp_greater_equal(position, items.size())) return std::to_string(position);
    return items[static_cast<std::size_t>(position)].name;
  }

  const Type& type_;
  const schema::Schema& schema_;
};

}  // namespace

Result<OwnedValue> to_language(const Value& value, const Type& type, const schema::Schema& schema,
                               const schema::Names& names, std::string_view what) {
  return Reader(type, schema, names, what).read(value);
}

Value to_host(const OwnedValue& value, const Type& type, const schema::Schema& schema) {
  return std::visit(Writer(type, schema), value);
}

Result<std::int64_t> to_language(Instant time) {
  const std::int64_t count = time.time_since_epoch().count();
  if (journey::is_valid_time(count)) return count;
  return error(Fault::out_of_range, "the time lies outside the years 1 to 9999");
}

}  // namespace wend::host
