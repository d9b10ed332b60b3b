// Text from outside as a terminal shows it: how many columns it takes, and what must not reach it as it is.
//
// Control characters, bytes that are not UTF-8 and the characters that turn the direction of writing are shown by their
// number, `<U+202E>`: a source file must not be able to colour, overwrite or reorder what is said about it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wend::diagnostics {

// One code point.
struct Cell {
  std::string shown;
  std::size_t columns = 0;  // 2 for wide characters (East Asian Width W and F), 0 for combining marks and for a tab
  std::size_t bytes = 0;    // of the text
  bool is_tab = false;      // shown as it is; how far it goes, the terminal says
};

// The code point at the offset, which is less than the text's size.
[[nodiscard]] Cell cell_at(std::string_view text, std::size_t offset);

// How many columns the text takes as cells show it; a tab counts as none.
[[nodiscard]] std::size_t columns_of(std::string_view text);

// The whole text fit for one line of a terminal (tabs and line breaks by number too), or its beginning and `...` where
// it is longer than `most` code points.
[[nodiscard]] std::string displayed(std::string_view text, std::size_t most = std::string_view::npos);

}  // namespace wend::diagnostics
