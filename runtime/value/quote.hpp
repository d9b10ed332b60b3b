// How error messages show a piece of text that came from outside: in backquotes, cut where it is long.
#pragma once

#include <string>
#include <string_view>

namespace wend {

// `` `text` ``; of a text of more than 60 bytes the beginning, never cut within a code point, and `…`.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace wend
