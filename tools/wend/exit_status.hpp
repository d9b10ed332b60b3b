// What a command says to whoever called it.
#pragma once

namespace wend::tools {

enum class ExitStatus : int {
  clean = 0,
  findings = 1,       // in what was asked about: diagnostics of sources
  could_not_run = 2,  // the command line, an unreadable file, a faulty schema or data
};

}  // namespace wend::tools
