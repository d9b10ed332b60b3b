// What native code costs and saves: compiling by effort and batch, and judging rows against the reference evaluator.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "compiler/codegen/compiler.hpp"
#include "runtime/eval/evaluate.hpp"
#include "tests/bench/bank_rows.hpp"

namespace wend::codegen {
namespace {

using bench::BankRows;
using bench::kBankRows;

const Compiler& compiler() {
  static const Result<Compiler> made = Compiler::create();
  if (!made) std::abort();
  return *made;
}

Code compile(const BankRows& bank, std::span<const Request> requests, Effort effort) {
  Result<Code> code = compiler().compile(bank.program(), requests, effort);
  if (!code) std::abort();
  return std::move(*code);
}

void compile_batch(benchmark::State& state, Effort effort) {
  BankRows bank;
  std::vector<Request> requests;
  for (std::int64_t limit = 0; limit < state.range(0); ++limit) {
    requests.push_back({.condition = bank.plain(limit), .tags = &bank.layout()});
  }
  for (auto _ : state) benchmark::DoNotOptimize(compile(bank, requests, effort).predicates().data());
  state.counters["each"] = benchmark::Counter(
      static_cast<double>(state.range(0)), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK_CAPTURE(compile_batch, quick, Effort::quick)->Arg(1)->Arg(64)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compile_batch, optimised, Effort::optimised)->Arg(1)->Arg(64)->Unit(benchmark::kMillisecond);

using Condition = ir::ExpressionId (BankRows::*)(std::int64_t);

void judge_native(benchmark::State& state, Condition condition, Effort effort) {
  BankRows bank;
  const Request request{.condition = (bank.*condition)(100'000), .tags = &bank.layout()};
  const Code code = compile(bank, std::span(&request, 1), effort);
  const layout::Predicate predicate = code.predicates()[0];
  layout::Frame frame;
  std::size_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (std::size_t row = 0; row < kBankRows; ++row) {
      frame.tags = bank.row(row);
      matched += predicate(&frame) == 1 ? 1 : 0;
    }
    benchmark::DoNotOptimize(matched);
  }
  state.counters["matched"] = static_cast<double>(matched);
  state.SetItemsProcessed(state.iterations() * std::int64_t{kBankRows});
}

void judge_reference(benchmark::State& state, Condition condition) {
  BankRows bank;
  const ir::ExpressionId tested = (bank.*condition)(100'000);
  eval::Inputs inputs;
  std::size_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (std::size_t row = 0; row < kBankRows; ++row) {
      inputs.tags = {&bank.layout(), bank.row(row)};
      matched += eval::holds(bank.program(), tested, inputs) ? 1 : 0;
    }
    benchmark::DoNotOptimize(matched);
  }
  state.counters["matched"] = static_cast<double>(matched);
  state.SetItemsProcessed(state.iterations() * std::int64_t{kBankRows});
}

BENCHMARK_CAPTURE(judge_native, plain_quick, &BankRows::plain, Effort::quick);
BENCHMARK_CAPTURE(judge_native, plain_optimised, &BankRows::plain, Effort::optimised);
BENCHMARK_CAPTURE(judge_reference, plain, &BankRows::plain);
BENCHMARK_CAPTURE(judge_native, mixed_quick, &BankRows::mixed, Effort::quick);
BENCHMARK_CAPTURE(judge_native, mixed_optimised, &BankRows::mixed, Effort::optimised);
BENCHMARK_CAPTURE(judge_reference, mixed, &BankRows::mixed);

}  // namespace
}  // namespace wend::codegen
