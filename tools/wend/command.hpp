// What a command of `wend` is: it declares its options and, where it was called, leaves behind what is to be done.
//
// To add one: write `commands/NAME.cpp` with `void add_NAME(CLI::App&, Call&)`, and name it in commands/commands.def.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "tools/wend/console.hpp"
#include "tools/wend/exit_status.hpp"

namespace wend::tools {

// What the command line asked for; run after all of it has been read.
struct Call {
  std::function<ExitStatus(Console&)> run;
};

}  // namespace wend::tools
