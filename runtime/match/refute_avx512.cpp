// Called only where the processor has the instructions: see fastest_not_refuted.
#include "runtime/match/block.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

// What was included so far is compiled without them, so that no function that others share needs them.
#pragma GCC target("avx512f,popcnt")

namespace wend::match {
static_assert(kMostLevels == 5, "a table's edges are looked at in four vectors at most");

namespace {
#include "runtime/match/refute.hpp"
}  // namespace

Mask not_refuted_avx512(const Block& block, const std::uint64_t* words, Mask among, Values& values) {
  return walk_tables(block, words, among, values, [](const std::uint64_t* edges, std::size_t size, std::int64_t value) {
    const __m512i wanted = _mm512_set1_epi64(value);
    // Two vectors are looked at however many edges there are: how many is nothing that a processor could foresee.
    const auto count_in = [&](std::size_t first) {
      const std::uint64_t lanes = ((std::uint64_t{1} << (size - 1)) - 1) >> first & 0xFFU;
      const __m512i some = _mm512_maskz_loadu_epi64(static_cast<__mmask8>(lanes), edges + first);
      return static_cast<std::size_t>(
          __builtin_popcount(_mm512_mask_cmple_epi64_mask(static_cast<__mmask8>(lanes), some, wanted)));
    };
    std::size_t at = count_in(0) + count_in(8);
    if (size > 16) at += count_in(16) + count_in(24);
    return at;
  });
}

}  // namespace wend::match
#endif
