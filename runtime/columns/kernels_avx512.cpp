// Kernels for processors with AVX-512: a comparison is a mask already, written where its bits belong.
//
// Everything from the pragma on is compiled for those processors and lives in this file alone, so that nothing of it is
// ever called, or shared by the linker, where they are missing.
#ifdef __x86_64__
#include <immintrin.h>

#include <bit>
#include <cstring>
#include <type_traits>
#include <utility>

#include "runtime/columns/kernel_table.hpp"

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,popcnt")
#endif

// Compiled for these processors as well.
#include "runtime/columns/mask_loops.hpp"

namespace wend::columns {
namespace {

constexpr std::size_t kRows = layout::kBlockRows;
constexpr std::size_t kVector = sizeof(__m512i);

// The lanes that are at least, or at most, `limit`, of those in `among`.
template <typename Stored, int predicate>
auto compare(const std::byte* at, Stored limit, unsigned long long among) {
  if constexpr (std::is_same_v<Stored, float>) {
    constexpr int ordered = predicate == _MM_CMPINT_NLT ? _CMP_GE_OQ : _CMP_LE_OQ;
    return _mm512_mask_cmp_ps_mask(static_cast<__mmask16>(among), _mm512_loadu_ps(at), _mm512_set1_ps(limit), ordered);
  } else if constexpr (std::is_same_v<Stored, double>) {
    constexpr int ordered = predicate == _MM_CMPINT_NLT ? _CMP_GE_OQ : _CMP_LE_OQ;
    return _mm512_mask_cmp_pd_mask(static_cast<__mmask8>(among), _mm512_loadu_pd(at), _mm512_set1_pd(limit), ordered);
  } else {
    const __m512i stored = _mm512_loadu_si512(at);
    constexpr bool is_signed = std::is_signed_v<Stored>;
    if constexpr (sizeof(Stored) == 1) {
      const __m512i all = _mm512_set1_epi8(static_cast<char>(limit));
      if constexpr (is_signed) return _mm512_mask_cmp_epi8_mask(among, stored, all, predicate);
      return _mm512_mask_cmp_epu8_mask(among, stored, all, predicate);
    } else if constexpr (sizeof(Stored) == 2) {
      const __m512i all = _mm512_set1_epi16(static_cast<short>(limit));
      const auto lanes = static_cast<__mmask32>(among);
      if constexpr (is_signed) return _mm512_mask_cmp_epi16_mask(lanes, stored, all, predicate);
      return _mm512_mask_cmp_epu16_mask(lanes, stored, all, predicate);
    } else if constexpr (sizeof(Stored) == 4) {
      const __m512i all = _mm512_set1_epi32(static_cast<int>(limit));
      const auto lanes = static_cast<__mmask16>(among);
      if constexpr (is_signed) return _mm512_mask_cmp_epi32_mask(lanes, stored, all, predicate);
      return _mm512_mask_cmp_epu32_mask(lanes, stored, all, predicate);
    } else {
      return _mm512_mask_cmp_epi64_mask(static_cast<__mmask8>(among), stored, _mm512_set1_epi64(limit), predicate);
    }
  }
}

// A mask as a number, by way of a general register: where it is only converted, GCC 12 may spill it as narrow as it is
// and read it back as wide as it becomes.
template <typename Mask>
std::uint64_t word_of(Mask mask) {
  asm("" : "+r"(mask));
  return mask;
}

template <typename Stored, Side side>
struct Inside {
  static constexpr std::size_t kLanes = kVector / sizeof(Stored);

  static void run(const std::byte* values, const layout::Bound& bound, const std::uint64_t* among, std::size_t blocks,
                  std::uint64_t* inside) {
    const auto low = side_of<Stored>(bound.low);
    const auto high = side_of<Stored>(bound.high);
    for (std::size_t block = 0; block < blocks; ++block) {
      inside[block] = among[block] & judge_block(values + block * kRows * sizeof(Stored), low, high,
                                                 std::make_index_sequence<kRows / kLanes>());
    }
  }

 private:
  // Every vector of a block, one after another without a loop. The word is put together in a register: stores of its
  // parts would not be done yet when it is read as a whole.
  template <std::size_t... vector>
  static std::uint64_t judge_block(const std::byte* values, Stored low, Stored high, std::index_sequence<vector...>) {
    return ((judge_vector(values + vector * kVector, low, high) << vector * kLanes) | ...);
  }

  static std::uint64_t judge_vector(const std::byte* at, Stored low, Stored high) {
    constexpr unsigned long long kAllLanes = ~0ULL;
    if constexpr (side == Side::low) {
      return word_of(compare<Stored, _MM_CMPINT_NLT>(at, low, kAllLanes));
    } else if constexpr (side == Side::high) {
      return word_of(compare<Stored, _MM_CMPINT_LE>(at, high, kAllLanes));
    } else {
      return word_of(compare<Stored, _MM_CMPINT_LE>(at, high, compare<Stored, _MM_CMPINT_NLT>(at, low, kAllLanes)));
    }
  }
};

// The answers for 64 codes of a byte each.
struct ByteAnswers {
  explicit ByteAnswers(const layout::Answers& answers) {
    for (std::size_t part = 0; part < 4; ++part) parts[part] = _mm512_loadu_si512(answers.of + part * kVector);
  }
  [[nodiscard]] __m512i of(__m512i codes) const {
    const __m512i lower = _mm512_permutex2var_epi8(parts[0], codes, parts[1]);
    const __m512i upper = _mm512_permutex2var_epi8(parts[2], codes, parts[3]);
    return _mm512_mask_blend_epi8(_mm512_movepi8_mask(codes), lower, upper);
  }
  __m512i parts[4];
};

void write_answers(__m512i answers, std::uint64_t* truth, std::uint64_t* known) {
  *truth = _cvtmask64_u64(_mm512_test_epi8_mask(answers, _mm512_set1_epi8(1)));
  *known = _cvtmask64_u64(_mm512_testn_epi8_mask(answers, _mm512_set1_epi8(2)));
}

template <typename Code>
struct LookUp {
  static void run(const std::byte* values, const layout::Answers& answers, std::size_t blocks, std::uint64_t* truths,
                  std::uint64_t* knowns) {
    if constexpr (sizeof(Code) == 1) {
      const ByteAnswers all(answers);
      for (std::size_t block = 0; block < blocks; ++block) {
        write_answers(all.of(_mm512_loadu_si512(values + block * kRows)), truths + block, knowns + block);
      }
      return;
    }
    for (std::size_t block = 0; block < blocks; ++block) {
      Code codes[kRows];
      std::memcpy(codes, values + block * sizeof codes, sizeof codes);
      std::uint8_t found[kRows];
      for (std::size_t row = 0; row < kRows; ++row) {
        const std::uint32_t code = codes[row];
        found[row] = answers.of[code < answers.last ? code : answers.last];
      }
      write_answers(_mm512_loadu_si512(found), truths + block, knowns + block);
    }
  }
};

}  // namespace

extern const Kernels kAvx512Kernels;
constexpr Kernels kAvx512Kernels = kernel_table<Inside, LookUp>(Loops::table);

}  // namespace wend::columns

#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
