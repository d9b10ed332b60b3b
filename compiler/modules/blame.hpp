// Moves what was said about a place in an instance to where its cause was written: the argument that the place speaks
// of; else, in a module of the project, the place itself; else the import.
//
//     E0203 in stdlib/sop/follow_up.wend:12, `purchase.channel`
//       →  E0203 at `purchase: deposit` in offers.wend, with a note on the place in the module
//
// Of several errors that end up in one place the first stays: one mistake, one message.
#pragma once

#include <span>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/modules/instance.hpp"

namespace wend::modules {

void blame(std::span<const Instance> instances, diagnostics::Sink& sink);

}  // namespace wend::modules
