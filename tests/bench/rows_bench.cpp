// Eight nullable conditions on one row: what native code takes beside C++ that a good engineer would write by hand.
//
// All are called through a pointer, with the address of a host's struct, over the same rows, which lie in the second
// level of the cache. Each pass takes them in another order: processors learn by heart which way a branch goes for some
// thousand rows that come again and again, and customers do not. What is computed is said by the name's first part:
//   truth   0 no, 1 yes, 2 unknown, as native predicates answer by default
//   holds   whether the condition is true, which is all that an audience asks
// Hand-written in several ways: without branches, by masks of bits or by & and |, and with branches that leave out what
// is decided.
#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <vector>

#include "compiler/codegen/compiler.hpp"
#include "compiler/ir/builder.hpp"
#include "runtime/flat/flat.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;
using layout::Field;
using layout::Missing;
using layout::Storage;

constexpr std::size_t kRows = 16'384;
constexpr std::int64_t kNoBalance = std::numeric_limits<std::int64_t>::min();
constexpr std::int32_t kNoDate = -1;

// A host's struct as banks have them: values missing by a bit, a byte, an optional's flag, or a value that stands for
// it.
struct Customer {
  std::int64_t aum;      // known by bit 0
  std::int64_t balance;  // kNoBalance
  std::int64_t score;    // known by score_known
  std::int32_t opened;   // kNoDate
  std::int32_t credit;   // known by bit 1
  std::int8_t tier;      // known by bit 2
  bool payroll;          // known by payroll_known
  bool overdue;          // known by bit 3
  std::uint8_t known;    // the bits
  std::uint8_t score_known;
  std::uint8_t payroll_known;
};

enum Tag : std::uint32_t { aum, balance, score, opened, credit, tier, payroll, overdue };

constexpr std::int64_t kLeastAum = 100'000;
constexpr std::int64_t kMostBalance = 900'000;
constexpr std::int64_t kMostScore = 700'000;
constexpr std::int32_t kOpenedAfter = 19'200;
constexpr std::int32_t kMostCredit = 900'000;
constexpr std::uint64_t kTiers = 1U << 1U | 1U << 2U | 1U << 3U | 1U << 4U;

// The rows, and the condition: each tag is missing in one row of ten.
class Bank {
 public:
  Bank() {
    schema_->tags.resize(8);
    program_.schema = schema_;
    std::mt19937_64 random(1);  // NOLINT(cert-msc51-cpp): the same rows every time
    for (Customer& row : rows_) fill(row, random);
  }

  ir::ExpressionId condition() {
    const auto make = [&](Operation operation, std::initializer_list<ir::ExpressionId> operands) {
      return build_.make(operation, kBoolean, operands);
    };
    const auto tag = [&](Tag index) { return build_.leaf(Operation::tag, types_[index], index); };
    const auto number = [&](Tag of, std::int64_t value) { return build_.constant(types_[of], value); };
    return make(
        Operation::conjunction,
        {make(Operation::less_equal, {number(aum, kLeastAum), tag(aum)}),
         make(Operation::less, {tag(balance), number(balance, kMostBalance)}),
         make(Operation::less, {number(opened, kOpenedAfter), tag(opened)}),
         make(Operation::member, {tag(tier), build_.constant(set_of_enumeration(0), std::vector{1, 2, 3, 4})}),
         tag(payroll), make(Operation::less, {tag(score), number(score, kMostScore)}),
         make(Operation::less, {tag(credit), number(credit, kMostCredit)}), make(Operation::negation, {tag(overdue)})});
  }

  [[nodiscard]] const ir::Program& program() const { return program_; }
  [[nodiscard]] const layout::RowLayout& host() const { return host_; }
  [[nodiscard]] const std::vector<Customer>& rows() const { return rows_; }
  [[nodiscard]] std::vector<Type> types() const { return {types_.begin(), types_.end()}; }

 private:
  static constexpr Type kBoolean = type_of(TypeKind::boolean);
  static constexpr std::array types_ = {
      money_in(0), money_in(0), type_of(TypeKind::number), type_of(TypeKind::date), money_in(0), enumeration(0),
      kBoolean,    kBoolean};

  static Field field(Tag of, Storage storage, std::size_t offset, Missing missing, std::size_t missing_offset,
                     std::uint8_t bit = 0, std::int64_t sentinel = 0) {
    return {.storage = storage,
            .missing = missing,
            .missing_bit = bit,
            .offset = static_cast<std::uint32_t>(offset),
            .missing_offset = static_cast<std::uint32_t>(missing_offset),
            .sentinel = sentinel,
            .type = types_[of]};
  }
  static Field by_bit(Tag of, Storage storage, std::size_t offset, std::uint8_t bit) {
    return field(of, storage, offset, Missing::known_bit, offsetof(Customer, known), bit);
  }

