// Tests, Kleene's logic and the choices that it decides.
#include "runtime/flat/functions.hpp"
#include "runtime/flat/registers.hpp"
#include "runtime/flat/tests.hpp"

namespace wend::flat::functions {
namespace {

Next leave_if(bool condition, Next at) {
  return condition ? at + at->more : at + 1;
}

}  // namespace

Next group(Next at, Machine& machine) {
  machine.registers[at->to] = held(judge(machine.tests.groups[at->index], machine.tests, machine.inputs));
  return at + 1;
}

Next conjoin(Next at, Machine& machine) {
  Register& to = machine.registers[at->to];
  const Truth all = wend::conjunction(truth_of(to), truth_of(machine.registers[at->from]));
  to = held(all);
  return leave_if(all == Truth::no, at);
}

Next disjoin(Next at, Machine& machine) {
  Register& to = machine.registers[at->to];
  const Truth any = wend::disjunction(truth_of(to), truth_of(machine.registers[at->from]));
  to = held(any);
  return leave_if(any == Truth::yes, at);
}

Next leave_if_no(Next at, Machine& machine) {
  return leave_if(truth_of(machine.registers[at->to]) == Truth::no, at);
}

Next leave_if_yes(Next at, Machine& machine) {
  return leave_if(truth_of(machine.registers[at->to]) == Truth::yes, at);
}

Next leave_if_known(Next at, Machine& machine) {
  return leave_if(machine.registers[at->to].known, at);
}

Next negation(Next at, Machine& machine) {
  machine.registers[at->to] = held(wend::negation(truth_of(machine.registers[at->from])));
  return at + 1;
}

Next known(Next at, Machine& machine) {
  machine.registers[at->to] = held(machine.registers[at->from].known);
  return at + 1;
}

Next jump(Next at, Machine&) {
  return at + at->more;
}

Next branch(Next at, Machine& machine) {
  const Truth condition = truth_of(machine.registers[at->from]);
  if (condition == Truth::unknown) machine.registers[at->to] = held(true);
  return leave_if(condition != Truth::yes, at);
}

Next end(Next, Machine&) {
  return nullptr;
}

}  // namespace wend::flat::functions
