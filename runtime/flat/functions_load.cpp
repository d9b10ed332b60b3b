// Where values come from.
#include <cstring>

#include "runtime/flat/functions.hpp"
#include "runtime/flat/registers.hpp"
#include "runtime/flat/tests.hpp"

namespace wend::flat {
namespace {

template <typename Kind>
Register held_as(const Value& value) {
  const auto* found = std::get_if<Kind>(&value);
  return found == nullptr ? nothing() : held(*found);
}

}  // namespace

Register held(const Value& value, Form form) {
  switch (form) {
    case Form::truth: return held_as<bool>(value);
    case Form::scalar: return held_as<std::int64_t>(value);
    case Form::period: return held_as<Period>(value);
    case Form::text: return held_as<std::string_view>(value);
    case Form::ordinals: return held_as<Ordinals>(value);
    case Form::other: return nothing();
  }
  return nothing();
}

namespace functions {

Next constant(Next at, Machine& machine) {
  machine.registers[at->to] = {at->bits, at->count, true};
  return at + 1;
}

Next unknown(Next at, Machine& machine) {
  machine.registers[at->to] = nothing();
  return at + 1;
}

Next load_field(Next at, Machine& machine) {
  const Value value = layout::load(row_of(machine.inputs, at->row), at->index);
  machine.registers[at->to] = held(value, static_cast<Form>(at->flag));
  return at + 1;
}

Next load_text(Next at, Machine& machine) {
  const std::byte* row = data_of(machine.inputs, at->row);
  Register& to = machine.registers[at->to];
  to = nothing();
  if (row == nullptr || (std::to_integer<unsigned>(row[at->count]) & at->flag) == 0) return at + 1;
  Texts::Entry entry;
  std::memcpy(&entry, row + at->index, sizeof entry);
  to = held(std::string_view(reinterpret_cast<const char*>(row) + entry.offset, entry.size));
  return at + 1;
}

Next load_integer(Next at, Machine& machine) {
  const std::byte* row = data_of(machine.inputs, at->row);
  machine.registers[at->to] = row == nullptr ? nothing() : load(machine.tests.places[at->index], row);
  return at + 1;
}

Next moment(Next at, Machine& machine) {
  Register& to = machine.registers[at->to];
  if (at->index < machine.moments.size()) {
    const layout::Cell& cell = machine.moments[at->index];
    to = {cell.bits, 0, cell.known != 0};
  } else {
    const eval::Inputs& inputs = machine.inputs;
    to = held(eval::evaluate(machine.program, machine.program.moments[at->index], inputs.now, inputs.zone),
              Form::scalar);
  }
  return at + 1;
}

Next event_time(Next at, Machine& machine) {
  const eval::Event* event = machine.inputs.events[at->row - 1U];
  machine.registers[at->to] = event == nullptr ? nothing() : held(event->time);
  return at + 1;
}

Next reference(Next at, Machine& machine) {
  machine.registers[at->to] =
      held(eval::evaluate(machine.program, at->index, machine.inputs), static_cast<Form>(at->flag));
  return at + 1;
}

}  // namespace functions
}  // namespace wend::flat
