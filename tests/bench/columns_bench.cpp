// Column predicates: beside intrinsics written by hand in cache, beside a scan of the same bytes from memory, and many
// segments in one pass beside one.
#include <benchmark/benchmark.h>

#include <bit>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "runtime/columns/block_executor.hpp"
#include "runtime/columns/query.hpp"
#include "tests/bench/customer_table.hpp"
#include "tests/bench/hand_written_columns.hpp"

namespace wend::bench {
namespace {

constexpr std::size_t kInCache = 8'192;       // 178 kB
constexpr std::size_t kPassRows = 8'000'000;  // far beyond the caches
constexpr std::size_t kNightRows = 1'000'000;
constexpr std::size_t kNightSegments = 10'000;
constexpr std::size_t kNightSample = 200;  // of them, one by one

const columns::Moment kMoment{.now = 1'772'445'600'000'000};

// Made once: 1.5 GB. WEND_BENCH_ROWS makes fewer.
const CustomerColumns& customers() {
  static const CustomerColumns columns = [] {
    const char* rows = std::getenv("WEND_BENCH_ROWS");
    return make_customer_columns(rows == nullptr ? kCustomers : std::strtoull(rows, nullptr, 10));
  }();
  return columns;
}

void label_rows(benchmark::State& state, std::size_t rows, std::uint64_t matched) {
  state.counters["rows"] = static_cast<double>(rows);
  state.counters["matched"] = static_cast<double>(matched);
  state.counters["ns_a_row"] = benchmark::Counter(
      static_cast<double>(rows) * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// --- in cache --------------------------------------------------------------------------------------------------------

void in_cache_hand_written(benchmark::State& state) {
  if (!can_run_hand_written()) return state.SkipWithError("needs AVX-512");
  static const CustomerColumns columns = make_customer_columns(kInCache);
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = count_by_hand(columns, kInCache);
    benchmark::DoNotOptimize(matched);
  }
  label_rows(state, kInCache, matched);
}
BENCHMARK(in_cache_hand_written)->Name("in_cache/hand_written");

void in_cache_kernels(benchmark::State& state, columns::Instructions instructions) {
  static const CustomerColumns columns = make_customer_columns(kInCache);
  static const CustomerProgram made = counted_condition();
  static const columns::ArrowTable table = customer_table(columns, kInCache);
  const layout::Chunk& chunk = table.chunks().front();
  const masks::MaskProgram masks = masks::make_masks(made.program, made.conditions, table.layout());
  columns::Binder binder(made.program, masks, table.layout(), kMoment);
  const columns::BoundChunk bound = binder.bind(chunk);
  const columns::Plan plan = columns::make_plan(masks, false);
  columns::BlockExecutor executor(masks, table.layout(), plan, columns::kernels(instructions));
  std::vector<layout::ColumnData> from(chunk.columns.size());
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (std::size_t block = 0; block < kInCache / layout::kBlockRows; block += executor.most_blocks()) {
      for (const std::uint32_t tag : plan.tags) {
        from[tag] = layout::advance(table.layout().columns[tag], chunk.columns[tag], block * layout::kBlockRows);
      }
      const layout::ColumnFrame frame{.columns = from.data(),
                                      .bounds = bound.bounds.data(),
                                      .tables = bound.tables.data(),
                                      .blocks = executor.most_blocks()};
      executor.run(frame, [&](std::size_t, const std::uint64_t* truths, const std::uint64_t*) {
        matched += columns::kernels(instructions).masks->count(truths, frame.blocks);
      });
    }
    benchmark::DoNotOptimize(matched);
  }
  label_rows(state, kInCache, matched);
}
BENCHMARK_CAPTURE(in_cache_kernels, best, columns::best_instructions())->Name("in_cache/kernels");
BENCHMARK_CAPTURE(in_cache_kernels, avx2, columns::Instructions::avx2)->Name("in_cache/kernels_avx2");
BENCHMARK_CAPTURE(in_cache_kernels, plain, columns::Instructions::plain)->Name("in_cache/kernels_plain");

// --- from memory -----------------------------------------------------------------------------------------------------

// Reads every byte that the predicate reads.
void scan(benchmark::State& state) {
  const CustomerColumns& columns = customers();
  const auto threads = static_cast<unsigned>(state.range(0));
  std::uint64_t matched = 0;
  for (auto _ : state) {
    std::uint64_t sum = scan_bytes(columns, threads);
    benchmark::DoNotOptimize(sum);
  }
  label_rows(state, columns.rows, matched);
}
BENCHMARK(scan)->Name("memory/scan")->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void count_in_memory(benchmark::State& state) {
  static const CustomerProgram made = counted_condition();
  static const columns::ArrowTable table = customer_table(customers(), customers().rows);
  static const columns::Query query(made.program, made.conditions, table.layout());
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = query.count(table.chunks(), kMoment, {.threads = static_cast<unsigned>(state.range(0))}).front();
  }
  label_rows(state, table.rows(), matched);
}
BENCHMARK(count_in_memory)
    ->Name("memory/kernels")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// --- many segments ---------------------------------------------------------------------------------------------------

void pass(benchmark::State& state, std::size_t count, std::size_t comparisons, std::size_t distinct) {
  static const columns::ArrowTable table = customer_table(customers(), std::min(customers().rows, kPassRows));
  const CustomerProgram made = count == 1 ? counted_condition() : segments(count, comparisons, distinct);
  const columns::Query query(made.program, made.conditions, table.layout());
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (const std::uint64_t of_segment : query.count(table.chunks(), kMoment)) matched += of_segment;
  }
  label_rows(state, table.rows(), matched);
  state.counters["comparisons"] = static_cast<double>(query.masks().limits.size() + query.masks().tables.size());
}
BENCHMARK_CAPTURE(pass, one, 1, 0, 0)->Name("pass/one_segment")->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(pass, forty, 20, 5, 40)->Name("pass/20_segments_of_40")->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(pass, many, 20, 6, 120)
    ->Name("pass/20_segments_of_120")
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

const columns::ArrowTable& night_table() {
  static const columns::ArrowTable table = customer_table(customers(), std::min(customers().rows, kNightRows));
  return table;
}
const CustomerProgram& night_segments() {
  static const CustomerProgram made = segments(kNightSegments, 5, 2'000);
  return made;
}

void night_one_pass(benchmark::State& state) {
  static const columns::Query query(night_segments().program, night_segments().conditions, night_table().layout());
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (const std::uint64_t of_segment : query.count(night_table().chunks(), kMoment)) matched += of_segment;
  }
  label_rows(state, night_table().rows(), matched);
}
BENCHMARK(night_one_pass)->Name("night/one_pass")->UseRealTime()->Unit(benchmark::kMillisecond);

// Each in a pass of its own: a sample, times what it stands for.
void night_one_by_one(benchmark::State& state) {
  static const std::vector<columns::Query> queries = [] {
    std::vector<columns::Query> made;
    for (std::size_t segment = 0; segment < kNightSample; ++segment) {
      const std::size_t place = segment * (kNightSegments / kNightSample);
      made.emplace_back(night_segments().program, std::span(&night_segments().conditions[place], 1),
                        night_table().layout());
    }
    return made;
  }();
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (const columns::Query& query : queries) matched += query.count(night_table().chunks(), kMoment).front();
  }
  label_rows(state, night_table().rows(), matched);
}
BENCHMARK(night_one_by_one)->Name("night/one_by_one")->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wend::bench
