#include "runtime/columns/plan.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace wend::columns {
namespace {

using masks::Kind;
using masks::Node;
using masks::NodeId;

// Whether a node with this need asks which rows its operands are known for.
bool asks_operands(Kind kind, bool needs_known) {
  return kind == Kind::negation || kind == Kind::known || needs_known;
}

bool reads_column(Kind kind) {
  switch (kind) {
    case Kind::truth:
    case Kind::is_known:
    case Kind::interval:
    case Kind::at_least:
    case Kind::at_most:
    case Kind::table: return true;
    case Kind::always:
    case Kind::never:
    case Kind::missing:
    case Kind::row:
    case Kind::negation:
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::known: return false;
  }
  return false;
}

// The first and the last root that a node may be evaluated for.
struct Life {
  std::uint32_t first = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t last = 0;
};

std::vector<Life> lives_of(const masks::MaskProgram& masks) {
  std::vector<Life> lives(masks.nodes.size());
  const auto extend = [&](NodeId id, std::uint32_t first, std::uint32_t last) {
    lives[id] = {std::min(lives[id].first, first), std::max(lives[id].last, last)};
  };
  for (std::uint32_t root = 0; root < masks.roots.size(); ++root) extend(masks.roots[root], root, root);
  for (std::size_t id = masks.nodes.size(); id-- > 0;) {
    for (const NodeId operand : masks.operands_of(masks.nodes[id])) extend(operand, lives[id].first, lives[id].last);
  }
  return lives;
}

// Roots one after another: places become free behind the last root that their nodes are needed for.
void choose_places(const masks::MaskProgram& masks, Plan& plan) {
  const std::vector<Life> lives = lives_of(masks);
  std::vector<std::vector<NodeId>> begins(masks.roots.size());
  std::vector<std::vector<NodeId>> ends(masks.roots.size());
  for (NodeId id = 0; id < masks.nodes.size(); ++id) {
    begins[lives[id].first].push_back(id);
    ends[lives[id].last].push_back(id);
  }
  std::array<std::vector<std::uint32_t>, 4> free;  // by number of masks
  for (std::size_t root = 0; root < masks.roots.size(); ++root) {
    for (const NodeId id : begins[root]) {
      std::vector<std::uint32_t>& fitting = free[plan.nodes[id].masks()];
      if (fitting.empty()) {
        fitting.push_back(plan.places);
        plan.places += plan.nodes[id].masks();
      }
      plan.nodes[id].place = fitting.back();
      fitting.pop_back();
    }
    for (const NodeId id : ends[root]) free[plan.nodes[id].masks()].push_back(plan.nodes[id].place);
  }
}

}  // namespace

Plan make_plan(const masks::MaskProgram& masks, bool knowns) {
  Plan plan;
  plan.nodes.resize(masks.nodes.size());
  for (const NodeId root : masks.roots) plan.nodes[root].needs_known = knowns;
  for (std::size_t id = masks.nodes.size(); id-- > 0;) {
    const Node& node = masks.nodes[id];
    if (reads_column(node.kind)) plan.tags.push_back(node.tag);
    if (!asks_operands(node.kind, plan.nodes[id].needs_known)) continue;
    for (const NodeId operand : masks.operands_of(node)) plan.nodes[operand].needs_known = true;
  }
  for (std::size_t id = 0; id < masks.nodes.size(); ++id) {
    NodePlan& node = plan.nodes[id];
    node.has_rows = masks.nodes[id].kind == Kind::row;
    for (const NodeId operand : masks.operands_of(masks.nodes[id])) node.has_rows |= plan.nodes[operand].has_rows;
  }
  std::ranges::sort(plan.tags);
  const auto doubles = std::ranges::unique(plan.tags);
  plan.tags.erase(doubles.begin(), doubles.end());
  choose_places(masks, plan);
  return plan;
}

}  // namespace wend::columns
