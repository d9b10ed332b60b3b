// Kernels for processors with AVX2: comparisons make lanes of ones and zeros, whose highest bits are gathered.
//
// Everything from the pragma on is compiled for those processors and lives in this file alone, so that nothing of it is
// ever called, or shared by the linker, where they are missing.
#ifdef __x86_64__
#include <immintrin.h>

#include <bit>
#include <cstring>
#include <type_traits>

#include "runtime/columns/kernel_table.hpp"

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,popcnt")
#endif

// Compiled for these processors as well.
#include "runtime/columns/mask_loops.hpp"

namespace wend::columns {
namespace {

constexpr std::size_t kRows = layout::kBlockRows;
constexpr std::size_t kVector = sizeof(__m256i);

__m256i load(const std::byte* at) {
  const void* vector = at;
  return _mm256_loadu_si256(static_cast<const __m256i*>(vector));
}

template <std::size_t width>
__m256i all_lanes(std::int64_t value) {
  if constexpr (width == 1) return _mm256_set1_epi8(static_cast<char>(value));
  if constexpr (width == 2) return _mm256_set1_epi16(static_cast<short>(value));
  if constexpr (width == 4) return _mm256_set1_epi32(static_cast<int>(value));
  return _mm256_set1_epi64x(value);
}

template <std::size_t width>
__m256i greater(__m256i left, __m256i right) {
  if constexpr (width == 1) return _mm256_cmpgt_epi8(left, right);
  if constexpr (width == 2) return _mm256_cmpgt_epi16(left, right);
  if constexpr (width == 4) return _mm256_cmpgt_epi32(left, right);
  return _mm256_cmpgt_epi64(left, right);
}

// Lanes of integers that lie outside. There are only signed comparisons: unsigned numbers are moved into their range.
template <typename Stored, Side side>
class Integers {
 public:
  explicit Integers(const layout::Bound& bound) : low_(moved(bound.low)), high_(moved(bound.high)) {}

  [[nodiscard]] __m256i outside(const std::byte* at) const {
    __m256i stored = load(at);
    if constexpr (!std::is_signed_v<Stored>) stored = _mm256_xor_si256(stored, all_lanes<kWidth>(kMove));
    if constexpr (side == Side::low) return greater<kWidth>(low_, stored);
    if constexpr (side == Side::high) return greater<kWidth>(stored, high_);
    return _mm256_or_si256(greater<kWidth>(low_, stored), greater<kWidth>(stored, high_));
  }

 private:
  static constexpr std::size_t kWidth = sizeof(Stored);
  static constexpr std::int64_t kMove = std::int64_t{1} << (8 * kWidth - 1) % 63;

  static __m256i moved(std::int64_t side_of_bound) {
    return all_lanes<kWidth>(std::is_signed_v<Stored> ? side_of_bound : side_of_bound ^ kMove);
  }

  __m256i low_;
  __m256i high_;
};

// Not a number is outside of everything.
template <Side side>
class Singles {
 public:
  explicit Singles(const layout::Bound& bound)
      : low_(_mm256_set1_ps(side_of<float>(bound.low))), high_(_mm256_set1_ps(side_of<float>(bound.high))) {}

  [[nodiscard]] __m256i outside(const std::byte* at) const {
    const __m256 stored = _mm256_castsi256_ps(load(at));
    const __m256 below = _mm256_cmp_ps(stored, low_, _CMP_NGE_UQ);
    const __m256 above = _mm256_cmp_ps(stored, high_, _CMP_NLE_UQ);
    if constexpr (side == Side::low) return _mm256_castps_si256(below);
    if constexpr (side == Side::high) return _mm256_castps_si256(above);
    return _mm256_castps_si256(_mm256_or_ps(below, above));
  }

 private:
  __m256 low_;
  __m256 high_;
};

template <Side side>
class Doubles {
 public:
  explicit Doubles(const layout::Bound& bound)
      : low_(_mm256_set1_pd(side_of<double>(bound.low))), high_(_mm256_set1_pd(side_of<double>(bound.high))) {}

