#include "compiler/codegen/column_plan.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "compiler/layout/column_ranks.hpp"

namespace wend::codegen {
namespace {

using masks::Kind;
using masks::MaskProgram;
using masks::Node;
using masks::NodeId;

// Functions of more operands than this take the register allocator longer for each, and more stack.
constexpr std::uint32_t kMostOperandsInPart = 256;

// What a small program has at most.
constexpr std::size_t kMostLeavesOfSmall = 16;
constexpr std::size_t kMostRootsOfSmall = 8;

bool is_limit(Kind kind) {
  return kind == Kind::interval || kind == Kind::at_least || kind == Kind::at_most;
}

bool is_leaf(Kind kind) {
  return is_limit(kind) || kind == Kind::table;
}

// Ranking costs as much as some comparisons, and more of those of four bytes, which take half the instructions.
std::size_t fewest_ranked(std::size_t width) {
  return width == sizeof(std::int64_t) ? 8 : 10;
}

std::uint32_t cuts_of(Kind kind) {
  return kind == Kind::interval ? 2 : 1;
}

class Planner {
 public:
  Planner(const layout::NativeColumnRequest& request, bool ranks)
      : program_(*request.program), layout_(*request.layout), knowns_(request.knowns), ranks_(ranks) {}

  ColumnPlan plan() {
    find_wanted();
    find_costly();
    find_columns();
    find_leaves();
    find_order();
    find_parts();
    find_slots();
    plan_.small = plan_.leaves.size() <= kMostLeavesOfSmall && program_.roots.size() <= kMostRootsOfSmall &&
                  plan_.parts.size() == 1;
    return std::move(plan_);
  }

 private:
  void find_wanted() {
    plan_.wanted.resize(program_.nodes.size());
    plan_.roots.resize(program_.nodes.size());
    for (std::uint32_t root = 0; root < program_.roots.size(); ++root) {
      plan_.wanted[program_.roots[root]] = {true, knowns_};
      plan_.roots[program_.roots[root]].push_back(root);
    }
    for (std::size_t id = program_.nodes.size(); id-- > 0;) {
      const Node& node = program_.nodes[id];
      const Wanted wanted = plan_.wanted[id];
      for (const NodeId operand : program_.operands_of(node)) want(operand, node.kind, wanted);
    }
  }

  void want(NodeId operand, Kind user, Wanted wanted) {
    if (user == Kind::negation) std::swap(wanted.truth, wanted.falsity);
    if (user == Kind::known) wanted = {wanted.any(), wanted.any()};
    plan_.wanted[operand].truth |= wanted.truth;
    plan_.wanted[operand].falsity |= wanted.falsity;
  }

  void find_costly() {
    plan_.costly.resize(program_.nodes.size());
    plan_.parents.resize(program_.nodes.size());
    for (NodeId id = 0; id < program_.nodes.size(); ++id) {
      const Node& node = program_.nodes[id];
      plan_.costly[id] = node.kind == Kind::row;
      for (const NodeId operand : program_.operands_of(node)) {
        if (!plan_.costly[operand]) continue;
        plan_.costly[id] = true;
        if (plan_.wanted[id].any()) plan_.parents[operand].push_back(id);
      }
    }
  }

  [[nodiscard]] static bool reads_column(const Node& node) {
    return is_leaf(node.kind) || node.kind == Kind::truth || node.kind == Kind::is_known;
  }

  void read_bitmap(std::uint32_t& position, Bitmap bitmap) {
    if (position != kNoSlot) return;
    position = static_cast<std::uint32_t>(plan_.bitmaps.size());
    plan_.bitmaps.push_back(bitmap);
  }

