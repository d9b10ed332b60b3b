#include "compiler/ir/heads.hpp"

namespace wend::ir {

bool makes_key(const Type& type) {
  switch (type.kind) {
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::text:
    case TypeKind::enumeration:
    case TypeKind::product:
    case TypeKind::customer: return true;
    case TypeKind::boolean:
    case TypeKind::period:
    case TypeKind::set:
    case TypeKind::place:
    case TypeKind::distance:
    case TypeKind::list: return false;
  }
  return false;
}

}  // namespace wend::ir
