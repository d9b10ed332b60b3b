#include <algorithm>
#include <array>
#include <charconv>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/reading.hpp"
#include "compiler/schema/units.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::schema {

namespace codes = diagnostics::codes;

namespace {

using Scalar = std::optional<std::int64_t>;

template <typename T>
Scalar scalar(const Result<T>& result) {
  return result ? Scalar(*result) : std::nullopt;
}

Scalar read_integer(const Json& value) {
  if (value.is_number_unsigned() && value > Json(INT64_MAX)) return std::nullopt;
  const auto* integer = value.get_ptr<const Json::number_integer_t*>();
  return integer == nullptr ? std::nullopt : Scalar(*integer);
}

Scalar read_decimal(const Json& value, int places) {
  if (value.is_number_integer()) return scalar(decimal::parse(value.dump(), places));
  if (!value.is_number_float()) return std::nullopt;
  // The shortest digits that are this number, without an exponent: of a finite double at most 327 characters.
  std::array<char, 400> digits{};
  const auto written =
      std::to_chars(digits.begin(), digits.end(), *value.get_ptr<const double*>(), std::chars_format::fixed);
  return scalar(decimal::parse({digits.begin(), written.ptr}, places));
}

Scalar read_duration(const std::string& text) {
  const Result<Extent> extent = parse_extent(text);
  return extent && extent->period == Period{} ? Scalar(extent->duration) : std::nullopt;
}

Scalar find_value(const Enum& declared, const std::string& name) {
  for (std::size_t i = 0; i < declared.values.size(); ++i) {
    if (declared.values[i].name == name) return static_cast<std::int64_t>(i);
  }
  return std::nullopt;
}

Scalar read_text_scalar(const Reading& reading, const Type& type, const std::string& text) {
  if (type.kind == TypeKind::enumeration) return find_value(reading.schema.enums[type.detail], text);
  if (type.kind == TypeKind::duration) return read_duration(text);
  if (type.kind == TypeKind::date) return scalar(parse_date(text));
  if (type.kind == TypeKind::time) return scalar(parse_time(text, reading.zone));
  if (type.kind == TypeKind::time_of_day) return scalar(parse_time_of_day(text));
  return std::nullopt;
}

Scalar read_scalar(const Reading& reading, const Type& type, const Json& value) {
  if (const auto* text = value.get_ptr<const std::string*>()) return read_text_scalar(reading, type, *text);
  if (type.kind == TypeKind::integer) return read_integer(value);
  if (type.kind == TypeKind::number) return read_decimal(value, decimal::kNumberPlaces);
  if (type.kind == TypeKind::money) return read_decimal(value, decimal::kMoneyPlaces);
  if (type.kind == TypeKind::distance) return read_decimal(value, 0);
  return std::nullopt;
}

template <typename T>
OwnedValue sorted_set(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::optional<OwnedValue> read_set(const Reading& reading, const Type& type, const Json& value) {
  if (!value.is_array()) return std::nullopt;
  std::vector<std::string> texts;
  std::vector<std::int32_t> ordinals;
  for (const Json& element : value) {
    const auto* text = element.get_ptr<const std::string*>();
    if (text == nullptr) return std::nullopt;
    if (type.element == TypeKind::text) {
      texts.push_back(*text);
    } else if (const Scalar found = find_value(reading.schema.enums[type.detail], *text)) {
      ordinals.push_back(static_cast<std::int32_t>(*found));
    } else {
      return std::nullopt;
    }
  }
  return type.element == TypeKind::text ? sorted_set(std::move(texts)) : sorted_set(std::move(ordinals));
}

std::optional<OwnedValue> read_period(const Json& value) {
  const auto* text = value.get_ptr<const std::string*>();
  if (text == nullptr) return std::nullopt;
  const Result<Extent> extent = parse_extent(*text);
  return extent && extent->duration == 0 ? std::optional<OwnedValue>(extent->period) : std::nullopt;
}

bool has_range(const Schema& schema, const Type& type) {
  if (type.kind == TypeKind::enumeration) return schema.enums[type.detail].ordered;
  return is_scalar(type.kind) && type.kind != TypeKind::product;
}

}  // namespace

std::optional<OwnedValue> read_value(const Reading& reading, const Type& type, const Json& value) {
  if (type == kUnreadable) return Unknown{};
  if (is_scalar(type.kind)) {
    const Scalar found = read_scalar(reading, type, value);
    return found ? std::optional<OwnedValue>(*found) : std::nullopt;
  }
  if (type.kind == TypeKind::set) return read_set(reading, type, value);
  if (type.kind == TypeKind::period) return read_period(value);
  if (type.kind == TypeKind::boolean && value.is_boolean()) return value.get<bool>();
  if (type.kind == TypeKind::text && value.is_string()) return value.get<std::string>();
  return std::nullopt;
}

Range read_range(Reading& reading, const Json& object, const Type& type, const Path& path) {
  const Json* written = member(object, "range");
  if (written == nullptr || type == kUnreadable) return {};
  const Path here(path, "range");
  const std::string type_name = describe(reading.schema, type);
  if (!has_range(reading.schema, type)) {
    reading.faults.add(codes::schema_range_without_order, here, {type_name});
    return {};
  }
  std::optional<std::int64_t> bounds[2];
  for (std::size_t i = 0; i < 2; ++i) {
    const Json& bound = written->at(i);
    if (bound.is_null()) continue;
    bounds[i] = read_scalar(reading, type, bound);
    if (!bounds[i]) reading.faults.add(codes::schema_wrong_value, Path(here, i), {shortened(bound.dump()), type_name});
  }
  if (bounds[0] && bounds[1] && *bounds[0] > *bounds[1]) {
    reading.faults.add(codes::schema_range_inverted, here,
                       {shortened(written->at(0).dump()), shortened(written->at(1).dump())});
  }
  return {bounds[0], bounds[1]};
}

std::optional<Date> read_date(Reading& reading, std::string_view text, const Path& path) {
  if (text.empty()) return std::nullopt;
  const Result<Date> date = parse_date(text);
  if (date) return *date;
  reading.faults.add(codes::schema_no_such_date, path, {std::string(text)});
  return std::nullopt;
}

}  // namespace wend::schema
