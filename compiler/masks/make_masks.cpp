// From conditions to masks: logic as it stands, comparisons of a column as intervals, what reads one coded column as a
// table, and all else row by row.
#include <algorithm>
#include <map>
#include <set>

#include "compiler/masks/mask_program.hpp"
#include "compiler/masks/node_table.hpp"
#include "compiler/masks/prune.hpp"
#include "compiler/masks/reads.hpp"

namespace wend::masks {
namespace {

using ir::ExpressionId;
using ir::Operation;
using layout::Column;
using layout::ColumnStorage;

// Sets of more stretches than this are looked up in a table or judged row by row.
constexpr std::size_t kMostStretches = 32;
// Looking a byte up costs as much as about so many comparisons.
constexpr std::size_t kStretchesOfTable = 3;

constexpr bool is_boolean(const ir::Expression& expression) {
  return expression.type.kind == TypeKind::boolean;
}

class Maker {
 public:
  Maker(const ir::Program& program, const layout::ColumnLayout& layout, MaskProgram& masks)
      : program_(program),
        layout_(layout),
        masks_(masks),
        nodes_(masks, layout),
        reads_(reads_of(program)),
        uses_(program.expressions.size()) {}

  void make(std::span<const ExpressionId> conditions) {
    count_uses(conditions);
    for (const ExpressionId condition : conditions) {
      masks_.roots.push_back(condition == ir::kNone ? nodes_.leaf(Kind::always) : node_of(condition));
    }
  }

 private:
  // How often an expression is a condition or an operand in one: what is shared stays a node of its own.
  void count_uses(std::span<const ExpressionId> conditions) {
    std::vector<ExpressionId> pending;
    const auto use = [&](ExpressionId id) {
      if (id != ir::kNone && uses_[id]++ == 0) pending.push_back(id);
    };
    std::ranges::for_each(conditions, use);
    while (!pending.empty()) {
      const ExpressionId id = pending.back();
      pending.pop_back();
      std::ranges::for_each(program_.operands_of(id), use);
    }
  }

  NodeId node_of(ExpressionId id) {
    if (const auto found = made_.find(id); found != made_.end()) return found->second;
    const NodeId node = reads_one_code(id) ? code_node(id) : make_node(id);
    made_.emplace(id, node);
    return node;
  }

  NodeId make_node(ExpressionId id) {
    const ir::Expression& expression = program_.at(id);
    switch (expression.operation) {
      case Operation::constant: return constant_node(expression);
      case Operation::tag: return tag_node(id, expression.index);
      case Operation::conjunction: {
        const Parts parts = flattened(id);
        return nodes_.conjunction(parts.nodes, parts.shared);
      }
      case Operation::disjunction: return nodes_.disjunction(flattened(id).nodes);
      case Operation::negation: return nodes_.negation(node_of(operand(id, 0)));
      case Operation::known: return known_node(id);
      case Operation::equal:
      case Operation::not_equal: return equality_node(id);
      case Operation::less:
      case Operation::less_equal: return order_node(id);
      case Operation::member: return member_node(id);
      case Operation::choose: return choose_node(id);
      case Operation::fallback: return fallback_node(id);
      case Operation::event_field:
      case Operation::event_time:
      case Operation::moment:
      case Operation::window:
      case Operation::product_field:
      case Operation::contains_all:
      case Operation::contains_any:
      case Operation::text_contains:
      case Operation::text_starts_with:
      case Operation::sum:
      case Operation::multiply:
      case Operation::divide:
      case Operation::negate:
      case Operation::rescale:
      case Operation::round:
      case Operation::least:
      case Operation::greatest:
      case Operation::period_sum:
      case Operation::period_scale:
      case Operation::date_plus_period:
      case Operation::time_plus_period:
      case Operation::date_of:
      case Operation::time_of_day_of:
      case Operation::is_business_day:
      case Operation::start_of_date:
      case Operation::next_anniversary:
      case Operation::anniversary_within:
      case Operation::contact:
      case Operation::place:
      case Operation::distance:
      case Operation::in_area:
      case Operation::record_field:
      case Operation::selection:
      case Operation::customer:
      case Operation::on_list:
      case Operation::list_field: return other_node(id);
    }
    return other_node(id);
  }

  [[nodiscard]] ExpressionId operand(ExpressionId id, std::size_t position) const {
    return program_.operands_of(id)[position];
  }
  [[nodiscard]] const Column& column(std::uint32_t tag) const { return layout_.columns[tag]; }

  // --- leaves ----------------------------------------------------------------------------------------------------

