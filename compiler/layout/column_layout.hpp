// How columns of values lie in memory: one definition for Arrow arrays, the column file, and whoever judges 64 rows at
// a time.
//
// A ColumnLayout says for each tag how its column is stored; code is compiled for it once. A Chunk says where the
// columns of some rows lie: a record batch, or a part of a column file. Chunks of one layout may differ in everything
// that is not in the layout: addresses, bit offsets, `factor` and `base`, dictionaries, whether anything is missing.
//
// Rows are judged in blocks of kBlockRows. Whoever judges whole blocks reads no byte beyond them, so that arrays need
// no padding; the last, shorter block is copied to where there is room.
//
// Thread-safety: plain data; what a Chunk points to must stay as it is while it is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/value/type.hpp"
#include "runtime/value/value.hpp"

namespace wend::layout {

inline constexpr std::size_t kBlockRows = 64;

enum class ColumnStorage : std::uint8_t {
  absent,    // not there: always unknown
  bits,      // of booleans: one bit a row, the lowest first
  integer8,  // signed: the scalar is stored * factor + base
  integer16,
  integer32,
  integer64,
  unsigned8,
  unsigned16,
  unsigned32,
  float32,  // quantised at the border to the type's places; NaN and what does not fit are missing
  float64,
  decimal128,  // a 128-bit integer in two's complement: stored * factor / divisor, rounded half to even
  text,        // std::int32_t offsets, one more than rows, into bytes
  large_text,  // the same with std::int64_t
  ordinals,    // std::int32_t offsets into std::int32_t values, sorted without doubles in each row
  texts,       // std::int32_t offsets into a text column of its own
  coded8,      // unsigned positions in the chunk's dictionary
  coded16,
  coded32,
};

struct Column {
  ColumnStorage storage = ColumnStorage::absent;
  bool nullable = true;  // Chunks have a bitmap of what is known; false: everything is
  Type type;
};

struct ColumnLayout {
  std::vector<Column> columns;  // by tag index
};

// What coded columns refer to: scalars, texts or sets. Borrowed. Dictionaries are told apart by their address, so what
// is computed for each entry is computed once for as long as the dictionary lives.
struct Dictionary {
  std::vector<Value> entries;  // Unknown: rows with this code are missing
};

struct ColumnData {
  const std::byte* values = nullptr;   // of the first row; of `bits` the byte that has it; of texts the bytes
  const std::byte* known = nullptr;    // a bitmap, the lowest bit first; null where `nullable` is false
  const std::byte* offsets = nullptr;  // of texts and lists: of the first row
  const ColumnData* inner = nullptr;   // of `texts`: the texts
  const Dictionary* dictionary = nullptr;
  std::uint8_t value_bit = 0;  // of `bits`: the first row's bit in its byte, 0 to 7
  std::uint8_t known_bit = 0;  // likewise
  std::int64_t factor = 1;
  std::int64_t base = 0;
  std::int64_t divisor = 1;  // of decimal128
};

// Rows of a ColumnLayout.
struct Chunk {
  std::span<const ColumnData> columns;  // by tag index
  std::size_t rows = 0;
};

}  // namespace wend::layout
