#include "runtime/flat/lowering.hpp"

#include <algorithm>

#include "runtime/flat/registers.hpp"
#include "runtime/flat/testing.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::flat {
namespace {

using ir::Operation;

std::int64_t scale_of(const ir::Expression& expression) {
  return expression.index == static_cast<std::uint32_t>(ir::Scale::number) ? decimal::kNumberScale : 1;
}

// A value in the form it should have, as a `constant` instruction has it; nothing where it has another.
std::optional<Register> constant_in(const OwnedValue& value, Form form) {
  const Register found = held(borrow(value), form);
  return found.known ? std::optional(found) : std::nullopt;
}

}  // namespace

Form form_of(const Type& type) {
  if (is_scalar(type.kind)) return Form::scalar;
  switch (type.kind) {
    case TypeKind::boolean: return Form::truth;
    case TypeKind::period: return Form::period;
    case TypeKind::text:
    case TypeKind::customer: return Form::text;
    case TypeKind::set: return type.element == TypeKind::text ? Form::other : Form::ordinals;
    case TypeKind::list:
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::enumeration:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::distance: return Form::other;
  }
  return Form::other;
}

std::size_t Lowering::emit(Instruction instruction) {
  code_.instructions_.push_back(instruction);
  return code_.instructions_.size() - 1;
}

std::size_t Lowering::emit(Function function, std::size_t to, std::size_t from) {
  return emit({.run = function, .to = static_cast<std::uint8_t>(to), .from = static_cast<std::uint8_t>(from)});
}

void Lowering::leave_here(const Exits& exits) {
  std::vector<Instruction>& instructions = code_.instructions_;
  for (const std::size_t exit : exits) instructions[exit].more = static_cast<std::uint32_t>(instructions.size() - exit);
}

void Lowering::note_row(const FieldRead& read) {
  if (std::ranges::find(code_.rows_, read.row, &Code::ReadRow::row) != code_.rows_.end()) return;
  code_.rows_.push_back({read.row, read.layout});
}

std::optional<FieldRead> Lowering::field_of(Id id) const {
  const ir::Expression& expression = program_.at(id);
  FieldRead read;
  if (expression.operation == Operation::tag) {
    read.layout = layouts_.tags;
  } else if (expression.operation == Operation::event_field) {
    read.row = row_of(expression.slot);
    read.layout = layouts_.events[ir::position_of(expression.slot)];
  }
  if (read.layout == nullptr || expression.index >= read.layout->fields.size()) return std::nullopt;
  read.field = &read.layout->fields[expression.index];
  // A row from outside may be of other types.
  if (form_of(read.field->type) != form_of(expression.type)) return std::nullopt;
  return read;
}

const OwnedValue* Lowering::constant_of(Id id) const {
  const ir::Expression& expression = program_.at(id);
  return expression.operation == Operation::constant ? &program_.constants[expression.index].value : nullptr;
}

void Lowering::lower_root(Id condition) {
  if (form(condition) == Form::truth) {
    lower(condition, 0);
  } else {
    emit(functions::unknown, 0);
  }
  emit(functions::end, 0);
}

void Lowering::ask_reference(Id id, std::size_t to) {
  Instruction ask{.run = functions::reference, .to = static_cast<std::uint8_t>(to), .index = id};
  ask.flag = static_cast<std::uint8_t>(form(id));
  emit(ask);
}

void Lowering::lower(Id id, std::size_t to) {
  const bool has_room = to + 1 < kRegisters && depth_ < ir::kDeepest && code_.instructions_.size() < kMostInstructions;
  if (!has_room) return ask_reference(id, std::min(to, kRegisters - 1));
  ++depth_;
  lower_operation(id, to);
  --depth_;
}

void Lowering::lower_operands(std::span<const Id> operands, std::size_t to) {
  for (std::size_t position = 0; position < operands.size(); ++position) lower(operands[position], to + position);
}

void Lowering::lower_simple(Id id, std::size_t to, Form result, std::initializer_list<Form> operands,
                            Instruction instruction) {
  const std::span<const Id> ids = program_.operands_of(id);
  const bool is_sound =
      form(id) == result && std::ranges::equal(ids, operands, {}, [&](Id each) { return form(each); });
  const bool has_all = std::ranges::find(operands, Form::other) == operands.end();
  if (!is_sound || !has_all || to + ids.size() >= kRegisters) return ask_reference(id, to);
  lower_operands(ids, to);
  instruction.to = static_cast<std::uint8_t>(to);
  instruction.from = static_cast<std::uint8_t>(to);
  emit(instruction);
}

