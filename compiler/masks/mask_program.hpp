// Conditions over columns as programs of masks: what is judged 64 rows at a time, for many conditions in one pass.
//
// A MaskProgram is a flat list of nodes; each is two masks of 64 bits for a block of 64 rows: the rows for which it is
// true, and those for which it is known. Operands stand before those that use them, and equal nodes are kept once
// whatever conditions they came from. Two executors run it: runtime/columns block by block, and compiler/codegen as
// native code; the row evaluators say what it means.
//
// Comparisons of a column with a limit become intervals of what is stored, so that narrow values are compared as they
// lie; limits, intervals and tables are bound for each chunk (runtime/columns/bound.hpp) and are data of the native
// code, not part of it: programs that differ in limits alone share it. What cannot be said in masks is a node of kind
// `row`: it is judged row by row, and only for the rows whose answer still matters.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/column_layout.hpp"

namespace wend::masks {

using NodeId = std::uint32_t;

enum class Kind : std::uint8_t {
  always,       // true, for every row
  never,        // false
  missing,      // unknown
  truth,        // column `tag`, of bits
  is_known,     // whether column `tag` is known; never unknown itself. Never of codes: a table knows which are missing
  interval,     // limits[index].low <= what is stored in column `tag` <= limits[index].high
  at_least,     // limits[index].low <= what is stored
  at_most,      // what is stored <= limits[index].high
  table,        // tables[index] at the code of column `tag`
  row,          // rows[index]: judged by a row evaluator
  negation,     // of its operand
  conjunction,  // of two operands or more, likewise disjunction: flat, the cheapest first
  disjunction,
  known,  // whether the operand is known; never unknown itself
};

struct Node {
  Kind kind = Kind::missing;
  std::uint32_t tag = 0;
  std::uint32_t index = 0;
  std::uint32_t first_operand = 0;  // position in MaskProgram::operands
  std::uint32_t operand_count = 0;
};

// What a comparison is with: values in the scale of the column's type. Bound, they become an interval of what is
// stored (layout::Bound, which says what the nodes compute).
struct Limit {
  std::uint32_t tag = 0;
  // Expressions that read nothing of the customer: constants, moments, and what is computed of them. kNone: the value
  // beside it, or where that is nothing, no limit.
  ir::ExpressionId low = ir::kNone;
  ir::ExpressionId high = ir::kNone;
  std::optional<std::int64_t> low_value = std::nullopt;
  std::optional<std::int64_t> high_value = std::nullopt;
  bool low_included = true;
  bool high_included = true;

  friend bool operator==(const Limit&, const Limit&) = default;
};

// A condition that reads one column alone, of codes or of 8-bit integers: computed once for each entry of its
// dictionary or for each of the 256 integers.
struct Table {
  std::uint32_t tag = 0;
  ir::ExpressionId condition = ir::kNone;
};

struct MaskProgram {
  std::vector<Node> nodes;
  std::vector<NodeId> operands;
  std::vector<Limit> limits;
  std::vector<Table> tables;
  std::vector<ir::ExpressionId> rows;
  std::vector<NodeId> roots;  // by condition asked for

  [[nodiscard]] std::span<const NodeId> operands_of(const Node& node) const {
    return std::span(operands).subspan(node.first_operand, node.operand_count);
  }
};

// Of conditions over the tags alone. `layout` is by tag index. Total: what has no better form is a `row`.
//
// Limits and tables read the clock at most in one zone: where the schema names a tag for the customer's own zone, what
// reads the local clock is a `row`.
[[nodiscard]] MaskProgram make_masks(const ir::Program& program, std::span<const ir::ExpressionId> conditions,
                                     const layout::ColumnLayout& layout);

}  // namespace wend::masks
