// What a MaskProgram says of a single row of a chunk: for the few that sketches leave open.
//
// A comparison that the row's code settles is not made again: of the columns that have sketches only that one is read
// which left the row open.
//
//     const RowTruth rows(masks, layout, {rows.columns, bound, has_sketch, widths, sketches, sketch_bounds});
//     rows.fetch(tag, limit, row);                                     // some time before
//     if (rows.of(masks.roots[0], row) == Truth::yes) …
//
// Borrows all of it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "compiler/masks/mask_program.hpp"
#include "runtime/columns/bound.hpp"
#include "runtime/value/truth.hpp"

namespace wend::tables {

// A chunk of a column file: columns are never floats and never `partial`.
struct SketchedChunk {
  std::span<const layout::ColumnData> columns;   // by tag, as they are stored
  const columns::BoundChunk& bound;              // to them
  const std::vector<bool>& has_sketch;           // by tag
  std::span<const std::size_t> widths;           // by tag: layout::value_width of what is stored
  std::span<const layout::ColumnData> sketches;  // by tag: codes, where it has a sketch
  std::span<const layout::Bound> bounds;         // of codes: by limit what is possible, then what is certain
};

class RowTruth {
 public:
  // The program has no nodes of kind `row`.
  RowTruth(const masks::MaskProgram& masks, const layout::ColumnLayout& layout, const SketchedChunk& chunk)
      : masks_(masks), layout_(layout), chunk_(chunk) {}

  [[nodiscard]] Truth of(masks::NodeId id, std::size_t row) const;
  // Asks for what a comparison of a column that has a sketch reads of the row, if it has to.
  void fetch(std::uint32_t tag, std::uint32_t limit, std::size_t row) const;

 private:
  [[nodiscard]] Truth interval(const masks::Node& node, std::size_t row) const;
  [[nodiscard]] Truth looked_up(const masks::Node& node, std::size_t row) const;
  [[nodiscard]] Truth junction(const masks::Node& node, std::size_t row) const;
  [[nodiscard]] bool is_known(std::uint32_t tag, std::size_t row) const;
  [[nodiscard]] Truth settled_by_code(std::uint32_t tag, std::uint32_t limit, std::size_t row) const;

  const masks::MaskProgram& masks_;
  const layout::ColumnLayout& layout_;
  SketchedChunk chunk_;
};

}  // namespace wend::tables
