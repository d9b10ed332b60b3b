// Loops over whole blocks of a column: the innermost of the block executor, compiled for what the processor has.
//
// Every kernel reads `blocks` blocks of 64 rows and writes a word for each; none looks at what is missing, which is a
// bitmap of its own. Values need no alignment.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/layout/column_interface.hpp"

namespace wend::columns {

struct MaskLoops;

enum class Side : std::uint8_t { both, low, high };

struct Kernels {
  // Rows `among` others with low <= stored <= high, or of one side alone; by Side.
  using Inside = void (*)(const std::byte* values, const layout::Bound& bound, const std::uint64_t* among,
                          std::size_t blocks, std::uint64_t* inside);
  // Rows whose answer is 1, and whose answer is not 2.
  using LookUp = void (*)(const std::byte* values, const layout::Answers& answers, std::size_t blocks,
                          std::uint64_t* truths, std::uint64_t* knowns);

  struct OfStorage {
    Inside inside[3] = {};  // null where the storage is no number
    LookUp look_up = nullptr;
  };
  OfStorage by_storage[19];
  const MaskLoops* masks = nullptr;

  [[nodiscard]] Inside inside(layout::ColumnStorage storage, Side side) const {
    return by_storage[static_cast<std::size_t>(storage)].inside[static_cast<std::size_t>(side)];
  }
  [[nodiscard]] LookUp look_up(layout::ColumnStorage storage) const {
    return by_storage[static_cast<std::size_t>(storage)].look_up;
  }
};

enum class Instructions : std::uint8_t { plain, avx2, avx512 };

// The best that this processor has.
[[nodiscard]] Instructions best_instructions();
// Plain ones where the processor, or the build, has none of the kind.
[[nodiscard]] const Kernels& kernels(Instructions instructions);

// A bitmap that begins inside a byte, as whole words.
void copy_bits(const std::byte* bits, unsigned first_bit, std::size_t blocks, std::uint64_t* words);

}  // namespace wend::columns
