// From fields and comparisons to tests.
#pragma once

#include <optional>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/flat/tests.hpp"

namespace wend::flat {

// Where the field's scalar or boolean lies, as far as tests and loads read it: an integer of the row's fixed part that
// is not multiplied in a way that may overflow. `factor` and a sentinel are the caller's business.
[[nodiscard]] std::optional<Place> place_of(const layout::RowLayout& layout, const layout::Field& field);

// Whether a field is known, as a test of its mark; nothing where that is not all that decides.
[[nodiscard]] std::optional<Test> test_known(const layout::RowLayout& layout, const layout::Field& field);

// Values from low to high, both included; low above high: none.
struct Bounds {
  std::int64_t low = 0;
  std::int64_t high = 0;
};
// `operation` is less, less_equal or equal; the field stands left of the limit, or right of it.
[[nodiscard]] Bounds bounds_of(ir::Operation operation, std::int64_t limit, bool field_is_left);

// Whether the field's scalar lies within the bounds, or in the set; nothing where that cannot be had as a test.
[[nodiscard]] std::optional<Test> test_interval(const layout::RowLayout& layout, const layout::Field& field,
                                                const Bounds& bounds);
[[nodiscard]] std::optional<Test> test_member(const layout::RowLayout& layout, const layout::Field& field,
                                              Ordinals set);
// Whether the field is true.
[[nodiscard]] std::optional<Test> test_boolean(const layout::RowLayout& layout, const layout::Field& field);

}  // namespace wend::flat
