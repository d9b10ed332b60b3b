// Ten thousand rules as native code: what compiling all of them takes, and starting again with what was kept; how much
// memory and how many mappings they take, and whether any are left when a hundred thousand have come and gone.
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

#include "compiler/codegen/compiler.hpp"
#include "compiler/ir/builder.hpp"
#include "tests/bench/many_rules.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr std::size_t kBatch = 64;

using Rules = bench::ManyRules;

std::span<const Request> batch(const Rules& rules, std::size_t first) {
  return rules.requests().subspan(first, std::min(kBatch, rules.size() - first));
}

const Rules& ten_thousand() {
  static const Rules rules(10'000);
  return rules;
}

Compiler new_compiler(const layout::NativeOptions& options = {}) {
  Result<Compiler> made = Compiler::create(options);
  if (!made) std::abort();
  return std::move(*made);
}

std::vector<Code> compile(const Compiler& compiler, const Rules& rules, std::size_t count, Effort effort) {
  std::vector<Code> codes;
  for (std::size_t first = 0; first < count; first += kBatch) {
    Result<Code> code = compiler.compile(*rules.program(), batch(rules, first), effort);
    if (!code) std::abort();
    codes.push_back(std::move(*code));
  }
  return codes;
}

void show(benchmark::State& state, const Compiler& compiler) {
  const layout::NativeCounters counters = compiler.counters();
  state.counters["functions"] = static_cast<double>(counters.functions);
  state.counters["code_bytes"] = static_cast<double>(counters.live_code_bytes);
  state.counters["cache_loaded"] = static_cast<double>(counters.cache_loaded);
}

void compile_all(benchmark::State& state, Effort effort, std::size_t count) {
  const Rules& rules = ten_thousand();
  for (auto _ : state) {
    const Compiler compiler = new_compiler();
    const std::vector<Code> codes = compile(compiler, rules, count, effort);
    show(state, compiler);
  }
}
BENCHMARK_CAPTURE(compile_all, quick, Effort::quick, 10'000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compile_all, hot_tenth_optimised, Effort::optimised, 1'000)->Unit(benchmark::kMillisecond);

void start_from_cache(benchmark::State& state) {
  const Rules& rules = ten_thousand();
  std::string pattern = (std::filesystem::temp_directory_path() / "wend-bench-XXXXXX").string();
  const std::filesystem::path folder = mkdtemp(pattern.data());
  const std::string place = folder.string();
  compile(new_compiler({.cache = place.c_str()}), rules, rules.size(), Effort::quick);
  for (auto _ : state) {
    const Compiler compiler = new_compiler({.cache = place.c_str()});
    const std::vector<Code> codes = compile(compiler, rules, rules.size(), Effort::quick);
    if (compiler.counters().functions != 0) std::abort();
    show(state, compiler);
  }
  std::filesystem::remove_all(folder);
}
BENCHMARK(start_from_cache)->Unit(benchmark::kMillisecond);

struct Memory {
  double resident = 0;  // bytes
  double mappings = 0;
};

Memory memory() {
  malloc_trim(0);
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  std::ifstream maps("/proc/self/maps");
  std::size_t mappings = 0;
  for (std::string line; std::getline(maps, line);) ++mappings;
  return {static_cast<double>(pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE))), static_cast<double>(mappings)};
}

void live_rules(benchmark::State& state) {
  const Rules& rules = ten_thousand();
  // LLVM itself, its target and its tables, are there before.
  const Compiler compiler = new_compiler();
  compile(compiler, rules, kBatch, Effort::quick);
  for (auto _ : state) {
    const Memory before = memory();
    const std::vector<Code> quick = compile(compiler, rules, rules.size(), Effort::quick);
    const std::vector<Code> hot = compile(compiler, rules, 1'000, Effort::optimised);
    const Memory after = memory();
    state.counters["megabytes"] = (after.resident - before.resident) / (1 << 20U);
    state.counters["mappings"] = after.mappings - before.mappings;
    show(state, compiler);
  }
}
BENCHMARK(live_rules)->Iterations(1)->Unit(benchmark::kMillisecond);

// Ten times ten thousand, after once to warm up.
void come_and_go(benchmark::State& state) {
  const Rules& rules = ten_thousand();
  const Compiler compiler = new_compiler();
  compile(compiler, rules, rules.size(), Effort::quick);
  for (auto _ : state) {
    const Memory before = memory();
    for (int round = 0; round < 10; ++round) compile(compiler, rules, rules.size(), Effort::quick);
    const Memory after = memory();
    state.counters["megabytes"] = (after.resident - before.resident) / (1 << 20U);
    state.counters["mappings"] = after.mappings - before.mappings;
  }
}
BENCHMARK(come_and_go)->Iterations(1)->Unit(benchmark::kMillisecond);

// Leaves nothing of what the processor's caches held. Making a large table does so on its way, and code that is then
// generated by LLVM takes half as long again: so it is done before a short list's, too.
void empty_caches() {
  constexpr std::size_t kLine = 64;
  static std::vector<std::uint8_t> memory(std::size_t{128} << 20U);
  for (std::size_t at = 0; at < memory.size(); at += kLine) ++memory[at];
  benchmark::DoNotOptimize(memory.data());
}

// A list in a condition, with so many names.
void names_in_a_condition(benchmark::State& state) {
  std::vector<std::string> names;
  for (std::int64_t name = 0; name < state.range(0); ++name) names.push_back("customer " + std::to_string(name));
  std::ranges::sort(names);
  const auto schema = std::make_shared<schema::Schema>();
  schema->tags.resize(1);
  ir::Program program;
  program.schema = schema;
  ir::Builder build(program);
  const Type text = type_of(TypeKind::text);
  const layout::RowLayout layout = layout::dense_layout(std::span(&text, 1));
  const Request request{
      .condition = build.make(Operation::member, kBoolean,
                              {build.leaf(Operation::tag, text, 0), build.constant(set_of_text(), std::move(names))}),
      .tags = &layout};
  std::uint64_t generating = std::numeric_limits<std::uint64_t>::max();
  for (auto _ : state) {
    const Compiler compiler = new_compiler();
    state.PauseTiming();
    empty_caches();
    state.ResumeTiming();
    const Result<Code> code = compiler.compile(program, std::span(&request, 1), Effort::optimised);
    generating = std::min(generating, compiler.counters().generate_nanoseconds);
    state.counters["code_bytes"] = static_cast<double>(compiler.counters().live_code_bytes);
  }
  // The rest of the time is making the table of the names, which is data. The least of as many times for a short list
  // as for a long one: two milliseconds are soon disturbed, and never shortened.
  state.counters["generating_ms"] = static_cast<double>(generating) / 1e6;
}
BENCHMARK(names_in_a_condition)->Arg(2)->Arg(1'000'000)->Iterations(20)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wend::codegen
