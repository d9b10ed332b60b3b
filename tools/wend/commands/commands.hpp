// One function for each command, which declares it as a subcommand of the program.
#pragma once

#include "tools/wend/command.hpp"

namespace wend::tools {

#define WEND_COMMAND(name) void add_##name(CLI::App& program, Call& call);
#include "tools/wend/commands/commands.def"
#undef WEND_COMMAND

}  // namespace wend::tools
