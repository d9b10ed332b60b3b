// Imported triggers that nothing of the project uses.
//
// A module of the library offers triggers for many needs, and a project takes those that it has. The others would be
// watched for every customer all the same, a daily schedule of theirs on every day: a run that only counts leaves them
// out. A trigger that the project itself declares stays, used or not: somebody wants to see it counted.
#pragma once

#include "compiler/check/check.hpp"

namespace wend::tools {

// Effects are the same without them: what is left out is named by no pattern, journey, goal or test.
void leave_out_unused_triggers(check::CheckedProgram& checked);

}  // namespace wend::tools
