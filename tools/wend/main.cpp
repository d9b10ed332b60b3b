#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "tools/wend/application.hpp"

int main(int argc, char** argv) {
  // A reader that has seen enough closes the pipe: that is a failed write like another, and no reason to be killed.
  std::signal(SIGPIPE, SIG_IGN);
  return wend::tools::run({argv + 1, argv + argc}, stdout, stderr);
}
