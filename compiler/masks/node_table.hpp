// Nodes of a MaskProgram, each kept once, and what is the same said in its shortest form.
#pragma once

#include <map>
#include <set>
#include <span>
#include <tuple>
#include <vector>

#include "compiler/masks/mask_program.hpp"

namespace wend::masks {

class NodeTable {
 public:
  NodeTable(MaskProgram& masks, const layout::ColumnLayout& layout) : masks_(&masks), layout_(&layout) {}

  NodeId leaf(Kind kind, std::uint32_t tag = 0, std::uint32_t index = 0);
  NodeId limit(const Limit& limit);
  NodeId table(std::uint32_t tag, ir::ExpressionId condition);
  NodeId row(ir::ExpressionId condition);

  NodeId negation(NodeId operand);
  NodeId known(NodeId operand);
  // Kleene's, of any number of operands: doubles and what changes nothing left out, the cheapest first. A lower and an
  // upper limit of one column become one interval, unless one of them is `shared`: then it is compared once for all.
  NodeId conjunction(std::vector<NodeId> operands, const std::set<NodeId>& shared = {});
  NodeId disjunction(std::vector<NodeId> operands);

 private:
  using Key = std::tuple<Kind, std::uint32_t, std::uint32_t, std::vector<NodeId>>;

  [[nodiscard]] const Node& at(NodeId id) const { return masks_->nodes[id]; }
  NodeId intern(Kind kind, std::uint32_t tag, std::uint32_t index, std::vector<NodeId> operands);
  NodeId join(Kind kind, std::vector<NodeId> operands);
  void fuse_limits(std::vector<NodeId>& operands, const std::set<NodeId>& shared);
  [[nodiscard]] int cost(NodeId id) const;

  MaskProgram* masks_;
  const layout::ColumnLayout* layout_;
  std::map<Key, NodeId> interned_;
  std::map<std::tuple<std::uint32_t, ir::ExpressionId, ir::ExpressionId, std::optional<std::int64_t>,
                      std::optional<std::int64_t>, bool, bool>,
           std::uint32_t>
      limits_;
};

}  // namespace wend::masks