  static layout::RowLayout describe() {
    return {
        .fields = {by_bit(aum, Storage::integer64, offsetof(Customer, aum), 0),
                   field(balance, Storage::integer64, offsetof(Customer, balance), Missing::sentinel, 0, 0, kNoBalance),
                   field(score, Storage::integer64, offsetof(Customer, score), Missing::known_byte,
                         offsetof(Customer, score_known)),
                   field(opened, Storage::integer32, offsetof(Customer, opened), Missing::sentinel, 0, 0, kNoDate),
                   by_bit(credit, Storage::integer32, offsetof(Customer, credit), 1),
                   by_bit(tier, Storage::integer8, offsetof(Customer, tier), 2),
                   field(payroll, Storage::boolean8, offsetof(Customer, payroll), Missing::known_byte,
                         offsetof(Customer, payroll_known)),
                   by_bit(overdue, Storage::boolean8, offsetof(Customer, overdue), 3)},
        .fixed_size = sizeof(Customer)};
  }

  static void fill(Customer& row, std::mt19937_64& random) {
    const auto pick = [&](std::uint64_t most) { return static_cast<std::int64_t>(random() % most); };
    const auto known = [&] { return pick(10) != 0; };
    row = {.aum = pick(1'000'000),
           .balance = known() ? pick(1'000'000) : kNoBalance,
           .score = pick(1'000'000),
           .opened = known() ? static_cast<std::int32_t>(19'000 + pick(2'000)) : kNoDate,
           .credit = static_cast<std::int32_t>(pick(1'000'000)),
           .tier = static_cast<std::int8_t>(pick(6)),
           .payroll = pick(4) != 0,
           .overdue = pick(4) == 0,
           .known = 0,
           .score_known = known() ? std::uint8_t{1} : std::uint8_t{0},
           .payroll_known = known() ? std::uint8_t{1} : std::uint8_t{0}};
    for (unsigned bit = 0; bit < 4; ++bit) row.known |= static_cast<std::uint8_t>(known() ? 1U << bit : 0);
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout host_ = describe();
  std::vector<Customer> rows_{kRows};
};

// ---- by hand

bool is_one_of_tiers(std::int8_t tier) {
  return ((kTiers >> (static_cast<unsigned>(tier) & 63U)) & 1U) != 0;
}

// The bits of `known`, and what the other marks say, beside what the comparisons say.
unsigned known_of(const Customer& row) {
  const auto bit = [](bool value, unsigned position) { return static_cast<unsigned>(value) << position; };
  return (row.known & 15U) | bit(row.balance != kNoBalance, 4) | bit(row.score_known != 0, 5) |
         bit(row.opened != kNoDate, 6) | bit(row.payroll_known != 0, 7);
}

unsigned passed_of(const Customer& row) {
  const auto bit = [](bool value, unsigned position) { return static_cast<unsigned>(value) << position; };
  return bit(row.aum >= kLeastAum, 0) | bit(row.credit < kMostCredit, 1) | bit(is_one_of_tiers(row.tier), 2) |
         bit(!row.overdue, 3) | bit(row.balance < kMostBalance, 4) | bit(row.score < kMostScore, 5) |
         bit(row.opened > kOpenedAfter, 6) | bit(row.payroll, 7);
}

std::uint8_t truth_by_masks(const Customer* row) {
  const unsigned known = known_of(*row);
  const unsigned passed = passed_of(*row);
  const bool any_false = (known & ~passed & 255U) != 0;
  const bool all_known = known == 255U;
  return static_cast<std::uint8_t>(any_false ? 0 : 2 - static_cast<int>(all_known));
}

std::uint8_t holds_by_masks(const Customer* row) {
  return (known_of(*row) & passed_of(*row)) == 255U ? 1 : 0;
}

// One after the other, with & and |.
std::uint8_t holds_by_and(const Customer* row) {
  return static_cast<std::uint8_t>(
      static_cast<unsigned>((row->known & 15U) == 15U) & static_cast<unsigned>(row->score_known != 0) &
      static_cast<unsigned>(row->payroll_known != 0) & static_cast<unsigned>(row->balance != kNoBalance) &
      static_cast<unsigned>(row->opened != kNoDate) & static_cast<unsigned>(row->aum >= kLeastAum) &
      static_cast<unsigned>(row->balance < kMostBalance) & static_cast<unsigned>(row->opened > kOpenedAfter) &
      static_cast<unsigned>(is_one_of_tiers(row->tier)) & static_cast<unsigned>(row->payroll) &
      static_cast<unsigned>(row->score < kMostScore) & static_cast<unsigned>(row->credit < kMostCredit) &
      static_cast<unsigned>(!row->overdue));
}

