// Counting 70 million customers out of a column file, beside scans of the same values as they lie in Arrow arrays.
//
// The file is written once, in the system's folder for temporary files (TMPDIR), and takes less than 2 GB there until
// the program ends; WEND_BENCH_ROWS makes it smaller. It is in memory when it is counted, as the arrays are.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include "compiler/codegen/compiler.hpp"
#include "runtime/tables/table_query.hpp"
#include "runtime/tables/table_writer.hpp"
#include "tests/bench/customer_table.hpp"
#include "tests/bench/hand_written_columns.hpp"

namespace wend::bench {
namespace {

enum Tag : std::uint32_t { kAum, kTier, kBirthday, kSeen, kConsent, kTags };

const columns::Moment kMoment{.now = 1'772'445'600'000'000};

std::size_t rows_wanted() {
  const char* rows = std::getenv("WEND_BENCH_ROWS");
  return rows == nullptr ? kCustomers : std::strtoull(rows, nullptr, 10);
}

const CustomerColumns& arrays() {
  static const CustomerColumns columns = [] {
    CustomerColumns made = make_customer_columns(rows_wanted());
    use_huge_pages(made);  // which the file has not: the scan shall wait for nothing but memory
    return made;
  }();
  return columns;
}

bool bit(const std::vector<std::byte>& bitmap, std::size_t row) {
  return (bitmap[row / 8] >> (row % 8) & std::byte{1}) != std::byte{0};
}

template <typename Integer>
Value value_of(const CustomerColumn& column, std::size_t row) {
  if (!bit(column.known, row)) return Unknown{};
  Integer value;
  std::memcpy(&value, column.values.data() + row * sizeof value, sizeof value);
  return std::int64_t{value};
}

// The texts that customer_table.hpp has for the numbers.
Value tier_of(const CustomerColumn& column, std::size_t row) {
  constexpr std::string_view kTexts[] = {"tier0", "tier1", "tier2", "tier3", "tier4"};
  if (!bit(column.known, row)) return Unknown{};
  return kTexts[std::to_integer<std::size_t>(column.values[row])];
}

// Written once and removed in the end.
class File {
 public:
  File()
      : path_((std::filesystem::temp_directory_path() / ("wend-file-bench-" + std::to_string(::getpid()) + ".wcol"))
                  .string()) {
    const auto begin = std::chrono::steady_clock::now();
    auto writer = tables::TableWriter::create(path_, *customer_schema());
    const CustomerColumns& from = arrays();
    Value values[kTags];
    for (std::size_t row = 0; writer && row < from.rows; ++row) {
      values[kAum] = value_of<std::int64_t>(from.aum, row);
      values[kTier] = tier_of(from.tier, row);
      values[kBirthday] = value_of<std::int32_t>(from.birthday, row);
      values[kSeen] = value_of<std::int64_t>(from.last_seen, row);
      values[kConsent] = bit(from.consent.known, row) ? Value{bit(from.consent.values, row)} : Value{};
      // Ids are not counted: a letter each keeps the file small.
      if (!writer->add("c", values)) std::abort();
    }
    if (!writer || !writer->finish()) std::abort();
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
  ~File() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] double seconds() const { return seconds_; }

 private:
  std::string path_;
  double seconds_ = 0;
};

const File& file() {
  static const File file;
  return file;
}

std::shared_ptr<const tables::Table> open() {
  auto table =
      tables::Table::open(file().path(), *customer_schema(), {.tags = {kAum, kTier, kBirthday, kSeen, kConsent}});
  if (!table) std::abort();
  return *std::move(table);
}

// What the five columns take of the file.
double bytes_of_columns(const tables::Table& table) {
  std::uint64_t bytes = 0;
  for (std::size_t chunk = 0; chunk < table.chunks(); ++chunk) {
    for (const tables::OpenedColumn& column : table.columns()) {
      bytes += column.pieces[chunk].section.size + column.pieces[chunk].sketch.size;
    }
  }
  return static_cast<double>(bytes);
}

// Every byte of the arrays that the condition reads.
void scan(benchmark::State& state, Scan way) {
  const CustomerColumns& columns = arrays();
  (void)file();  // as much memory in use, as many pages mapped
  for (auto _ : state) {
    std::uint64_t sum = scan_bytes(columns, static_cast<unsigned>(state.range(0)), way);
    benchmark::DoNotOptimize(sum);
  }
  state.counters["rows"] = static_cast<double>(columns.rows);
}
void with_threads(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
}
BENCHMARK_CAPTURE(scan, pieces, Scan::pieces)->Name("scan/pieces")->Apply(with_threads);
BENCHMARK_CAPTURE(scan, tiles, Scan::tiles)->Name("scan/tiles")->Apply(with_threads);
BENCHMARK_CAPTURE(scan, ahead, Scan::ahead)->Name("scan/ahead")->Apply(with_threads);

// A query of its own for native code.
struct Asked {
  CustomerProgram asked;
  std::shared_ptr<const tables::Table> table = open();
  tables::TableQuery query{*table, asked.program, asked.conditions, kMoment};
  std::vector<codegen::ColumnCode> code;

  Asked(CustomerProgram conditions, bool native) : asked(std::move(conditions)) {
    if (!native) return;
    static const Result<codegen::Compiler> compiler = codegen::Compiler::create();
    const auto compile = [&](const layout::NativeColumnRequest& request) -> Result<layout::NativeColumns> {
      if (!compiler) return compiler.error();
      Result<codegen::ColumnCode> made = compiler->compile(request);
      if (!made) return made.error();
      return code.emplace_back(*std::move(made)).columns();
    };
    if (!query.use(compile)) std::abort();
  }
};

void count(benchmark::State& state, const Asked& asked) {
  const auto threads = static_cast<unsigned>(state.range(0));
  std::uint64_t matched = 0;
  for (auto _ : state) {
    const auto answer = asked.query.count(threads);
    if (!answer) std::abort();
    matched = answer->counts.front();
  }
  state.counters["rows"] = static_cast<double>(asked.table->rows());
  state.counters["matched"] = static_cast<double>(matched);
  state.counters["bytes_a_row"] = bytes_of_columns(*asked.table) / static_cast<double>(asked.table->rows());
}
void count_by_native(benchmark::State& state) {
  static const Asked asked(counted_condition(), true);
  count(state, asked);
}
void count_by_blocks(benchmark::State& state) {
  static const Asked asked(counted_condition(), false);
  count(state, asked);
}
// One comparison alone: no other settles what its sketch leaves open, one row in 255.
void count_one_comparison(benchmark::State& state) {
  static const Asked asked(segments(1, 1, 1), true);
  count(state, asked);
}
// So many comparisons that sketches leave more open than they settle.
void count_20_segments(benchmark::State& state) {
  static const Asked asked(segments(20, 5, 40), true);
  count(state, asked);
}
BENCHMARK(count_by_native)->Name("count/native")->Apply(with_threads);
BENCHMARK(count_by_blocks)->Name("count/blocks")->Apply(with_threads);
BENCHMARK(count_one_comparison)->Name("count/one_comparison")->Apply(with_threads);
BENCHMARK(count_20_segments)->Name("count/20_segments_of_40")->Apply(with_threads);

// Opened and counted for the first time: every piece is checked on the way.
void count_first(benchmark::State& state) {
  static const CustomerProgram counted = counted_condition();
  const auto threads = static_cast<unsigned>(state.range(0));
  (void)file();
  for (auto _ : state) {
    const auto table = open();
    const tables::TableQuery query(*table, counted.program, counted.conditions, kMoment);
    const auto answer = query.count(threads);
    if (!answer) std::abort();
    benchmark::DoNotOptimize(answer->counts.data());
  }
  state.counters["rows"] = static_cast<double>(arrays().rows);
}
BENCHMARK(count_first)->Name("count_first")->Apply(with_threads);

// Written once, before the first benchmark that needs it: this says how long that took.
void import(benchmark::State& state) {
  for (auto _ : state) state.SetIterationTime(file().seconds());
  state.counters["rows_a_second"] = static_cast<double>(arrays().rows) / file().seconds();
  state.counters["file_bytes"] = static_cast<double>(std::filesystem::file_size(file().path()));
}
BENCHMARK(import)->Name("import")->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wend::bench
