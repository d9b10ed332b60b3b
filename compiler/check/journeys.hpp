// Checks triggers, goals, journeys and policies, and puts them into the program.
//
// Called once, after derived tags and segments are checked. A definition that has a fault is marked so in the facts and
// left out of the program; the `index` of the others is their position in the program's vector.
#pragma once

#include "compiler/check/context.hpp"

namespace wend::check {

void check_journeys(Context& context);

}  // namespace wend::check
