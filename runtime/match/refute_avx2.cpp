// The loops for processors with AVX2: run only where refuters() found the instructions.
#include "runtime/match/refute_forms.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

// What was included so far is compiled without them, so that no function that others share needs them.
#pragma GCC push_options
#pragma GCC target("avx2")

namespace wend::match {
namespace {
#include "runtime/match/refute.hpp"

Mask lanes_of(const Numbers& numbers) {
  const auto* halves = reinterpret_cast<const __m256i_u*>(&numbers);
  const __m256i zero = _mm256_setzero_si256();
  // Packs the comparisons to bytes, which mixes the quarters of the two halves: they are put in order again.
  const __m256i mixed = _mm256_packs_epi16(_mm256_cmpeq_epi16(halves[0], zero), _mm256_cmpeq_epi16(halves[1], zero));
  const __m256i bytes = _mm256_permute4x64_epi64(mixed, 0b11'01'10'00);
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
}
}  // namespace

constexpr Refuter kAvx2Refuter = {blocks_standing, take_refuted};

}  // namespace wend::match
#pragma GCC pop_options
#endif