std::uint8_t truth_by_and(const Customer* row) {
  unsigned refuted = 0;
  unsigned unknown = 0;
  const auto judge = [&](bool known, bool passed) {
    refuted |= static_cast<unsigned>(known) & static_cast<unsigned>(!passed);
    unknown |= static_cast<unsigned>(!known);
  };
  judge((row->known & 1U) != 0, row->aum >= kLeastAum);
  judge(row->balance != kNoBalance, row->balance < kMostBalance);
  judge(row->opened != kNoDate, row->opened > kOpenedAfter);
  judge((row->known & 4U) != 0, is_one_of_tiers(row->tier));
  judge(row->payroll_known != 0, row->payroll);
  judge(row->score_known != 0, row->score < kMostScore);
  judge((row->known & 2U) != 0, row->credit < kMostCredit);
  judge((row->known & 8U) != 0, !row->overdue);
  return static_cast<std::uint8_t>((1U + unknown) & (refuted - 1U));
}

// The known bits are asked together, and a value that stands for a missing one is not looked at where the comparison
// tells as much.
std::uint8_t truth_by_refutation(const Customer* row) {
  const auto bit = [](bool value, unsigned position) { return static_cast<unsigned>(value) << position; };
  const unsigned marks = row->known;
  unsigned refuted = marks & (bit(row->aum < kLeastAum, 0) | bit(row->credit >= kMostCredit, 1) |
                              bit(!is_one_of_tiers(row->tier), 2) | bit(row->overdue, 3));
  refuted |= static_cast<unsigned>(row->score_known != 0) & static_cast<unsigned>(row->score >= kMostScore);
  refuted |= static_cast<unsigned>(row->payroll_known != 0) & static_cast<unsigned>(!row->payroll);
  refuted |= static_cast<unsigned>(row->balance >= kMostBalance);
  refuted |= static_cast<unsigned>(row->opened != kNoDate) & static_cast<unsigned>(row->opened <= kOpenedAfter);
  const unsigned known = static_cast<unsigned>((marks & 15U) == 15U) & static_cast<unsigned>(row->score_known != 0) &
                         static_cast<unsigned>(row->payroll_known != 0) &
                         static_cast<unsigned>(row->balance != kNoBalance) &
                         static_cast<unsigned>(row->opened != kNoDate);
  return static_cast<std::uint8_t>(refuted != 0 ? 0 : 2 - known);
}

std::uint8_t holds_short_circuit(const Customer* row) {
  return (row->known & 1U) != 0 && row->aum >= kLeastAum && row->balance != kNoBalance && row->balance < kMostBalance &&
                 row->opened != kNoDate && row->opened > kOpenedAfter && (row->known & 4U) != 0 &&
                 is_one_of_tiers(row->tier) && row->payroll_known != 0 && row->payroll && row->score_known != 0 &&
                 row->score < kMostScore && (row->known & 2U) != 0 && row->credit < kMostCredit &&
                 (row->known & 8U) != 0 && !row->overdue
             ? 1
             : 0;
}

std::uint8_t truth_short_circuit(const Customer* row) {
  bool unknown = false;
  const auto refuted = [&](bool known, bool passed) {
    unknown = unknown || !known;
    return known && !passed;
  };
  if (refuted((row->known & 1U) != 0, row->aum >= kLeastAum)) return 0;
  if (refuted(row->balance != kNoBalance, row->balance < kMostBalance)) return 0;
  if (refuted(row->opened != kNoDate, row->opened > kOpenedAfter)) return 0;
  if (refuted((row->known & 4U) != 0, is_one_of_tiers(row->tier))) return 0;
  if (refuted(row->payroll_known != 0, row->payroll)) return 0;
  if (refuted(row->score_known != 0, row->score < kMostScore)) return 0;
  if (refuted((row->known & 2U) != 0, row->credit < kMostCredit)) return 0;
  if (refuted((row->known & 8U) != 0, !row->overdue)) return 0;
  return unknown ? 2 : 1;
}

// ---- the harness

using ByHand = std::uint8_t (*)(const Customer*);

// Visits each row once, in an order of its own for each pass.
template <typename Visit>
void visit_rows(std::uint64_t pass, const Visit& visit) {
  static_assert((kRows & (kRows - 1)) == 0);
  const std::uint64_t stride = (pass * 0x9E3779B97F4A7C15U >> 40U) | 1U;
  for (std::uint64_t step = 0; step < kRows; ++step) visit((pass + step * stride) & (kRows - 1));
}

void by_hand(benchmark::State& state, ByHand predicate) {
  const Bank bank;
  benchmark::DoNotOptimize(predicate);
  std::uint64_t pass = 0;
  for (auto _ : state) {
    std::size_t matched = 0;
    visit_rows(++pass, [&](std::size_t row) { matched += predicate(&bank.rows()[row]) == 1 ? 1 : 0; });
    benchmark::DoNotOptimize(matched);
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kRows});
}

