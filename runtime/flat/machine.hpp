// What flat code runs on: instructions, each with the function that does it, and registers.
//
// An instruction's function does its work and gives the next instruction, or null at the end. Registers are numbered by
// how deep an operand stands, so that an operation finds its operands side by side in `from` and on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "compiler/ir/program.hpp"
#include "compiler/layout/frame.hpp"
#include "runtime/eval/evaluate.hpp"

namespace wend::flat {

// Whose fields are read: the customer's, or those of the event in a slot (1 + the slot).
using RowNumber = std::uint8_t;
inline constexpr RowNumber kTags = 0;
[[nodiscard]] constexpr RowNumber row_of(ir::Slot slot) {
  return static_cast<RowNumber>(1 + ir::position_of(slot));
}

[[nodiscard]] inline layout::Row row_of(const eval::Inputs& inputs, RowNumber row) {
  if (row == kTags) return inputs.tags;
  const eval::Event* event = inputs.events[row - 1U];
  return event == nullptr ? layout::Row{} : event->fields;
}
// Null where there is no row.
[[nodiscard]] inline const std::byte* data_of(const eval::Inputs& inputs, RowNumber row) {
  return row_of(inputs, row).data;
}

// A value on its way. Which form it has is settled when code is made: booleans and scalars are `bits`; of texts and
// ordinals `bits` is the address and `size` how many; a period is laid out as in a layout::Cell.
struct Register {
  std::int64_t bits;
  std::uint64_t size;
  bool known;
};

// So many registers have room; what is nested deeper is asked of the reference.
inline constexpr std::size_t kRegisters = 64;

struct Tests;

struct Machine {
  const ir::Program& program;
  const eval::Inputs& inputs;
  std::span<const layout::Cell> moments;
  const Tests& tests;
  Register* registers;
};

struct Instruction {
  using Function = const Instruction* (*)(const Instruction*, Machine&);

  Function run = nullptr;
  std::uint8_t to = 0;    // register, likewise below
  std::uint8_t from = 0;  // the first operand
  RowNumber row = kTags;
  std::uint8_t flag = 0;  // as the function says, likewise below
  std::uint32_t index = 0;
  std::uint32_t count = 0;
  std::uint32_t more = 0;
  std::int64_t bits = 0;
};
static_assert(sizeof(Instruction) == 32);

}  // namespace wend::flat
