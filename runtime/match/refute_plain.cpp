#include "runtime/match/block.hpp"

namespace wend::match {
namespace {
#include "runtime/match/refute.hpp"
}  // namespace

Mask not_refuted_plain(const Block& block, const std::uint64_t* words, Mask among, Values& values) {
  return walk_tables(block, words, among, values, [](const std::uint64_t* edges, std::size_t size, std::int64_t value) {
    std::size_t at = 0;
    for (std::size_t half = size / 2; half != 0; half /= 2) {
      at += static_cast<std::int64_t>(edges[at + half - 1]) <= value ? half : 0;
    }
    return at;
  });
}

NotRefuted fastest_not_refuted() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("popcnt")) return not_refuted_avx512;
#endif
  return not_refuted_plain;
}

}  // namespace wend::match
