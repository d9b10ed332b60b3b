// Patterns that take time, while they do: silences, sequences, schedules.
//
// A watch is kept for the customer, shared by all patterns of one definition; or by one instance, where the pattern
// speaks of the event that entered; or by the wait at which an instance rests, which counts from its own beginning.
#pragma once

#include <array>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/journey/block.hpp"

namespace wend::journey {

// The most runs of one sequence at a time; where one more begins, the oldest gives way.
inline constexpr std::size_t kMostRuns = 8;

// An event of a sequence, in the row that PlannedWatch::rows has for its place; without a row the place was `then no`.
struct RunEvent {
  Instant time = 0;
  const std::byte* row = nullptr;
};

// A sequence that has begun.
struct Run {
  Instant since = 0;     // when the part before the awaited one came about
  Instant due = kNever;  // to when the awaited part may come, or must not
  std::uint32_t stage = 0;
  std::array<RunEvent, ir::kMostStages> events{};
};

struct Watch {
  Instant since = 0;      // since when it is watched for; of a silence, when it began
  Instant due = kNever;   // of a silence, when it is long enough (kNever once it was); of a schedule, its next instant
  std::vector<Run> runs;  // as they began
};

}  // namespace wend::journey
