// Random Wend sources: every production of the grammar, in both languages mixed, with spaces, line breaks and comments
// wherever they may stand. They parse without an error; what they say makes no sense.
#pragma once

#include <cstdint>
#include <string>

namespace wend::format {

[[nodiscard]] std::string random_source(std::uint64_t seed);

}  // namespace wend::format
