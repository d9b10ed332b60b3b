// Column predicates: beside intrinsics written by hand in cache, beside a scan of the same bytes from memory, and many
// segments in one pass beside one.
#include <benchmark/benchmark.h>

#include <bit>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "compiler/codegen/compiler.hpp"
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

// Made once: 1.5 GB. WEND_BENCH_ROWS makes fewer. In huge pages, for the scan as for the predicates: with small ones
// both wait for the processor to find the pages.
const CustomerColumns& customers() {
  static const CustomerColumns columns = [] {
    const char* rows = std::getenv("WEND_BENCH_ROWS");
    CustomerColumns made = make_customer_columns(rows == nullptr ? kCustomers : std::strtoull(rows, nullptr, 10));
    use_huge_pages(made);
    return made;
  }();
  return columns;
}

void label_rows(benchmark::State& state, std::size_t rows, std::uint64_t matched) {
  state.counters["rows"] = static_cast<double>(rows);
  state.counters["matched"] = static_cast<double>(matched);
  state.counters["ns_a_row"] = benchmark::Counter(
      static_cast<double>(rows) * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// Native code for the conditions, which counts what is true.
codegen::ColumnCode compile(const Result<codegen::Compiler>& compiler, const masks::MaskProgram& masks,
                            const layout::ColumnLayout& layout, codegen::Instructions instructions) {
  if (!compiler) std::abort();
  const layout::NativeColumnRequest request{.program = &masks, .layout = &layout, .knowns = false};
  Result<codegen::ColumnCode> code = compiler->compile(request, instructions);
  if (!code) std::abort();
  return std::move(*code);
}
codegen::ColumnCode compile(const masks::MaskProgram& masks, const layout::ColumnLayout& layout,
                            codegen::Instructions instructions = codegen::Instructions::host) {
  static const Result<codegen::Compiler> compiler = codegen::Compiler::create();
  return compile(compiler, masks, layout, instructions);
}

// A query on native code.
struct NativeQuery {
  explicit NativeQuery(columns::Query made) : query(std::move(made)), code(compile(query.masks(), query.layout())) {
    query.use(code.columns());
  }

  columns::Query query;
  codegen::ColumnCode code;
};

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

void in_cache_native(benchmark::State& state, codegen::Instructions instructions) {
  static const CustomerColumns columns = make_customer_columns(kInCache);
  static const CustomerProgram made = counted_condition();
  static const columns::ArrowTable table = customer_table(columns, kInCache);
  const layout::Chunk& chunk = table.chunks().front();
  const masks::MaskProgram masks = masks::make_masks(made.program, made.conditions, table.layout());
  columns::Binder binder(made.program, masks, table.layout(), kMoment);
  const columns::BoundChunk bound = binder.bind(chunk);
  const codegen::ColumnCode code = compile(masks, table.layout(), instructions);
  std::vector<std::byte> scratch(code.columns().scratch + layout::kColumnScratchAlignment);
  void* aligned = scratch.data();
  std::size_t room = scratch.size();
  std::align(layout::kColumnScratchAlignment, code.columns().scratch, aligned, room);
  std::vector<std::uint64_t> words(kInCache / layout::kBlockRows);
  std::uint64_t* const truths = words.data();
  const layout::ColumnFrame frame{.columns = chunk.columns.data(),
                                  .bounds = bound.bounds.data(),
                                  .tables = bound.tables.data(),
                                  .blocks = words.size(),
                                  .truths = &truths,
                                  .scratch = static_cast<std::byte*>(aligned)};
  std::uint64_t matched = 0;
  for (auto _ : state) {
    code.columns().predicate(&frame);
    matched = columns::kernels(columns::best_instructions()).masks->count(truths, words.size());
    benchmark::DoNotOptimize(matched);
  }
  label_rows(state, kInCache, matched);
}
BENCHMARK_CAPTURE(in_cache_native, host, codegen::Instructions::host)->Name("in_cache/native");
BENCHMARK_CAPTURE(in_cache_native, avx2, codegen::Instructions::avx2)->Name("in_cache/native_avx2");
BENCHMARK_CAPTURE(in_cache_native, baseline, codegen::Instructions::baseline)->Name("in_cache/native_baseline");

void compiling(benchmark::State& state, std::size_t count, std::size_t comparisons, std::size_t distinct) {
  static const CustomerColumns columns = make_customer_columns(layout::kBlockRows);
  static const columns::ArrowTable table = customer_table(columns, layout::kBlockRows);
  const CustomerProgram made = count == 1 ? counted_condition() : segments(count, comparisons, distinct);
  const masks::MaskProgram masks = masks::make_masks(made.program, made.conditions, table.layout());
  for (auto _ : state) {
    // A compiler hands out again what it has made, and code of one shape is made once.
    state.PauseTiming();
    const Result<codegen::Compiler> compiler = codegen::Compiler::create();
    state.ResumeTiming();
    const codegen::ColumnCode code = compile(compiler, masks, table.layout(), codegen::Instructions::host);
    benchmark::DoNotOptimize(code.columns().scratch);
  }
  state.counters["nodes"] = static_cast<double>(masks.nodes.size() + masks.operands.size());
}
BENCHMARK_CAPTURE(compiling, one, 1, 0, 0)->Name("compile/one_segment")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compiling, many, 20, 6, 120)->Name("compile/20_segments_of_120")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compiling, night, kNightSegments, 5, 2'000)
    ->Name("compile/10000_segments")
    ->Unit(benchmark::kMillisecond);

// --- from memory -----------------------------------------------------------------------------------------------------

// Reads every byte that the predicate reads.
void scan(benchmark::State& state, Scan way) {
  const CustomerColumns& columns = customers();
  const auto threads = static_cast<unsigned>(state.range(0));
  std::uint64_t matched = 0;
  for (auto _ : state) {
    std::uint64_t sum = scan_bytes(columns, threads, way);
    benchmark::DoNotOptimize(sum);
  }
  label_rows(state, columns.rows, matched);
}
BENCHMARK_CAPTURE(scan, pieces, Scan::pieces)
    ->Name("memory/scan/pieces")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan, tiles, Scan::tiles)
    ->Name("memory/scan/tiles")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan, ahead, Scan::ahead)
    ->Name("memory/scan/ahead")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

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

