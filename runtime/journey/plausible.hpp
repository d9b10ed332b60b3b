// Whether a memory opened from foreign bytes could have been left by a step: its indexes, orders and times.
#pragma once

#include "runtime/journey/memory.hpp"

namespace wend::journey {

[[nodiscard]] bool is_plausible(const Plan& plan, const Memory& memory);

}  // namespace wend::journey
