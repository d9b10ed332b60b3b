// Spans of time as a schema writes them: a number and one unit.
#pragma once

#include <string_view>

#include "compiler/schema/schema.hpp"
#include "runtime/value/result.hpp"

namespace wend::schema {

// `3 days`, `1 month`, `2 business days`, `90 seconds`: seconds, minutes and hours are exact, days to years are the
// calendar's.
[[nodiscard]] Result<Extent> parse_extent(std::string_view text);

}  // namespace wend::schema
