#include "runtime/flat/flat.hpp"

#include <algorithm>
#include <numeric>

#include "runtime/flat/functions.hpp"
#include "runtime/flat/lowering.hpp"
#include "runtime/flat/registers.hpp"

namespace wend::flat {
namespace {

template <typename Item>
std::size_t bytes_of(const std::vector<Item>& items) {
  return items.capacity() * sizeof(Item);
}

}  // namespace

Code Code::compile(const ir::Program& program, ir::ExpressionId condition, const Layouts& layouts) {
  Code code(program, condition);
  Lowering(code, program, layouts).lower_root(condition);
  const std::vector<Instruction>& made = code.instructions_;
  code.is_one_group_ = made.size() == 2 && made.front().run == functions::group;
  code.instructions_.shrink_to_fit();
  return code;
}

bool Code::fits(const eval::Inputs& inputs) const {
  return std::ranges::all_of(rows_, [&](const ReadRow& read) {
    const layout::Row row = row_of(inputs, read.row);
    return row.layout == read.layout || row.data == nullptr;
  });
}

Truth Code::judge(const eval::Inputs& inputs, std::span<const layout::Cell> moments) const {
  if (!fits(inputs)) return eval::judge(*program_, condition_, inputs);
  if (is_one_group_) return flat::judge(tests_.groups.front(), tests_, inputs);
  std::array<Register, kRegisters> registers;  // none is read before it is written
  Machine machine{*program_, inputs, moments, tests_, registers.data()};
  const Instruction* at = instructions_.data();
  while (at != nullptr) at = at->run(at, machine);
  return truth_of(registers[0]);
}

std::size_t Code::size() const {
  return bytes_of(rows_) + bytes_of(instructions_) + bytes_of(tests_.groups) + bytes_of(tests_.intervals) +
         bytes_of(tests_.sets) + bytes_of(tests_.marked) + bytes_of(tests_.with_sentinel) + bytes_of(tests_.pairs) +
         bytes_of(tests_.places);
}

std::vector<layout::Cell> moments_of(const ir::Program& program, Instant now, const Zone& zone) {
  std::vector<std::uint32_t> all(program.moments.size());
  std::iota(all.begin(), all.end(), 0U);
  return moments_of(program, all, now, zone);
}

std::vector<layout::Cell> moments_of(const ir::Program& program, std::span<const std::uint32_t> positions, Instant now,
                                     const Zone& zone) {
  std::vector<layout::Cell> cells(positions.empty() ? 0 : positions.back() + std::size_t{1});
  for (const std::uint32_t index : positions) {
    const Register value = held(eval::evaluate(program, program.moments[index], now, zone), Form::scalar);
    cells[index] = {value.bits, 0, value.known ? 1U : 0U};
  }
  return cells;
}

}  // namespace wend::flat
