// left_out.txt: which cases an executor does not run, or not alone, and why. What comes is compared with it, so that no
// case is left out in silence.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "tests/conformance/runner/run.hpp"

namespace wend::conformance {

// Empty where there is no such file.
[[nodiscard]] std::set<LeftOut> read_left_out(const std::filesystem::path& path);
void write_left_out(const std::filesystem::path& path, const std::set<LeftOut>& all);

// Lines that tell of what is listed and did not come (`-`), or came and is not listed (`+`), of one file of cases.
[[nodiscard]] std::string difference(const std::set<LeftOut>& listed, const std::set<LeftOut>& came,
                                     const std::string& file);

}  // namespace wend::conformance
