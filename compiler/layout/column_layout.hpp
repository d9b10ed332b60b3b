// How columns of values lie in memory: one definition for Arrow arrays, the column file, and whoever judges 64 rows at
// a time.
//
// A ColumnLayout says for each tag how its column is stored; code is compiled for it once. A Chunk says where the
// columns of some rows lie: a record batch, or a part of a column file. Chunks of one layout may differ in everything
// that is not in the layout: addresses, bit offsets, `factor`, `base` and `divisor`, dictionaries, whether anything is
// missing. What a value of a column is, is said to the letter by `load` below; whoever judges many rows at once agrees
// with it.
//
// Rows are judged in blocks of kBlockRows. Whoever judges whole blocks reads no byte beyond them, so that arrays need
// no padding; the last, shorter block is copied to where there is room. Values of Arrow arrays need not be aligned.
//
// What has no storage here (decimal128, unsigned 64-bit integers, lists as Arrow has them) is converted when it is
// taken in (runtime/columns).
//
// Thread-safety: plain data; what a Chunk points to must stay as it is while it is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "runtime/value/type.hpp"
#include "runtime/value/value.hpp"

namespace wend::layout {

inline constexpr std::size_t kBlockRows = 64;

enum class ColumnStorage : std::uint8_t {
  absent,    // not there: always unknown
  bits,      // of booleans: one bit a row, the lowest first
  integer8,  // signed scalars: floor(stored / divisor) * factor + base
  integer16,
  integer32,
  integer64,
  unsigned8,
  unsigned16,
  unsigned32,
  float32,  // quantised at the border to the type's places; NaN and what does not fit are missing
  float64,
  text,        // std::int32_t offsets, one more than rows, into bytes
  large_text,  // the same with std::int64_t
  periods,     // wend::Period
  ordinals,    // std::int32_t offsets, one more than rows, into std::int32_t values: each row sorted, without doubles
  texts,       // std::int32_t offsets, one more than rows, into `inner`, a `text` column. Of sets of text: each row
               // sorted, without doubles. Of lists: the bytes of the records' dense rows, in the list's order
  coded8,      // unsigned positions in the chunk's dictionary; beyond its end: missing
  coded16,
  coded32,
};

struct Column {
  ColumnStorage storage = ColumnStorage::absent;
  bool nullable = true;  // Chunks have a bitmap of what is known; false: everything is, but for what `partial` says
  // Scalars: what is stored may lie outside of ColumnData::least and greatest, and is missing then. Always so for
  // floats, never for codes.
  bool partial = false;
  Type type;
};

struct ColumnLayout {
  std::vector<Column> columns;  // by tag index
  Column customer;              // the customers' ids, text or absent
};

// What coded columns refer to: scalars, texts or sets. Borrowed. Dictionaries are told apart by their address, so what
// is computed for each entry is computed once for as long as the dictionary lives.
struct Dictionary {
  std::vector<Value> entries;  // Unknown: rows with this code are missing
};

struct ColumnData {
  const std::byte* values = nullptr;   // of the first row; of `bits` the byte that has it; of texts the bytes
  const std::byte* known = nullptr;    // a bitmap, the lowest bit first; null: everything is known
  const std::byte* offsets = nullptr;  // of texts and lists: of the first row
  const ColumnData* inner = nullptr;   // of `texts`: the texts
  const Dictionary* dictionary = nullptr;
  std::uint8_t value_bit = 0;  // of `bits`: the first row's bit in its byte, 0 to 7
  std::uint8_t known_bit = 0;  // likewise
  // Of integers: a scalar is floor(stored / divisor) * factor + base. divisor > 0, factor > 0.
  std::int64_t factor = 1;
  std::int64_t base = 0;
  std::int64_t divisor = 1;
  // Of `partial` columns: the first and the last stored number that stands for a value, both numbers that the storage
  // can hold. Of floats: the bits of doubles.
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
};

// Rows of a ColumnLayout. Where the layout says `nullable`, `known` may still be null.
struct Chunk {
  std::span<const ColumnData> columns;  // by tag index
  std::size_t rows = 0;
  ColumnData customer;
};

[[nodiscard]] constexpr bool is_float(ColumnStorage storage) {
  return storage == ColumnStorage::float32 || storage == ColumnStorage::float64;
}
[[nodiscard]] constexpr bool is_coded(ColumnStorage storage) {
  return storage == ColumnStorage::coded8 || storage == ColumnStorage::coded16 || storage == ColumnStorage::coded32;
}
// Not floats, not codes.
[[nodiscard]] bool is_integer(ColumnStorage storage);
// Bytes from one row's value to the next in ColumnData::values; 0 where there is no such number: bits, texts and lists.
[[nodiscard]] std::size_t value_width(ColumnStorage storage);
// Bytes from one row's offset to the next; 0 where the storage has no offsets.
[[nodiscard]] std::size_t offset_width(ColumnStorage storage);

// The same column from that row on.
[[nodiscard]] ColumnData advance(const Column& column, const ColumnData& data, std::size_t rows);

// What is stored of an integer or a code, known or not; 0 where the storage is neither.
[[nodiscard]] std::int64_t stored_at(ColumnStorage storage, const ColumnData& data, std::size_t row);

// Room for the entries of a set of texts that `load` hands out: its values are good until the next call with it.
struct ColumnScratch {
  std::vector<Texts::Entry> entries;
};

// What the column says for the row; texts and sets borrow from the chunk. The definition that others agree with.
[[nodiscard]] Value load(const Column& column, const ColumnData& data, std::size_t row, ColumnScratch& scratch);

}  // namespace wend::layout
