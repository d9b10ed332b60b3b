// A span of time in the units the author wrote: a duration is exact, a period keeps the local clock time.
#pragma once

#include "runtime/value/civil_time.hpp"
#include "runtime/value/value.hpp"

namespace wend::ir {

struct Span {
  Period period;
  Microseconds duration = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// Whether the first is at least as long as the second whenever they begin: in one unit as numbers, else where the least
// that one can last (months of 28 days, days of 23 hours) is no less than the most of the other.
[[nodiscard]] bool outlasts(const Span& one, const Span& other);

}  // namespace wend::ir
