// Called only where the processor has the instructions: see fastest_not_refuted.
#include "runtime/match/block.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

// What was included so far is compiled without them, so that no function that others share needs them.
#pragma GCC target("avx512f,popcnt")

namespace wend::match {
namespace {
#include "runtime/match/refute.hpp"
}  // namespace

Mask not_refuted_avx512(const Block& block, const std::uint64_t* words, Mask among, Values& values) {
  return walk_tables(block, words, among, values, [](const std::uint64_t* edges, std::size_t size, std::int64_t value) {
    const __m512i wanted = _mm512_set1_epi64(value);
    std::size_t at = 0;
    for (std::size_t first = 0; first + 1 < size; first += 8) {
      const std::size_t left = size - 1 - first;
      const auto lanes = static_cast<__mmask8>(left >= 8 ? 0xFFU : (1U << left) - 1);
      const __m512i some = _mm512_maskz_loadu_epi64(lanes, edges + first);
      const __mmask8 at_most = _mm512_mask_cmple_epi64_mask(lanes, some, wanted);
      at += static_cast<std::size_t>(__builtin_popcount(at_most));
    }
    return at;
  });
}

}  // namespace wend::match
#endif
