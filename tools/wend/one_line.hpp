// A piece of source text on one line: spaces and line breaks in a row are one space, and a long text is cut.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wend::tools {

// At most `most` bytes, cut between characters and followed by `…`.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t most = 120);

}  // namespace wend::tools
