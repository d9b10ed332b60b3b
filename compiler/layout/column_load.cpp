#include <bit>
#include <cstring>
#include <optional>

#include "compiler/layout/column_layout.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::layout {
namespace {

constexpr std::size_t kBitsInByte = 8;

template <typename Item>
Item read(const std::byte* items, std::size_t index) {
  Item item;
  std::memcpy(static_cast<void*>(&item), items + index * sizeof item, sizeof item);
  return item;
}

bool bit_at(const std::byte* bits, std::size_t bit) {
  return (std::to_integer<unsigned>(bits[bit / kBitsInByte]) >> bit % kBitsInByte & 1U) != 0;
}

std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  const std::int64_t quotient = value / divisor;
  return quotient * divisor > value ? quotient - 1 : quotient;
}

Value scalar_or_unknown(std::optional<std::int64_t> scalar) {
  if (!scalar) return Unknown{};
  return *scalar;
}

Value integer_value(const Column& column, const ColumnData& data, std::int64_t stored) {
  if (column.partial && (stored < data.least || stored > data.greatest)) return Unknown{};
  const decimal::Wide whole = floor_divide(stored, data.divisor);
  return scalar_or_unknown(decimal::narrow(whole * data.factor + data.base));
}

Value float_value(const Column& column, const ColumnData& data, double stored) {
  const bool inside = stored >= std::bit_cast<double>(data.least) && stored <= std::bit_cast<double>(data.greatest);
  if (!inside) return Unknown{};
  return scalar_or_unknown(decimal::quantise(stored, places_of(column.type.kind)));
}

template <typename Offset>
std::string_view text_at(const ColumnData& data, std::size_t row) {
  const auto begin = read<Offset>(data.offsets, row);
  const auto end = read<Offset>(data.offsets, row + 1);
  if (end <= begin) return {"", 0};
  return {reinterpret_cast<const char*>(data.values) + begin, static_cast<std::size_t>(end - begin)};
}

Value code_value(const ColumnData& data, std::size_t code) {
  if (data.dictionary == nullptr || code >= data.dictionary->entries.size()) return Unknown{};
  return data.dictionary->entries[code];
}

Ordinals ordinals_at(const ColumnData& data, std::size_t row) {
  const auto begin = static_cast<std::size_t>(read<std::int32_t>(data.offsets, row));
  const auto end = static_cast<std::size_t>(read<std::int32_t>(data.offsets, row + 1));
  const void* values = data.values;
  return {static_cast<const std::int32_t*>(values) + begin, end - begin};
}

// The offsets of the texts count from the first of them, as those of a row's texts do from the row's beginning.
Texts texts_at(const ColumnData& data, std::size_t row, ColumnScratch& scratch) {
  const auto begin = static_cast<std::size_t>(read<std::int32_t>(data.offsets, row));
  const auto end = static_cast<std::size_t>(read<std::int32_t>(data.offsets, row + 1));
  const auto first = read<std::int32_t>(data.inner->offsets, begin);
  scratch.entries.clear();
  for (std::size_t index = begin; index < end; ++index) {
    const auto from = read<std::int32_t>(data.inner->offsets, index);
    const auto until = read<std::int32_t>(data.inner->offsets, index + 1);
    scratch.entries.push_back({static_cast<std::uint32_t>(from - first), static_cast<std::uint32_t>(until - from)});
  }
  return {data.inner->values + first, scratch.entries};
}

}  // namespace

bool is_integer(ColumnStorage storage) {
  switch (storage) {
    case ColumnStorage::integer8:
    case ColumnStorage::integer16:
    case ColumnStorage::integer32:
    case ColumnStorage::integer64:
    case ColumnStorage::unsigned8:
    case ColumnStorage::unsigned16:
    case ColumnStorage::unsigned32: return true;
    case ColumnStorage::absent:
    case ColumnStorage::bits:
    case ColumnStorage::float32:
    case ColumnStorage::float64:
    case ColumnStorage::text:
    case ColumnStorage::large_text:
    case ColumnStorage::periods:
    case ColumnStorage::ordinals:
    case ColumnStorage::texts:
    case ColumnStorage::coded8:
    case ColumnStorage::coded16:
    case ColumnStorage::coded32: return false;
  }
  return false;
}

