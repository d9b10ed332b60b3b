// Random numbers that are the same everywhere: std::mt19937_64, whose numbers the standard lays down, and distributions
// over integers that are written out here, for those of the standard library differ from one library to the next.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string_view>

namespace wend::tools {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // From 0 to bound - 1, each as likely but for less than bound in 2^64; 0 where bound is 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((Wide{engine_()} * bound) >> 64U);
  }
  // Of `hundred` draws in a hundred, about so many are true.
  [[nodiscard]] bool chance(std::uint64_t in_a_hundred) { return below(100) < in_a_hundred; }
  // Small numbers more often than large ones, as incomes, amounts and activity are spread: the density falls with the
  // logarithm.
  [[nodiscard]] std::uint64_t skewed_below(std::uint64_t bound) { return below(below(bound) + 1); }

 private:
  std::mt19937_64 engine_;
};

// A number that looks random and is always the same for the same input (SplitMix64's finaliser).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t number) {
  number += 0x9E3779B97F4A7C15U;
  number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9U;
  number = (number ^ (number >> 27U)) * 0x94D049BB133111EBU;
  return number ^ (number >> 31U);
}

// Likewise for a name.
[[nodiscard]] constexpr std::uint64_t mixed(std::string_view name) {
  std::uint64_t number = name.size();
  for (const char letter : name) number = mixed(number ^ static_cast<unsigned char>(letter));
  return number;
}

}  // namespace wend::tools
