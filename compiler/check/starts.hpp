// Journeys that start one another.
#pragma once

#include "compiler/check/context.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// Fills Context::is_started.
void find_started(Context& context);
// Whether some journey's step starts this one, so that it needs no `on`.
[[nodiscard]] bool is_started(const Context& context, DefinitionIndex journey);

// Once all journeys are checked: says where in the program those are that others start, and reports rings without a
// wait at the step that closes them.
void resolve_starts(Context& context);

}  // namespace wend::check