  // What holds for every customer alike.
  [[nodiscard]] bool is_fixed(ExpressionId id) const {
    const Reads& reads = reads_[id];
    return reads.tags == Reads::Tags::none && !reads.elsewhere && !(reads.clock && program_.schema->customer_zone);
  }

  [[nodiscard]] bool reads_one_tag(ExpressionId id) const {
    const Reads& reads = reads_[id];
    return reads.tags == Reads::Tags::one && !reads.elsewhere && !(reads.clock && program_.schema->customer_zone);
  }
  [[nodiscard]] bool reads_one_code(ExpressionId id) const {
    return reads_one_tag(id) && layout::is_coded(column(reads_[id].tag).storage);
  }
  [[nodiscard]] bool reads_one_byte(ExpressionId id) const {
    return reads_one_tag(id) && layout::is_integer(column(reads_[id].tag).storage) &&
           layout::value_width(column(reads_[id].tag).storage) == 1;
  }

  NodeId code_node(ExpressionId id) {
    // A condition and its negation share one table.
    const ir::Expression& expression = program_.at(id);
    if (expression.operation == Operation::negation) return nodes_.negation(node_of(operand(id, 0)));
    return nodes_.table(reads_[id].tag, id);
  }

  NodeId other_node(ExpressionId id) {
    if (reads_one_byte(id)) return nodes_.table(reads_[id].tag, id);
    return nodes_.row(id);
  }

  NodeId constant_node(const ir::Expression& expression) {
    const auto* value = std::get_if<bool>(&program_.constants[expression.index].value);
    if (value == nullptr) return nodes_.leaf(Kind::missing);
    return nodes_.leaf(*value ? Kind::always : Kind::never);
  }

  NodeId tag_node(ExpressionId id, std::uint32_t tag) {
    if (column(tag).storage == ColumnStorage::absent) return nodes_.leaf(Kind::missing);
    if (column(tag).storage == ColumnStorage::bits) return nodes_.leaf(Kind::truth, tag);
    return nodes_.row(id);
  }

  NodeId known_node(ExpressionId id) {
    const ExpressionId of = operand(id, 0);
    const ir::Expression& expression = program_.at(of);
    if (is_boolean(expression)) return nodes_.known(node_of(of));
    if (expression.operation == Operation::constant) {
      return nodes_.leaf(is_known(program_.constants[expression.index].value) ? Kind::always : Kind::never);
    }
    if (expression.operation != Operation::tag) return other_node(id);
    const Column& stored = column(expression.index);
    if (stored.storage == ColumnStorage::absent) return nodes_.leaf(Kind::never);
    const bool always = !stored.nullable && !stored.partial && !layout::is_float(stored.storage);
    return always ? nodes_.leaf(Kind::always) : nodes_.leaf(Kind::is_known, expression.index);
  }

  // --- logic -----------------------------------------------------------------------------------------------------

  struct Parts {
    std::vector<NodeId> nodes;
    std::set<NodeId> shared;  // those that other conditions have too
  };

  void flatten(ExpressionId id, Operation operation, Parts& parts) {
    for (const ExpressionId part : program_.operands_of(id)) {
      const bool inside = program_.at(part).operation == operation && uses_[part] == 1 && !reads_one_code(part);
      if (inside) {
        flatten(part, operation, parts);
      } else {
        parts.nodes.push_back(node_of(part));
        if (uses_[part] > 1) parts.shared.insert(parts.nodes.back());
      }
    }
  }

  Parts flattened(ExpressionId id) {
    Parts parts;
    flatten(id, program_.at(id).operation, parts);
    return parts;
  }

  // Whether it is true, which is never unknown.
  NodeId certain(NodeId node) { return nodes_.conjunction({nodes_.known(node), node}); }

  // Each value where its condition decides, so that all the others are false there.
  NodeId choose_node(ExpressionId id) {
    const auto parts = program_.operands_of(id);
    NodeId undecided = nodes_.leaf(Kind::always);
    std::vector<NodeId> unknowns;
    std::vector<NodeId> chosen;
    for (std::size_t index = 0; index + 2 < parts.size(); index += 2) {
      const NodeId condition = node_of(parts[index]);
      const NodeId here = certain(condition);
      chosen.push_back(nodes_.conjunction({undecided, here, node_of(parts[index + 1])}));
      undecided = nodes_.conjunction({undecided, nodes_.negation(here)});
      unknowns.push_back(nodes_.negation(nodes_.known(condition)));
    }
    const NodeId unknown = nodes_.disjunction(unknowns);
    chosen.push_back(nodes_.conjunction({undecided, unknown, node_of(parts[parts.size() - 1])}));
    chosen.push_back(nodes_.conjunction({undecided, nodes_.negation(unknown), node_of(parts[parts.size() - 2])}));
    return nodes_.disjunction(chosen);
  }

