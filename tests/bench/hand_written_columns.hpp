// The peers of column predicates: the counted condition in AVX-512 intrinsics, and a loop that does nothing but read.
#pragma once

#include "tests/bench/customer_columns.hpp"

namespace wend::bench {

[[nodiscard]] bool can_run_hand_written();
// `rows` is a multiple of 64.
[[nodiscard]] std::uint64_t count_by_hand(const CustomerColumns& columns, std::size_t rows);

// The sum of all values and bitmaps as words, by so many threads.
[[nodiscard]] std::uint64_t scan_bytes(const CustomerColumns& columns, unsigned threads);

}  // namespace wend::bench
