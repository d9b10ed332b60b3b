// The loops that any processor runs, and the choice among all.
#include <cstring>

#include "runtime/match/refute_forms.hpp"

namespace wend::match {
namespace {
#include "runtime/match/refute.hpp"

// Four lanes of a word at once: the sum carries into a lane's uppermost bit where any other of its bits is set.
Mask lanes_of(const Numbers& numbers) {
  constexpr std::size_t kLanesOfWord = sizeof(Mask) / sizeof(RowNumber);
  constexpr Mask kUppermost = 0x8000'8000'8000'8000U;
  std::array<Mask, kMasks> words;
  std::memcpy(words.data(), &numbers, sizeof words);
  Mask lanes = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Mask set = (((words[at] & ~kUppermost) + ~kUppermost) | words[at]) & kUppermost;
    // Brings the bits 15, 31, 47 and 63 together.
    lanes |= ((set >> 15U) * 0x0001'0002'0004'0008U >> 48U & 0xFU) << at * kLanesOfWord;
  }
  return lanes;
}
}  // namespace

constexpr Refuter kPlainRefuter = {blocks_standing, take_refuted};

std::span<const Refuter> refuters() {
  static const std::vector<Refuter> all = [] {
    std::vector<Refuter> found = {kPlainRefuter};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) found.push_back(kAvx2Refuter);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")) found.push_back(kAvx512Refuter);
#endif
    return found;
  }();
  return all;
}

}  // namespace wend::match
