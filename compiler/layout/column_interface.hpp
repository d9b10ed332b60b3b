// What native code over columns is called with: the binary interface between it and its callers, as frame.hpp is for
// rows.
//
// The function judges `blocks` whole blocks of 64 rows, from the first row of the columns on. Columns are given as far
// as a MaskProgram reads them without `row` nodes, and lie as their layout says.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/layout/column_layout.hpp"
#include "compiler/layout/column_ranks.hpp"

namespace wend::layout {

// A limit, bound to a chunk: a closed interval of what is stored, moved inside what the storage can hold. For floats,
// `low` and `high` are the bits of doubles that are numbers of the storage's width: whoever compares float32 may narrow
// them. With
//   value_known = the column's bitmap, and, of a `partial` column, least <= stored <= greatest
//   inside      = low <= stored <= high          (at_least: the first alone; at_most: the second)
// a node is
//   true  where value_known & inside & enable
//   known where value_known & (settled | ~inside)
// `settled` is all ones but where a side of the limit is itself unknown: what the other side rejects is false all the
// same. `enable` is zero where the interval is empty or a side is unknown.
struct Bound {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::uint64_t enable = 0;
  std::uint64_t settled = 0;
};

// A table, bound to a chunk: for each code 0 no, 1 yes, 2 unknown. With `value_known` the column's bitmap, a node is
//   true  where value_known & (answer = 1)  | ~value_known & missing_true
//   known where value_known & (answer != 2) | ~value_known & missing_known
// Tables of 8 bits have 256 answers and those of 16 bits 65,536, whatever the dictionary's size; codes of 32 bits are
// looked up at min(code, last), and the last answer is that of a missing value. Columns of 8-bit integers are looked up
// by the bits of what is stored.
struct Answers {
  const std::uint8_t* of = nullptr;
  std::uint32_t last = 0;
  // What the condition says of a missing value (`city is missing or …`): all ones or zero.
  std::uint64_t missing_true = 0;
  std::uint64_t missing_known = 0;
};

struct ColumnFrame {
  const ColumnData* columns = nullptr;  // by tag index
  const Bound* bounds = nullptr;        // by MaskProgram::limits
  const Answers* tables = nullptr;      // by MaskProgram::tables
  std::uint64_t blocks = 0;
  // By root: a word for each block, bit i for its row i. A null pointer: not wanted.
  std::uint64_t* const* truths = nullptr;  // the rows for which it is true
  std::uint64_t* const* knowns = nullptr;  // the rows for which it is known
  // Judges rows[row] for the rows of `wanted` in the block; bits outside of `wanted` may be anything. Never true where
  // it is not known.
  void (*judge)(void* context, std::uint32_t row, std::uint64_t block, std::uint64_t wanted, std::uint64_t* truth,
                std::uint64_t* known) = nullptr;
  void* context = nullptr;
  // Of the library's caller, so that code refers to nothing outside of itself.
  void (*rank)(std::byte* limits, std::uint64_t stride, std::uint64_t count, ColumnStorage storage,
               std::uint32_t levels, std::byte* tables) = &rank_limits;
  std::byte* scratch = nullptr;  // one thread's: of the size and alignment that the code was handed out with
};

inline constexpr std::size_t kColumnScratchAlignment = 64;

using ColumnPredicate = void (*)(const ColumnFrame*);

}  // namespace wend::layout
