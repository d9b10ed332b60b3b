// Eight nullable conditions on one row: what native code takes beside C++ that a good engineer would write by hand.
//
// All are called through a pointer, with the address of a row, over the same rows, which lie in the second level of the
// cache. Each pass takes them in another order: processors learn by heart which way a branch goes for some thousand
// rows that come again and again, and customers do not. What is computed is said by the name's last part:
//   truth   0 no, 1 yes, 2 unknown, as native predicates answer by default
//   holds   whether the condition is true, which is all that an audience asks
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "compiler/codegen/compiler.hpp"
#include "runtime/flat/flat.hpp"
#include "tests/bench/customer_rows.hpp"
#include "tests/bench/rows_by_hand.hpp"
#include "tests/unit/eval/allocations.hpp"

namespace wend::codegen {
namespace {

using bench::CustomerRows;
using bench::DenseCustomer;
using bench::HostCustomer;
using bench::kCustomerRows;
using layout::NativeAnswer;

// Visits each row once, in an order of its own for each pass. Part of whoever calls it, so that all loops are alike.
template <typename Visit>
[[gnu::always_inline]] inline void visit_rows(std::uint64_t pass, const Visit& visit) {
  static_assert((kCustomerRows & (kCustomerRows - 1)) == 0);
  const std::uint64_t stride = (pass * 0x9E3779B97F4A7C15U >> 40U) | 1U;
  for (std::uint64_t step = 0; step < kCustomerRows; ++step) visit((pass + step * stride) & (kCustomerRows - 1));
}

template <typename Row>
const std::vector<Row>& rows_of(const CustomerRows& customers);
template <>
const std::vector<HostCustomer>& rows_of(const CustomerRows& customers) {
  return customers.host();
}
template <>
const std::vector<DenseCustomer>& rows_of(const CustomerRows& customers) {
  return customers.dense();
}
template <typename Row>
const layout::RowLayout& layout_of(const CustomerRows& customers);
template <>
const layout::RowLayout& layout_of<HostCustomer>(const CustomerRows& customers) {
  return customers.host_layout();
}
template <>
const layout::RowLayout& layout_of<DenseCustomer>(const CustomerRows& customers) {
  return customers.dense_layout();
}
template <typename Row>
const std::byte* address_of(const Row& row) {
  return reinterpret_cast<const std::byte*>(&row);
}

template <typename Row>
void measure(benchmark::State& state, std::uint8_t (*predicate)(const Row*)) {
  const CustomerRows customers;
  const Row* rows = rows_of<Row>(customers).data();
  benchmark::DoNotOptimize(predicate);
  std::uint64_t pass = 0;
  for (auto _ : state) {
    std::size_t matched = 0;
    visit_rows(++pass, [&](std::size_t row) { matched += predicate(&rows[row]) == 1 ? 1 : 0; });
    benchmark::DoNotOptimize(matched);
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kCustomerRows});
}

void by_hand(benchmark::State& state, std::uint8_t (*predicate)(const HostCustomer*)) {
  measure(state, predicate);
}

void by_hand_dense(benchmark::State& state, std::uint8_t (*predicate)(const DenseCustomer*)) {
  measure(state, predicate);
}

const Compiler& compiler() {
  static const Result<Compiler> made = Compiler::create();
  if (!made) std::abort();
  return *made;
}

Code compile(const CustomerRows& customers, const Request& request, Effort effort) {
  Result<Code> code = compiler().compile(customers.program(), std::span(&request, 1), effort);
  if (!code) std::abort();
  return std::move(*code);
}

template <typename Row>
std::size_t judge_all(const std::vector<Row>& all, const layout::Predicate predicate, std::uint64_t pass) {
  const Row* rows = all.data();
  layout::Frame frame;
  std::size_t matched = 0;
  visit_rows(pass, [&](std::size_t row) {
    frame.tags = address_of(rows[row]);
    matched += predicate(&frame) == 1 ? 1 : 0;
  });
  return matched;
}

template <typename Row>
void measure(benchmark::State& state, NativeAnswer answer, Effort effort) {
  CustomerRows customers;
  const Code code = compile(
      customers,
      {.condition = customers.condition(), .tags = &layout_of<Row>(customers), .events = {}, .answer = answer}, effort);
  std::uint64_t pass = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(judge_all(rows_of<Row>(customers), code.predicates()[0], ++pass));
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kCustomerRows});
}

void native(benchmark::State& state, NativeAnswer answer, Effort effort) {
  measure<HostCustomer>(state, answer, effort);
}

void native_dense(benchmark::State& state, NativeAnswer answer, Effort effort) {
  measure<DenseCustomer>(state, answer, effort);
}

template <typename Row>
std::size_t evaluate_all(const CustomerRows& customers, const flat::Code& code, std::uint64_t pass) {
  const Row* rows = rows_of<Row>(customers).data();
  eval::Inputs inputs;
  inputs.tags.layout = &layout_of<Row>(customers);
  std::size_t matched = 0;
  visit_rows(pass, [&](std::size_t row) {
    inputs.tags.data = address_of(rows[row]);
    matched += code.judge(inputs) == Truth::yes ? 1 : 0;
  });
  return matched;
}

