// A project over the checker's test schema, checked and linted.
#pragma once

#include <string>
#include <vector>

#include "compiler/lint/lint.hpp"
#include "tests/unit/check/checked_text.hpp"

namespace wend::lint {

// `2:9 W0304` a line for each finding, in the order of the text; `(suppressed: …)` behind those that are.
[[nodiscard]] std::string findings(std::vector<std::string> texts);

// The codes alone, sorted, with a space between.
[[nodiscard]] std::string codes(std::string text);

}  // namespace wend::lint
