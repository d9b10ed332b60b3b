#include "compiler/masks/node_table.hpp"

#include <algorithm>

namespace wend::masks {
namespace {

// Whether two limits of one column are a lower and an upper one.
std::optional<Limit> fused(const Limit& lower, const Limit& upper) {
  if (lower.tag != upper.tag) return std::nullopt;
  Limit both = lower;
  both.high = upper.high;
  both.high_value = upper.high_value;
  both.high_included = upper.high_included;
  return both;
}

}  // namespace

NodeId NodeTable::intern(Kind kind, std::uint32_t tag, std::uint32_t index, std::vector<NodeId> operands) {
  Key key{kind, tag, index, std::move(operands)};
  if (const auto found = interned_.find(key); found != interned_.end()) return found->second;
  const auto id = static_cast<NodeId>(masks_->nodes.size());
  const auto first = static_cast<std::uint32_t>(masks_->operands.size());
  const std::vector<NodeId>& parts = std::get<3>(key);
  masks_->operands.insert(masks_->operands.end(), parts.begin(), parts.end());
  masks_->nodes.push_back({kind, tag, index, first, static_cast<std::uint32_t>(parts.size())});
  interned_.emplace(std::move(key), id);
  return id;
}

NodeId NodeTable::leaf(Kind kind, std::uint32_t tag, std::uint32_t index) {
  return intern(kind, tag, index, {});
}

NodeId NodeTable::limit(const Limit& limit) {
  const auto next = static_cast<std::uint32_t>(masks_->limits.size());
  const auto [place, is_new] = limits_.try_emplace(
      {limit.tag, limit.low, limit.high, limit.low_value, limit.high_value, limit.low_included, limit.high_included},
      next);
  if (is_new) masks_->limits.push_back(limit);
  const bool has_low = limit.low != ir::kNone || limit.low_value;
  const bool has_high = limit.high != ir::kNone || limit.high_value;
  const Kind kind = has_low && has_high ? Kind::interval : has_low ? Kind::at_least : Kind::at_most;
  return leaf(kind, limit.tag, place->second);
}

NodeId NodeTable::table(std::uint32_t tag, ir::ExpressionId condition) {
  masks_->tables.push_back({tag, condition});
  return leaf(Kind::table, tag, static_cast<std::uint32_t>(masks_->tables.size() - 1));
}

NodeId NodeTable::row(ir::ExpressionId condition) {
  masks_->rows.push_back(condition);
  return leaf(Kind::row, 0, static_cast<std::uint32_t>(masks_->rows.size() - 1));
}

NodeId NodeTable::negation(NodeId operand) {
  switch (at(operand).kind) {
    case Kind::always: return leaf(Kind::never);
    case Kind::never: return leaf(Kind::always);
    case Kind::missing: return operand;
    case Kind::negation: return masks_->operands_of(at(operand)).front();
    case Kind::truth:
    case Kind::is_known:
    case Kind::interval:
    case Kind::at_least:
    case Kind::at_most:
    case Kind::table:
    case Kind::row:
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::known: return intern(Kind::negation, 0, 0, {operand});
  }
  return operand;
}

NodeId NodeTable::known(NodeId operand) {
  switch (at(operand).kind) {
    case Kind::always:
    case Kind::never:
    case Kind::is_known:
    case Kind::known: return leaf(Kind::always);
    case Kind::missing: return leaf(Kind::never);
    case Kind::truth: return leaf(Kind::is_known, at(operand).tag);
    case Kind::negation: return known(masks_->operands_of(at(operand)).front());
    case Kind::interval:
    case Kind::at_least:
    case Kind::at_most:
    case Kind::table:
    case Kind::row:
    case Kind::conjunction:
    case Kind::disjunction: return intern(Kind::known, 0, 0, {operand});
  }
  return operand;
}

NodeId NodeTable::conjunction(std::vector<NodeId> operands, const std::set<NodeId>& shared) {
  fuse_limits(operands, shared);
  return join(Kind::conjunction, std::move(operands));
}

NodeId NodeTable::disjunction(std::vector<NodeId> operands) {
  return join(Kind::disjunction, std::move(operands));
}

// Where a limit is unknown, the interval knows what the other one rejects, as Kleene's conjunction does.
void NodeTable::fuse_limits(std::vector<NodeId>& operands, const std::set<NodeId>& shared) {
  for (std::size_t first = 0; first < operands.size(); ++first) {
    if (at(operands[first]).kind != Kind::at_least || shared.contains(operands[first])) continue;
    for (std::size_t second = 0; second < operands.size(); ++second) {
      if (at(operands[second]).kind != Kind::at_most || shared.contains(operands[second])) continue;
      const auto both = fused(masks_->limits[at(operands[first]).index], masks_->limits[at(operands[second]).index]);
      if (!both) continue;
      operands[first] = limit(*both);
      operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(second));
      if (second < first) --first;
      break;
    }
  }
}

NodeId NodeTable::join(Kind kind, std::vector<NodeId> operands) {
  const NodeId neutral = leaf(kind == Kind::conjunction ? Kind::always : Kind::never);
  const NodeId decisive = leaf(kind == Kind::conjunction ? Kind::never : Kind::always);
  if (std::ranges::find(operands, decisive) != operands.end()) return decisive;
  std::erase(operands, neutral);
  std::ranges::sort(operands, {}, [this](NodeId id) { return std::pair(cost(id), id); });
  const auto doubles = std::ranges::unique(operands);
  operands.erase(doubles.begin(), doubles.end());
  if (operands.empty()) return neutral;
  if (operands.size() == 1) return operands.front();
  return intern(kind, 0, 0, std::move(operands));
}

// A rough order: bits, then by the bytes that are read, then codes that are looked up, then what is put together.
int NodeTable::cost(NodeId id) const {
  constexpr int kTable = 16;
  constexpr int kComposite = 32;
  constexpr int kRow = 64;
  const Node& node = at(id);
  switch (node.kind) {
    case Kind::always:
    case Kind::never:
    case Kind::missing:
    case Kind::truth:
    case Kind::is_known: return 0;
    case Kind::interval:
    case Kind::at_least:
    case Kind::at_most: return static_cast<int>(layout::value_width(layout_->columns[node.tag].storage));
    case Kind::table: return kTable + static_cast<int>(layout::value_width(layout_->columns[node.tag].storage));
    case Kind::row: return kRow;
    case Kind::negation:
    case Kind::known: return cost(masks_->operands_of(node).front());
    case Kind::conjunction:
    case Kind::disjunction: return std::max(kComposite, cost(masks_->operands_of(node).back()));
  }
  return kRow;
}

}  // namespace wend::masks
