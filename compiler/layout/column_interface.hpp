// What native code over columns is called with: the binary interface between it and its callers, as frame.hpp is for
// rows.
//
// The function judges `blocks` whole blocks of 64 rows, from the first row of the columns on. Columns are given as far
// as a MaskProgram reads them without `row` nodes, and lie as their layout says. Bounds are closed intervals of what is
// stored, already moved inside what the storage can hold; `enable` is all ones, or zero where the interval is empty.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/layout/column_layout.hpp"

namespace wend::layout {

// Of floats: the bits of doubles.
struct Bound {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::uint64_t enable = 0;
};

struct ColumnFrame {
  const ColumnData* columns = nullptr;          // by tag index
  const Bound* bounds = nullptr;                // by MaskProgram::limits
  const std::uint8_t* const* tables = nullptr;  // by MaskProgram::tables: for each code 0 no, 1 yes, 2 unknown
  std::uint64_t blocks = 0;
  // By root: a word for each block, bit i for its row i. A null pointer: not wanted.
  std::uint64_t* const* truths = nullptr;  // the rows for which it is true
  std::uint64_t* const* knowns = nullptr;  // the rows for which it is known
  // Judges rows[node] for the rows of `wanted` in the block; bits outside of `wanted` may be anything.
  void (*judge)(void* context, std::uint32_t row_node, std::uint64_t block, std::uint64_t wanted, std::uint64_t* truth,
                std::uint64_t* known) = nullptr;
  void* context = nullptr;
};

using ColumnPredicate = void (*)(const ColumnFrame*);

}  // namespace wend::layout
