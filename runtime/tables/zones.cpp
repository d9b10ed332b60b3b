#include "runtime/tables/zones.hpp"

#include <algorithm>

namespace wend::tables {
namespace {

using masks::Kind;

constexpr Possible kNothing{false, false, false};

// More codes than this are not looked up one by one: that would take longer than judging rows.
constexpr std::int64_t kMostCodes = 1'024;

// What a table says of the code, or of the integer as it is stored.
std::uint8_t answer_of(const layout::Answers& answers, PieceStorage storage, std::int64_t stored) {
  if (storage == PieceStorage::integer8) return answers.of[static_cast<std::uint8_t>(stored)];
  if (width_of(storage) < sizeof(std::uint32_t)) return answers.of[stored];
  return answers.of[std::min<std::int64_t>(stored, answers.last)];
}

}  // namespace

Zones::Zones(const Table& table, const masks::MaskProgram& masks)
    : table_(table), masks_(masks), possible_(masks.nodes.size()) {}

void Zones::judge(std::size_t chunk, std::span<const layout::Bound> bounds, std::span<const layout::Answers> tables) {
  chunk_ = chunk;
  rows_ = table_.rows_of(chunk);
  bounds_ = bounds;
  tables_ = tables;
  for (std::size_t id = 0; id < masks_.nodes.size(); ++id) possible_[id] = judge(masks_.nodes[id]);
}

const Possible& Zones::operand(const masks::Node& node) const {
  return possible_[masks_.operands_of(node).front()];
}

Possible Zones::judge(const masks::Node& node) const {
  switch (node.kind) {
    case Kind::always: return {true, false, false};
    case Kind::never: return {false, true, false};
    case Kind::missing: return {false, false, true};
    case Kind::row: return {};
    case Kind::negation: return {operand(node).no, operand(node).yes, operand(node).unknown};
    case Kind::known: return {operand(node).yes || operand(node).no, operand(node).unknown, false};
    case Kind::conjunction: return conjunction(node);
    case Kind::disjunction: return disjunction(node);
    case Kind::truth:
    case Kind::is_known:
    case Kind::interval:
    case Kind::at_least:
    case Kind::at_most:
    case Kind::table: break;
  }
  const Piece* piece = table_.piece(chunk_, node.tag);
  if (piece == nullptr) return {};
  if (node.kind == Kind::truth) return truth(*piece);
  if (node.kind == Kind::is_known) return {has_known(*piece), piece->missing != 0, false};
  return node.kind == Kind::table ? looked_up(*piece, tables_[node.index]) : interval(*piece, node);
}

Possible Zones::truth(const Piece& piece) const {
  const bool known = has_known(piece);
  return {known && piece.greatest == 1, known && piece.least == 0, piece.missing != 0};
}

// As layout::Bound says it.
Possible Zones::interval(const Piece& piece, const masks::Node& node) const {
  Possible possible = kNothing;
  possible.unknown = piece.missing != 0;
  if (!has_known(piece)) return possible;
  const layout::Bound& bound = bounds_[node.index];
  const bool above = node.kind != Kind::at_most;
  const bool below = node.kind != Kind::at_least;
  const bool some_inside = (!above || piece.greatest >= bound.low) && (!below || piece.least <= bound.high);
  const bool some_outside = (above && piece.least < bound.low) || (below && piece.greatest > bound.high);
  const bool settled = bound.settled != 0;
  const bool enabled = bound.enable != 0;
  possible.yes = some_inside && settled && enabled;
  possible.no = some_outside || (some_inside && settled && !enabled);
  possible.unknown = possible.unknown || (some_inside && !settled);
  return possible;
}

Possible Zones::looked_up(const Piece& piece, const layout::Answers& answers) const {
  Possible possible = kNothing;
  if (piece.missing != 0) {
    possible.yes = answers.missing_true != 0;
    possible.no = answers.missing_known != 0 && answers.missing_true == 0;
    possible.unknown = answers.missing_known == 0;
  }
  if (!has_known(piece)) return possible;
  if (piece.greatest - piece.least >= kMostCodes) return {};
  for (std::int64_t stored = piece.least; stored <= piece.greatest; ++stored) {
    const bool occurs = !is_coded(piece.storage) || (piece.codes >> (stored % 64) & 1U) != 0;
    if (!occurs) continue;
    const std::uint8_t answer = answer_of(answers, piece.storage, stored);
    possible.no = possible.no || answer == 0;
    possible.yes = possible.yes || answer == 1;
    possible.unknown = possible.unknown || answer == 2;
  }
  return possible;
}

Possible Zones::conjunction(const masks::Node& node) const {
  Possible possible{true, false, false};
  bool none_is_false = true;  // there may be a row for which none is
  for (const masks::NodeId id : masks_.operands_of(node)) {
    const Possible& operand = possible_[id];
    possible.yes = possible.yes && operand.yes;
    possible.no = possible.no || operand.no;
    possible.unknown = possible.unknown || operand.unknown;
    none_is_false = none_is_false && (operand.yes || operand.unknown);
  }
  possible.unknown = possible.unknown && none_is_false;
  return possible;
}

Possible Zones::disjunction(const masks::Node& node) const {
  Possible possible{false, true, false};
  bool none_is_true = true;
  for (const masks::NodeId id : masks_.operands_of(node)) {
    const Possible& operand = possible_[id];
    possible.yes = possible.yes || operand.yes;
    possible.no = possible.no && operand.no;
    possible.unknown = possible.unknown || operand.unknown;
    none_is_true = none_is_true && (operand.no || operand.unknown);
  }
  possible.unknown = possible.unknown && none_is_true;
  return possible;
}

}  // namespace wend::tables
