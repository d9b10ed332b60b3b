#include "compiler/schema/value_text.hpp"

#include "runtime/value/decimal.hpp"

namespace wend::schema {

namespace {

std::string name_of(const Enum& declared, std::int64_t position) {
  return declared.values[static_cast<std::size_t>(position)].name;
}

std::string scalar_text(const Schema& schema, const Type& type, std::int64_t value) {
  switch (type.kind) {
    case TypeKind::number: return decimal::format(value, decimal::kNumberPlaces);
    case TypeKind::money: return decimal::format(value, decimal::kMoneyPlaces) + " " + schema.currencies[type.detail];
    case TypeKind::duration: return format_duration(value);
    case TypeKind::date: return format_date(static_cast<Date>(value));
    case TypeKind::time: return format_time(value, Zone::utc());
    case TypeKind::time_of_day: return format_time_of_day(value);
    case TypeKind::enumeration: return name_of(schema.enums[type.detail], value);
    case TypeKind::product: return schema.products.items[static_cast<std::size_t>(value)].name;
    case TypeKind::distance: return std::to_string(value) + " m";
    case TypeKind::place: return format_place(place_of(value));
    case TypeKind::boolean:
    case TypeKind::integer:
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::set:
    case TypeKind::customer:
    case TypeKind::list: break;
  }
  return std::to_string(value);
}

template <typename T, typename Write>
std::string set_text(const std::vector<T>& elements, Write write) {
  std::string text = "{";
  for (const T& element : elements) {
    if (text.size() > 1) text += ", ";
    text += write(element);
  }
  return text + "}";
}

std::string in_quotes(const std::string& text) {
  return '"' + text + '"';
}

}  // namespace

std::string value_text(const Schema& schema, const Type& type, const OwnedValue& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* scalar = std::get_if<std::int64_t>(&value)) return scalar_text(schema, type, *scalar);
  if (const auto* period = std::get_if<Period>(&value)) return format_period(*period);
  if (const auto* text = std::get_if<std::string>(&value)) return in_quotes(*text);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) return set_text(*texts, in_quotes);
  if (const auto* ordinals = std::get_if<std::vector<std::int32_t>>(&value)) {
    return set_text(*ordinals, [&](std::int32_t ordinal) { return name_of(schema.enums[type.detail], ordinal); });
  }
  if (const auto* records = std::get_if<OwnedRecords>(&value)) return std::to_string(records->rows.size()) + " records";
  return "unknown";
}

std::string extent_text(const Extent& extent) {
  return extent.duration != 0 ? format_duration(extent.duration) : format_period(extent.period);
}

}  // namespace wend::schema
