#include "runtime/journey/key.hpp"

#include <xxhash.h>

#include <algorithm>

#include "runtime/value/civil_time.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::journey {
namespace {

template <typename Items>
std::optional<std::string> name_at(const Items& items, std::int64_t position) {
  if (position < 0 || static_cast<std::size_t>(position) >= items.size()) return std::nullopt;
  return items[static_cast<std::size_t>(position)].name;
}

std::optional<std::string> text_of(std::int64_t scalar, const Type& type, const schema::Schema& schema) {
  switch (type.kind) {
    case TypeKind::enumeration: return name_at(schema.enums[type.detail].values, scalar);
    case TypeKind::product: return name_at(schema.products.items, scalar);
    case TypeKind::number: return decimal::format(scalar, decimal::kNumberPlaces);
    case TypeKind::money: return decimal::format(scalar, decimal::kMoneyPlaces);
    case TypeKind::date: return format_date(static_cast<Date>(scalar));
    case TypeKind::time_of_day: return format_time_of_day(scalar);
    case TypeKind::integer:
    case TypeKind::time:
    case TypeKind::duration: return std::to_string(scalar);
    case TypeKind::boolean:
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::set:
    case TypeKind::place:
    case TypeKind::distance:
    case TypeKind::customer:
    case TypeKind::list: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> key_of(const Value& value, const Type& type, const schema::Schema& schema) {
  std::optional<std::string> key;
  if (const auto* text = std::get_if<std::string_view>(&value)) key = std::string(*text);
  if (const auto* scalar = std::get_if<std::int64_t>(&value)) key = text_of(*scalar, type, schema);
  if (key && key->size() > kLongestKey) key.reset();
  return key;
}

std::uint64_t key_hash(std::string_view key) {
  return std::max<std::uint64_t>(XXH3_64bits(key.data(), key.size()), 1);
}

}  // namespace wend::journey