  [[nodiscard]] __m256i outside(const std::byte* at) const {
    const __m256d stored = _mm256_castsi256_pd(load(at));
    const __m256d below = _mm256_cmp_pd(stored, low_, _CMP_NGE_UQ);
    const __m256d above = _mm256_cmp_pd(stored, high_, _CMP_NLE_UQ);
    if constexpr (side == Side::low) return _mm256_castpd_si256(below);
    if constexpr (side == Side::high) return _mm256_castpd_si256(above);
    return _mm256_castpd_si256(_mm256_or_pd(below, above));
  }

 private:
  __m256d low_;
  __m256d high_;
};

template <typename Stored, Side side>
auto comparison(const layout::Bound& bound) {
  if constexpr (std::is_same_v<Stored, float>) {
    return Singles<side>(bound);
  } else if constexpr (std::is_same_v<Stored, double>) {
    return Doubles<side>(bound);
  } else {
    return Integers<Stored, side>(bound);
  }
}

// A bit for each lane of the block.
template <std::size_t width, typename Comparison>
std::uint64_t outside_block(const Comparison& compare, const std::byte* at) {
  const auto vector = [&](std::size_t index) { return compare.outside(at + index * kVector); };
  std::uint64_t bits = 0;
  if constexpr (width == 1) {
    for (std::size_t index = 0; index < 2; ++index) {
      bits |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(vector(index)))} << 32 * index;
    }
  } else if constexpr (width == 2) {
    // Packing works in halves of the vectors; the permutation puts them in order.
    for (std::size_t index = 0; index < 2; ++index) {
      const __m256i halves = _mm256_packs_epi16(vector(2 * index), vector(2 * index + 1));
      const __m256i bytes = _mm256_permute4x64_epi64(halves, 0b11'01'10'00);
      bits |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes))} << 32 * index;
    }
  } else if constexpr (width == 4) {
    for (std::size_t index = 0; index < 8; ++index) {
      const int lanes = _mm256_movemask_ps(_mm256_castsi256_ps(vector(index)));
      bits |= std::uint64_t{static_cast<std::uint32_t>(lanes)} << 8 * index;
    }
  } else {
    for (std::size_t index = 0; index < 16; ++index) {
      const int lanes = _mm256_movemask_pd(_mm256_castsi256_pd(vector(index)));
      bits |= std::uint64_t{static_cast<std::uint32_t>(lanes)} << 4 * index;
    }
  }
  return bits;
}

template <typename Stored, Side side>
struct Inside {
  static void run(const std::byte* values, const layout::Bound& bound, const std::uint64_t* among, std::size_t blocks,
                  std::uint64_t* inside) {
    const auto compare = comparison<Stored, side>(bound);
    for (std::size_t block = 0; block < blocks; ++block) {
      inside[block] = among[block] & ~outside_block<sizeof(Stored)>(compare, values + block * kRows * sizeof(Stored));
    }
  }
};

template <typename Code>
struct LookUp {
  static void run(const std::byte* values, const layout::Answers& answers, std::size_t blocks, std::uint64_t* truths,
                  std::uint64_t* knowns) {
    for (std::size_t block = 0; block < blocks; ++block) {
      Code codes[kRows];
      std::memcpy(codes, values + block * sizeof codes, sizeof codes);
      std::byte found[kRows];
      for (std::size_t row = 0; row < kRows; ++row) {
        const std::uint32_t code = codes[row];
        found[row] = std::byte{answers.of[code < answers.last ? code : answers.last]};
      }
      truths[block] = gathered(found, 7);
      knowns[block] = ~gathered(found, 6);
    }
  }

 private:
  // One bit of each byte, moved to the highest.
  static std::uint64_t gathered(const std::byte* found, int by) {
    std::uint64_t bits = 0;
    for (std::size_t index = 0; index < 2; ++index) {
      const __m256i moved = _mm256_slli_epi16(load(found + index * kVector), by);
      bits |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(moved))} << 32 * index;
    }
    return bits;
  }
};

}  // namespace

extern const Kernels kAvx2Kernels;
constexpr Kernels kAvx2Kernels = kernel_table<Inside, LookUp>(Loops::table);

}  // namespace wend::columns

#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