void count_in_memory_native(benchmark::State& state) {
  static const CustomerProgram made = counted_condition();
  static const columns::ArrowTable table = customer_table(customers(), customers().rows);
  static const NativeQuery native({made.program, made.conditions, table.layout()});
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = native.query.count(table.chunks(), kMoment, {.threads = static_cast<unsigned>(state.range(0))}).front();
  }
  label_rows(state, table.rows(), matched);
}
BENCHMARK(count_in_memory_native)
    ->Name("memory/native")
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

void pass_native(benchmark::State& state, std::size_t count, std::size_t comparisons, std::size_t distinct) {
  static const columns::ArrowTable table = customer_table(customers(), std::min(customers().rows, kPassRows));
  const CustomerProgram made = count == 1 ? counted_condition() : segments(count, comparisons, distinct);
  const NativeQuery native({made.program, made.conditions, table.layout()});
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (const std::uint64_t of_segment : native.query.count(table.chunks(), kMoment)) matched += of_segment;
  }
  label_rows(state, table.rows(), matched);
}
BENCHMARK_CAPTURE(pass_native, one, 1, 0, 0)
    ->Name("pass/native/one_segment")
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(pass_native, forty, 20, 5, 40)
    ->Name("pass/native/20_segments_of_40")
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(pass_native, many, 20, 6, 120)
    ->Name("pass/native/20_segments_of_120")
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

// Compiled beforehand: what compiling takes is compile/10000_segments.
void night_native_one_pass(benchmark::State& state) {
  static const NativeQuery native({night_segments().program, night_segments().conditions, night_table().layout()});
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (const std::uint64_t of_segment : native.query.count(night_table().chunks(), kMoment)) matched += of_segment;
  }
  label_rows(state, night_table().rows(), matched);
}
BENCHMARK(night_native_one_pass)->Name("night/native/one_pass")->UseRealTime()->Unit(benchmark::kMillisecond);

// Each in a pass of its own: a sample, times what it stands for.
columns::Query night_segment(std::size_t segment) {
  const std::size_t place = segment * (kNightSegments / kNightSample);
  return {night_segments().program, std::span(&night_segments().conditions[place], 1), night_table().layout()};
}

void night_native_one_by_one(benchmark::State& state) {
  static const std::vector<NativeQuery> queries = [] {
    std::vector<NativeQuery> made;
    for (std::size_t segment = 0; segment < kNightSample; ++segment) made.emplace_back(night_segment(segment));
    return made;
  }();
  std::uint64_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (const NativeQuery& native : queries) matched += native.query.count(night_table().chunks(), kMoment).front();
  }
  label_rows(state, night_table().rows(), matched);
}
BENCHMARK(night_native_one_by_one)->Name("night/native/one_by_one")->UseRealTime()->Unit(benchmark::kMillisecond);

void night_one_by_one(benchmark::State& state) {
  static const std::vector<columns::Query> queries = [] {
    std::vector<columns::Query> made;
    for (std::size_t segment = 0; segment < kNightSample; ++segment) made.push_back(night_segment(segment));
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
