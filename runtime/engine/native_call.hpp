// Calling a native predicate: what it is handed besides its rows, and whether the rows lie as it was compiled for.
//
// What a condition reads that is not in a row is computed by the reference and handed over in cells: moments once for
// an instant, windows and selections for each call that needs them.
#pragma once

#include <span>
#include <vector>

#include "compiler/layout/native_interface.hpp"
#include "runtime/engine/native_reads.hpp"
#include "runtime/eval/evaluate.hpp"

namespace wend::engine {

// What is computed outside of native code and handed to it.
struct NativeCells {
  std::vector<layout::Cell> moments;  // by position in the program, likewise below
  std::vector<layout::Cell> windows;
  std::vector<layout::Cell> selections;
  std::vector<Value> values;  // what the cells of windows and selections point into

  // Makes room for what is read.
  void fit(const Reads& reads);
};

// Whether code that was compiled for the request tells what is asked: who tells the truth tells whether it is yes.
[[nodiscard]] constexpr bool tells(const layout::NativeRequest& request, layout::NativeAnswer asked) {
  return request.answer == layout::NativeAnswer::truth || request.answer == asked;
}

// Whether code that was compiled for the request reads the inputs' rows as they lie.
[[nodiscard]] bool fits(const layout::NativeRequest& request, const Reads& reads, const eval::Inputs& inputs);

// `cells` has room for all moments that are read.
void fill_moments(const ir::Program& program, const Reads& reads, Instant now, const Zone& zone,
                  std::span<layout::Cell> cells);

// As the predicate's request asks: where that is only whether the condition holds, yes or no. With moments computed
// before (by position in the program), and cells that have room for windows and selections.
[[nodiscard]] Truth call(const ir::Program& program, const layout::Predicate& predicate, const Reads& reads,
                         const eval::Inputs& inputs, std::span<const layout::Cell> moments, NativeCells& cells);

// So many moments at the beginning of a program are computed without memory from the heap.
inline constexpr std::size_t kMomentsAtHand = 16;

// What native code is handed for rows of these inputs; `cells` and `moments` stay borrowed.
[[nodiscard]] layout::Frame frame_of(const ir::Program& program, const Reads& reads, const eval::Inputs& inputs,
                                     std::span<const layout::Cell> moments, const NativeCells& cells);

// Once: `moments` as above, or empty. Takes memory for windows, selections and moments from kMomentsAtHand on.
[[nodiscard]] Truth call_once(const ir::Program& program, const layout::Predicate& predicate, const Reads& reads,
                              const eval::Inputs& inputs, std::span<const layout::Cell> moments = {});

}  // namespace wend::engine
