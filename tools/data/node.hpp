// One value of a line, as it was written: what JSON and CSV have in common.
//
// A line is a flat list of nodes in the order of the text; the parts of a list or an object follow it directly, and
// `within` says how many they are, with their own parts.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace wend::data {

enum class Form : std::uint8_t {
  null,
  boolean,
  number,
  text,    // in quotes
  cell,    // of CSV, which does not tell numbers from texts
  list,    // its parts have no names
  object,  // its parts have names
  deep,    // a list or object deeper than anything that is read
};

struct Node {
  std::string_view name;  // of an object's member, or the column's
  std::string_view text;  // what stands there; of a text its contents
  Form form = Form::null;
  std::uint32_t within = 0;
  std::uint32_t place = 0;  // JSON: the byte in the line; CSV: the position of the cell
};

using Nodes = std::span<const Node>;

// The parts of the list or object at `index`.
[[nodiscard]] inline Nodes parts(Nodes nodes, std::size_t index) {
  return nodes.subspan(index + 1, nodes[index].within);
}

}  // namespace wend::data
