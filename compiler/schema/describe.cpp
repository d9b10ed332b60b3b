#include <string>

#include "compiler/schema/schema.hpp"

namespace wend::schema {

std::string describe(const Schema& schema, const Type& type) {
  switch (type.kind) {
    case TypeKind::boolean: return "bool";
    case TypeKind::integer: return "integer";
    case TypeKind::number: return "number";
    case TypeKind::money: return "money " + schema.currencies[type.detail];
    case TypeKind::duration: return "duration";
    case TypeKind::period: return "period";
    case TypeKind::date: return "date";
    case TypeKind::time: return "time";
    case TypeKind::time_of_day: return "time of day";
    case TypeKind::text: return "text";
    case TypeKind::enumeration: return schema.enums[type.detail].name;
    case TypeKind::set:
      return "set of " + (type.element == TypeKind::text ? std::string("text") : schema.enums[type.detail].name);
    case TypeKind::product: return "product";
    case TypeKind::place: return "place";
    case TypeKind::distance: return "distance";
    case TypeKind::customer: return "customer";
    case TypeKind::list: return "list of " + schema.lists[type.detail].name;
  }
  return {};
}

}  // namespace wend::schema
