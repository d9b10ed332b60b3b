// The table of customers that column predicates are measured on, here and by the peers (export_peers_data writes the
// same columns for them): five tags in 8 + 1 + 4 + 8 bytes and a bit, each with a bitmap of what is known, which is
// 21.75 bytes a row. Laid out as Arrow lays arrays out, without an offset and without padding.
//
// The condition that is counted, over `kCustomers` rows; 986,026 rows, one in 71, hold:
//
//   aum >= 500_000.00 and tier in (2, 3) and birthday < 1990-01-01 and last_seen >= 1_750_000_000_000_000 and consent
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wend::bench {

inline constexpr std::size_t kCustomers = 70'000'000;

struct CustomerColumn {
  std::vector<std::byte> values;
  std::vector<std::byte> known;  // a bitmap, the lowest bit first
};

struct CustomerColumns {
  std::size_t rows = 0;
  CustomerColumn aum;        // std::int64_t, hundredths, 0 to 1,000,000.00
  CustomerColumn tier;       // std::uint8_t, 0 to 4: positions in a dictionary of five
  CustomerColumn birthday;   // std::int32_t, days since 1970, 1940 to 2010
  CustomerColumn last_seen;  // std::int64_t, microseconds since 1970, 2024 to 2026
  CustomerColumn consent;    // a bitmap
};

inline constexpr std::int64_t kLeastAum = 50'000'000;
inline constexpr std::int32_t kBornBefore = 7'305;  // 1990-01-01
inline constexpr std::int64_t kSeenSince = 1'750'000'000'000'000;

// Row r of each column rests on r alone, so fewer rows are a prefix of more. One row in sixteen of each column is
// missing; what is stored there is arbitrary.
CustomerColumns make_customer_columns(std::size_t rows);

// How many rows hold, counted by a plain loop: for tests of the others.
std::size_t count_customers(const CustomerColumns& columns);

}  // namespace wend::bench
