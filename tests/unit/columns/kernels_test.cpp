#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "runtime/columns/kernels.hpp"

namespace wend::columns {
namespace {

using layout::ColumnStorage;

constexpr std::size_t kBlocks = 3;
constexpr std::size_t kRows = kBlocks * layout::kBlockRows;
constexpr Instructions kAllInstructions[] = {Instructions::plain, Instructions::avx2, Instructions::avx512};

template <typename Stored>
std::int64_t bits_of(Stored value) {
  if constexpr (std::is_floating_point_v<Stored>) return std::bit_cast<std::int64_t>(static_cast<double>(value));
  return static_cast<std::int64_t>(value);
}

template <typename Stored>
std::vector<Stored> edges() {
  using Limits = std::numeric_limits<Stored>;
  std::vector<Stored> values{Limits::lowest(), Limits::max(), Stored{0}, Stored{1}, Stored{100}, Stored{101}};
  if constexpr (std::is_floating_point_v<Stored>) {
    values.insert(values.end(), {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity(), Stored(-0.0)});
  } else if constexpr (std::is_signed_v<Stored>) {
    values.insert(values.end(), {Stored{-1}, static_cast<Stored>(Limits::min() + 1)});
  }
  return values;
}

// Behind `offset` bytes, so that values are not aligned.
template <typename Stored>
std::vector<std::byte> placed(const std::vector<Stored>& values, std::size_t offset) {
  std::vector<std::byte> bytes(offset + values.size() * sizeof(Stored));
  std::memcpy(bytes.data() + offset, values.data(), values.size() * sizeof(Stored));
  return bytes;
}

template <typename Stored>
void compare_all(ColumnStorage storage) {
  std::mt19937_64 random(7);
  const std::vector<Stored> pool = edges<Stored>();
  std::vector<Stored> values(kRows);
  for (Stored& value : values) value = pool[random() % pool.size()];
  for (const Stored low : pool) {
    for (const Stored high : pool) {
      if (low != low || high != high) continue;
      for (const Side side : {Side::both, Side::low, Side::high}) {
        for (const Instructions instructions : kAllInstructions) {
          const std::size_t offset = random() % 8;
          const std::vector<std::byte> bytes = placed(values, offset);
          std::uint64_t words[kBlocks];
          const std::uint64_t among[kBlocks] = {~std::uint64_t{0}, random(), ~std::uint64_t{0}};
          kernels(instructions)
              .inside(storage, side)(bytes.data() + offset, {.low = bits_of(low), .high = bits_of(high)}, among,
                                     kBlocks, words);
          for (std::size_t row = 0; row < kRows; ++row) {
            const bool expected = (among[row / 64] >> row % 64 & 1) != 0 &&
                                  (side == Side::high || values[row] >= low) &&
                                  (side == Side::low || values[row] <= high);
            ASSERT_EQ((words[row / 64] >> row % 64 & 1) != 0, expected)
                << "storage " << static_cast<int>(storage) << ", row " << row << ", " << +values[row] << " in " << +low
                << " to " << +high << ", side " << static_cast<int>(side) << ", instructions "
                << static_cast<int>(instructions);
          }
        }
      }
    }
  }
}

TEST(Kernels, CompareAtTheEdgesOfEveryStorage) {
  compare_all<std::int8_t>(ColumnStorage::integer8);
  compare_all<std::int16_t>(ColumnStorage::integer16);
  compare_all<std::int32_t>(ColumnStorage::integer32);
  compare_all<std::int64_t>(ColumnStorage::integer64);
  compare_all<std::uint8_t>(ColumnStorage::unsigned8);
  compare_all<std::uint16_t>(ColumnStorage::unsigned16);
  compare_all<std::uint32_t>(ColumnStorage::unsigned32);
  compare_all<float>(ColumnStorage::float32);
  compare_all<double>(ColumnStorage::float64);
}

template <typename Code>
void look_up_all(ColumnStorage storage, std::size_t answers) {
  std::mt19937_64 random(11);
  std::vector<std::uint8_t> of(answers + 1);
  for (std::uint8_t& answer : of) answer = static_cast<std::uint8_t>(random() % 3);
  std::vector<Code> codes(kRows);
  for (Code& code : codes) code = static_cast<Code>(random());
  const layout::Answers given{.of = of.data(), .last = static_cast<std::uint32_t>(answers - 1)};
  for (const Instructions instructions : kAllInstructions) {
    std::uint64_t truths[kBlocks];
    std::uint64_t knowns[kBlocks];
    const std::vector<std::byte> bytes = placed(codes, 1);
    kernels(instructions).look_up(storage)(bytes.data() + 1, given, kBlocks, truths, knowns);
    for (std::size_t row = 0; row < kRows; ++row) {
      const std::uint8_t answer = of[std::min<std::size_t>(codes[row], answers - 1)];
      ASSERT_EQ(truths[row / 64] >> row % 64 & 1, answer == 1) << row << ' ' << static_cast<int>(instructions);
      ASSERT_EQ(knowns[row / 64] >> row % 64 & 1, answer != 2) << row << ' ' << static_cast<int>(instructions);
    }
  }
}

TEST(Kernels, LookCodesUpAndStayInsideOfTheTable) {
  look_up_all<std::uint8_t>(ColumnStorage::coded8, 256);
  look_up_all<std::uint8_t>(ColumnStorage::integer8, 256);
  look_up_all<std::uint16_t>(ColumnStorage::coded16, 65'536);
  look_up_all<std::uint32_t>(ColumnStorage::coded32, 5);
}

TEST(Kernels, ReadBitmapsFromInsideOfAByteAndNothingBehind) {
  std::mt19937_64 random(3);
  for (unsigned first = 0; first < 8; ++first) {
    // Allocated to the byte, for the address sanitizer to watch.
    std::vector<std::byte> bytes(kBlocks * 8 + (first == 0 ? 0 : 1));
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    std::uint64_t words[kBlocks];
    copy_bits(bytes.data(), first, kBlocks, words);
    for (std::size_t row = 0; row < kRows; ++row) {
      const std::size_t bit = first + row;
      const auto expected = std::to_integer<unsigned>(bytes[bit / 8]) >> bit % 8 & 1U;
      ASSERT_EQ(words[row / 64] >> row % 64 & 1, expected) << first << ' ' << row;
    }
  }
}

}  // namespace
}  // namespace wend::columns
