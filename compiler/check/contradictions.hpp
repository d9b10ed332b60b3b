// Policies, journeys and the schema each right by itself that together let nothing through, or what must not be.
#pragma once

#include "compiler/check/context.hpp"

namespace wend::check {

// After all declarations were checked.
void check_contradictions(Context& context);

}  // namespace wend::check
