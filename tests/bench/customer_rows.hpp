// 16,384 customers as a host's structs and as dense rows, each value missing in one row of ten, and a condition of
// eight parts that is judged on them: what bench_rows measures, beside what is written by hand (rows_by_hand.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <random>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/layout/dense.hpp"
#include "compiler/layout/row_layout.hpp"

namespace wend::bench {

inline constexpr std::size_t kCustomerRows = 16'384;
inline constexpr std::int64_t kNoBalance = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int32_t kNoDate = -1;

// A host's struct as banks have them: values missing by a bit, a byte, an optional's flag, or a value that stands for
// it.
struct HostCustomer {
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

// The same as layout::dense_layout puts it: known by bits in the order of the tags, as HostTag has it.
struct DenseCustomer {
  std::uint8_t known;
  std::int64_t aum;
  std::int64_t balance;
  std::int64_t score;
  std::int64_t credit;
  std::int32_t opened;
  std::int32_t tier;
  bool payroll;
  bool overdue;
};

enum HostTag : std::uint32_t { aum, balance, score, opened, credit, tier, payroll, overdue };

// What the condition asks: kLeastAum <= aum and balance < kMostBalance and kOpenedAfter < opened and tier in 1 … 4 and
// payroll and score < kMostScore and credit < kMostCredit and not overdue.
inline constexpr std::int64_t kLeastAum = 100'000;
inline constexpr std::int64_t kMostBalance = 900'000;
inline constexpr std::int64_t kMostScore = 700'000;
inline constexpr std::int32_t kOpenedAfter = 19'200;
inline constexpr std::int32_t kMostCredit = 900'000;
inline constexpr std::uint64_t kTiers = 1U << 1U | 1U << 2U | 1U << 3U | 1U << 4U;

// The rows are the same every time.
class CustomerRows {
 public:
  CustomerRows();
  CustomerRows(const CustomerRows&) = delete;
  CustomerRows& operator=(const CustomerRows&) = delete;

  ir::ExpressionId condition();

  [[nodiscard]] const ir::Program& program() const { return program_; }
  [[nodiscard]] const layout::RowLayout& host_layout() const { return host_layout_; }
  [[nodiscard]] const layout::RowLayout& dense_layout() const { return dense_layout_; }
  [[nodiscard]] const std::vector<HostCustomer>& host() const { return host_; }
  // One after the other, as the host's structs are.
  [[nodiscard]] const std::vector<DenseCustomer>& dense() const { return dense_; }

 private:
  void append_dense(std::size_t row);

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout host_layout_;
  layout::RowLayout dense_layout_;
  std::vector<HostCustomer> host_{kCustomerRows};
  std::vector<DenseCustomer> dense_{kCustomerRows};
};

}  // namespace wend::bench