void Lowering::lower_scalars(Id id, std::size_t to, Function function) {
  const std::span<const Id> ids = program_.operands_of(id);
  const bool is_sound = form(id) == Form::scalar && !ids.empty() &&
                        std::ranges::all_of(ids, [&](Id each) { return form(each) == Form::scalar; });
  if (!is_sound || to + ids.size() >= kRegisters) return ask_reference(id, to);
  lower_operands(ids, to);
  const auto place = static_cast<std::uint8_t>(to);
  emit({.run = function,
        .to = place,
        .from = place,
        .index = program_.at(id).index,
        .count = static_cast<std::uint32_t>(ids.size())});
}

void Lowering::lower_constant(Id id, std::size_t to) {
  const std::optional<Register> value = constant_in(*constant_of(id), form(id));
  if (!value || value->size > std::numeric_limits<std::uint32_t>::max()) return ask_reference(id, to);
  emit({.run = functions::constant,
        .to = static_cast<std::uint8_t>(to),
        .count = static_cast<std::uint32_t>(value->size),
        .bits = value->bits});
}

void Lowering::lower_field(Id id, std::size_t to) {
  const std::optional<FieldRead> read = field_of(id);
  if (!read) return ask_reference(id, to);
  const layout::Field& field = *read->field;
  Instruction load{.to = static_cast<std::uint8_t>(to), .row = read->row, .index = program_.at(id).index};
  const bool is_plain =
      field.storage != layout::Storage::boolean8 && field.factor == 1 && field.missing != layout::Missing::sentinel;
  const std::optional<Place> place = is_plain ? place_of(*read->layout, field) : std::nullopt;
  if (place) {
    note_row(*read);
    load.run = functions::load_integer;
    load.index = static_cast<std::uint32_t>(code_.tests_.places.size());
    code_.tests_.places.push_back(*place);
  } else if (field.storage == layout::Storage::inline_text && field.missing == layout::Missing::known_bit) {
    note_row(*read);
    load.run = functions::load_text;
    load.index = field.offset;
    load.count = field.missing_offset;
    load.flag = static_cast<std::uint8_t>(1U << field.missing_bit);
  } else {
    load.run = functions::load_field;
    load.flag = static_cast<std::uint8_t>(form(id));
  }
  emit(load);
}

void Lowering::lower_comparison(Id id, std::size_t to, const ByForm& functions, bool is_negated) {
  const std::span<const Id> operands = program_.operands_of(id);
  const Form compared = form(operands[0]);
  Function function = nullptr;
  switch (compared) {
    case Form::truth: function = functions.truths; break;
    case Form::scalar: function = functions.scalars; break;
    case Form::text: function = functions.texts; break;
    case Form::ordinals: function = functions.ordinals; break;
    case Form::period: function = functions.periods; break;
    case Form::other: break;
  }
  if (function == nullptr || form(operands[1]) != compared) return ask_reference(id, to);
  lower_simple(id, to, Form::truth, {compared, compared}, {.run = function});
  if (is_negated && code_.instructions_.back().run == function) emit(functions::negation, to, to);
}

void Lowering::lower_member(Id id, std::size_t to) {
  const std::span<const Id> operands = program_.operands_of(id);
  if (form(operands[0]) == Form::scalar) {
    return lower_simple(id, to, Form::truth, {Form::scalar, Form::ordinals}, {.run = functions::member_ordinals});
  }
  const OwnedValue* set = constant_of(operands[1]);
  const auto* texts = set == nullptr ? nullptr : std::get_if<std::vector<std::string>>(set);
  if (form(id) != Form::truth || form(operands[0]) != Form::text || texts == nullptr) return ask_reference(id, to);
  lower(operands[0], to);
  emit({.run = functions::member_texts,
        .to = static_cast<std::uint8_t>(to),
        .from = static_cast<std::uint8_t>(to),
        .count = static_cast<std::uint32_t>(texts->size()),
        .bits = address_of(texts->data())});
}

void Lowering::lower_round(Id id, std::size_t to) {
  const auto places_now = static_cast<std::uint32_t>(places_of(program_.at(id).type.kind));
  const Instruction round{
      .run = functions::round, .index = std::min(program_.at(id).index, places_now), .count = places_now};
  lower_simple(id, to, Form::scalar, {Form::scalar}, round);
}

