#include "tests/bench/hand_written_columns.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>
#include <memory>
#include <thread>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace wend::bench {
namespace {

constexpr std::size_t kRows = 64;

std::uint64_t word(const std::vector<std::byte>& bytes, std::size_t index) {
  std::uint64_t word;
  std::memcpy(&word, bytes.data() + index * sizeof word, sizeof word);
  return word;
}

// Of whatever width the machine reads at once.
using Lanes = std::uint64_t __attribute__((vector_size(64)));

// Two sums, so that none waits for the other.
#ifdef __x86_64__
[[gnu::target_clones("avx512f", "avx2", "default")]]
#endif
std::uint64_t sum_of(const std::byte* bytes, std::size_t size) {
  Lanes sums[2] = {};
  for (std::size_t at = 0; at + sizeof sums <= size; at += sizeof sums) {
    Lanes words[2];
    std::memcpy(words, bytes + at, sizeof words);
    sums[0] += words[0];
    sums[1] += words[1];
  }
  std::uint64_t sum = 0;
  for (std::size_t lane = 0; lane < sizeof(Lanes) / sizeof sum; ++lane) sum += sums[0][lane] + sums[1][lane];
  return sum;
}

// A part of each column, rows from one to another, some rows of all columns in turn.
std::uint64_t sum_rows(const CustomerColumns& columns, std::size_t first, std::size_t last, Scan way) {
  constexpr std::size_t kPiecesAhead = 4;
  const std::size_t piece = way == Scan::pieces ? 4'096 : 1'024;
  std::uint64_t sum = 0;
  for (std::size_t row = first; row < last; row += piece) {
    const std::size_t rows = std::min(piece, last - row);
    const auto part = [&](const std::vector<std::byte>& bytes, std::size_t bits_a_row) {
      const std::byte* begin = bytes.data() + row * bits_a_row / 8;
      const std::size_t size = rows * bits_a_row / 8;
      // What is asked for need not be there.
      for (std::size_t line = 0; way == Scan::ahead && line < 2; ++line) {
        __builtin_prefetch(begin + kPiecesAhead * size + line * sizeof(Lanes), 0, 2);
      }
      sum += sum_of(begin, size);
    };
    part(columns.aum.values, 64);
    part(columns.tier.values, 8);
    part(columns.birthday.values, 32);
    part(columns.last_seen.values, 64);
    part(columns.consent.values, 1);
    for (const auto* column : {&columns.aum, &columns.tier, &columns.birthday, &columns.last_seen, &columns.consent}) {
      part(column->known, 1);
    }
  }
  return sum;
}

}  // namespace

// Threads take the next rows when they are done, as they do where predicates are judged.
std::uint64_t scan_bytes(const CustomerColumns& columns, unsigned threads, Scan way) {
  constexpr std::size_t kMorsel = 65'536;
  std::atomic<std::size_t> next{0};
  std::vector<std::uint64_t> sums(threads);
  const auto work = [&](unsigned thread) {
    std::uint64_t sum = 0;
    for (std::size_t row = next.fetch_add(kMorsel); row < columns.rows; row = next.fetch_add(kMorsel)) {
      sum += sum_rows(columns, row, std::min(row + kMorsel, columns.rows), way);
    }
    sums[thread] = sum;
  };
  {
    std::vector<std::jthread> others;
    for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
    work(0);
  }
  std::uint64_t sum = 0;
  for (const std::uint64_t of_thread : sums) sum += of_thread;
  return sum;
}

void use_huge_pages(CustomerColumns& columns) {
  constexpr std::size_t kHugePage = std::size_t{2} << 20U;
  constexpr int kCollapse = 25;  // MADV_COLLAPSE, since Linux 6.1
  for (auto* column : {&columns.aum, &columns.tier, &columns.birthday, &columns.last_seen, &columns.consent}) {
    for (std::vector<std::byte>* bytes : {&column->values, &column->known}) {
      void* place = bytes->data();
      std::size_t size = bytes->size();
      if (std::align(kHugePage, kHugePage, place, size) == nullptr) continue;
      madvise(place, size / kHugePage * kHugePage, MADV_HUGEPAGE);
      madvise(place, size / kHugePage * kHugePage, kCollapse);
    }
  }
}

#ifdef __x86_64__
bool can_run_hand_written() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}

[[gnu::target("avx512f,avx512bw,popcnt")]] std::uint64_t count_by_hand(const CustomerColumns& columns,
                                                                       std::size_t rows) {
  const __m512i least_aum = _mm512_set1_epi64(kLeastAum);
  const __m512i born_before = _mm512_set1_epi32(kBornBefore);
  const __m512i seen_since = _mm512_set1_epi64(kSeenSince);
  const __m512i first_tier = _mm512_set1_epi8(2);
  const __m512i one = _mm512_set1_epi8(1);
  std::uint64_t count = 0;
  for (std::size_t block = 0; block < rows / kRows; ++block) {
    const std::byte* aum = columns.aum.values.data() + block * kRows * 8;
    const std::byte* birthday = columns.birthday.values.data() + block * kRows * 4;
    const std::byte* last_seen = columns.last_seen.values.data() + block * kRows * 8;
    std::uint64_t rich = 0;
    std::uint64_t seen = 0;
    std::uint64_t old = 0;
    for (unsigned part = 0; part < 8; ++part) {
      rich |= std::uint64_t{_mm512_cmpge_epi64_mask(_mm512_loadu_si512(aum + part * 64), least_aum)} << part * 8;
      seen |= std::uint64_t{_mm512_cmpge_epi64_mask(_mm512_loadu_si512(last_seen + part * 64), seen_since)} << part * 8;
    }
    for (unsigned part = 0; part < 4; ++part) {
      old |= std::uint64_t{_mm512_cmplt_epi32_mask(_mm512_loadu_si512(birthday + part * 64), born_before)} << part * 16;
    }
    const __m512i tiers = _mm512_sub_epi8(_mm512_loadu_si512(columns.tier.values.data() + block * kRows), first_tier);
    const std::uint64_t tier = _mm512_cmple_epu8_mask(tiers, one);
    const std::uint64_t known = word(columns.aum.known, block) & word(columns.tier.known, block) &
                                word(columns.birthday.known, block) & word(columns.last_seen.known, block) &
                                word(columns.consent.known, block);
    count += static_cast<std::uint64_t>(
        std::popcount(rich & seen & old & tier & known & word(columns.consent.values, block)));
  }
  return count;
}
#else
bool can_run_hand_written() {
  return false;
}
std::uint64_t count_by_hand(const CustomerColumns&, std::size_t) {
  return 0;
}
#endif

}  // namespace wend::bench
