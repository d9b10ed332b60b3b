#include "tests/differential/conditions.hpp"

#include "tests/differential/schema.hpp"

namespace wend::differential {

using ir::Operation;

Conditions::Conditions(Random& random, ir::Program& program, const Pools& pools, const Slots& slots)
    : random_(random),
      program_(program),
      pools_(pools),
      build_(program),
      types_(types_of(*program.schema)),
      slots_(slots) {}

Conditions::Id Conditions::expression(const Type& type, int depth) {
  if (depth <= 0) return leaf(type);
  if (!made_.empty() && random_.chance(30)) {
    const Made& again = random_.pick(made_);
    if (again.type == type) return again.id;
  }
  const Id id = random_.chance(75) ? operation(type, depth - 1) : leaf(type);
  made_.push_back({type, id});
  return id;
}

std::vector<Conditions::Id> Conditions::several(const Type& type, std::size_t count, int depth) {
  std::vector<Id> ids(count);
  for (Id& id : ids) id = expression(type, depth);
  return ids;
}

Conditions::Id Conditions::leaf(const Type& type) {
  if (random_.chance(20)) return constant(type);
  const std::vector<Id> found = references(type);
  return found.empty() ? constant(type) : random_.pick(found);
}

Conditions::Id Conditions::constant(const Type& type) {
  return build_.constant(type, random_.chance(3) ? OwnedValue{} : pools_.pick(random_, type));
}

// Everything outside the program that has the type.
std::vector<Conditions::Id> Conditions::references(const Type& type) {
  std::vector<Id> found;
  const schema::Schema& schema = *program_.schema;
  for (schema::TagIndex tag = 0; tag < schema.tags.size(); ++tag) {
    if (schema.tags[tag].type == type) found.push_back(build_.leaf(Operation::tag, type, tag));
  }
  for (const ir::Slot slot :
       {ir::Slot::matched, ir::Slot::entered, ir::Slot::candidate, ir::Slot::stage_1, ir::Slot::named_8}) {
    const schema::Event& event = schema.events[slots_[static_cast<std::size_t>(slot)]];
    for (schema::FieldIndex field = 0; field < event.fields.size(); ++field) {
      if (event.fields[field].type == type) found.push_back(build_.leaf(Operation::event_field, type, field, slot));
    }
    if (type.kind == TypeKind::time) found.push_back(build_.leaf(Operation::event_time, type, 0, slot));
  }
  for (schema::FieldIndex field = 0; field < schema.products.fields.size(); ++field) {
    if (schema.products.fields[field].type == type) found.push_back(product_field(type, field));
  }
  if (type.kind == TypeKind::customer) found.push_back(build_.leaf(Operation::customer, type, 0));
  add_record_fields(found, type);
  return found;
}

Conditions::Id Conditions::product_field(const Type& type, schema::FieldIndex field) {
  const Type product = type_of(TypeKind::product);
  Id of = constant(product);
  for (schema::TagIndex tag = 0; tag < program_.schema->tags.size(); ++tag) {
    if (program_.schema->tags[tag].type == product) of = build_.leaf(Operation::tag, product, tag);
  }
  return make(Operation::product_field, type, {of}, field);
}

Conditions::Id Conditions::moment(bool as_time) {
  using Base = ir::Moment::Base;
  ir::Moment moment;
  moment.base = random_.pick({Base::now, Base::today, Base::week, Base::month, Base::year});
  moment.offset =
      *std::get_if<Period>(&static_cast<const OwnedValue&>(pools_.pick(random_, type_of(TypeKind::period))));
  moment.as_time = as_time;
  if (as_time && random_.chance(30)) moment.duration = random_.between(-72, 72) * kHour;
  return build_.moment(moment);
}

Conditions::Id Conditions::operation(const Type& type, int depth) {
  if (random_.chance(12)) return choice(type, depth);
  if (random_.chance(12)) {
    if (const std::optional<Id> found = window(type, depth)) return *found;
  }
  if (random_.chance(10)) {
    if (const std::optional<Id> found = selection(type, depth)) return *found;
  }
  switch (type.kind) {
    case TypeKind::place: return place(depth);
    case TypeKind::boolean: return boolean(depth);
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::distance:
    case TypeKind::time_of_day: return scalar(type, depth);
    case TypeKind::period: return period(depth);
    // Enumerations and products are numbers inside, but nothing adds or orders them but comparisons.
    case TypeKind::enumeration:
    case TypeKind::product:
    case TypeKind::text:
    case TypeKind::set:
    case TypeKind::customer:
    case TypeKind::list: return leaf(type);
  }
  return leaf(type);
}

Conditions::Id Conditions::choice(const Type& type, int depth) {
  if (random_.chance(50)) return make(Operation::fallback, type, several(type, 2, depth));
  std::vector<Id> operands;
  const std::size_t branches = 1 + random_.below(3);
  for (std::size_t branch = 0; branch < branches; ++branch) {
    operands.push_back(expression(type_of(TypeKind::boolean), depth));
    operands.push_back(expression(type, depth));
  }
  operands.push_back(expression(type, depth));
  operands.push_back(random_.chance(50) ? operands.back() : expression(type, depth));
  return make(Operation::choose, type, operands);
}

}  // namespace wend::differential
