// What native code costs and saves: compiling by effort and batch, and judging rows against the reference evaluator.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <random>
#include <string>

#include "compiler/codegen/compiler.hpp"
#include "compiler/ir/builder.hpp"
#include "runtime/eval/evaluate.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kNumber = type_of(TypeKind::number);
constexpr Type kDate = type_of(TypeKind::date);
constexpr Type kText = type_of(TypeKind::text);
constexpr Type kMoney = money_in(0);
constexpr Type kTier = enumeration(0);
constexpr std::size_t kRows = 4'096;

// Eight conditions on eight tags, each missing in one row of ten.
class Bank {
 public:
  Bank() {
    schema_->tags.resize(types_.size());
    program_.schema = schema_;
    std::mt19937_64 random(1);  // NOLINT(cert-msc51-cpp): the same rows every time
    for (std::size_t row = 0; row < kRows; ++row) append(random);
  }

  // Scalars and booleans alone.
  ir::ExpressionId plain(std::int64_t limit) {
    return make(Operation::conjunction,
                {make(Operation::less_equal, {money(limit), tag(0)}), make(Operation::less, {tag(1), money(900'000)}),
                 make(Operation::less, {build_.constant(kDate, std::int64_t{20'000}), tag(2)}),
                 make(Operation::member, {tag(3), build_.constant(set_of_enumeration(0), std::vector{1, 3, 4})}),
                 tag(4), make(Operation::not_equal, {tag(0), tag(1)}),
                 make(Operation::less, {tag(5), build_.constant(kNumber, std::int64_t{700'000})}),
                 make(Operation::negation, {tag(6)})});
  }

  // With a quotient and a text.
  ir::ExpressionId mixed(std::int64_t limit) {
    const ir::ExpressionId share = build_.make(Operation::divide, kNumber, {tag(0), tag(1)}, 1);
    const OwnedValue cities = std::vector<std::string>{"上海", "北京", "杭州", "深圳"};
    return make(Operation::conjunction,
                {plain(limit), make(Operation::less, {share, build_.constant(kNumber, std::int64_t{2'000'000})}),
                 make(Operation::member, {tag(7), build_.constant(set_of_text(), cities)})});
  }

  [[nodiscard]] const ir::Program& program() const { return program_; }
  [[nodiscard]] const layout::RowLayout& layout() const { return layout_; }
  [[nodiscard]] const std::byte* row(std::size_t position) const { return rows_[position].data(); }

 private:
  ir::ExpressionId tag(std::uint32_t index) { return build_.leaf(Operation::tag, types_[index], index); }
  ir::ExpressionId money(std::int64_t value) { return build_.constant(kMoney, value); }
  ir::ExpressionId make(Operation operation, std::initializer_list<ir::ExpressionId> operands) {
    return build_.make(operation, kBoolean, operands);
  }

  void append(std::mt19937_64& random) {
    const auto pick = [&](std::uint64_t most) { return static_cast<std::int64_t>(random() % most); };
    static constexpr std::array<std::string_view, 4> cities = {"上海", "北京", "南京", "天津"};
    std::vector<Value> values = {
        pick(1'000'000), pick(1'000'000), 19'000 + pick(2'000), pick(6),
        pick(2) == 0,    pick(1'000'000), pick(2) == 0,         cities[random() % cities.size()]};
    for (Value& value : values) {
      if (pick(10) == 0) value = Unknown{};
    }
    layout::append_row(layout_, values, rows_.emplace_back());
  }

  const std::vector<Type> types_ = {kMoney, kMoney, kDate, kTier, kBoolean, kNumber, kBoolean, kText};
  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout layout_ = layout::dense_layout(types_);
  std::vector<std::vector<std::byte>> rows_;
};

const Compiler& compiler() {
  static const Result<Compiler> made = Compiler::create();
  if (!made) std::abort();
  return *made;
}

Code compile(const Bank& bank, std::span<const Request> requests, Effort effort) {
  Result<Code> code = compiler().compile(bank.program(), requests, effort);
  if (!code) std::abort();
  return std::move(*code);
}

void compile_batch(benchmark::State& state, Effort effort) {
  Bank bank;
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

using Condition = ir::ExpressionId (Bank::*)(std::int64_t);

void judge_native(benchmark::State& state, Condition condition, Effort effort) {
  Bank bank;
  const Request request{.condition = (bank.*condition)(100'000), .tags = &bank.layout()};
  const Code code = compile(bank, std::span(&request, 1), effort);
  const layout::Predicate predicate = code.predicates()[0];
  layout::Frame frame;
  for (auto _ : state) {
    std::size_t matched = 0;
    for (std::size_t row = 0; row < kRows; ++row) {
      frame.tags = bank.row(row);
      matched += predicate(&frame) == 1 ? 1 : 0;
    }
    benchmark::DoNotOptimize(matched);
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kRows});
}

void judge_reference(benchmark::State& state, Condition condition) {
  Bank bank;
  const ir::ExpressionId tested = (bank.*condition)(100'000);
  eval::Inputs inputs;
  for (auto _ : state) {
    std::size_t matched = 0;
    for (std::size_t row = 0; row < kRows; ++row) {
      inputs.tags = {&bank.layout(), bank.row(row)};
      matched += eval::holds(bank.program(), tested, inputs) ? 1 : 0;
    }
    benchmark::DoNotOptimize(matched);
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kRows});
}

BENCHMARK_CAPTURE(judge_native, plain_quick, &Bank::plain, Effort::quick);
BENCHMARK_CAPTURE(judge_native, plain_optimised, &Bank::plain, Effort::optimised);
BENCHMARK_CAPTURE(judge_reference, plain, &Bank::plain);
BENCHMARK_CAPTURE(judge_native, mixed_quick, &Bank::mixed, Effort::quick);
BENCHMARK_CAPTURE(judge_native, mixed_optimised, &Bank::mixed, Effort::optimised);
BENCHMARK_CAPTURE(judge_reference, mixed, &Bank::mixed);

}  // namespace
}  // namespace wend::codegen