// The optimised evaluator.
template <typename Row>
void evaluator(benchmark::State& state) {
  CustomerRows customers;
  const flat::Code code =
      flat::Code::compile(customers.program(), customers.condition(), {.tags = &layout_of<Row>(customers)});
  std::uint64_t pass = 0;
  for (auto _ : state) benchmark::DoNotOptimize(evaluate_all<Row>(customers, code, ++pass));
  state.SetItemsProcessed(state.iterations() * std::int64_t{kCustomerRows});
}

// ---- how often memory is asked for while a million rows are judged

constexpr std::uint64_t kMillionRows = (1'000'000 + kCustomerRows - 1) / kCustomerRows;  // in passes

template <typename Judge>
void count_allocations(benchmark::State& state, const Judge& judge) {
  for (auto _ : state) {
    const std::size_t before = eval::allocations();
    std::size_t matched = 0;
    for (std::uint64_t pass = 1; pass <= kMillionRows; ++pass) matched += judge(pass);
    state.counters["allocations"] = static_cast<double>(eval::allocations() - before);
    state.counters["matched"] = static_cast<double>(matched);
  }
}

void allocations_of_native(benchmark::State& state) {
  CustomerRows customers;
  const ir::ExpressionId condition = customers.condition();
  const Request host{.condition = condition, .tags = &customers.host_layout()};
  const Request dense{.condition = condition, .tags = &customers.dense_layout()};
  const Code of_host = compile(customers, host, Effort::optimised);
  const Code of_dense = compile(customers, dense, Effort::optimised);
  count_allocations(state, [&](std::uint64_t pass) {
    return judge_all(customers.host(), of_host.predicates()[0], pass) +
           judge_all(customers.dense(), of_dense.predicates()[0], pass);
  });
}

void allocations_of_evaluator(benchmark::State& state) {
  CustomerRows customers;
  const ir::ExpressionId condition = customers.condition();
  const auto code_for = [&](const layout::RowLayout& layout) {
    return flat::Code::compile(customers.program(), condition, {.tags = &layout});
  };
  const flat::Code of_host = code_for(customers.host_layout());
  const flat::Code of_dense = code_for(customers.dense_layout());
  count_allocations(state, [&](std::uint64_t pass) {
    return evaluate_all<HostCustomer>(customers, of_host, pass) +
           evaluate_all<DenseCustomer>(customers, of_dense, pass);
  });
}

BENCHMARK(allocations_of_native)->Iterations(1);
BENCHMARK(allocations_of_evaluator)->Iterations(1);

BENCHMARK(evaluator<HostCustomer>)->Name("evaluator/truth");
BENCHMARK(evaluator<DenseCustomer>)->Name("evaluator_dense/truth");

BENCHMARK_CAPTURE(native, truth_quick, NativeAnswer::truth, Effort::quick);
BENCHMARK_CAPTURE(native, truth_optimised, NativeAnswer::truth, Effort::optimised);
BENCHMARK_CAPTURE(native, holds_quick, NativeAnswer::holds, Effort::quick);
BENCHMARK_CAPTURE(native, holds_optimised, NativeAnswer::holds, Effort::optimised);
BENCHMARK_CAPTURE(native_dense, truth_quick, NativeAnswer::truth, Effort::quick);
BENCHMARK_CAPTURE(native_dense, truth_optimised, NativeAnswer::truth, Effort::optimised);
BENCHMARK_CAPTURE(native_dense, holds_quick, NativeAnswer::holds, Effort::quick);
BENCHMARK_CAPTURE(native_dense, holds_optimised, NativeAnswer::holds, Effort::optimised);
BENCHMARK_CAPTURE(by_hand, truth_by_masks, bench::truth_by_masks);
BENCHMARK_CAPTURE(by_hand, truth_by_and, bench::truth_by_and);
BENCHMARK_CAPTURE(by_hand, truth_by_refutation, bench::truth_by_refutation);
BENCHMARK_CAPTURE(by_hand, truth_short_circuit, bench::truth_short_circuit);
BENCHMARK_CAPTURE(by_hand, holds_by_masks, bench::holds_by_masks);
BENCHMARK_CAPTURE(by_hand, holds_by_and, bench::holds_by_and);
BENCHMARK_CAPTURE(by_hand, holds_short_circuit, bench::holds_short_circuit);
BENCHMARK_CAPTURE(by_hand_dense, truth_by_masks, bench::truth_by_masks);
BENCHMARK_CAPTURE(by_hand_dense, truth_by_and, bench::truth_by_and);
BENCHMARK_CAPTURE(by_hand_dense, truth_short_circuit, bench::truth_short_circuit);
BENCHMARK_CAPTURE(by_hand_dense, holds_by_masks, bench::holds_by_masks);
BENCHMARK_CAPTURE(by_hand_dense, holds_by_and, bench::holds_by_and);
BENCHMARK_CAPTURE(by_hand_dense, holds_short_circuit, bench::holds_short_circuit);

}  // namespace
}  // namespace wend::codegen
