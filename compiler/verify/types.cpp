#include "compiler/verify/types.hpp"

namespace wend::verify {
namespace {

bool is_set(const schema::Schema& schema, const Type& type) {
  if (type.element == TypeKind::enumeration) return type.detail < schema.enums.size();
  return (type.element == TypeKind::text || type.element == TypeKind::product) && type.detail == 0;
}

}  // namespace

bool is_type(const schema::Schema& schema, const Type& type) {
  switch (type.kind) {
    case TypeKind::set: return is_set(schema, type);
    case TypeKind::money: return type == money_in(type.detail) && type.detail < schema.currencies.size();
    case TypeKind::enumeration: return type == enumeration(type.detail) && type.detail < schema.enums.size();
    case TypeKind::list: return type.element == TypeKind::boolean && type.detail < schema.lists.size();
    case TypeKind::boolean:
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::duration:
    case TypeKind::period:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::text:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::distance:
    case TypeKind::customer: return type == type_of(type.kind);
  }
  return false;
}

bool is_numeric(const Type& type) {
  return type.kind == TypeKind::integer || type.kind == TypeKind::number;
}

bool is_quantity(const Type& type) {
  return type.kind == TypeKind::money || type.kind == TypeKind::duration || type.kind == TypeKind::distance;
}

bool is_amount(const Type& type) {
  return is_numeric(type) || is_quantity(type);
}

bool is_ordered(const schema::Schema& schema, const Type& type) {
  switch (type.kind) {
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::period:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::distance: return true;
    case TypeKind::enumeration: return schema.enums[type.detail].ordered;
    case TypeKind::boolean:
    case TypeKind::text:
    case TypeKind::set:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::customer:
    case TypeKind::list: return false;
  }
  return false;
}

bool has_extremes(const schema::Schema& schema, const Type& type) {
  return type.kind != TypeKind::period && is_ordered(schema, type);
}

Type element_of(const Type& set) {
  return {set.element, TypeKind::boolean, set.detail};
}

}  // namespace wend::verify
