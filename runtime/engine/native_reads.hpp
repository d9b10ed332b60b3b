// What a condition itself reads, for whoever hands it to native code; what its windows read is theirs.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/native_interface.hpp"

namespace wend::engine {

struct Reads {
  std::uint32_t parts = 0;  // the expressions that the condition is made of, each counted once
  bool tags = false;
  std::vector<ir::Slot> slots;         // sorted, no doubles, likewise below
  std::vector<std::uint32_t> moments;  // positions in the program
  std::vector<std::uint32_t> windows;
  std::vector<std::uint32_t> selections;
  // Whether an answer that is found while its windows are still unknown stays as it is once they are known. So it is in
  // Kleene's logic, and not where the condition asks of a window whether it is known, or chooses by that; nor where
  // false is not told from unknown.
  bool windows_may_wait = true;
};

[[nodiscard]] Reads reads_of(const ir::Program& program, ir::ExpressionId condition,
                             layout::NativeAnswer answer = layout::NativeAnswer::truth);

// What to ask of a condition of which only counts whether it holds. Where it reads windows, the truth: one that is no
// without them spares walking through history, which is dearer than all that is saved otherwise.
[[nodiscard]] layout::NativeAnswer answer_where_truth_counts(const ir::Program& program, ir::ExpressionId condition);

}  // namespace wend::engine
