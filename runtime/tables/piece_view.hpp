// Where the parts of a piece lie, and whether they are what they have to be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "compiler/layout/row_layout.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/tables/format.hpp"

namespace wend::tables {

// The parts of a piece that has bytes; null where it has no such part.
struct PieceView {
  const std::byte* known = nullptr;
  const std::byte* offsets = nullptr;
  const std::byte* inner_offsets = nullptr;  // of texts
  const std::byte* values = nullptr;
  std::uint64_t size = 0;  // of the values
};

// Nothing where the bytes are too few for the parts. Reads no more than the offsets' last.
[[nodiscard]] std::optional<PieceView> view(const Piece& piece, std::uint64_t rows, std::span<const std::byte> bytes);

// What a piece's contents are checked against.
struct Expected {
  Type type;
  std::int32_t values = 0;                     // of a set of an enum: how many values the file knows of the enum
  const layout::RowLayout* records = nullptr;  // of a list
};

// Whether the head of a piece makes sense: a storage of the type, numbers that the storage can hold and, of codes, that
// are below `entries`; a section that begins on a boundary and has as many bytes as fixed parts take. That the section
// lies in the file is looked at by whoever knows the file.
[[nodiscard]] bool is_plausible(const Piece& piece, std::uint64_t rows, const Type& type, std::uint64_t entries);

// Whether the contents of a plausible piece are as its head says and as values of the type have to be: what is stored
// lies between the least and the greatest, sets are sorted, offsets rise inside the bytes, records are sound.
[[nodiscard]] bool is_sound(const Piece& piece, std::uint64_t rows, std::span<const std::byte> bytes,
                            const Expected& expected);

}  // namespace wend::tables