  void find_columns() {
    const std::size_t columns = layout_.columns.size();
    plan_.known_of.assign(columns, kNoSlot);
    plan_.bits_of.assign(columns, kNoSlot);
    plan_.range_of.assign(columns, kNoSlot);
    std::vector<bool> ranged(columns);
    for (NodeId id = 0; id < program_.nodes.size(); ++id) {
      const Node& node = program_.nodes[id];
      if (!plan_.wanted[id].any() || !reads_column(node)) continue;
      if (layout_.columns[node.tag].nullable) read_bitmap(plan_.known_of[node.tag], {node.tag, false});
      if (node.kind == Kind::truth) read_bitmap(plan_.bits_of[node.tag], {node.tag, true});
      ranged[node.tag] = ranged[node.tag] || layout_.columns[node.tag].partial;
    }
    for (std::uint32_t tag = 0; tag < columns; ++tag) {
      if (ranged[tag]) grouped_[{tag, 0, Kind::interval, false}].push_back({.leaf = {true, tag}, .node = kNoSlot});
    }
  }

  struct Found {
    Leaf leaf;
    NodeId node = 0;
  };
  // Column, ranking by its number among the column's (0: none), kind, falsity.
  using Key = std::tuple<std::uint32_t, std::uint32_t, Kind, bool>;

  void find_leaves() {
    plan_.leaf_of.assign(program_.nodes.size(), kNoSlot);
    std::size_t count = 0;
    for (NodeId id = 0; id < program_.nodes.size(); ++id) {
      const Node& node = program_.nodes[id];
      if (!plan_.wanted[id].any() || !is_leaf(node.kind)) continue;
      const bool falsity = node.kind == Kind::table && plan_.wanted[id].falsity;
      grouped_[{node.tag, 0, node.kind, falsity}].push_back({.leaf = {false, node.index}, .node = id});
      ++count;
    }
    if (ranks_ && count > kMostLeavesOfSmall) {
      for (std::uint32_t tag = 0; tag < layout_.columns.size(); ++tag) rank(tag);
    }
    for (const auto& [key, leaves] : grouped_) place(key, leaves);
  }

  // Moves the column's limits into groups of a ranking's own, where there are enough of them.
  void rank(std::uint32_t tag) {
    const layout::ColumnStorage storage = layout_.columns[tag].storage;
    if (!layout::is_ranked(storage)) return;
    std::vector<std::pair<Kind, Found>> limits;
    for (const Kind kind : {Kind::interval, Kind::at_least, Kind::at_most}) {
      const auto found = grouped_.find({tag, 0, kind, false});
      if (found == grouped_.end()) continue;
      for (const Found& leaf : found->second) {
        if (!leaf.leaf.of_column) limits.emplace_back(kind, leaf);
      }
      std::erase_if(found->second, [](const Found& leaf) { return !leaf.leaf.of_column; });
      if (found->second.empty()) grouped_.erase(found);
    }
    const std::size_t fewest = fewest_ranked(layout::value_width(storage));
    std::uint32_t number = 0;
    std::uint32_t cuts = layout::kMostCuts;
    for (std::size_t at = 0; at < limits.size(); ++at) {
      const auto& [kind, leaf] = limits[at];
      cuts += cuts_of(kind);
      if (cuts > layout::kMostCuts) {
        // What is left over may be too little for a ranking.
        number = limits.size() - at < fewest ? 0 : number + 1;
        cuts = number == 0 ? 0 : cuts_of(kind);
      }
      grouped_[{tag, number, kind, false}].push_back(leaf);
    }
  }

  void place(const Key& key, const std::vector<Found>& leaves) {
    const auto& [tag, number, kind, falsity] = key;
    const auto first = static_cast<std::uint32_t>(plan_.leaves.size());
    const auto count = static_cast<std::uint32_t>(leaves.size());
    LeafGroup& group = plan_.groups.emplace_back(
        LeafGroup{.tag = tag, .kind = kind, .falsity = falsity, .first = first, .count = count});
    if (number != 0) group.ranking = add_to_ranking(group, number);
    for (const Found& found : leaves) {
      const auto position = static_cast<std::uint32_t>(plan_.leaves.size());
      if (found.leaf.of_column) {
        plan_.range_of[tag] = position;
      } else {
        plan_.leaf_of[found.node] = position;
      }
      leaf_nodes_.push_back(found.node);
      plan_.leaves.push_back(found.leaf);
    }
  }

