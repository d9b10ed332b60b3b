// What is asked of a list: see ir::Selection for what it means.
//   - `any`, `every`, `none` are Kleene's: a record for which the condition is unknown leaves them open where no other
//     settles them. `every` of an empty list is true, `any` false.
//   - `count` and `sum` of nothing are 0; `average`, `min`, `max` of nothing are unknown.
//   - `one` is the field of the only record that matches; unknown where none or several do.
#include "runtime/eval/records.hpp"

#include <functional>
#include <optional>

#include "runtime/eval/context.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::eval {

RecordCursor::RecordCursor(const ir::Program& program, const Inputs& inputs, ir::ExpressionId list, std::uint32_t slot)
    : program_(program), inputs_(inputs), type_(program.at(list).type), slot_(slot) {
  const Value value = evaluate(program, list, inputs);
  const auto* records = std::get_if<Records>(&value);
  is_known_ = records != nullptr && slot < ir::kRecordSlots;
  if (is_known_) records_ = *records;
}

layout::Row RecordCursor::record(std::size_t index) const {
  return layout::record_at(inputs_.tags.layout, type_, records_, index);
}

Truth RecordCursor::judge(std::size_t index, ir::ExpressionId where) {
  if (where == ir::kNone) return Truth::yes;
  inputs_.records[slot_] = record(index);
  return eval::judge(program_, where, inputs_);
}

namespace {

using Aggregate = ir::Selection::Aggregate;

Value any(RecordCursor& records, ir::ExpressionId where) {
  Truth all = Truth::no;
  for (std::size_t index = 0; index < records.size() && all != Truth::yes; ++index) {
    all = disjunction(all, records.judge(index, where));
  }
  return value_of(all);
}

Value every(RecordCursor& records, ir::ExpressionId where) {
  Truth all = Truth::yes;
  for (std::size_t index = 0; index < records.size() && all != Truth::no; ++index) {
    all = conjunction(all, records.judge(index, where));
  }
  return value_of(all);
}

// Calls use(value) for each record that counts, with its field's value, or `true` where no field is asked for.
template <typename Use>
void for_each(RecordCursor& records, const ir::Selection& selection, const Use& use) {
  for (std::size_t index = 0; index < records.size(); ++index) {
    const Value value = selection.field ? layout::load(records.record(index), *selection.field) : Value(true);
    if (is_known(value) && records.judge(index, selection.where) == Truth::yes) use(value);
  }
}

struct Total {
  decimal::Wide sum = 0;
  std::int64_t number = 0;
};

Total total(RecordCursor& records, const ir::Selection& selection) {
  Total all;
  for_each(records, selection, [&](const Value& value) {
    ++all.number;
    if (const auto* scalar = std::get_if<std::int64_t>(&value)) all.sum += *scalar;
  });
  return all;
}

Value average(RecordCursor& records, const ir::Selection& selection, TypeKind kind) {
  Total all = total(records, selection);
  if (kind == TypeKind::integer && selection.type.kind == TypeKind::number) all.sum *= decimal::kNumberScale;
  return result(decimal::divide_wide(all.sum, all.number));
}

template <typename Better>
Value extreme(RecordCursor& records, const ir::Selection& selection, const Better& better) {
  std::optional<std::int64_t> best;
  for_each(records, selection, [&](const Value& value) {
    const auto* scalar = std::get_if<std::int64_t>(&value);
    if (scalar != nullptr && (!best || better(*scalar, *best))) best = *scalar;
  });
  return result(best);
}

// Whether it is the only one is asked of the condition alone: a missing field does not make another record the one.
Value one(RecordCursor& records, const ir::Selection& selection) {
  std::optional<std::size_t> found;
  for (std::size_t index = 0; index < records.size(); ++index) {
    if (records.judge(index, selection.where) != Truth::yes) continue;
    if (found) return Unknown{};
    found = index;
  }
  if (!found || !selection.field) return Unknown{};
  return layout::load(records.record(*found), *selection.field);
}

TypeKind kind_of_field(const Context& context, const ir::Selection& selection) {
  const schema::List& list = context.program.schema->lists[context.at(selection.list).type.detail];
  return selection.field ? list.fields[*selection.field].type.kind : TypeKind::boolean;
}

}  // namespace

Value evaluate_selection(const Context& context, const ir::Selection& selection) {
  RecordCursor records(context.program, context.inputs, selection.list, selection.slot);
  if (!records.is_known()) return Unknown{};
  switch (selection.aggregate) {
    case Aggregate::any: return any(records, selection.where);
    case Aggregate::every: return every(records, selection.where);
    case Aggregate::none: return value_of(negation(truth_of(any(records, selection.where))));
    case Aggregate::count: return total(records, selection).number;
    case Aggregate::sum: return result(decimal::narrow(total(records, selection).sum));
    case Aggregate::average: return average(records, selection, kind_of_field(context, selection));
    case Aggregate::min: return extreme(records, selection, std::less{});
    case Aggregate::max: return extreme(records, selection, std::greater{});
    case Aggregate::one: return one(records, selection);
  }
  return Unknown{};
}

}  // namespace wend::eval
