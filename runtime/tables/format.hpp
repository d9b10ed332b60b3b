// A column file of customers, as bytes. Written by TableWriter, read by Table.
//
//   header     64 bytes: the magic and the version, then zeros
//   sections   each on a boundary of 64 bytes: pieces of columns, dictionaries, tables of pieces
//   directory  a section too: the columns by name and type, and where their tables are
//   footer     64 bytes at the very end: where the directory is; a file without one was never finished
//
// All numbers are little-endian. A section's place is always given with the XXH3 of its bytes; bytes between sections
// belong to nobody. Customers come in chunks of kMostChunkRows or fewer; what one column has of one chunk is a piece.
//
// A piece holds, one after the other, each from a boundary of 64 bytes on:
//   which rows are known   a bitmap of whole 64-bit words; only where some rows are known and some are not
//   then, by its storage   bits: a bitmap; integers, codes and periods: one for each row;
//                          text: 32-bit offsets, one more than rows, and bytes; ordinals: offsets and 32-bit values;
//                          texts: offsets, offsets of the texts, and bytes (of lists of records: of their dense rows)
// Integers of 16 bits and more have a second section, their sketch (sketch.hpp): `sketch_codes` ranges of what is
// stored, each by its least and its greatest and all above the one before; then, from a boundary of 64 bytes on, a byte
// for each row: 0 where it is missing, else the number of its range, counted from 1. Counting reads a column of any
// width as one byte a row, without its bitmap: memory is what it waits for. What a limit leaves open, one row in 255 of
// those that the other comparisons admit, is read exactly.
//
// Where no row is known, or all have one stored value (`least` = `greatest`), the piece has no bytes at all. A column
// with a dictionary has one for the whole file, of the entries' number in rows, written as a piece that is all known.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace wend::tables {

static_assert(std::endian::native == std::endian::little, "column files are read as they lie");

inline constexpr std::array<char, 8> kMagic{'W', 'E', 'N', 'D', 'C', 'O', 'L', 'S'};
inline constexpr std::array<char, 8> kEndMagic{'W', 'E', 'N', 'D', 'D', 'O', 'N', 'E'};
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::size_t kSectionAlignment = 64;
inline constexpr std::uint32_t kMostChunkRows = 65'536;  // whole blocks of layout::kBlockRows, but for the last chunk
inline constexpr std::size_t kMostSketchCodes = 255;

struct Section {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t hash = 0;
};

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::array<std::uint8_t, 52> zeros{};
};

struct Footer {
  std::array<char, 8> magic = kEndMagic;
  std::uint64_t version = kVersion;
  Section directory;
  std::uint64_t file_size = 0;
  std::uint64_t zero = 0;
  std::uint64_t hash = 0;  // of the footer's bytes before
};

// How a column's values lie in a piece. Numbers are the file's: they never change.
enum class PieceStorage : std::uint8_t {
  none = 0,  // no row is known, and none was in the chunks before
  bits = 1,
  integer8 = 2,  // signed; the scalar is stored * factor + base
  integer16 = 3,
  integer32 = 4,
  integer64 = 5,
  coded8 = 6,  // unsigned: positions in the dictionary, or in the names of an enum's values or of products
  coded16 = 7,
  coded32 = 8,
  text = 9,
  ordinals = 10,
  texts = 11,
  periods = 12,
};
inline constexpr PieceStorage kLastStorage = PieceStorage::periods;

struct Piece {
  Section section;
  Section sketch;
  std::int64_t factor = 1;
  std::int64_t base = 0;
  // Of what is stored where it is known; only of bits, integers and codes.
  std::int64_t least = 0;
  std::int64_t greatest = 0;
  std::uint64_t codes = 0;  // of codes: bit `code % 64` for each that occurs
  std::uint32_t missing = 0;
  PieceStorage storage = PieceStorage::none;
  std::uint8_t sketch_codes = 0;
  std::array<std::uint8_t, 2> zeros{};
};

// Of what is stored, both included.
struct SketchRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

static_assert(sizeof(Header) == 64 && sizeof(Footer) == 64 && sizeof(Piece) == 96 && sizeof(SketchRange) == 16);

[[nodiscard]] constexpr std::uint64_t aligned(std::uint64_t size) {
  return (size + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment;
}

// Bytes from one row's value to the next; 0 where there is no such number.
[[nodiscard]] constexpr std::size_t width_of(PieceStorage storage) {
  switch (storage) {
    case PieceStorage::integer8:
    case PieceStorage::coded8: return 1;
    case PieceStorage::integer16:
    case PieceStorage::coded16: return 2;
    case PieceStorage::integer32:
    case PieceStorage::coded32: return 4;
    case PieceStorage::integer64: return 8;
    case PieceStorage::none:
    case PieceStorage::bits:
    case PieceStorage::text:
    case PieceStorage::ordinals:
    case PieceStorage::texts: return 0;
    case PieceStorage::periods: return 12;
  }
  return 0;
}

[[nodiscard]] constexpr bool is_coded(PieceStorage storage) {
  return storage == PieceStorage::coded8 || storage == PieceStorage::coded16 || storage == PieceStorage::coded32;
}
[[nodiscard]] constexpr bool is_integer(PieceStorage storage) {
  return storage >= PieceStorage::integer8 && storage <= PieceStorage::integer64;
}
[[nodiscard]] constexpr std::size_t bitmap_size(std::uint64_t rows) {
  return (rows + 63) / 64 * 8;
}

// Whether no row is known, or all of them are the same: there are no bytes.
[[nodiscard]] constexpr bool is_missing(const Piece& piece, std::uint64_t rows) {
  return piece.missing == rows;
}
[[nodiscard]] constexpr bool is_constant(const Piece& piece, std::uint64_t rows) {
  const bool is_zoned = piece.storage >= PieceStorage::bits && piece.storage <= PieceStorage::coded32;
  return is_zoned && piece.missing == 0 && rows != 0 && piece.least == piece.greatest;
}
[[nodiscard]] constexpr bool has_sketch(const Piece& piece, std::uint64_t rows) {
  return is_integer(piece.storage) && width_of(piece.storage) >= sizeof(std::int16_t) && !is_missing(piece, rows) &&
         !is_constant(piece, rows);
}
[[nodiscard]] constexpr std::uint64_t sketch_size(const Piece& piece, std::uint64_t rows) {
  return has_sketch(piece, rows) ? aligned(piece.sketch_codes * sizeof(SketchRange)) + rows : 0;
}
[[nodiscard]] constexpr bool has_bitmap(const Piece& piece, std::uint64_t rows) {
  return piece.missing != 0 && piece.missing != rows;
}

}  // namespace wend::tables
