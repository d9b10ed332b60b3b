// What the tiers cost and save: the optimised evaluator beside native code and the reference, on the same rows.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "runtime/engine/native_library.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/flat/flat.hpp"
#include "tests/bench/bank_rows.hpp"

namespace wend::engine {
namespace {

using bench::BankRows;
using bench::kBankRows;
using Condition = ir::ExpressionId (BankRows::*)(std::int64_t);

const NativeLibrary& library() {
  static const Result<NativeLibrary> opened = NativeLibrary::open();
  if (!opened) std::abort();
  return *opened;
}

// Calls judge(row) for each row, and says how many matched.
template <typename Judge>
void judge_rows(benchmark::State& state, const BankRows& bank, const Judge& judge) {
  std::size_t matched = 0;
  for (auto _ : state) {
    matched = 0;
    for (std::size_t row = 0; row < kBankRows; ++row) matched += judge(bank.row(row)) == Truth::yes ? 1 : 0;
    benchmark::DoNotOptimize(matched);
  }
  state.counters["matched"] = static_cast<double>(matched);
  state.SetItemsProcessed(state.iterations() * std::int64_t{kBankRows});
}

void judge_flat(benchmark::State& state, Condition condition) {
  BankRows bank;
  const flat::Code code =
      flat::Code::compile(bank.program(), (bank.*condition)(bench::kLeastBalance), {.tags = &bank.layout()});
  eval::Inputs inputs;
  judge_rows(state, bank, [&](const std::byte* row) {
    inputs.tags = {&bank.layout(), row};
    return code.judge(inputs);
  });
}

void judge_reference(benchmark::State& state, Condition condition) {
  BankRows bank;
  const ir::ExpressionId tested = (bank.*condition)(bench::kLeastBalance);
  eval::Inputs inputs;
  judge_rows(state, bank, [&](const std::byte* row) {
    inputs.tags = {&bank.layout(), row};
    return eval::judge(bank.program(), tested, inputs);
  });
}

void judge_native(benchmark::State& state, Condition condition, layout::NativeEffort effort) {
  BankRows bank;
  const layout::NativeRequest request{.condition = (bank.*condition)(bench::kLeastBalance), .tags = &bank.layout()};
  const Result<NativeCode> code = library().compile(bank.program(), std::span(&request, 1), effort);
  if (!code) std::abort();
  const layout::Predicate predicate = code->predicates()[0];
  layout::Frame frame;
  judge_rows(state, bank, [&](const std::byte* row) {
    frame.tags = row;
    return static_cast<Truth>(predicate(&frame));
  });
}

BENCHMARK_CAPTURE(judge_native, plain_optimised, &BankRows::plain, layout::NativeEffort::optimised);
BENCHMARK_CAPTURE(judge_native, plain_quick, &BankRows::plain, layout::NativeEffort::quick);
BENCHMARK_CAPTURE(judge_flat, plain, &BankRows::plain);
BENCHMARK_CAPTURE(judge_reference, plain, &BankRows::plain);
BENCHMARK_CAPTURE(judge_native, mixed_optimised, &BankRows::mixed, layout::NativeEffort::optimised);
BENCHMARK_CAPTURE(judge_flat, mixed, &BankRows::mixed);
BENCHMARK_CAPTURE(judge_reference, mixed, &BankRows::mixed);

}  // namespace
}  // namespace wend::engine