  std::uint32_t add_to_ranking(const LeafGroup& group, std::uint32_t number) {
    if (last_ranking_ != std::pair(group.tag, number)) {
      last_ranking_ = {group.tag, number};
      plan_.rankings.push_back({.tag = group.tag, .first = group.first});
      ranking_cuts_ = 0;
    }
    Ranking& ranking = plan_.rankings.back();
    ranking.count += group.count;
    ranking_cuts_ += group.count * cuts_of(group.kind);
    ranking.levels = layout::levels_of(ranking_cuts_);
    return static_cast<std::uint32_t>(plan_.rankings.size() - 1);
  }

  void find_order() {
    const auto add = [&](bool costly) {
      for (NodeId id = 0; id < program_.nodes.size(); ++id) {
        if (plan_.wanted[id].any() && plan_.leaf_of[id] == kNoSlot && plan_.costly[id] == costly) {
          plan_.order.push_back(id);
        }
      }
    };
    // By column, so that what is known of a column is found once for all its comparisons.
    for (const NodeId node : leaf_nodes_) {
      if (node != kNoSlot) plan_.order.push_back(node);
    }
    add(false);
    add(true);
  }

  void find_parts() {
    plan_.part_of.resize(program_.nodes.size());
    std::uint32_t weight = 0;
    std::uint32_t begin = 0;
    for (std::uint32_t position = 0; position < plan_.order.size(); ++position) {
      const std::uint32_t more = 1 + program_.nodes[plan_.order[position]].operand_count;
      if (position > begin && weight + more > kMostOperandsInPart) {
        plan_.parts.push_back({begin, position});
        begin = position;
        weight = 0;
      }
      weight += more;
      plan_.part_of[plan_.order[position]] = static_cast<std::uint32_t>(plan_.parts.size());
    }
    plan_.parts.push_back({begin, static_cast<std::uint32_t>(plan_.order.size())});
  }

  void find_slots() {
    plan_.slots.resize(program_.nodes.size());
    plan_.slot_count = static_cast<std::uint32_t>(plan_.leaves.size());
    for (NodeId id = 0; id < program_.nodes.size(); ++id) {
      if (plan_.leaf_of[id] != kNoSlot) plan_.slots[id].truth = plan_.leaf_of[id];
    }
    // A group's are side by side, as the loop over them writes them.
    for (LeafGroup& group : plan_.groups) {
      if (!group.falsity) continue;
      group.first_falsity = plan_.slot_count;
      for (std::uint32_t position = group.first; position < group.first + group.count; ++position) {
        plan_.slots[leaf_nodes_[position]].falsity = plan_.slot_count++;
      }
    }
    for (const NodeId id : plan_.order) {
      for (const NodeId operand : program_.operands_of(program_.nodes[id])) {
        if (plan_.part_of[operand] != plan_.part_of[id]) give_slots(operand);
      }
    }
  }

  void give_slots(NodeId id) {
    NodeSlots& slots = plan_.slots[id];
    if (plan_.wanted[id].truth && slots.truth == kNoSlot) slots.truth = plan_.slot_count++;
    if (plan_.wanted[id].falsity && slots.falsity == kNoSlot) slots.falsity = plan_.slot_count++;
  }

  const MaskProgram& program_;
  const layout::ColumnLayout& layout_;
  const bool knowns_;
  const bool ranks_;
  ColumnPlan plan_;
  std::map<Key, std::vector<Found>> grouped_;
  std::vector<NodeId> leaf_nodes_;                        // by position; kNoSlot: of a column's range
  std::pair<std::uint32_t, std::uint32_t> last_ranking_;  // column and number
  std::uint32_t ranking_cuts_ = 0;
};

}  // namespace

Result<ColumnPlan> plan(const layout::NativeColumnRequest& request, bool ranks) {
  const masks::MaskProgram& program = *request.program;
  if (program.nodes.size() + program.operands.size() > kMostMaskNodes) {
    return Error{"the conditions have more than " + std::to_string(kMostMaskNodes) + " nodes and operands"};
  }
  return Planner(request, ranks).plan();
}

}  // namespace wend::codegen
