// Native code over columns, beside intrinsics written by hand and a scan of the same bytes: one condition in cache and
// over 70 million customers, twenty in one pass, ten thousand over a million customers.
#include <benchmark/benchmark.h>

// GCC 12 sees what its own header leaves undefined on purpose.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#include <immintrin.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <thread>

#include "compiler/codegen/compiler.hpp"
#include "compiler/layout/column_interface.hpp"
#include "compiler/masks/mask_program.hpp"
#include "tests/bench/customer_columns.hpp"

namespace wend::codegen {
namespace {

using layout::ColumnStorage;
using layout::kBlockRows;
using masks::Kind;
using masks::MaskProgram;
using masks::NodeId;

constexpr std::size_t kMorselBlocks = 1'024;

enum Tag : std::uint32_t { kAum, kTier, kBirthday, kSeen, kConsent, kTags };

// A table of customers with what its layout is.
struct Table {
  explicit Table(std::size_t rows) : columns(bench::make_customer_columns(rows)), blocks(rows / kBlockRows) {
    const auto add = [&](ColumnStorage storage, const bench::CustomerColumn& column) {
      layout.columns.push_back({.storage = storage, .nullable = true, .type = {}});
      data.push_back({.values = column.values.data(), .known = column.known.data()});
      bytes += column.values.size() + column.known.size();
    };
    add(ColumnStorage::integer64, columns.aum);
    add(ColumnStorage::coded8, columns.tier);
    add(ColumnStorage::integer32, columns.birthday);
    add(ColumnStorage::integer64, columns.last_seen);
    add(ColumnStorage::bits, columns.consent);
  }

  bench::CustomerColumns columns;
  layout::ColumnLayout layout;
  std::vector<layout::ColumnData> data;
  std::size_t blocks;
  std::size_t bytes = 0;
};

const Table& large() {
  static const Table table(bench::kCustomers / kBlockRows * kBlockRows);
  return table;
}

// Conditions over the table.
struct Conditions {
  MaskProgram program;
  std::vector<layout::Bound> bounds;
  std::vector<layout::Answers> answers;
  std::vector<std::unique_ptr<std::array<std::uint8_t, 256>>> tables;