  NodeId fallback_node(ExpressionId id) {
    const NodeId first = node_of(operand(id, 0));
    const NodeId known = nodes_.known(first);
    return nodes_.disjunction(
        {nodes_.conjunction({known, first}), nodes_.conjunction({nodes_.negation(known), node_of(operand(id, 1))})});
  }

  // --- comparison ------------------------------------------------------------------------------------------------

  // Whether the expression is a column whose stored numbers can be compared.
  [[nodiscard]] std::optional<std::uint32_t> compared_tag(ExpressionId id) const {
    const ir::Expression& expression = program_.at(id);
    if (expression.operation != Operation::tag || !is_scalar(expression.type.kind)) return std::nullopt;
    const ColumnStorage storage = column(expression.index).storage;
    const bool numbers = layout::is_integer(storage) || layout::is_float(storage);
    return numbers ? std::optional(expression.index) : std::nullopt;
  }

  NodeId equality_node(ExpressionId id) {
    const ExpressionId left = operand(id, 0);
    const ExpressionId right = operand(id, 1);
    const bool negated = program_.at(id).operation == Operation::not_equal;
    if (is_boolean(program_.at(left))) {
      const NodeId a = node_of(left);
      const NodeId b = node_of(right);
      const NodeId same = nodes_.disjunction(
          {nodes_.conjunction({a, b}), nodes_.conjunction({nodes_.negation(a), nodes_.negation(b)})});
      return negated ? nodes_.negation(same) : same;
    }
    for (const auto& [tagged, limit] : {std::pair(left, right), std::pair(right, left)}) {
      const auto tag = compared_tag(tagged);
      if (!tag || !is_fixed(limit)) continue;
      const NodeId node = nodes_.limit({.tag = *tag, .low = limit, .high = limit});
      return negated ? nodes_.negation(node) : node;
    }
    return other_node(id);
  }

  NodeId order_node(ExpressionId id) {
    const ExpressionId left = operand(id, 0);
    const ExpressionId right = operand(id, 1);
    const bool included = program_.at(id).operation == Operation::less_equal;
    if (const auto tag = compared_tag(left); tag && is_fixed(right)) {
      return nodes_.limit({.tag = *tag, .high = right, .high_included = included});
    }
    if (const auto tag = compared_tag(right); tag && is_fixed(left)) {
      return nodes_.limit({.tag = *tag, .low = left, .low_included = included});
    }
    return other_node(id);
  }

  // A constant set as stretches of numbers that follow one another.
  NodeId member_node(ExpressionId id) {
    const auto tag = compared_tag(operand(id, 0));
    const ir::Expression& set = program_.at(operand(id, 1));
    if (!tag || set.operation != Operation::constant) return other_node(id);
    const auto* ordinals = std::get_if<std::vector<std::int32_t>>(&program_.constants[set.index].value);
    if (ordinals == nullptr) return other_node(id);
    std::vector<std::pair<std::int64_t, std::int64_t>> stretches;
    for (const std::int64_t ordinal : *ordinals) {
      const bool follows = !stretches.empty() && stretches.back().second + 1 == ordinal;
      if (follows) {
        stretches.back().second = ordinal;
      } else {
        stretches.emplace_back(ordinal, ordinal);
      }
    }
    const std::size_t most = reads_one_byte(id) ? kStretchesOfTable : kMostStretches;
    if (stretches.empty() || stretches.size() > most) return other_node(id);
    std::vector<NodeId> nodes;
    for (const auto& [low, high] : stretches) {
      nodes.push_back(nodes_.limit({.tag = *tag, .low_value = low, .high_value = high}));
    }
    return nodes_.disjunction(nodes);
  }

  const ir::Program& program_;
  const layout::ColumnLayout& layout_;
  MaskProgram& masks_;
  NodeTable nodes_;
  std::vector<Reads> reads_;
  std::vector<std::uint32_t> uses_;
  std::map<ExpressionId, NodeId> made_;
};

}  // namespace

MaskProgram make_masks(const ir::Program& program, std::span<const ExpressionId> conditions,
                       const layout::ColumnLayout& layout) {
  MaskProgram masks;
  Maker(program, layout, masks).make(conditions);
  return pruned(masks);
}

}  // namespace wend::masks
