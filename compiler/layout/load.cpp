#include <cstring>
#include <optional>
#include <string>

#include "compiler/layout/dense.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::layout {
namespace {

template <typename Item>
Item read(const std::byte* at) {
  Item item;
  std::memcpy(static_cast<void*>(&item), at, sizeof item);
  return item;
}

Value scalar_or_unknown(std::optional<std::int64_t> scalar) {
  if (!scalar) return Unknown{};
  return *scalar;
}

Value load_integer(const Field& field, std::int64_t stored) {
  if (field.missing == Missing::sentinel && stored == field.sentinel) return Unknown{};
  return scalar_or_unknown(decimal::narrow(decimal::Wide{stored} * field.factor));
}

Value load_boolean(const Field& field, const std::byte* cell) {
  if (field.missing == Missing::sentinel && read<std::int8_t>(cell) == field.sentinel) return Unknown{};
  return read<std::uint8_t>(cell) != 0;
}

Value load_text_pointer(const std::byte* cell) {
  const auto* text = read<const char*>(cell);
  if (text == nullptr) return Unknown{};
  return std::string_view(text);
}

Value load_text_string(const std::byte* cell) {
  const void* text = cell;
  return std::string_view(*static_cast<const std::string*>(text));
}

Value load_text(const std::byte* row, const Texts::Entry& entry) {
  return std::string_view(reinterpret_cast<const char*>(row) + entry.offset, entry.size);
}

// Arrays inside a dense row lie aligned (append_row, is_sound), so they are read in place.
template <typename Item>
std::span<const Item> array_at(const std::byte* row, const Texts::Entry& entry) {
  const void* first = row + entry.offset;
  return {static_cast<const Item*>(first), entry.size};
}

}  // namespace

bool is_marked_known(const Field& field, const std::byte* data) {
  switch (field.missing) {
    case Missing::never:
    case Missing::sentinel: return true;
    case Missing::known_bit:
      return (std::to_integer<unsigned>(data[field.missing_offset]) >> field.missing_bit & 1U) != 0;
    case Missing::known_byte: return data[field.missing_offset] != std::byte{0};
  }
  return true;
}

Value load(const Row& row, std::uint32_t index) {
  if (row.layout == nullptr || row.data == nullptr || index >= row.layout->fields.size()) return Unknown{};
  const Field& field = row.layout->fields[index];
  if (field.storage == Storage::absent || !is_marked_known(field, row.data)) return Unknown{};
  const std::byte* cell = row.data + field.offset;
  switch (field.storage) {
    case Storage::absent: return Unknown{};
    case Storage::boolean8: return load_boolean(field, cell);
    case Storage::integer8: return load_integer(field, read<std::int8_t>(cell));
    case Storage::integer16: return load_integer(field, read<std::int16_t>(cell));
    case Storage::integer32: return load_integer(field, read<std::int32_t>(cell));
    case Storage::integer64: return load_integer(field, read<std::int64_t>(cell));
    case Storage::float64: return scalar_or_unknown(decimal::quantise(read<double>(cell), places_of(field.type.kind)));
    case Storage::period: return read<Period>(cell);
    case Storage::text_view: return read<std::string_view>(cell);
    case Storage::text_pointer: return load_text_pointer(cell);
    case Storage::text_string: return load_text_string(cell);
    case Storage::inline_text: return load_text(row.data, read<Texts::Entry>(cell));
    case Storage::inline_ordinals: return array_at<std::int32_t>(row.data, read<Texts::Entry>(cell));
    case Storage::inline_texts: return Texts(row.data, array_at<Texts::Entry>(row.data, read<Texts::Entry>(cell)));
    case Storage::inline_records:
      return Records{Texts(row.data, array_at<Texts::Entry>(row.data, read<Texts::Entry>(cell)))};
  }
  return Unknown{};
}

Row record_at(const RowLayout* layout, const Type& list, const Records& records, std::size_t index) {
  if (layout == nullptr || list.detail >= layout->records.size() || index >= records.size()) return {};
  const void* first = records.rows[index].data();
  return {&layout->records[list.detail], static_cast<const std::byte*>(first)};
}

}  // namespace wend::layout
