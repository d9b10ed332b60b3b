// A span of time as an author wrote it.
#pragma once

#include "runtime/value/civil_time.hpp"
#include "runtime/value/value.hpp"

namespace wend::ir {

// To wait for, in the units of the text: a duration is exact, a period keeps the local clock time.
struct Span {
  Period period;
  Microseconds duration = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace wend::ir
