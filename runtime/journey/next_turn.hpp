// The next instant at which time alone may turn an instance's `exit when`.
#pragma once

#include "runtime/journey/memory.hpp"

namespace wend::journey {

// kNever where the condition does not move with time.
[[nodiscard]] Instant next_turn(const Plan& plan, Memory& memory, const Instance& instance);

}  // namespace wend::journey
