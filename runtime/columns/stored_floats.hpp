// Limits of quantised values as limits of the floats that they were quantised from: rounding is monotone, so there is a
// first float that still rounds to the limit.
#pragma once

#include "runtime/columns/bound.hpp"

namespace wend::columns {

// The first float of the storage that is quantised to `low` or more, and the last to `high` or less, as the bits of
// doubles.
[[nodiscard]] FloatRange stored_floats(layout::ColumnStorage storage, TypeKind type, std::int64_t low,
                                       std::int64_t high);
// Whether no float is between.
[[nodiscard]] bool is_empty(const FloatRange& range);

}  // namespace wend::columns
