// What an open column file knows of one of its columns.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "compiler/layout/row_layout.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/tables/directory.hpp"
#include "runtime/tables/format.hpp"
#include "runtime/tables/piece_view.hpp"
#include "runtime/value/result.hpp"

namespace wend::tables {

struct OpenedColumn {
  schema::TagIndex tag = 0;
  Type type;
  std::size_t position = 0;           // among those that are checked
  std::span<const Piece> pieces;      // by chunk
  std::int32_t values = 0;            // of an enum or of products: how many the file knows
  std::uint64_t codes = 0;            // how many different codes there may be
  std::vector<std::int32_t> numbers;  // by the file's number of such a value, the schema's; empty: they are the same
  layout::RowLayout records;          // of a list: how its records lie
  bool nullable = false;              // some row is missing

  // What codes stand for. The dictionary borrows from the file and from these.
  std::unique_ptr<layout::Dictionary> dictionary;
  std::vector<std::vector<std::int32_t>> sets;
  std::vector<std::vector<Texts::Entry>> texts;

  [[nodiscard]] Expected expected() const { return {type, values, type.kind == TypeKind::list ? &records : nullptr}; }
};

// Fills the dictionary: with the schema's numbers of named values, or from the file's entries, which are checked. An
// error says that they are damaged.
[[nodiscard]] Status open_dictionary(std::span<const std::byte> entries, OpenedColumn& column);

// How a piece of the storage is presented to executors.
[[nodiscard]] layout::ColumnStorage presented(PieceStorage storage, const OpenedColumn& column);

}  // namespace wend::tables
