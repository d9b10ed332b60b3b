// The condition of customer_rows.hpp as a good engineer would write it by hand, in several ways: without branches, by
// masks of bits or by & and |, and with branches that leave out what is decided.
//   truth   0 no, 1 yes, 2 unknown
//   holds   whether it is true: 1 or 0
#pragma once

#include "tests/bench/customer_rows.hpp"

namespace wend::bench {

[[nodiscard]] std::uint8_t truth_by_masks(const HostCustomer* row);
[[nodiscard]] std::uint8_t truth_by_and(const HostCustomer* row);
[[nodiscard]] std::uint8_t truth_by_refutation(const HostCustomer* row);
[[nodiscard]] std::uint8_t truth_short_circuit(const HostCustomer* row);
[[nodiscard]] std::uint8_t holds_by_masks(const HostCustomer* row);
[[nodiscard]] std::uint8_t holds_by_and(const HostCustomer* row);
[[nodiscard]] std::uint8_t holds_short_circuit(const HostCustomer* row);

// On dense rows, all of whose marks lie in one byte.
[[nodiscard]] std::uint8_t truth_by_masks(const DenseCustomer* row);
[[nodiscard]] std::uint8_t truth_by_and(const DenseCustomer* row);
[[nodiscard]] std::uint8_t truth_short_circuit(const DenseCustomer* row);
[[nodiscard]] std::uint8_t holds_by_masks(const DenseCustomer* row);
[[nodiscard]] std::uint8_t holds_by_and(const DenseCustomer* row);
[[nodiscard]] std::uint8_t holds_short_circuit(const DenseCustomer* row);

}  // namespace wend::bench
