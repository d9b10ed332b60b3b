// A customer's remembered events of one type, while a step works on them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "runtime/eval/evaluate.hpp"
#include "runtime/history/need.hpp"

namespace wend::history {

// Before all time: nothing was ever left out of the log.
inline constexpr Instant kComplete = std::numeric_limits<Instant>::min();

// Events by time, those of one instant in the order of arrival. Rows are borrowed.
struct Log {
  schema::EventIndex event = 0;
  Instant complete_since = kComplete;
  std::vector<eval::Event> events;
};

// Puts the event in its place, after all that are not later.
void insert(Log& log, const eval::Event& event);

// Forgets what no window reaches from `now` on, and what is more than `most` events; complete_since moves past the
// latest event forgotten, so that a window reaching it is unknown, never wrong.
void trim(Log& log, const Need& need, std::uint32_t most, Instant now);

// The log as the evaluator takes it; borrows from it.
[[nodiscard]] eval::EventLog view(const Log& log);

}  // namespace wend::history
