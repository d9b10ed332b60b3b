// What the directory of a column file alone says of conditions in a chunk: that they hold for every row, or for none,
// so that the chunk need not be read.
//
// The nodes of a MaskProgram are judged over what may occur, once for a whole chunk: by the least and the greatest that
// a column stores there, the codes that occur, and whether anything is missing. It may say too much (that some answer
// occurs which does not), never too little.
//
//     Zones zones(table, masks);
//     zones.judge(chunk, bound.bounds, bound.tables);
//     if (!zones.of(root).yes) …               // nobody there
//     if (zones.of(root).only_yes()) …         // everybody
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/layout/column_interface.hpp"
#include "compiler/masks/mask_program.hpp"
#include "runtime/tables/table.hpp"

namespace wend::tables {

// Which answers may occur among the rows.
struct Possible {
  bool yes = true;
  bool no = true;
  bool unknown = true;

  [[nodiscard]] bool only_yes() const { return yes && !no && !unknown; }
};

// For one thread.
class Zones {
 public:
  // Borrows both.
  Zones(const Table& table, const masks::MaskProgram& masks);

  // With the limits and tables as they are bound to the chunk.
  void judge(std::size_t chunk, std::span<const layout::Bound> bounds, std::span<const layout::Answers> tables);
  // By condition, in the last chunk.
  [[nodiscard]] const Possible& of(std::size_t root) const { return possible_[masks_.roots[root]]; }

 private:
  [[nodiscard]] Possible judge(const masks::Node& node) const;
  [[nodiscard]] Possible truth(const Piece& piece) const;
  [[nodiscard]] Possible interval(const Piece& piece, const masks::Node& node) const;
  [[nodiscard]] Possible looked_up(const Piece& piece, const layout::Answers& answers) const;
  [[nodiscard]] Possible conjunction(const masks::Node& node) const;
  [[nodiscard]] Possible disjunction(const masks::Node& node) const;
  [[nodiscard]] bool has_known(const Piece& piece) const { return piece.missing != rows_; }
  [[nodiscard]] const Possible& operand(const masks::Node& node) const;

  const Table& table_;
  const masks::MaskProgram& masks_;
  std::vector<Possible> possible_;  // by node
  std::size_t chunk_ = 0;
  std::uint32_t rows_ = 0;
  std::span<const layout::Bound> bounds_;
  std::span<const layout::Answers> tables_;
};

}  // namespace wend::tables