  NodeId add(masks::Node node) {
    program.nodes.push_back(node);
    return static_cast<NodeId>(program.nodes.size() - 1);
  }
  NodeId compare(Kind kind, std::uint32_t tag, std::int64_t low, std::int64_t high) {
    bounds.push_back({low, high, ~std::uint64_t{0}, ~std::uint64_t{0}});
    return add({.kind = kind, .tag = tag, .index = static_cast<std::uint32_t>(bounds.size() - 1)});
  }
  NodeId look_up(std::uint32_t tag, std::uint64_t codes) {
    auto table = std::make_unique<std::array<std::uint8_t, 256>>();
    for (std::size_t code = 0; code < 256; ++code) (*table)[code] = code < 5 ? codes >> code & 1U : 2;
    answers.push_back({table->data(), 255, 0, 0});
    tables.push_back(std::move(table));
    return add({.kind = Kind::table, .tag = tag, .index = static_cast<std::uint32_t>(answers.size() - 1)});
  }
  NodeId all(std::span<const NodeId> operands) {
    const auto first = static_cast<std::uint32_t>(program.operands.size());
    program.operands.insert(program.operands.end(), operands.begin(), operands.end());
    return add({.kind = Kind::conjunction,
                .first_operand = first,
                .operand_count = static_cast<std::uint32_t>(operands.size())});
  }
};

Conditions one() {
  Conditions made;
  const NodeId parts[] = {made.compare(Kind::at_least, kAum, bench::kLeastAum, 0), made.look_up(kTier, 0b1100),
                          made.compare(Kind::at_most, kBirthday, 0, bench::kBornBefore - 1),
                          made.compare(Kind::at_least, kSeen, bench::kSeenSince, 0),
                          made.add({.kind = Kind::truth, .tag = kConsent})};
  made.program.roots.push_back(made.all(parts));
  return made;
}

// So many conditions of five parts, out of so many comparisons: as many on each of the four columns that are compared.
Conditions many(std::size_t conditions, std::size_t comparisons, std::uint64_t seed) {
  Conditions made;
  std::mt19937_64 random(seed);
  const auto pick = [&](std::int64_t most) { return static_cast<std::int64_t>(random() % std::uint64_t(most)); };
  std::array<std::vector<NodeId>, kTags> parts;
  parts[kConsent].push_back(made.add({.kind = Kind::truth, .tag = kConsent}));
  const auto interval = [&](std::uint32_t tag, std::int64_t least, std::int64_t span) {
    const std::int64_t low = least + pick(span);
    switch (pick(3)) {
      case 0: return made.compare(Kind::at_least, tag, low, 0);
      case 1: return made.compare(Kind::at_most, tag, 0, low);
      default: return made.compare(Kind::interval, tag, low, low + pick(span));
    }
  };
  for (std::size_t made_so_far = 0; made_so_far < comparisons; ++made_so_far) {
    switch (made_so_far % 4) {
      case 0: parts[kAum].push_back(interval(kAum, 0, 100'000'001)); break;
      case 1: parts[kTier].push_back(made.look_up(kTier, random())); break;
      case 2: parts[kBirthday].push_back(interval(kBirthday, -10'957, 25'567)); break;
      default: parts[kSeen].push_back(interval(kSeen, 1'704'067'200'000'000, 63'158'400'000'000)); break;
    }
  }
  for (std::size_t condition = 0; condition < conditions; ++condition) {
    std::vector<NodeId> operands;
    for (const auto& of_tag : parts) {
      // In turn first, so that every comparison is in some condition.
      const std::size_t at = condition * 3 < of_tag.size() ? condition * 3 : random() % of_tag.size();
      for (std::size_t more = 0; more < (condition * 3 < of_tag.size() ? 3U : 1U); ++more) {
        operands.push_back(of_tag[(at + more) % of_tag.size()]);
      }
    }
    std::ranges::sort(operands);
    operands.erase(std::ranges::unique(operands).begin(), operands.end());
    made.program.roots.push_back(made.all(operands));
  }
  return made;
}

const Compiler& compiler() {
  static const Result<Compiler> compiler = Compiler::create();
  return *compiler;
}

ColumnCode compile(const Table& table, const Conditions& conditions, Instructions instructions) {
  auto code = compiler().compile(
      layout::NativeColumnRequest{.program = &conditions.program, .layout = &table.layout, .knowns = false},
      instructions);
  if (!code) std::abort();
  return std::move(*code);
}

struct alignas(64) Line {
  std::byte bytes[64];
};

// Runs the code over blocks of the table, a morsel at a time, and counts the rows of all conditions.
class Counting {
 public:
  Counting(const Table& table, const Conditions& conditions, const ColumnCode& code, std::size_t morsel)
      : table_(table),
        conditions_(conditions),
        code_(code),
        morsel_(morsel),
        scratch_(code.columns().scratch / sizeof(Line) + 1000),
        words_(conditions.program.roots.size() * morsel),
        columns_(table.data) {
    for (std::size_t root = 0; root < conditions.program.roots.size(); ++root) {
      results_.push_back(words_.data() + root * morsel);
    }
  }

  std::size_t count(std::size_t begin, std::size_t end) {
    std::size_t total = 0;
    for (std::size_t first = begin; first < end; first += morsel_) {
      const std::size_t blocks = std::min(morsel_, end - first);
      for (std::size_t tag = 0; tag < columns_.size(); ++tag) {
        columns_[tag] = layout::advance(table_.layout.columns[tag], table_.data[tag], first * kBlockRows);
      }
      const layout::ColumnFrame frame{.columns = columns_.data(),
                                      .bounds = conditions_.bounds.data(),
                                      .tables = conditions_.answers.data(),
                                      .blocks = blocks,
                                      .truths = results_.data(),
                                      .scratch = scratch_.front().bytes};
      code_.columns().predicate(&frame);
      for (const std::uint64_t* words : results_) {
        for (std::size_t block = 0; block < blocks; ++block) {
          total += static_cast<std::size_t>(std::popcount(words[block]));
        }
      }
    }
    return total;
  }

 private:
  const Table& table_;
  const Conditions& conditions_;
  const ColumnCode& code_;
  std::size_t morsel_;
  std::vector<Line> scratch_;
  std::vector<std::uint64_t> words_;
  std::vector<std::uint64_t*> results_;
  std::vector<layout::ColumnData> columns_;
};

#define WEND_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,bmi2,popcnt")))

// As one writes it by hand: a block after the other, masks in registers.
WEND_AVX512 std::size_t by_hand(const Table& table, std::size_t begin, std::size_t end) {
  const auto* aum = reinterpret_cast<const std::int64_t*>(table.data[kAum].values);
  const auto* tier = reinterpret_cast<const std::uint8_t*>(table.data[kTier].values);
  const auto* birthday = reinterpret_cast<const std::int32_t*>(table.data[kBirthday].values);
  const auto* seen = reinterpret_cast<const std::int64_t*>(table.data[kSeen].values);
  const auto* consent = reinterpret_cast<const std::uint64_t*>(table.data[kConsent].values);
  std::array<const std::uint64_t*, kTags> known{};
  for (std::size_t tag = 0; tag < kTags; ++tag) {
    known[tag] = reinterpret_cast<const std::uint64_t*>(table.data[tag].known);
  }
  const __m512i least = _mm512_set1_epi64(bench::kLeastAum);
  const __m512i since = _mm512_set1_epi64(bench::kSeenSince);
  const __m512i before = _mm512_set1_epi32(bench::kBornBefore);
  const __m512i two = _mm512_set1_epi8(2);
  const __m512i one = _mm512_set1_epi8(1);
  std::size_t count = 0;
  for (std::size_t block = begin; block < end; ++block) {
    std::uint64_t rich = 0;
    std::uint64_t recent = 0;
    std::uint64_t old = 0;
#pragma GCC unroll 8
    for (unsigned part = 0; part < 8; ++part) {
      rich |= std::uint64_t{_mm512_cmpge_epi64_mask(_mm512_loadu_si512(aum + block * 64 + part * 8), least)}
              << part * 8;
      recent |= std::uint64_t{_mm512_cmpge_epi64_mask(_mm512_loadu_si512(seen + block * 64 + part * 8), since)}
                << part * 8;
    }
#pragma GCC unroll 4
    for (unsigned part = 0; part < 4; ++part) {
      old |= std::uint64_t{_mm512_cmplt_epi32_mask(_mm512_loadu_si512(birthday + block * 64 + part * 16), before)}
             << part * 16;
    }
    const __m512i tiers = _mm512_sub_epi8(_mm512_loadu_si512(tier + block * 64), two);
    const std::uint64_t tiered = _mm512_cmple_epu8_mask(tiers, one);
    const std::uint64_t all = rich & recent & old & tiered & consent[block] & known[kAum][block] & known[kTier][block] &
                              known[kBirthday][block] & known[kSeen][block] & known[kConsent][block];
    count += static_cast<std::size_t>(_mm_popcnt_u64(all));
  }
  return count;
}

// Every byte once, summed: what memory gives.
WEND_AVX512 std::uint64_t scan(const Table& table, std::size_t begin, std::size_t end) {
  __m512i sums[4] = {};
  const auto add = [&](const std::byte* from, std::size_t bytes) WEND_AVX512 {
    std::size_t at = 0;
    for (; at + 256 <= bytes; at += 256) {
      for (std::size_t lane = 0; lane < 4; ++lane) {
        sums[lane] = _mm512_add_epi64(sums[lane], _mm512_loadu_si512(from + at + lane * 64));
      }
    }
  };
  for (std::size_t first = begin; first < end; first += kMorselBlocks) {
    const std::size_t blocks = std::min(kMorselBlocks, end - first);
    for (std::size_t tag = 0; tag < kTags; ++tag) {
      const std::size_t width = tag == kConsent ? 0 : layout::value_width(table.layout.columns[tag].storage) * 64;
      const std::size_t bytes = tag == kConsent ? 8 : width;
      add(table.data[tag].values + first * bytes, blocks * bytes);
      add(table.data[tag].known + first * 8, blocks * 8);
    }
  }
  const __m512i sum = _mm512_add_epi64(_mm512_add_epi64(sums[0], sums[1]), _mm512_add_epi64(sums[2], sums[3]));
  std::array<std::uint64_t, 8> lanes{};
  _mm512_storeu_si512(lanes.data(), sum);
  return lanes[0] ^ lanes[1] ^ lanes[2] ^ lanes[3] ^ lanes[4] ^ lanes[5] ^ lanes[6] ^ lanes[7];
}

// Runs `work(begin, end)` on so many threads, each on its part of the blocks, and sums what they count.
std::size_t on_threads(std::size_t threads, std::size_t blocks,
                       const std::function<std::size_t(std::size_t, std::size_t)>& work) {
  std::vector<std::size_t> counts(threads);
  std::vector<std::thread> running;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      counts[thread] = work(blocks * thread / threads / 8 * 8, blocks * (thread + 1) / threads / 8 * 8);
    });
  }
  for (std::thread& thread : running) thread.join();
  std::size_t total = 0;
  for (const std::size_t count : counts) total += count;
  return total;
}

void say(benchmark::State& state, const Table& table, std::size_t blocks, std::size_t matched) {
  const auto rows = static_cast<double>(blocks * kBlockRows);
  state.counters["ns_a_row"] =
      benchmark::Counter(rows * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.counters["matched"] = static_cast<double>(matched);
  state.counters["bytes_a_second"] =
      benchmark::Counter(static_cast<double>(table.bytes) * rows / static_cast<double>(table.blocks * kBlockRows),
                         benchmark::Counter::kIsIterationInvariantRate);
}

const Table& small() {
  static const Table table(8'192);
  return table;
}

void in_cache_native(benchmark::State& state) {
  static const Conditions conditions = one();
  const ColumnCode code = compile(small(), conditions, static_cast<Instructions>(state.range(0)));
  Counting counting(small(), conditions, code, kMorselBlocks);
  std::size_t matched = 0;
  for (auto _ : state) benchmark::DoNotOptimize(matched = counting.count(0, small().blocks));
  say(state, small(), small().blocks, matched);
}
BENCHMARK(in_cache_native)->Name("in_cache/native")->Arg(0)->Arg(1)->Arg(2);

void in_cache_by_hand(benchmark::State& state) {
  std::size_t matched = 0;
  for (auto _ : state) benchmark::DoNotOptimize(matched = by_hand(small(), 0, small().blocks));
  say(state, small(), small().blocks, matched);
}
BENCHMARK(in_cache_by_hand)->Name("in_cache/intrinsics");

void memory_native(benchmark::State& state, const Conditions& conditions) {
  const Table& table = large();
  const ColumnCode code = compile(table, conditions, Instructions::host);
  std::size_t matched = 0;
  for (auto _ : state) {
    matched =
        on_threads(static_cast<std::size_t>(state.range(0)), table.blocks, [&](std::size_t begin, std::size_t end) {
          return Counting(table, conditions, code, kMorselBlocks).count(begin, end);
        });
  }
  say(state, table, table.blocks, matched);
}

void memory_one(benchmark::State& state) {
  static const Conditions conditions = one();
  memory_native(state, conditions);
}
BENCHMARK(memory_one)->Name("memory/native")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void memory_by_hand(benchmark::State& state) {
  const Table& table = large();
  std::size_t matched = 0;
  for (auto _ : state) {
    matched = on_threads(static_cast<std::size_t>(state.range(0)), table.blocks,
                         [&](std::size_t begin, std::size_t end) { return by_hand(table, begin, end); });
  }
  say(state, table, table.blocks, matched);
}
BENCHMARK(memory_by_hand)->Name("memory/intrinsics")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void memory_scan(benchmark::State& state) {
  const Table& table = large();
  for (auto _ : state) {
    benchmark::DoNotOptimize(on_threads(static_cast<std::size_t>(state.range(0)), table.blocks,
                                        [&](std::size_t begin, std::size_t end) { return scan(table, begin, end); }));
  }
  say(state, table, table.blocks, 0);
}
BENCHMARK(memory_scan)->Name("memory/scan")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void memory_twenty(benchmark::State& state) {
  const Conditions conditions = many(20, static_cast<std::size_t>(state.range(1)), 1);
  memory_native(state, conditions);
}
BENCHMARK(memory_twenty)
    ->Name("memory/twenty")
    ->Args({1, 40})
    ->Args({1, 120})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

const Table& million() {
  static const Table table(1'000'000 / kBlockRows * kBlockRows);
  return table;
}

// Ten thousand conditions in one pass, without compiling them.
void nightly(benchmark::State& state) {
  static const Conditions conditions = many(10'000, 2'000, 2);
  static const ColumnCode code = compile(million(), conditions, Instructions::host);
  Counting counting(million(), conditions, code, 64);
  std::size_t matched = 0;
  for (auto _ : state) matched = counting.count(0, million().blocks);
  state.counters["matched"] = static_cast<double>(matched);
  state.counters["scratch"] = static_cast<double>(code.columns().scratch);
}
BENCHMARK(nightly)->Name("nightly/one_pass")->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);

// One in a hundred of them, each by itself.
void nightly_each(benchmark::State& state) {
  const Conditions conditions = many(10'000, 2'000, 2);
  std::vector<Conditions> each(100);
  std::vector<ColumnCode> codes;
  std::size_t at = 0;
  for (Conditions& one : each) {
    const masks::Node& root = conditions.program.nodes[conditions.program.roots[at]];
    at += 100;
    std::vector<NodeId> operands;
    for (const NodeId operand : conditions.program.operands_of(root)) {
      masks::Node node = conditions.program.nodes[operand];
      if (node.kind == Kind::table) {
        one.answers.push_back(conditions.answers[node.index]);
        node.index = static_cast<std::uint32_t>(one.answers.size() - 1);
      } else if (node.kind != Kind::truth) {
        one.bounds.push_back(conditions.bounds[node.index]);
        node.index = static_cast<std::uint32_t>(one.bounds.size() - 1);
      }
      operands.push_back(one.add(node));
    }
    one.program.roots.push_back(one.all(operands));
    codes.push_back(compile(million(), one, Instructions::host));
  }
  std::size_t matched = 0;
  for (auto _ : state) {
    for (std::size_t index = 0; index < each.size(); ++index) {
      matched += Counting(million(), each[index], codes[index], kMorselBlocks).count(0, million().blocks);
    }
  }
  benchmark::DoNotOptimize(matched);
}
BENCHMARK(nightly_each)->Name("nightly/one_by_one")->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);

void compiling(benchmark::State& state) {
  const Conditions conditions =
      many(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)), 2);
  for (auto _ : state) benchmark::DoNotOptimize(compile(million(), conditions, Instructions::host));
}
BENCHMARK(compiling)
    ->Args({1, 5})
    ->Args({20, 120})
    ->Args({1'000, 500})
    ->Args({10'000, 2'000})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wend::codegen
