// The optimised evaluator: a condition as flat code, made in microseconds and judged without memory from the heap.
//
//     const flat::Code code = flat::Code::compile(program, segment.condition, {.tags = &tag_layout});
//     if (code.judge(inputs) == Truth::yes) …
//
// It answers as the reference evaluator does (runtime/eval), which stays the definition. Code is made for rows that lie
// in one way: offsets, widths, marks for what is missing and limits are worked out when it is made, and what compares a
// field with a constant is judged in one go, without a branch for each. What is rare in conditions (windows,
// selections, name lists, areas …) is asked of the reference, part by part; rows that lie in another way are left to it
// altogether.
//
// For many rows at one instant moments (`today - 30 days`) are best computed once:
//
//     const std::vector<layout::Cell> moments = flat::moments_of(program, now, zone);
//     for (…) code.judge(inputs, moments);
//
// Code borrows the program and the layouts, which are told apart by their address: both must stay where they are.
// Thread-safety: immutable once made.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/frame.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/flat/machine.hpp"
#include "runtime/flat/tests.hpp"
#include "runtime/value/truth.hpp"

namespace wend::flat {

// How the rows lie that a condition is judged with. Null: there is no such row, and its fields are unknown.
struct Layouts {
  const layout::RowLayout* tags = nullptr;
  std::array<const layout::RowLayout*, ir::kSlots> events{};  // by ir::Slot
};

class Code {
 public:
  // Never fails: what flat code has no way for, it asks the reference.
  [[nodiscard]] static Code compile(const ir::Program& program, ir::ExpressionId condition, const Layouts& layouts);

  // `moments` by position in the program, for the inputs' `now` and `zone`; empty: each is computed where it is asked.
  [[nodiscard]] Truth judge(const eval::Inputs& inputs, std::span<const layout::Cell> moments = {}) const;

  // Whether the rows lie as the code was made for; if not, the reference judges.
  [[nodiscard]] bool fits(const eval::Inputs& inputs) const;

  [[nodiscard]] ir::ExpressionId condition() const { return condition_; }
  // Bytes on the heap.
  [[nodiscard]] std::size_t size() const;

 private:
  friend class Lowering;
  struct ReadRow {
    RowNumber row = kTags;
    const layout::RowLayout* layout = nullptr;
  };

  Code(const ir::Program& program, ir::ExpressionId condition) : program_(&program), condition_(condition) {}

  const ir::Program* program_;
  ir::ExpressionId condition_;
  bool is_one_group_ = false;  // the whole is tests of one row
  std::vector<ReadRow> rows_;  // that are read by their layout
  std::vector<Instruction> instructions_;
  Tests tests_;
};

// Every moment of the program at one instant, by position; or those at these positions (sorted) alone.
[[nodiscard]] std::vector<layout::Cell> moments_of(const ir::Program& program, Instant now, const Zone& zone);
[[nodiscard]] std::vector<layout::Cell> moments_of(const ir::Program& program, std::span<const std::uint32_t> positions,
                                                   Instant now, const Zone& zone);

}  // namespace wend::flat
