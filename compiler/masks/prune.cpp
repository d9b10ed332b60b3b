#include "compiler/masks/prune.hpp"

namespace wend::masks {
namespace {

std::vector<bool> needed(const MaskProgram& masks) {
  std::vector<bool> is_needed(masks.nodes.size());
  for (const NodeId root : masks.roots) is_needed[root] = true;
  for (NodeId id = static_cast<NodeId>(masks.nodes.size()); id-- > 0;) {
    if (!is_needed[id]) continue;
    for (const NodeId operand : masks.operands_of(masks.nodes[id])) is_needed[operand] = true;
  }
  return is_needed;
}

// Copies the item of the old list; each is referred to by one node alone.
template <typename Item>
std::uint32_t move_over(const std::vector<Item>& from, std::uint32_t index, std::vector<Item>& to) {
  to.push_back(from[index]);
  return static_cast<std::uint32_t>(to.size() - 1);
}

std::uint32_t new_index(const MaskProgram& masks, const Node& node, MaskProgram& result) {
  switch (node.kind) {
    case Kind::interval:
    case Kind::at_least:
    case Kind::at_most: return move_over(masks.limits, node.index, result.limits);
    case Kind::table: return move_over(masks.tables, node.index, result.tables);
    case Kind::row: return move_over(masks.rows, node.index, result.rows);
    case Kind::always:
    case Kind::never:
    case Kind::missing:
    case Kind::truth:
    case Kind::is_known:
    case Kind::negation:
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::known: return 0;
  }
  return 0;
}

}  // namespace

MaskProgram pruned(const MaskProgram& masks) {
  const std::vector<bool> is_needed = needed(masks);
  MaskProgram result;
  std::vector<NodeId> moved(masks.nodes.size());
  for (NodeId id = 0; id < masks.nodes.size(); ++id) {
    if (!is_needed[id]) continue;
    Node node = masks.nodes[id];
    node.index = new_index(masks, node, result);
    node.first_operand = static_cast<std::uint32_t>(result.operands.size());
    for (const NodeId operand : masks.operands_of(masks.nodes[id])) result.operands.push_back(moved[operand]);
    moved[id] = static_cast<NodeId>(result.nodes.size());
    result.nodes.push_back(node);
  }
  for (const NodeId root : masks.roots) result.roots.push_back(moved[root]);
  return result;
}

}  // namespace wend::masks
