// Quiet hours: when nobody is contacted, by the customer's local clock.
#pragma once

#include <optional>

#include "compiler/ir/policy.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::journey {

// When the quiet hours end in which `now` lies; nothing where it lies in none. They begin at their first time of day,
// which is quiet, and end at the second, which is not: of the next day where that is not the later one. A time that the
// clock skips is the next valid one, a repeated one the first.
[[nodiscard]] std::optional<Instant> end_of_quiet(const ir::QuietHours& hours, Instant now, const Zone& zone);

}  // namespace wend::journey
