// Constants are values of their types.
#include <algorithm>

#include "compiler/verify/parts.hpp"
#include "compiler/verify/types.hpp"
#include "runtime/value/place.hpp"

namespace wend::verify {
namespace {

template <typename Items>
bool is_position_in(std::int64_t value, const Items& items) {
  return value >= 0 && std::cmp_less(value, items.size());
}

bool is_scalar_of(const schema::Schema& schema, const Type& type, std::int64_t value) {
  switch (type.kind) {
    case TypeKind::date: return value >= kFirstDate && value <= kLastDate;
    case TypeKind::time_of_day: return value >= 0 && value < kDay;
    case TypeKind::enumeration: return is_position_in(value, schema.enums[type.detail].values);
    case TypeKind::product: return is_position_in(value, schema.products.items);
    case TypeKind::place: return is_on_earth(place_of(value));
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::time:
    case TypeKind::distance: return true;
    case TypeKind::boolean:
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::set:
    case TypeKind::customer:
    case TypeKind::list: return false;
  }
  return false;
}

template <typename Item>
bool is_sorted_once(const std::vector<Item>& items) {
  return std::ranges::adjacent_find(items, std::ranges::greater_equal{}) == items.end();
}

// Whether the value has the form of the type, and a meaning in it.
struct IsValue {
  const schema::Schema& schema;
  const Type& type;

  bool operator()(Unknown) const { return true; }
  bool operator()(bool) const { return type.kind == TypeKind::boolean; }
  bool operator()(std::int64_t value) const { return is_scalar(type.kind) && is_scalar_of(schema, type, value); }
  bool operator()(const Period&) const { return type.kind == TypeKind::period; }
  bool operator()(const std::string&) const { return type.kind == TypeKind::text; }
  bool operator()(const std::vector<std::int32_t>& ordinals) const {
    if (type.kind != TypeKind::set || type.element == TypeKind::text || !is_sorted_once(ordinals)) return false;
    const Type element = element_of(type);
    return std::ranges::all_of(ordinals, [&](std::int32_t one) { return is_scalar_of(schema, element, one); });
  }
  bool operator()(const std::vector<std::string>& texts) const {
    return type.kind == TypeKind::set && type.element == TypeKind::text && is_sorted_once(texts);
  }
  // Nobody writes a list down.
  bool operator()(const OwnedRecords&) const { return false; }
};

}  // namespace

bool are_constants_sound(Subject& subject) {
  const std::vector<ir::Constant>& constants = subject.program.constants;
  for (std::size_t index = 0; index < constants.size(); ++index) {
    const ir::Constant& constant = constants[index];
    subject.at("constant", index);
    if (!subject.demand(is_type(subject.schema, constant.type), "the schema has no such type")) return false;
    const bool is_value = std::visit(IsValue{subject.schema, constant.type}, constant.value);
    if (!subject.demand(is_value, "it is no value of its type")) return false;
  }
  return true;
}

}  // namespace wend::verify
