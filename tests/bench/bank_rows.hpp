// Eight conditions on eight tags of 4,096 customers, each tag missing in one row of ten: what row predicates are
// measured on, here and by the peers (export_peers_data writes the same rows for them).
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <random>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/layout/dense.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/value/value.hpp"

namespace wend::bench {

inline constexpr std::size_t kBankRows = 4'096;
inline constexpr std::int64_t kLeastBalance = 100'000;  // what the table's rows ask plain() with

// The rows are the same every time.
class BankRows {
 public:
  BankRows();
  BankRows(const BankRows&) = delete;
  BankRows& operator=(const BankRows&) = delete;

  // Eight conditions over scalars and booleans alone. With t0 … t7 for the tags:
  //   limit <= t0 and t1 < 900'000 and 20'000 < t2 and t3 in {1, 3, 4} and t4 and t0 != t1 and t5 < 700'000 and not t6
  ir::ExpressionId plain(std::int64_t limit);
  // The same, with a quotient and a text.
  ir::ExpressionId mixed(std::int64_t limit);

  [[nodiscard]] const ir::Program& program() const { return program_; }
  [[nodiscard]] const layout::RowLayout& layout() const { return layout_; }
  [[nodiscard]] const std::byte* row(std::size_t position) const { return rows_[position].data(); }
  // By tag; numbers, money and dates as the integers that the condition compares.
  [[nodiscard]] const std::vector<Value>& values(std::size_t position) const { return values_[position]; }

 private:
  ir::ExpressionId tag(std::uint32_t index);
  ir::ExpressionId money(std::int64_t value);
  ir::ExpressionId make(ir::Operation operation, std::initializer_list<ir::ExpressionId> operands);
  void append(std::mt19937_64& random);

  std::vector<Type> types_;
  std::shared_ptr<schema::Schema> schema_;
  ir::Program program_;
  ir::Builder build_;
  layout::RowLayout layout_;
  std::vector<std::vector<Value>> values_;
  std::vector<std::vector<std::byte>> rows_;
};

}  // namespace wend::bench
