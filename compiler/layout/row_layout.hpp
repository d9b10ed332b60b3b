// How a row of values lies in memory: one definition for the evaluator, native code and the runtime.
//
// A RowLayout says for each field (a tag of the schema, or a field of one event type) where it lies, how it is stored
// and how a missing value is marked. Two kinds of rows are described by it:
//   - the host's own struct, bound by offsets (include/wend/wend.hpp), which is read in place;
//   - Wend's dense rows (dense_layout): a bitmap of known fields, fixed cells, then texts and sets, all in one block
//     that holds no pointer, so that it can be moved, stored and compared as bytes.
//
// Row data is aligned to kRowAlignment where dense; a host's struct is aligned as the compiler laid it out.
// Thread-safety: a layout is immutable once made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/value/type.hpp"
#include "runtime/value/value.hpp"

namespace wend::layout {

inline constexpr std::size_t kRowAlignment = 8;

enum class Storage : std::uint8_t {
  absent,    // not in the row: always unknown
  boolean8,  // one byte, 0 is false
  integer8,  // signed scalars, times `factor`
  integer16,
  integer32,
  integer64,
  float64,          // quantised at the border to the type's places (places_of); `factor` is not used
  period,           // wend::Period
  text_view,        // const char* and std::size_t, as std::string_view lies in memory
  text_pointer,     // const char*, ends with a zero byte
  text_string,      // std::string
  inline_text,      // Texts::Entry: offset from the row's beginning, size
  inline_ordinals,  // Texts::Entry: offset of std::int32_t[size]
  inline_texts,     // Texts::Entry: offset of Texts::Entry[size]
  inline_records,   // Texts::Entry: offset of Texts::Entry[size], each the bytes of a dense row, aligned as rows are
};

enum class Missing : std::uint8_t {
  never,       // always known (a null text_pointer and a NaN are missing all the same)
  known_bit,   // known where the bit `missing_bit` of the byte at `missing_offset` is set
  known_byte,  // known where the byte at `missing_offset` is not 0
  sentinel,    // missing where the stored integer (of boolean8: as a signed byte) equals `sentinel`
};

struct Field {
  Storage storage = Storage::absent;
  Missing missing = Missing::never;
  std::uint8_t missing_bit = 0;
  std::uint32_t offset = 0;
  std::uint32_t missing_offset = 0;
  std::int64_t sentinel = 0;
  std::int64_t factor = 1;  // stored integer times factor is the scalar (a host's cents: 100)
  Type type;
};

struct RowLayout {
  std::vector<Field> fields;     // by tag index, or by field index of an event
  std::uint32_t fixed_size = 0;  // bytes of the part that has no texts and sets; of a dense row never 0
  // By list of the schema: how the records of list tags lie (record_layout). Empty where the row has no such tag; empty
  // layouts for the lists that none of its tags is of.
  std::vector<RowLayout> records = {};
};

// A row and how to read it. Borrowed.
struct Row {
  const RowLayout* layout = nullptr;
  const std::byte* data = nullptr;
};

// A dense layout of the given types; those not `wanted` (by position; empty: all) are absent, and so are lists, whose
// records only a schema can lay out: see tag_layout.
[[nodiscard]] RowLayout dense_layout(std::span<const Type> types, std::span<const std::uint32_t> wanted = {});
// Of the schema's tags that are wanted, by tag index; none where none is.
[[nodiscard]] RowLayout tag_layout(const schema::Schema& schema, std::span<const schema::TagIndex> wanted);
// Of all fields of an event.
[[nodiscard]] RowLayout event_layout(const schema::Event& event);
// Of a record of a list: all its fields. The same for every row of one schema.
[[nodiscard]] RowLayout record_layout(const schema::List& list);
// One record of a list tag that lies in a row of `layout`; a row without data where there is none such.
[[nodiscard]] Row record_at(const RowLayout* layout, const Type& list, const Records& records, std::size_t index);

// Reads one field; texts and sets borrow from the row. What overflows on the way (factor, quantising) is unknown, and
// so is a field that the layout does not have, or any of a row without layout or data.
[[nodiscard]] Value load(const Row& row, std::uint32_t field);

// Writes a dense row: `values` by field; what is absent in the layout is left out, what does not fit the field's cell
// is written as missing. Appends to `block`, whose size must be a multiple of kRowAlignment, and pads it to one;
// offsets inside count from the row's beginning. Equal values make equal bytes.
void append_row(const RowLayout& layout, std::span<const Value> values, std::vector<std::byte>& block);

// Bytes that a dense row at `data` takes, with its texts and sets and padding. The row must have passed is_sound.
[[nodiscard]] std::size_t row_size(const RowLayout& layout, const std::byte* data);

// Whether every offset and size in a dense row of at most `available` bytes stays inside, and every set is sorted
// without doubles: for rows read from outside. `available` must be aligned to kRowAlignment. That texts are UTF-8 is
// not looked at: they are compared as bytes. Takes time in proportion to `available`.
[[nodiscard]] bool is_sound(const RowLayout& layout, std::span<const std::byte> available);

}  // namespace wend::layout
