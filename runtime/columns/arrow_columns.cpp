#include "runtime/columns/arrow_columns.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "runtime/columns/wide_numbers.hpp"

namespace wend::columns {
namespace {

using layout::ColumnData;
using layout::ColumnStorage;
using Way = ArrowSource::Way;

constexpr std::size_t kBitsInByte = 8;

std::int64_t buffers_of(Way way) {
  switch (way) {
    case Way::texts:
    case Way::names: return 3;
    case Way::places: return 1;
    case Way::in_place:
    case Way::codes:
    case Way::wide_codes:
    case Way::decimals:
    case Way::unsigned64:
    case Way::local_times:
    case Way::months:
    case Way::sets:
    case Way::records: return 2;
  }
  return 2;
}

std::int64_t children_of(const ArrowSource& source) {
  if (source.way == Way::places) return static_cast<std::int64_t>(source.children);
  return source.way == Way::sets || source.way == Way::records ? 1 : 0;
}

void set_known(const ArrowView& view, ColumnData& data) {
  if (view.known == nullptr) return;
  data.known = view.known + view.first / kBitsInByte;
  data.known_bit = static_cast<std::uint8_t>(view.first % kBitsInByte);
}

// A column that promises that nothing is missing must keep the promise.
bool keeps_promise(const ArrowSource& source, const ArrowView& view) {
  if (source.column.nullable || view.known == nullptr) return true;
  for (std::size_t row = 0; row < view.rows; ++row) {
    if (!is_known(view, row)) return false;
  }
  return true;
}

}  // namespace

std::byte* ArrowColumns::room(std::size_t bytes) {
  return buffers_.emplace_back(std::make_unique<std::byte[]>(bytes)).get();
}

const std::byte* ArrowColumns::bitmap(const std::vector<bool>& known) {
  std::byte* bits = room(known.size() / kBitsInByte + 1);
  for (std::size_t row = 0; row < known.size(); ++row) {
    if (known[row]) bits[row / kBitsInByte] |= std::byte{1} << row % kBitsInByte;
  }
  return bits;
}

Result<ColumnData> ArrowColumns::column(const ArrowSource& source, const ArrowArray* array, std::size_t first,
                                        std::size_t rows) {
  const auto view = view_of(array, first, rows, buffers_of(source.way), children_of(source));
  if (!view) return view.error();
  if (!keeps_promise(source, *view)) return Error{"a column that is not nullable has nulls"};
  switch (source.way) {
    case Way::in_place: return in_place(source, *view);
    case Way::texts: return texts(source, *view);
    case Way::codes:
    case Way::wide_codes: return codes(source, *view);
    case Way::names: return names(source, *view);
    case Way::decimals:
    case Way::unsigned64:
    case Way::local_times: return numbers(source, *view);
    case Way::months: return months(*view);
    case Way::sets: return sets(source, *view);
    case Way::places: return places(source, *view);
    case Way::records: return records(source, *view);
  }
  return Error{"the column is of an unknown kind"};
}

Result<ColumnData> ArrowColumns::in_place(const ArrowSource& source, const ArrowView& view) const {
  ColumnData data;
  set_known(view, data);
  data.factor = source.factor;
  data.divisor = source.divisor;
  data.least = source.least;
  data.greatest = source.greatest;
  if (view.rows == 0) return data;
  if (source.column.storage == ColumnStorage::bits) {
    data.values = view.buffer(1) + view.first / kBitsInByte;
    data.value_bit = static_cast<std::uint8_t>(view.first % kBitsInByte);
  } else {
    data.values = view.buffer(1) + view.first * layout::value_width(source.column.storage);
  }
  return data;
}

Result<ColumnData> ArrowColumns::texts(const ArrowSource& source, const ArrowView& view) {
  std::int64_t end = 0;
  if (const Status checked = check_offsets(view, source.large, end); !checked) return checked.error();
  ColumnData data;
  set_known(view, data);
  if (view.rows == 0) return data;
  data.values = view.buffer(2);
  data.offsets = view.buffer(1) + view.first * layout::offset_width(source.column.storage);
  return data;
}

// --- dictionaries and names ------------------------------------------------------------------------------------------

Result<Value> ArrowColumns::meaning(const Type& type, std::string_view text) const {
  constexpr std::size_t kMostShown = 60;
  const auto unknown_name = [&](const std::string& what) {
    return Error{"`" + std::string(text.substr(0, kMostShown)) + "` is no " + what};
  };
  if (type.kind == TypeKind::enumeration) {
    const schema::Enum& enumeration = schema_->enums[type.detail];
    const auto ordinal = names_.value(enumeration, text);
    if (!ordinal) return unknown_name("value of " + enumeration.name);
    return Value{std::int64_t{*ordinal}};
  }
  if (type.kind == TypeKind::product) {
    const auto product = names_.find(schema::Names::Kind::product, text);
    if (!product || product->ambiguous) return unknown_name("product");
    return Value{std::int64_t{product->index}};
  }
  return Value{text};
}

Result<const layout::Dictionary*> ArrowColumns::dictionary(const Type& type, const ArrowArray* array, bool large) {
  const auto view = view_of(array, 3, 0);
  if (!view) return view.error();
  std::int64_t end = 0;
  if (const Status checked = check_offsets(*view, large, end); !checked) return checked.error();
  const DictionaryKey key{array->buffers[1], array->buffers[2], view->first, view->rows, type.kind, type.detail};
  const auto found = dictionaries_.find(key);
  // Nulls in it are looked at anew: the key does not tell bitmaps apart.
  if (found != dictionaries_.end() && view->known == nullptr) return found->second.get();
  auto made = std::make_unique<layout::Dictionary>();
  made->entries.reserve(view->rows);
  for (std::size_t entry = 0; entry < view->rows; ++entry) {
    if (!is_known(*view, entry)) {
      made->entries.emplace_back(Unknown{});
      continue;
    }
    const Result<Value> value = meaning(type, text_at(*view, large, entry));
    if (!value) return value.error();
    made->entries.push_back(*value);
  }
  const layout::Dictionary* result = made.get();
  DictionaryKey place = key;
  if (view->known != nullptr) std::get<0>(place) = result;  // its own address: never found again
  dictionaries_[place] = std::move(made);
  return result;
}

Result<ColumnData> ArrowColumns::codes(const ArrowSource& source, const ArrowView& view) {
  const auto entries = dictionary(source.column.type, view.array->dictionary, source.inner_large);
  if (!entries) return entries.error();
  ColumnData data;
  set_known(view, data);
  data.dictionary = *entries;
  if (view.rows == 0) return data;
  if (source.way == Way::codes) {
    data.values = view.buffer(1) + view.first * source.index_width;
    return data;
  }
  constexpr std::uint64_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::byte* values = room(view.rows * sizeof(std::uint32_t));
  for (std::size_t row = 0; row < view.rows; ++row) {
    const std::uint64_t code = read_item<std::uint64_t>(view.buffer(1), view.first + row);
    write_item(values, row, static_cast<std::uint32_t>(std::min(code, kNone)));
  }
  data.values = values;
  return data;
}

// Each text that occurs becomes an entry.
Result<ColumnData> ArrowColumns::names(const ArrowSource& source, const ArrowView& view) {
  std::int64_t end = 0;
  if (const Status checked = check_offsets(view, source.large, end); !checked) return checked.error();
  auto made = std::make_unique<layout::Dictionary>();
  std::map<std::string_view, std::uint32_t> seen;
  std::byte* values = room(view.rows * sizeof(std::uint32_t));
  for (std::size_t row = 0; row < view.rows; ++row) {
    if (!is_known(view, row)) continue;
    const std::string_view text = text_at(view, source.large, row);
    const auto [place, is_new] = seen.try_emplace(text, static_cast<std::uint32_t>(seen.size()));
    if (is_new) {
      const Result<Value> value = meaning(source.column.type, text);
      if (!value) return value.error();
      made->entries.push_back(*value);
    }
    write_item(values, row, place->second);
  }
  ColumnData data;
  set_known(view, data);
  data.values = values;
  data.dictionary = made.get();
  dictionaries_[{made.get(), nullptr, 0, 0, source.column.type.kind, source.column.type.detail}] = std::move(made);
  return data;
}

// --- numbers ---------------------------------------------------------------------------------------------------------

Result<ColumnData> ArrowColumns::numbers(const ArrowSource& source, const ArrowView& view) {
  std::byte* values = room(view.rows * sizeof(std::int64_t));
  std::vector<bool> known(view.rows);
  const int places = places_of(source.column.type.kind);
  for (std::size_t row = 0; row < view.rows; ++row) {
    if (!is_known(view, row)) continue;
    const std::byte* stored = view.buffer(1);
    const std::size_t place = view.first + row;
    std::optional<std::int64_t> scalar;
    if (source.way == Way::decimals) {
      scalar = narrowed(read_item<decimal::Wide>(stored, place), source.scale, places);
    } else if (source.way == Way::unsigned64) {
      scalar = decimal::narrow(decimal::Wide{read_item<std::uint64_t>(stored, place)} * source.factor);
    } else {
      scalar = instant_of_local(read_item<std::int64_t>(stored, place), source.factor, source.divisor, zone_);
    }
    if (!scalar) continue;
    known[row] = true;
    write_item(values, row, *scalar);
  }
  ColumnData data;
  data.values = values;
  data.known = bitmap(known);
  return data;
}

Result<ColumnData> ArrowColumns::months(const ArrowView& view) {
  std::byte* values = room(view.rows * sizeof(Period));
  for (std::size_t row = 0; row < view.rows; ++row) {
    write_item(values, row, Period{read_item<std::int32_t>(view.buffer(1), view.first + row), 0, 0});
  }
  ColumnData data;
  set_known(view, data);
  data.values = values;
  return data;
}

}  // namespace wend::columns
