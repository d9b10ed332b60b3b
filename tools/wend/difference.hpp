// Two texts compared line by line, in the unified format that `patch` reads.
#pragma once

#include <string>
#include <string_view>

namespace wend::tools {

// Empty where the texts are the same. Work and memory are bounded: of texts that differ in too many lines the whole
// part that differs is taken out and put in anew.
[[nodiscard]] std::string unified_difference(std::string_view path, std::string_view before, std::string_view after);

}  // namespace wend::tools
