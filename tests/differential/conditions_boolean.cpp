#include "tests/differential/conditions.hpp"
#include "tests/differential/schema.hpp"

namespace wend::differential {

using ir::Operation;

namespace {

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kText = type_of(TypeKind::text);

}  // namespace

Conditions::Id Conditions::boolean(int depth) {
  switch (random_.below(14)) {
    case 0:
    case 1:
    case 2: return junction(depth);
    case 3: return make(Operation::negation, kBoolean, {expression(kBoolean, depth)});
    case 4: return make(Operation::known, kBoolean, {expression(random_.pick(types_), depth)});
    case 5: return set_condition(depth);
    case 6: return text_condition(depth);
    case 7: return make(Operation::anniversary_within, kBoolean, several(type_of(TypeKind::date), 3, depth));
    case 8:
      return make(Operation::in_area, kBoolean, {expression(type_of(TypeKind::place), depth)},
                  static_cast<std::uint32_t>(random_.below(program_.schema->areas.size())));
    case 9: return make(Operation::is_business_day, kBoolean, {expression(type_of(TypeKind::date), depth)});
    default: return comparison(depth);
  }
}

Conditions::Id Conditions::junction(int depth) {
  const Operation operation = random_.pick({Operation::conjunction, Operation::disjunction});
  return make(operation, kBoolean, several(kBoolean, 1 + random_.below(5), depth));
}

Conditions::Id Conditions::comparison(int depth) {
  const Type type = random_.pick(types_);
  const bool ordered = (is_scalar(type.kind) && type.kind != TypeKind::place) || type.kind == TypeKind::period ||
                       type.kind == TypeKind::text;
  const Operation operation =
      ordered ? random_.pick({Operation::less, Operation::less_equal, Operation::equal, Operation::not_equal})
              : random_.pick({Operation::equal, Operation::not_equal});
  const Id left = expression(type, depth);
  const Id right = random_.chance(50) ? constant(type) : expression(type, depth);
  return random_.chance(50) ? make(operation, kBoolean, {left, right}) : make(operation, kBoolean, {right, left});
}

Conditions::Id Conditions::set_condition(int depth) {
  const Operation operation = random_.pick({Operation::member, Operation::contains_all, Operation::contains_any});
  const Type product = type_of(TypeKind::product);
  const auto index = static_cast<std::uint16_t>(random_.below(program_.schema->enums.size()));
  const Type element = random_.pick({enumeration(index), enumeration(index), kText, product});
  Type set = set_of_enumeration(index);
  if (element == kText) set = set_of_text();
  if (element == product) set = kSetOfProducts;
  const Id left = expression(operation == Operation::member ? element : set, depth);
  return make(operation, kBoolean, {left, random_.chance(60) ? constant(set) : expression(set, depth)});
}

Conditions::Id Conditions::text_condition(int depth) {
  const Operation operation = random_.pick({Operation::text_contains, Operation::text_starts_with});
  const Id whole = expression(kText, depth);
  return make(operation, kBoolean, {whole, random_.chance(70) ? constant(kText) : expression(kText, depth)});
}

}  // namespace wend::differential
