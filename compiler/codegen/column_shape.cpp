#include "compiler/codegen/column_shape.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "compiler/masks/mask_program.hpp"

namespace wend::codegen {

ContentHash shape_of(const layout::NativeColumnRequest& request, Instructions instructions) {
  const masks::MaskProgram& program = *request.program;
  std::vector<std::uint32_t> said;
  const auto say = [&](auto part) { said.push_back(static_cast<std::uint32_t>(part)); };
  // A row's shape begins with whether numbers are words.
  for (const char letter : std::string_view("columns")) say(letter);
  say(instructions);
  say(request.knowns);
  say(request.layout->columns.size());
  for (const layout::Column& column : request.layout->columns) {
    say(column.storage);
    say(column.nullable);
    say(column.partial);
  }
  say(program.nodes.size());
  for (const masks::Node& node : program.nodes) {
    say(node.kind);
    say(node.tag);
    say(node.index);
    say(node.operand_count);
    for (const masks::NodeId operand : program.operands_of(node)) say(operand);
  }
  say(program.roots.size());
  for (const masks::NodeId root : program.roots) say(root);
  return content_hash(std::as_bytes(std::span(said)));
}

}  // namespace wend::codegen
