// What is wrong with a file of customers or events, and where.
//
// A Fault says it by an entry of the diagnostics catalogue (compiler/diagnostics/catalogue/data.def); data files are
// far larger than sources, so the place is a line and a column and no Span.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::data {

// A fault of one value or name, before the place in the file is known.
struct Problem {
  diagnostics::Code code{};
  std::vector<std::string> arguments;
  std::vector<std::string> nearest;  // names that may have been meant, best first
  std::uint32_t place = 0;           // JSON: the byte in the line; CSV: the position of the cell
};

struct Fault {
  diagnostics::Code code{};
  std::vector<std::string> arguments;
  std::vector<std::string> nearest;
  std::string path;
  std::uint64_t line = 0;    // from 1; 0: the fault is of the file
  std::uint32_t column = 0;  // code points from 1; 0: the fault is of the line
  bool fatal = false;        // reading cannot go on behind it
};

// What a reader came to.
enum class Outcome : std::uint8_t { row, fault, end };

// The message with its holes filled, and the names that may have been meant.
[[nodiscard]] std::string message(const Fault& fault, diagnostics::Language language);
// `customers.csv:12:7: error[D0123]: …`, as compilers write it, fit for a terminal; no line break at the end.
[[nodiscard]] std::string describe(const Fault& fault, diagnostics::Language language);

// The value as a message shows it: in backquotes, shortened, `nothing` where it is empty.
[[nodiscard]] std::string shown(std::string_view value);

}  // namespace wend::data
