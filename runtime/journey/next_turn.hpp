// The next instant at which time alone may turn an instance's `exit when`.
#pragma once

#include "runtime/journey/session.hpp"

namespace wend::journey {

// kNever where the condition does not move with time.
[[nodiscard]] Instant next_turn(Session& session, const Instance& instance);

}  // namespace wend::journey