void Lowering::lower_operation(Id id, std::size_t to) {
  const ir::Expression& expression = program_.at(id);
  const auto place = static_cast<std::uint8_t>(to);
  switch (expression.operation) {
    case Operation::constant: return lower_constant(id, to);
    case Operation::tag:
    case Operation::event_field: return lower_as_test(id, to) ? void() : lower_field(id, to);
    case Operation::event_time:
      if (form(id) != Form::scalar) return ask_reference(id, to);
      emit({.run = functions::event_time, .to = place, .row = row_of(expression.slot)});
      return;
    case Operation::moment:
      if (form(id) != Form::scalar) return ask_reference(id, to);
      emit({.run = functions::moment, .to = place, .index = expression.index});
      return;
    case Operation::conjunction:
    case Operation::disjunction: return lower_junction(id, to);
    case Operation::negation:
      if (lower_as_test(id, to)) return;
      return lower_simple(id, to, Form::truth, {Form::truth}, {.run = functions::negation});
    case Operation::known:
      if (lower_as_test(id, to)) return;
      return lower_simple(id, to, Form::truth, {form(program_.operands_of(id)[0])}, {.run = functions::known});
    case Operation::equal:
    case Operation::not_equal:
      if (lower_as_test(id, to)) return;
      return lower_comparison(id, to,
                              {functions::equal_truths, functions::equal_scalars, functions::equal_texts,
                               functions::equal_ordinals, functions::equal_periods},
                              expression.operation == Operation::not_equal);
    case Operation::less:
      if (lower_as_test(id, to)) return;
      return lower_comparison(
          id, to,
          {.scalars = functions::less_scalars, .texts = functions::less_texts, .periods = functions::less_periods});
    case Operation::less_equal:
      if (lower_as_test(id, to)) return;
      return lower_comparison(id, to,
                              {.scalars = functions::less_equal_scalars,
                               .texts = functions::less_equal_texts,
                               .periods = functions::less_equal_periods});
    case Operation::member: return lower_as_test(id, to) ? void() : lower_member(id, to);
    case Operation::contains_all: return lower_comparison(id, to, {.ordinals = functions::contains_all});
    case Operation::contains_any: return lower_comparison(id, to, {.ordinals = functions::contains_any});
    case Operation::text_contains: return lower_comparison(id, to, {.texts = functions::text_contains});
    case Operation::text_starts_with: return lower_comparison(id, to, {.texts = functions::text_starts_with});
    case Operation::sum: return lower_scalars(id, to, functions::sum);
    case Operation::least: return lower_scalars(id, to, functions::least);
    case Operation::greatest: return lower_scalars(id, to, functions::greatest);
    case Operation::multiply:
      return lower_simple(id, to, Form::scalar, {Form::scalar, Form::scalar},
                          {.run = functions::multiply, .bits = scale_of(expression)});
    case Operation::divide:
      return lower_simple(id, to, Form::scalar, {Form::scalar, Form::scalar},
                          {.run = functions::divide, .bits = scale_of(expression)});
    case Operation::negate:
      if (form(id) == Form::period) {
        return lower_simple(id, to, Form::period, {Form::period}, {.run = functions::negate_period});
      }
      return lower_simple(id, to, Form::scalar, {Form::scalar}, {.run = functions::negate_scalar});
    case Operation::rescale: return lower_simple(id, to, Form::scalar, {Form::scalar}, {.run = functions::rescale});
    case Operation::round: return lower_round(id, to);
    case Operation::period_sum:
      return lower_simple(id, to, Form::period, {Form::period, Form::period}, {.run = functions::period_sum});
    case Operation::period_scale:
      return lower_simple(id, to, Form::period, {Form::period, Form::scalar}, {.run = functions::period_scale});
    case Operation::date_plus_period:
      return lower_simple(id, to, Form::scalar, {Form::scalar, Form::period}, {.run = functions::date_plus_period});
    case Operation::time_plus_period:
      return lower_simple(id, to, Form::scalar, {Form::scalar, Form::period}, {.run = functions::time_plus_period});
    case Operation::date_of: return lower_simple(id, to, Form::scalar, {Form::scalar}, {.run = functions::date_of});
    case Operation::time_of_day_of:
      return lower_simple(id, to, Form::scalar, {Form::scalar}, {.run = functions::time_of_day_of});
    case Operation::is_business_day:
      return lower_simple(id, to, Form::truth, {Form::scalar}, {.run = functions::is_business_day});
    case Operation::start_of_date:
      return lower_simple(id, to, Form::scalar, {Form::scalar}, {.run = functions::start_of_date});
    case Operation::next_anniversary:
      return lower_simple(id, to, Form::scalar, {Form::scalar}, {.run = functions::next_anniversary});
    case Operation::anniversary_within:
      return lower_simple(id, to, Form::truth, {Form::scalar, Form::scalar, Form::scalar},
                          {.run = functions::anniversary_within});
    case Operation::choose: return lower_choose(id, to);
    case Operation::fallback: return lower_fallback(id, to);
    case Operation::window:
    case Operation::product_field:
    case Operation::contact:
    case Operation::place:
    case Operation::distance:
    case Operation::in_area:
    case Operation::record_field:
    case Operation::selection:
    case Operation::customer:
    case Operation::on_list:
    case Operation::list_field: return ask_reference(id, to);
  }
}

}  // namespace wend::flat
