#include "tests/bench/hand_written_columns.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <span>
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

// Eight sums, so that none waits for another.
std::uint64_t sum_of(std::span<const std::byte> bytes) {
  std::array<std::uint64_t, 8> sums{};
  const std::size_t step = sizeof sums;
  for (std::size_t at = 0; at + step <= bytes.size(); at += step) {
    std::array<std::uint64_t, 8> words;
    std::memcpy(words.data(), bytes.data() + at, step);
    for (std::size_t lane = 0; lane < words.size(); ++lane) sums[lane] += words[lane];
  }
  std::uint64_t sum = 0;
  for (const std::uint64_t lane : sums) sum += lane;
  return sum;
}

// A part of each column, rows from one to another, in pieces of some thousand rows as the predicate reads them.
std::uint64_t sum_rows(const CustomerColumns& columns, std::size_t first, std::size_t last) {
  constexpr std::size_t kPiece = 4'096;
  std::uint64_t sum = 0;
  for (std::size_t row = first; row < last; row += kPiece) {
    const std::size_t rows = std::min(kPiece, last - row);
    const auto part = [&](const std::vector<std::byte>& bytes, std::size_t bits_a_row) {
      sum += sum_of(std::span(bytes).subspan(row * bits_a_row / 8, rows * bits_a_row / 8));
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

std::uint64_t scan_bytes(const CustomerColumns& columns, unsigned threads) {
  std::vector<std::uint64_t> sums(threads);
  std::vector<std::jthread> others;
  const std::size_t rows = columns.rows / threads / kRows * kRows;
  for (unsigned thread = 1; thread < threads; ++thread) {
    others.emplace_back([&, thread] { sums[thread] = sum_rows(columns, thread * rows, (thread + 1) * rows); });
  }
  sums[0] = sum_rows(columns, 0, rows);
  others.clear();
  std::uint64_t sum = 0;
  for (const std::uint64_t of_thread : sums) sum += of_thread;
  return sum;
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
