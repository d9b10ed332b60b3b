// The program `wend`, without its `main`: tests call it with arguments and files of their own.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace wend::tools {

// `arguments` without the program's name. The exit status: 0 clean, 1 findings, 2 could not run.
[[nodiscard]] int run(const std::vector<std::string>& arguments, std::FILE* out, std::FILE* err);

}  // namespace wend::tools
