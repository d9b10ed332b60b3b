// A text that knows where it may be broken into lines.
//
// A group is laid out on one line where that fits, else every line of it is broken; what is in it may still fit on one.
// After Derek C. Oppen, "Prettyprinting" (1980), and Philip Wadler, "A prettier printer" (2003).
//
//     group({text("f("), indent({soft_line(), text("a,"), line(), text("b")}), soft_line(), text(")")})
//
// Ownership is by value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wend::format {

struct Document;
using Documents = std::vector<Document>;

struct Document {
  enum class Kind : std::uint8_t {
    text,
    line,  // a line break where the group is broken, else `text`
    sequence,
    group,
    indent,   // lines in it begin `columns` further right
    trailing  // a comment that ends its line, whatever follows
  };
  Kind kind = Kind::sequence;
  std::string text;
  Documents parts;
  std::size_t columns = 0;
  bool blank = false;   // of a line: leaves an empty line
  bool broken = false;  // cannot stand on one line
};

[[nodiscard]] Document text(std::string text);
[[nodiscard]] Document line();        // a space, or a line break
[[nodiscard]] Document soft_line();   // nothing, or a line break
[[nodiscard]] Document wide_line();   // two spaces, or a line break
[[nodiscard]] Document hard_line();   // a line break
[[nodiscard]] Document blank_line();  // a line break and an empty line
[[nodiscard]] Document sequence(Documents parts);
[[nodiscard]] Document group(Documents parts, bool broken = false);
[[nodiscard]] Document indent(Documents parts, std::size_t columns = 4);
[[nodiscard]] Document trailing(std::string comment);

// The parts one after the other, with `between` in between.
[[nodiscard]] Documents joined(Documents parts, const Document& between);

// Lines end without spaces, and the text with a line break; columns are those of a terminal: two for wide characters.
[[nodiscard]] std::string render(const Document& document, std::size_t width);

}  // namespace wend::format