std::size_t value_width(ColumnStorage storage) {
  switch (storage) {
    case ColumnStorage::integer8:
    case ColumnStorage::unsigned8:
    case ColumnStorage::coded8: return 1;
    case ColumnStorage::integer16:
    case ColumnStorage::unsigned16:
    case ColumnStorage::coded16: return 2;
    case ColumnStorage::integer32:
    case ColumnStorage::unsigned32:
    case ColumnStorage::float32:
    case ColumnStorage::coded32: return 4;
    case ColumnStorage::integer64:
    case ColumnStorage::float64: return 8;
    case ColumnStorage::periods: return sizeof(Period);
    case ColumnStorage::absent:
    case ColumnStorage::bits:
    case ColumnStorage::text:
    case ColumnStorage::large_text:
    case ColumnStorage::ordinals:
    case ColumnStorage::texts: return 0;
  }
  return 0;
}

std::size_t offset_width(ColumnStorage storage) {
  if (storage == ColumnStorage::large_text) return sizeof(std::int64_t);
  const bool offsets =
      storage == ColumnStorage::text || storage == ColumnStorage::ordinals || storage == ColumnStorage::texts;
  return offsets ? sizeof(std::int32_t) : 0;
}

ColumnData advance(const Column& column, const ColumnData& data, std::size_t rows) {
  ColumnData later = data;
  if (column.storage == ColumnStorage::bits) {
    const std::size_t bit = data.value_bit + rows;
    later.values = data.values + bit / kBitsInByte;
    later.value_bit = static_cast<std::uint8_t>(bit % kBitsInByte);
  } else if (const std::size_t width = value_width(column.storage); width != 0) {
    later.values = data.values + rows * width;
  }
  if (data.known != nullptr) {
    const std::size_t bit = data.known_bit + rows;
    later.known = data.known + bit / kBitsInByte;
    later.known_bit = static_cast<std::uint8_t>(bit % kBitsInByte);
  }
  if (data.offsets != nullptr) later.offsets = data.offsets + rows * offset_width(column.storage);
  return later;
}

std::int64_t stored_at(ColumnStorage storage, const ColumnData& data, std::size_t row) {
  switch (storage) {
    case ColumnStorage::integer8: return read<std::int8_t>(data.values, row);
    case ColumnStorage::integer16: return read<std::int16_t>(data.values, row);
    case ColumnStorage::integer32: return read<std::int32_t>(data.values, row);
    case ColumnStorage::integer64: return read<std::int64_t>(data.values, row);
    case ColumnStorage::unsigned8:
    case ColumnStorage::coded8: return read<std::uint8_t>(data.values, row);
    case ColumnStorage::unsigned16:
    case ColumnStorage::coded16: return read<std::uint16_t>(data.values, row);
    case ColumnStorage::unsigned32:
    case ColumnStorage::coded32: return read<std::uint32_t>(data.values, row);
    case ColumnStorage::absent:
    case ColumnStorage::bits:
    case ColumnStorage::float32:
    case ColumnStorage::float64:
    case ColumnStorage::text:
    case ColumnStorage::large_text:
    case ColumnStorage::periods:
    case ColumnStorage::ordinals:
    case ColumnStorage::texts: return 0;
  }
  return 0;
}

Value load(const Column& column, const ColumnData& data, std::size_t row, ColumnScratch& scratch) {
  if (column.storage == ColumnStorage::absent) return Unknown{};
  if (data.known != nullptr && !bit_at(data.known, data.known_bit + row)) return Unknown{};
  switch (column.storage) {
    case ColumnStorage::absent: return Unknown{};
    case ColumnStorage::bits: return bit_at(data.values, data.value_bit + row);
    case ColumnStorage::integer8:
    case ColumnStorage::integer16:
    case ColumnStorage::integer32:
    case ColumnStorage::integer64:
    case ColumnStorage::unsigned8:
    case ColumnStorage::unsigned16:
    case ColumnStorage::unsigned32: return integer_value(column, data, stored_at(column.storage, data, row));
    case ColumnStorage::float32: return float_value(column, data, read<float>(data.values, row));
    case ColumnStorage::float64: return float_value(column, data, read<double>(data.values, row));
    case ColumnStorage::text: return text_at<std::int32_t>(data, row);
    case ColumnStorage::large_text: return text_at<std::int64_t>(data, row);
    case ColumnStorage::periods: return read<Period>(data.values, row);
    case ColumnStorage::ordinals: return ordinals_at(data, row);
    case ColumnStorage::texts: {
      const Texts texts = texts_at(data, row, scratch);
      if (column.type.kind == TypeKind::list) return Records{texts};
      return texts;
    }
    case ColumnStorage::coded8:
    case ColumnStorage::coded16:
    case ColumnStorage::coded32:
      return code_value(data, static_cast<std::size_t>(stored_at(column.storage, data, row)));
  }
  return Unknown{};
}

}  // namespace wend::layout