const Compiler& compiler() {
  static const Result<Compiler> made = Compiler::create();
  if (!made) std::abort();
  return *made;
}

Code compile(const Bank& bank, const Request& request, Effort effort) {
  Result<Code> code = compiler().compile(bank.program(), std::span(&request, 1), effort);
  if (!code) std::abort();
  return std::move(*code);
}

// `row_at` gives the address of a row.
template <typename RowAt>
void judge_rows(benchmark::State& state, const layout::Predicate& predicate, const RowAt& row_at) {
  layout::Frame frame;
  std::uint64_t pass = 0;
  for (auto _ : state) {
    std::size_t matched = 0;
    visit_rows(++pass, [&](std::size_t row) {
      frame.tags = row_at(row);
      matched += predicate(&frame) == 1 ? 1 : 0;
    });
    benchmark::DoNotOptimize(matched);
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kRows});
}

void native(benchmark::State& state, Effort effort) {
  Bank bank;
  const Code code = compile(bank, {.condition = bank.condition(), .tags = &bank.host()}, effort);
  judge_rows(state, code.predicates()[0],
             [&](std::size_t row) { return reinterpret_cast<const std::byte*>(&bank.rows()[row]); });
}

// The same values as dense rows.
std::vector<std::vector<std::byte>> dense_rows(const Bank& bank, const layout::RowLayout& dense) {
  std::vector<std::vector<std::byte>> rows(kRows);
  for (std::size_t row = 0; row < kRows; ++row) {
    std::vector<Value> values;
    const layout::Row host{&bank.host(), reinterpret_cast<const std::byte*>(&bank.rows()[row])};
    for (std::uint32_t tag = 0; tag < 8; ++tag) values.push_back(layout::load(host, tag));
    layout::append_row(dense, values, rows[row]);
  }
  return rows;
}

void native_dense(benchmark::State& state, Effort effort) {
  Bank bank;
  const layout::RowLayout dense = layout::dense_layout(bank.types());
  const std::vector<std::vector<std::byte>> rows = dense_rows(bank, dense);
  const Code code = compile(bank, {.condition = bank.condition(), .tags = &dense}, effort);
  judge_rows(state, code.predicates()[0], [&](std::size_t row) { return rows[row].data(); });
}

// The optimised evaluator.
template <typename RowAt>
void evaluate_rows(benchmark::State& state, Bank& bank, const layout::RowLayout& layout, const RowAt& row_at) {
  const flat::Code code = flat::Code::compile(bank.program(), bank.condition(), {.tags = &layout});
  eval::Inputs inputs;
  inputs.tags.layout = &layout;
  std::uint64_t pass = 0;
  for (auto _ : state) {
    std::size_t matched = 0;
    visit_rows(++pass, [&](std::size_t row) {
      inputs.tags.data = row_at(row);
      matched += code.judge(inputs) == Truth::yes ? 1 : 0;
    });
    benchmark::DoNotOptimize(matched);
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kRows});
}

void evaluator(benchmark::State& state) {
  Bank bank;
  evaluate_rows(state, bank, bank.host(),
                [&](std::size_t row) { return reinterpret_cast<const std::byte*>(&bank.rows()[row]); });
}

void evaluator_dense(benchmark::State& state) {
  Bank bank;
  const layout::RowLayout dense = layout::dense_layout(bank.types());
  const std::vector<std::vector<std::byte>> rows = dense_rows(bank, dense);
  evaluate_rows(state, bank, dense, [&](std::size_t row) { return rows[row].data(); });
}

BENCHMARK(evaluator)->Name("evaluator/truth");
BENCHMARK(evaluator_dense)->Name("evaluator_dense/truth");
BENCHMARK_CAPTURE(native, truth_quick, Effort::quick);
BENCHMARK_CAPTURE(native, truth_optimised, Effort::optimised);
BENCHMARK_CAPTURE(native_dense, truth_quick, Effort::quick);
BENCHMARK_CAPTURE(native_dense, truth_optimised, Effort::optimised);
BENCHMARK_CAPTURE(by_hand, truth_by_masks, truth_by_masks);
BENCHMARK_CAPTURE(by_hand, truth_by_and, truth_by_and);
BENCHMARK_CAPTURE(by_hand, truth_by_refutation, truth_by_refutation);
BENCHMARK_CAPTURE(by_hand, truth_short_circuit, truth_short_circuit);
BENCHMARK_CAPTURE(by_hand, holds_by_masks, holds_by_masks);
BENCHMARK_CAPTURE(by_hand, holds_by_and, holds_by_and);
BENCHMARK_CAPTURE(by_hand, holds_short_circuit, holds_short_circuit);

}  // namespace
}  // namespace wend::codegen
