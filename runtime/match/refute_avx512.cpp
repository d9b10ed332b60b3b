// The loops for processors with AVX-512: run only where refuters() found the instructions.
#include "runtime/match/refute_forms.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

// What was included so far is compiled without them, so that no function that others share needs them.
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw")

namespace wend::match {
namespace {
#include "runtime/match/refute.hpp"

Mask lanes_of(const Numbers& numbers) {
  const __m512i lanes = reinterpret_cast<__m512i>(numbers);
  return _mm512_test_epi16_mask(lanes, lanes);
}
}  // namespace

constexpr Refuter kAvx512Refuter = {blocks_standing, take_refuted};

}  // namespace wend::match
#pragma GCC pop_options
#endif
