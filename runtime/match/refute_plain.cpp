// The loop that any processor runs, and the choice among all forms.
#include "runtime/match/refute_forms.hpp"

namespace wend::match {
namespace {
#include "runtime/match/refute.hpp"
}  // namespace

std::span<const Refute> forms_of_refute() {
  static const std::vector<Refute> all = [] {
    std::vector<Refute> found = {refute_row};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) found.push_back(kAvx2Refute);
    if (__builtin_cpu_supports("avx512f")) found.push_back(kAvx512Refute);
#endif
    return found;
  }();
  return all;
}

}  // namespace wend::match
