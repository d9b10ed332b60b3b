// What a program costs: the work of judging, and the bytes that it makes Wend keep for a customer, at most.
//
// Bytes are those of the fixed parts; texts and sets lie behind them and are as long as they are. History is kept once
// for all that look back at it, so the parts add up to more than the whole.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/journey/plan.hpp"

namespace wend::tools {

// Of a trigger or a journey.
struct Cost {
  std::string name;
  bool is_journey = false;
  std::uint64_t operations = 0;       // of all its conditions and arguments, each once
  std::vector<std::string> looks_at;  // events of which it looks at those remembered
  std::uint64_t bytes = 0;            // of that history, and of a journey's own place
};

struct ProgramCost {
  std::vector<Cost> parts;   // triggers, then journeys, in the program's order
  std::uint64_t bytes = 0;   // of a customer's whole state
  std::uint64_t events = 0;  // remembered of each type
};

// Of the plan's current program.
[[nodiscard]] ProgramCost cost_of(const journey::Plan& plan);

}  // namespace wend::tools
