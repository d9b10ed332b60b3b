#pragma once

#include <string_view>

namespace wend::tools {

// `0.1.0`
[[nodiscard]] std::string_view version();

}  // namespace wend::tools
