// Loops over masks of the block executor, eight words at a time: for the files that compile them, one for each set of
// instructions. Every array has room for a multiple of eight words; those behind `words` may be anything.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace wend::columns {

struct MaskLoops {
  // into = left & right. Whether any bit is left, likewise below.
  bool (*both)(std::uint64_t* into, const std::uint64_t* left, const std::uint64_t* right, std::size_t words) = nullptr;
  // into &= part.
  bool (*keep)(std::uint64_t* into, const std::uint64_t* part, std::size_t words) = nullptr;
  // into |= part. Whether any bit is still missing.
  bool (*add)(std::uint64_t* into, const std::uint64_t* part, std::size_t words) = nullptr;
  std::uint64_t (*count)(const std::uint64_t* mask, std::size_t words) = nullptr;
};

// What each including file has of its own: in a namespace without a name, so that the linker mixes none of it up.
namespace {

using EightWords [[gnu::vector_size(64)]] = std::uint64_t;
constexpr std::size_t kEight = sizeof(EightWords) / sizeof(std::uint64_t);

template <typename Combine, typename Look>
[[maybe_unused]] bool combine_words(std::uint64_t* into, const std::uint64_t* left, const std::uint64_t* right,
                                    std::size_t words, const Combine& combine, const Look& look) {
  EightWords any{};
  for (std::size_t word = 0; word < words; word += kEight) {
    EightWords first;
    EightWords second;
    std::memcpy(&first, left + word, sizeof first);
    std::memcpy(&second, right + word, sizeof second);
    combine(first, second);
    look(any, first);
    std::memcpy(into + word, &first, sizeof first);
  }
  std::uint64_t all = 0;
  for (std::size_t lane = 0; lane < kEight; ++lane) all |= any[lane];
  return all != 0;
}

struct Loops {
  static bool both(std::uint64_t* into, const std::uint64_t* left, const std::uint64_t* right, std::size_t words) {
    return combine_words(
        into, left, right, words, [](EightWords& first, const EightWords& second) { first &= second; },
        [](EightWords& any, const EightWords& result) { any |= result; });
  }
  static bool keep(std::uint64_t* into, const std::uint64_t* part, std::size_t words) {
    return both(into, into, part, words);
  }
  static bool add(std::uint64_t* into, const std::uint64_t* part, std::size_t words) {
    return combine_words(
        into, into, part, words, [](EightWords& first, const EightWords& second) { first |= second; },
        [](EightWords& any, const EightWords& result) { any |= ~result; });
  }
  static std::uint64_t count(const std::uint64_t* mask, std::size_t words) {
    // Four sums, so that none waits for another.
    constexpr std::size_t kSums = 4;
    std::uint64_t counts[kSums] = {};
    std::size_t word = 0;
    for (; word + kSums <= words; word += kSums) {
      for (std::size_t sum = 0; sum < kSums; ++sum) {
        counts[sum] += static_cast<std::uint64_t>(std::popcount(mask[word + sum]));
      }
    }
    for (; word < words; ++word) counts[0] += static_cast<std::uint64_t>(std::popcount(mask[word]));
    return counts[0] + counts[1] + counts[2] + counts[3];
  }
  static constexpr MaskLoops table{both, keep, add, count};
};

}  // namespace

}  // namespace wend::columns
