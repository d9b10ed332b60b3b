// What the tiers cost and save: the optimised evaluator beside native code and the reference, on the same rows; ten
// thousand rules from the first answer to native code; and what is left when a hundred thousand have come and gone.
#include <benchmark/benchmark.h>

#include <malloc.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "runtime/engine/native_library.hpp"
#include "runtime/engine/tiers.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/flat/flat.hpp"
#include "tests/bench/bank_rows.hpp"
#include "tests/bench/many_rules.hpp"

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

// ---- ten thousand rules

using bench::ManyRules;
using Rules = std::vector<std::shared_ptr<Rule>>;

const ManyRules& ten_thousand() {
  static const ManyRules rules(10'000);
  return rules;
}

// A customer with all tags.
class Customer {
 public:
  explicit Customer(const ManyRules& rules) {
    std::vector<Value> values;
    for (const layout::Field& field : rules.layout()->fields) {
      values.push_back(field.type.kind == TypeKind::boolean ? Value(true) : Value(std::int64_t{500'000}));
    }
    layout::append_row(*rules.layout(), values, row_);
    inputs_.tags = {rules.layout().get(), row_.data()};
  }
  [[nodiscard]] const eval::Inputs& inputs() const { return inputs_; }

 private:
  std::vector<std::byte> row_;
  eval::Inputs inputs_;
};

Rules add_all(Tiers& tiers, const ManyRules& rules) {
  Rules added;
  added.reserve(rules.size());
  for (const layout::NativeRequest& request : rules.requests()) {
    added.push_back(tiers.add(rules.program(), request, rules.layout()));
  }
  return added;
}

void load_to_first_answer(benchmark::State& state) {
  const ManyRules& rules = ten_thousand();
  const Customer customer(rules);
  const auto tiers = Tiers::make({.background = false});
  for (auto _ : state) {
    const Rules added = add_all(*tiers, rules);
    std::size_t matched = 0;
    for (const std::shared_ptr<Rule>& rule : added) {
      matched += rule->judge(customer.inputs()) == Truth::yes ? 1 : 0;
    }
    benchmark::DoNotOptimize(matched);
  }
}
BENCHMARK(load_to_first_answer)->Unit(benchmark::kMillisecond);

// One thread compiles, as the one in the background does: `quick` of all, or besides it `optimised` of the hot tenth.
void all_native(benchmark::State& state, bool hot_tenth) {
  const ManyRules& rules = ten_thousand();
  const Customer customer(rules);
  for (auto _ : state) {
    state.PauseTiming();
    const auto tiers = Tiers::make({.background = false, .hot = 1, .very_hot = 2});
    const Rules added = add_all(*tiers, rules);
    for (const std::shared_ptr<Rule>& rule : added) benchmark::DoNotOptimize(rule->judge(customer.inputs()));
    if (hot_tenth) tiers->compile_all();
    for (std::size_t rule = 0; hot_tenth && rule < added.size() / 10; ++rule) {
      benchmark::DoNotOptimize(added[rule]->judge(customer.inputs()));
    }
    state.ResumeTiming();
    tiers->compile_all();
    state.PauseTiming();
    const TierStatistics statistics = tiers->statistics();
    state.counters["quick"] = static_cast<double>(statistics.compiled_quick);
    state.counters["optimised"] = static_cast<double>(statistics.compiled_optimised);
    state.counters["code_bytes"] = static_cast<double>(statistics.code_bytes);
    state.ResumeTiming();
  }
}
BENCHMARK_CAPTURE(all_native, quick, false)->Iterations(1)->Repetitions(3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(all_native, hot_tenth, true)->Iterations(1)->Repetitions(3)->Unit(benchmark::kMillisecond);

double resident_bytes() {
  malloc_trim(0);
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  return static_cast<double>(pages) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// Ten times ten thousand, after twice to warm up; all compiled quickly while they are there.
void come_and_go(benchmark::State& state) {
  const ManyRules& rules = ten_thousand();
  const Customer customer(rules);
  const auto tiers = Tiers::make({.background = false, .hot = 1});
  const auto come_and_go_once = [&] {
    const Rules added = add_all(*tiers, rules);
    for (const std::shared_ptr<Rule>& rule : added) benchmark::DoNotOptimize(rule->judge(customer.inputs()));
    tiers->compile_all();
  };
  for (int round = 0; round < 2; ++round) come_and_go_once();
  for (auto _ : state) {
    const double before = resident_bytes();
    for (int round = 0; round < 10; ++round) come_and_go_once();
    state.counters["megabytes"] = (resident_bytes() - before) / (1 << 20U);
    state.counters["code_bytes"] = static_cast<double>(tiers->statistics().code_bytes);
  }
}
BENCHMARK(come_and_go)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wend::engine
