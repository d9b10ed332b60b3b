// Lists of records and places.
#include <utility>

#include "tests/differential/conditions.hpp"

namespace wend::differential {
namespace {

using ir::Operation;
using Aggregate = ir::Selection::Aggregate;

constexpr std::size_t kMostListsAround = 2;

bool adds_up(const Type& type) {
  return type.kind == TypeKind::integer || type.kind == TypeKind::number || type.kind == TypeKind::money ||
         type.kind == TypeKind::duration || type.kind == TypeKind::distance;
}

}  // namespace

std::optional<Conditions::Id> Conditions::selection(const Type& type, int depth) {
  if (lists_around_.size() >= kMostListsAround) return std::nullopt;
  const std::vector<ir::Selection> found = selections_of(type);
  if (found.empty()) return std::nullopt;
  ir::Selection selection = random_.pick(found);
  const std::uint16_t list = program_.schema->tags[selection.list].type.detail;
  selection.list = build_.leaf(Operation::tag, program_.schema->tags[selection.list].type, selection.list);
  selection.slot = ir::kFirstElementRecord + static_cast<std::uint32_t>(lists_around_.size());
  if (random_.chance(70)) selection.where = where_of_records(list, std::min(depth, 2));
  return build_.selection(selection);
}

// Every aggregate over every list and field that gives the type; `list` is the tag.
std::vector<ir::Selection> Conditions::selections_of(const Type& type) const {
  std::vector<ir::Selection> found;
  for (schema::TagIndex tag = 0; tag < program_.schema->tags.size(); ++tag) {
    const Type& list = program_.schema->tags[tag].type;
    if (list.kind != TypeKind::list) continue;
    ir::Selection selection;
    selection.list = tag;
    selection.type = type;
    const auto add = [&](Aggregate aggregate) {
      selection.aggregate = aggregate;
      found.push_back(selection);
    };
    if (type.kind == TypeKind::boolean) add(Aggregate::any);
    if (type.kind == TypeKind::boolean) add(Aggregate::every);
    if (type.kind == TypeKind::boolean) add(Aggregate::none);
    if (type.kind == TypeKind::integer) add(Aggregate::count);
    const std::vector<schema::Field>& fields = program_.schema->lists[list.detail].fields;
    for (schema::FieldIndex field = 0; field < fields.size(); ++field) {
      selection.field = field;
      add_selections_over(found, selection, fields[field].type);
    }
  }
  return found;
}

void Conditions::add_selections_over(std::vector<ir::Selection>& found, const ir::Selection& selection,
                                     const Type& field_type) const {
  const auto add = [&](std::initializer_list<Aggregate> aggregates) {
    for (const Aggregate aggregate : aggregates) {
      found.push_back(selection);
      found.back().aggregate = aggregate;
    }
  };
  const Type& type = selection.type;
  if (type.kind == TypeKind::integer) add({Aggregate::count});
  if (type.kind == TypeKind::number && field_type.kind == TypeKind::integer) add({Aggregate::average});
  if (type != field_type) return;
  add({Aggregate::one});
  if (is_scalar(type.kind) && type.kind != TypeKind::place) add({Aggregate::min, Aggregate::max});
  if (adds_up(type)) add({Aggregate::sum, Aggregate::average});
}

// What was made inside is not used again outside, where there is no record.
Conditions::Id Conditions::where_of_records(std::uint16_t list, int depth) {
  std::vector<Made> made_outside = std::exchange(made_, {});
  lists_around_.push_back(list);
  const Id condition = boolean(depth);
  lists_around_.pop_back();
  made_ = std::move(made_outside);
  return condition;
}

void Conditions::add_record_fields(std::vector<Id>& found, const Type& type) {
  for (std::uint32_t level = 0; level < lists_around_.size(); ++level) {
    const std::vector<schema::Field>& fields = program_.schema->lists[lists_around_[level]].fields;
    for (schema::FieldIndex field = 0; field < fields.size(); ++field) {
      if (fields[field].type != type) continue;
      found.push_back(
          build_.leaf(Operation::record_field, type, ir::index_of({ir::kFirstElementRecord + level, field})));
    }
  }
}

Conditions::Id Conditions::place(int depth) {
  return make(Operation::place, type_of(TypeKind::place), several(type_of(TypeKind::number), 2, depth));
}

}  // namespace wend::differential
