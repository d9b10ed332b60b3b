// The customers of customer_columns.hpp as an Arrow record batch, and conditions over them.
#pragma once

#include <memory>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "runtime/columns/arrow_table.hpp"
#include "tests/bench/customer_columns.hpp"

namespace wend::bench {

// aum integer (hundredths), tier text (a dictionary of five), birthday date, last_seen time, consent bool.
[[nodiscard]] std::shared_ptr<const schema::Schema> customer_schema();
// Reads the columns in place: they must outlive it. The first `rows` of them.
[[nodiscard]] columns::ArrowTable customer_table(const CustomerColumns& columns, std::size_t rows);

struct CustomerProgram {
  ir::Program program;
  std::vector<ir::ExpressionId> conditions;
};
// The condition that customer_columns.hpp counts.
[[nodiscard]] CustomerProgram counted_condition();
// Conjunctions of `comparisons` each, out of `distinct` comparisons over all five columns; the same every time.
[[nodiscard]] CustomerProgram segments(std::size_t count, std::size_t comparisons, std::size_t distinct);

}  // namespace wend::bench
