// The peers of column predicates: the counted condition in AVX-512 intrinsics, and a loop that does nothing but read.
#pragma once

#include "tests/bench/customer_columns.hpp"

namespace wend::bench {

[[nodiscard]] bool can_run_hand_written();
// `rows` is a multiple of 64.
[[nodiscard]] std::uint64_t count_by_hand(const CustomerColumns& columns, std::size_t rows);

// Ways to read; which is fastest depends on the machine, and the fastest is the limit.
enum class Scan : std::uint8_t {
  pieces,  // some thousand rows of a column, then of the next
  tiles,   // fewer
  ahead,   // and the beginning of each piece is asked for before its turn
};

// The sum of all values and bitmaps as words, by so many threads.
[[nodiscard]] std::uint64_t scan_bytes(const CustomerColumns& columns, unsigned threads, Scan way);

// Asks for pages of 2 MB for columns that are there; they stay where they are if the system has none.
void use_huge_pages(CustomerColumns& columns);

}  // namespace wend::bench
