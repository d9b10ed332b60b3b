// What was so just before an occurrence, for patterns that ask whether something changes.
#pragma once

#include <vector>

#include "runtime/eval/evaluate.hpp"

namespace wend::journey {

// The customer's tags, and the history without the event that is being handled. Everything is judged at the same clock
// as what came after, so a change that time alone makes is none.
struct Before {
  const std::byte* tags = nullptr;  // in Plan::tags()
  // Of the event being handled: its type's events without it. Empty where no event came.
  std::vector<eval::Event> without;
  std::vector<eval::EventLog> history;  // by event index; empty: as it is now
};

}  // namespace wend::journey
