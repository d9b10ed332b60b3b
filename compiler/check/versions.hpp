// Checks versions of journeys: which is in force, and where `migrate from` takes the instances of the others.
#pragma once

#include "compiler/check/context.hpp"

namespace wend::check {

// After all journeys: marks those that a newer version supersedes, and puts the migrations into the program. An older
// version is looked for in the program itself, then in Context::against; where it is in neither, what the map takes
// instances from cannot be checked here, and the engine that has it does so when the program is published.
void check_versions(Context& context);

}  // namespace wend::check
