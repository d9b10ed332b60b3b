// The loop for processors with AVX2: run only where forms_of_refute() found the instructions.
#include "runtime/match/refute_forms.hpp"

#if defined(__x86_64__)
// What was included so far is compiled without them, so that no function that others share needs them.
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#endif

namespace wend::match {
namespace {
#include "runtime/match/refute.hpp"
}  // namespace

constexpr Refute kAvx2Refute = refute_row;

}  // namespace wend::match
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
