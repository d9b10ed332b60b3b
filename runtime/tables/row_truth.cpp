#include "runtime/tables/row_truth.hpp"

#include <algorithm>

namespace wend::tables {
namespace {

using layout::ColumnStorage;
using masks::Kind;

bool bit_at(const std::byte* bits, std::size_t bit) {
  return (bits[bit / 8] >> (bit % 8) & std::byte{1}) != std::byte{0};
}

}  // namespace

bool RowTruth::is_known(std::uint32_t tag, std::size_t row) const {
  if (chunk_.has_sketch[tag]) return chunk_.sketches[tag].values[row] != std::byte{0};
  const layout::ColumnData& data = chunk_.columns[tag];
  return data.known == nullptr || bit_at(data.known, data.known_bit + row);
}

// Of a known row: whether it is inside the limit; unknown where the code does not say.
Truth RowTruth::settled_by_code(std::uint32_t tag, std::uint32_t limit, std::size_t row) const {
  const auto code = std::to_integer<std::int64_t>(chunk_.sketches[tag].values[row]);
  const auto holds = [&](const layout::Bound& bound) {
    return bound.enable != 0 && code >= bound.low && code <= bound.high;
  };
  if (!holds(chunk_.bounds[limit])) return Truth::no;
  return holds(chunk_.bounds[limit + masks_.limits.size()]) ? Truth::yes : Truth::unknown;
}

void RowTruth::fetch(std::uint32_t tag, std::uint32_t limit, std::size_t row) const {
  if (!is_known(tag, row) || settled_by_code(tag, limit, row) != Truth::unknown) return;
  __builtin_prefetch(chunk_.columns[tag].values + row * chunk_.widths[tag]);
}

// As layout::Bound says it.
Truth RowTruth::interval(const masks::Node& node, std::size_t row) const {
  if (!is_known(node.tag, row)) return Truth::unknown;
  const layout::Bound& limit = chunk_.bound.bounds[node.index];
  // A limit that is itself unknown is never enabled, nor are its codes.
  if (chunk_.has_sketch[node.tag] && limit.enable != 0) {
    const Truth settled = settled_by_code(node.tag, node.index, row);
    if (settled != Truth::unknown) return settled;
  }
  const std::int64_t stored = layout::stored_at(layout_.columns[node.tag].storage, chunk_.columns[node.tag], row);
  const bool above = node.kind == Kind::at_most || stored >= limit.low;
  const bool below = node.kind == Kind::at_least || stored <= limit.high;
  if (!above || !below) return Truth::no;
  if (limit.settled == 0) return Truth::unknown;
  return truth(limit.enable != 0);
}

// As layout::Answers says it.
Truth RowTruth::looked_up(const masks::Node& node, std::size_t row) const {
  const layout::Answers& answers = chunk_.bound.tables[node.index];
  if (!is_known(node.tag, row)) {
    if (answers.missing_true != 0) return Truth::yes;
    return answers.missing_known != 0 ? Truth::no : Truth::unknown;
  }
  const ColumnStorage storage = layout_.columns[node.tag].storage;
  const std::int64_t stored = layout::stored_at(storage, chunk_.columns[node.tag], row);
  // Tables of narrower codes have an answer for each.
  if (chunk_.widths[node.tag] == sizeof(std::uint32_t)) {
    return static_cast<Truth>(answers.of[std::min<std::int64_t>(stored, answers.last)]);
  }
  return static_cast<Truth>(
      answers.of[storage == ColumnStorage::integer8 ? static_cast<std::uint8_t>(stored) : stored]);
}

Truth RowTruth::junction(const masks::Node& node, std::size_t row) const {
  const bool all = node.kind == Kind::conjunction;
  Truth truth = all ? Truth::yes : Truth::no;
  const Truth settles = negation(truth);
  for (const masks::NodeId operand : masks_.operands_of(node)) {
    const Truth part = of(operand, row);
    if (part == settles) return settles;
    truth = all ? conjunction(truth, part) : disjunction(truth, part);
  }
  return truth;
}

Truth RowTruth::of(masks::NodeId id, std::size_t row) const {
  const masks::Node& node = masks_.nodes[id];
  switch (node.kind) {
    case Kind::always: return Truth::yes;
    case Kind::never: return Truth::no;
    case Kind::missing:
    case Kind::row: return Truth::unknown;
    case Kind::truth: {
      const layout::ColumnData& data = chunk_.columns[node.tag];
      return is_known(node.tag, row) ? truth(bit_at(data.values, data.value_bit + row)) : Truth::unknown;
    }
    case Kind::is_known: return truth(is_known(node.tag, row));
    case Kind::interval:
    case Kind::at_least:
    case Kind::at_most: return interval(node, row);
    case Kind::table: return looked_up(node, row);
    case Kind::negation: return negation(of(masks_.operands_of(node).front(), row));
    case Kind::known: return truth(of(masks_.operands_of(node).front(), row) != Truth::unknown);
    case Kind::conjunction:
    case Kind::disjunction: return junction(node, row);
  }
  return Truth::unknown;
}

}  // namespace wend::tables
