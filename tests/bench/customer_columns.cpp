#include "tests/bench/customer_columns.hpp"

#include <cstring>

namespace wend::bench {
namespace {

// SplitMix64: a good mixture of the row's and the column's numbers, the same on every machine.
std::uint64_t mixed(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15U;
  number = (number ^ (number >> 30U)) * 0xbf58476d1ce4e5b9U;
  number = (number ^ (number >> 27U)) * 0x94d049bb133111ebU;
  return number ^ (number >> 31U);
}

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t kColumns = 8;

void set_bit(std::vector<std::byte>& bitmap, std::size_t row) {
  bitmap[row / 8] |= std::byte{1} << (row % 8);
}

bool bit(const std::vector<std::byte>& bitmap, std::size_t row) {
  return (bitmap[row / 8] >> (row % 8) & std::byte{1}) != std::byte{0};
}

// Sixty bits of randomness for each row go to `store`; the other four say whether it is known.
template <typename Store>
void fill(CustomerColumn& column, std::size_t rows, std::uint64_t number, Store store) {
  column.known.resize((rows + 7) / 8);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint64_t random = mixed(row * kColumns + number);
    if ((random & 15U) != 0) set_bit(column.known, row);
    store(row, random >> 4U);
  }
}

template <typename Integer>
CustomerColumn integers(std::size_t rows, std::uint64_t number, std::int64_t least, std::uint64_t distinct) {
  CustomerColumn column;
  column.values.resize(rows * sizeof(Integer));
  fill(column, rows, number, [&](std::size_t row, std::uint64_t random) {
    // The high half of the product: a remainder without a division.
    const auto picked = static_cast<std::uint64_t>((static_cast<Wide>(random) * distinct) >> 60U);
    const auto value = static_cast<Integer>(least + static_cast<std::int64_t>(picked));
    std::memcpy(column.values.data() + row * sizeof(Integer), &value, sizeof(Integer));
  });
  return column;
}

CustomerColumn bits(std::size_t rows, std::uint64_t number) {
  CustomerColumn column;
  column.values.resize((rows + 7) / 8);
  fill(column, rows, number, [&](std::size_t row, std::uint64_t random) {
    if ((random & 1U) != 0) set_bit(column.values, row);
  });
  return column;
}

template <typename Integer>
Integer value(const CustomerColumn& column, std::size_t row) {
  Integer value;
  std::memcpy(&value, column.values.data() + row * sizeof(Integer), sizeof(Integer));
  return value;
}

}  // namespace

CustomerColumns make_customer_columns(std::size_t rows) {
  return {.rows = rows,
          .aum = integers<std::int64_t>(rows, 0, 0, 100'000'001),
          .tier = integers<std::uint8_t>(rows, 1, 0, 5),
          .birthday = integers<std::int32_t>(rows, 2, -10'957, 25'567),
          .last_seen = integers<std::int64_t>(rows, 3, 1'704'067'200'000'000, 63'158'400'000'000),
          .consent = bits(rows, 4)};
}

std::size_t count_customers(const CustomerColumns& columns) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < columns.rows; ++row) {
    const bool known = bit(columns.aum.known, row) && bit(columns.tier.known, row) &&
                       bit(columns.birthday.known, row) && bit(columns.last_seen.known, row) &&
                       bit(columns.consent.known, row);
    const auto tier = value<std::uint8_t>(columns.tier, row);
    count += known && value<std::int64_t>(columns.aum, row) >= kLeastAum && (tier == 2 || tier == 3) &&
                     value<std::int32_t>(columns.birthday, row) < kBornBefore &&
                     value<std::int64_t>(columns.last_seen, row) >= kSeenSince && bit(columns.consent.values, row)
                 ? 1
                 : 0;
  }
  return count;
}

}  // namespace wend::bench
