// What is asked of lists of records.
#include "compiler/verify/parts.hpp"
#include "compiler/verify/types.hpp"

namespace wend::verify {
namespace {

using Aggregate = ir::Selection::Aggregate;

// Of a field of the type; nothing: of the records themselves.
bool may_take(const schema::Schema& schema, Aggregate aggregate, const Type* field) {
  switch (aggregate) {
    case Aggregate::any:
    case Aggregate::every:
    case Aggregate::none: return field == nullptr;
    case Aggregate::count: return true;
    case Aggregate::sum:
    case Aggregate::average: return field != nullptr && is_amount(*field);
    case Aggregate::min:
    case Aggregate::max: return field != nullptr && has_extremes(schema, *field);
    case Aggregate::one: return field != nullptr;
  }
  return false;
}

Type result_of(Aggregate aggregate, const Type* field) {
  switch (aggregate) {
    case Aggregate::any:
    case Aggregate::every:
    case Aggregate::none: return type_of(TypeKind::boolean);
    case Aggregate::count: return type_of(TypeKind::integer);
    case Aggregate::average: return field->kind == TypeKind::integer ? type_of(TypeKind::number) : *field;
    case Aggregate::sum:
    case Aggregate::min:
    case Aggregate::max:
    case Aggregate::one: return *field;
  }
  return *field;
}

bool is_sound(Subject& subject, const ir::Selection& selection) {
  if (!subject.demand(selection.list < subject.program.expressions.size(), "it is of no list")) return false;
  const Type& list = subject.program.at(selection.list).type;
  if (!subject.demand(list.kind == TypeKind::list, "it is of no list")) return false;
  const std::vector<schema::Field>& fields = subject.schema.lists[list.detail].fields;
  if (!subject.demand(!selection.field || *selection.field < fields.size(), "the list has no such field")) return false;
  const Type* field = selection.field ? &fields[*selection.field].type : nullptr;
  const bool is_slot = selection.slot >= ir::kFirstElementRecord && selection.slot < ir::kRecordSlots;
  return subject.demand(may_take(subject.schema, selection.aggregate, field), "it aggregates what cannot be") &&
         subject.demand(selection.type == result_of(selection.aggregate, field), "it has not the type of its result") &&
         subject.allow_condition(selection.where) && subject.demand(is_slot, "its records stand in a slot of others");
}

}  // namespace

bool are_selections_sound(Subject& subject) {
  for (std::size_t index = 0; index < subject.program.selections.size(); ++index) {
    subject.at("selection", index);
    if (!is_sound(subject, subject.program.selections[index])) return false;
  }
  return true;
}

}  // namespace wend::verify
