#include "runtime/tables/sketch_masks.hpp"

#include <algorithm>
#include <utility>

namespace wend::tables {
namespace {

using masks::Kind;
using masks::Node;
using masks::NodeId;

struct Pair {
  NodeId possible = 0;
  NodeId certain = 0;
};

class Maker {
 public:
  Maker(const masks::MaskProgram& exact, const std::vector<bool>& has_sketch) : exact_(exact), has_sketch_(has_sketch) {
    made_.program.limits = exact.limits;
    made_.program.limits.insert(made_.program.limits.end(), exact.limits.begin(), exact.limits.end());
    made_.program.limits.emplace_back();
    made_.program.tables = exact.tables;
    made_.sides.resize(exact.limits.size());
  }

  std::optional<SketchMasks> make() {
    if (!exact_.rows.empty()) return std::nullopt;
    for (const Node& node : exact_.nodes) {
      if (!add(node)) return std::nullopt;
    }
    if (!gains_) return std::nullopt;
    for (const NodeId root : exact_.roots) made_.program.roots.push_back(pairs_[root].possible);
    for (const NodeId root : exact_.roots) made_.program.roots.push_back(pairs_[root].certain);
    return std::move(made_);
  }

 private:
  bool add(const Node& node) {
    switch (node.kind) {
      case Kind::interval:
      case Kind::at_least:
      case Kind::at_most: return add_comparison(node);
      case Kind::negation:
      case Kind::known: {
        const Pair& operand = pairs_[exact_.operands_of(node).front()];
        return operand.possible == operand.certain && add_junction(node);
      }
      case Kind::conjunction:
      case Kind::disjunction: return add_junction(node);
      case Kind::is_known: add_alike(has_sketch_[node.tag] ? known(node) : node); return true;
      case Kind::always:
      case Kind::never:
      case Kind::missing:
      case Kind::truth: add_alike(node); return true;
      case Kind::table: add_alike(node); return !has_sketch_[node.tag];
      case Kind::row: return false;
    }
    return false;
  }

  NodeId append(Node node) {
    made_.program.nodes.push_back(node);
    return static_cast<NodeId>(made_.program.nodes.size() - 1);
  }

  void add_alike(const Node& node) {
    const NodeId id = append(node);
    pairs_.push_back({id, id});
  }

  // As an interval of codes, the program's last limit.
  [[nodiscard]] Node known(Node node) const {
    node.kind = Kind::interval;
    node.index = static_cast<std::uint32_t>(made_.program.limits.size() - 1);
    return node;
  }

  bool add_comparison(const Node& node) {
    SketchMasks::Sides& sides = made_.sides[node.index];
    const SketchMasks::Sides own{node.kind != Kind::at_most, node.kind != Kind::at_least};
    // One limit that is looked at from two sides by turns would need two bounds.
    if ((sides.low || sides.high) && (sides.low != own.low || sides.high != own.high)) return false;
    sides = own;
    if (!has_sketch_[node.tag]) {
      add_alike(node);
      return true;
    }
    gains_ = true;
    Node possible = node;
    possible.kind = Kind::interval;
    Node certain = possible;
    certain.index += static_cast<std::uint32_t>(exact_.limits.size());
    const NodeId first = append(possible);
    pairs_.push_back({first, append(certain)});
    return true;
  }

  NodeId append_with(Node node, NodeId Pair::* side) {
    const auto operands = exact_.operands_of(node);
    node.first_operand = static_cast<std::uint32_t>(made_.program.operands.size());
    for (const NodeId operand : operands) made_.program.operands.push_back(pairs_[operand].*side);
    return append(node);
  }

  bool add_junction(const Node& node) {
    const bool alike = std::ranges::all_of(exact_.operands_of(node), [this](NodeId operand) {
      return pairs_[operand].possible == pairs_[operand].certain;
    });
    const NodeId possible = append_with(node, &Pair::possible);
    const NodeId certain = alike ? possible : append_with(node, &Pair::certain);
    pairs_.push_back({possible, certain});
    return true;
  }

  const masks::MaskProgram& exact_;
  const std::vector<bool>& has_sketch_;
  SketchMasks made_;
  std::vector<Pair> pairs_;  // by node of the exact program
  bool gains_ = false;
};

}  // namespace

std::optional<SketchMasks> make_sketch_masks(const masks::MaskProgram& exact, const std::vector<bool>& has_sketch) {
  return Maker(exact, has_sketch).make();
}

}  // namespace wend::tables
