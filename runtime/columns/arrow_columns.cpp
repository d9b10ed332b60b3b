#include "runtime/columns/arrow_columns.hpp"

#include <algorithm>
#include <cstring>
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

template <typename Item>
Item read(const std::byte* items, std::size_t index) {
  Item item;
  std::memcpy(static_cast<void*>(&item), items + index * sizeof item, sizeof item);
  return item;
}

template <typename Item>
void write(std::byte* items, std::size_t index, const Item& item) {
  std::memcpy(items + index * sizeof item, static_cast<const void*>(&item), sizeof item);
}

std::string_view text_at(const ArrowView& view, bool large, std::size_t row) {
  const std::int64_t begin = offset_at(view, large, row);
  const std::int64_t end = offset_at(view, large, row + 1);
  if (end == begin) return {"", 0};
  return {reinterpret_cast<const char*>(view.buffer(2)) + begin, static_cast<std::size_t>(end - begin)};
}

std::int64_t buffers_of(Way way) {
  switch (way) {
    case Way::texts:
    case Way::names: return 3;
    case Way::in_place:
    case Way::codes:
    case Way::wide_codes:
    case Way::decimals:
    case Way::unsigned64:
    case Way::local_times:
    case Way::months:
    case Way::sets: return 2;
  }
  return 2;
}

std::size_t code_at(const std::byte* codes, std::size_t width, std::size_t index) {
  switch (width) {
    case 1: return read<std::uint8_t>(codes, index);
    case 2: return read<std::uint16_t>(codes, index);
    case 4: return read<std::uint32_t>(codes, index);
    default: return read<std::uint64_t>(codes, index);
  }
}

void set_known(const ArrowView& view, ColumnData& data) {
  if (view.known == nullptr) return;
  data.known = view.known + view.first / kBitsInByte;
  data.known_bit = static_cast<std::uint8_t>(view.first % kBitsInByte);
}

Error too_long() {
  return {"the sets of a batch are longer than 2 GiB together; smaller batches can be read"};
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
  const auto view = view_of(array, first, rows, buffers_of(source.way), source.way == Way::sets ? 1 : 0);
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
    const std::uint64_t code = read<std::uint64_t>(view.buffer(1), view.first + row);
    write(values, row, static_cast<std::uint32_t>(std::min(code, kNone)));
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
    write(values, row, place->second);
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
      scalar = narrowed(read<decimal::Wide>(stored, place), source.scale, places);
    } else if (source.way == Way::unsigned64) {
      scalar = decimal::narrow(decimal::Wide{read<std::uint64_t>(stored, place)} * source.factor);
    } else {
      scalar = instant_of_local(read<std::int64_t>(stored, place), source.factor, source.divisor, zone_);
    }
    if (!scalar) continue;
    known[row] = true;
    write(values, row, *scalar);
  }
  ColumnData data;
  data.values = values;
  data.known = bitmap(known);
  return data;
}

Result<ColumnData> ArrowColumns::months(const ArrowView& view) {
  std::byte* values = room(view.rows * sizeof(Period));
  for (std::size_t row = 0; row < view.rows; ++row) {
    write(values, row, Period{read<std::int32_t>(view.buffer(1), view.first + row), 0, 0});
  }
  ColumnData data;
  set_known(view, data);
  data.values = values;
  return data;
}

// --- sets ------------------------------------------------------------------------------------------------------------

Result<std::vector<Value>> ArrowColumns::elements(const ArrowSource& source, const ArrowView& view, std::size_t first,
                                                  std::size_t count) {
  const Type& set = source.column.type;
  const Type element = set.element == TypeKind::text ? type_of(TypeKind::text) : enumeration(set.detail);
  const auto inner = view_of(view.array->children[0], first, count, source.element_is_code ? 2 : 3, 0);
  if (!inner) return inner.error();
  std::vector<Value> values(count);
  const layout::Dictionary* entries = nullptr;
  if (source.element_is_code) {
    const auto found = dictionary(element, inner->array->dictionary, source.inner_large);
    if (!found) return found.error();
    entries = *found;
  } else {
    std::int64_t end = 0;
    if (const Status checked = check_offsets(*inner, source.inner_large, end); !checked) return checked.error();
  }
  for (std::size_t index = 0; index < count; ++index) {
    if (!is_known(*inner, index)) continue;
    if (entries != nullptr) {
      const std::size_t code = code_at(inner->buffer(1), source.index_width, inner->first + index);
      if (code < entries->entries.size()) values[index] = entries->entries[code];
      continue;
    }
    const Result<Value> value = meaning(element, text_at(*inner, source.inner_large, index));
    if (!value) return value.error();
    values[index] = *value;
  }
  return values;
}

// Rows are sorted and have no doubles; one with a null among its elements is missing.
Result<ColumnData> ArrowColumns::sets(const ArrowSource& source, const ArrowView& view) {
  std::int64_t end = 0;
  if (const Status checked = check_offsets(view, source.large, end); !checked) return checked.error();
  const auto begin = static_cast<std::size_t>(view.rows == 0 ? 0 : offset_at(view, source.large, 0));
  const auto all = elements(source, view, begin, static_cast<std::size_t>(end) - begin);
  if (!all) return all.error();
  std::vector<std::vector<Value>> rows(view.rows);
  std::vector<bool> known(view.rows);
  for (std::size_t row = 0; row < view.rows; ++row) {
    if (!is_known(view, row)) continue;
    const auto from = static_cast<std::size_t>(offset_at(view, source.large, row)) - begin;
    const auto until = static_cast<std::size_t>(offset_at(view, source.large, row + 1)) - begin;
    rows[row].assign(all->begin() + static_cast<std::ptrdiff_t>(from),
                     all->begin() + static_cast<std::ptrdiff_t>(until));
    known[row] = std::ranges::all_of(rows[row], [](const Value& value) { return wend::is_known(value); });
    if (!known[row]) rows[row].clear();
  }
  return source.column.storage == ColumnStorage::texts ? text_sets(rows, known) : ordinal_sets(rows, known);
}

Result<ColumnData> ArrowColumns::ordinal_sets(const std::vector<std::vector<Value>>& rows,
                                              const std::vector<bool>& known) {
  std::vector<std::int32_t> ordinals;
  std::byte* offsets = room((rows.size() + 1) * sizeof(std::int32_t));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto begin = static_cast<std::ptrdiff_t>(ordinals.size());
    for (const Value& value : rows[row]) {
      ordinals.push_back(static_cast<std::int32_t>(*std::get_if<std::int64_t>(&value)));
    }
    std::sort(ordinals.begin() + begin, ordinals.end());
    ordinals.erase(std::unique(ordinals.begin() + begin, ordinals.end()), ordinals.end());
    if (!std::in_range<std::int32_t>(ordinals.size())) return too_long();
    write(offsets, row + 1, static_cast<std::int32_t>(ordinals.size()));
  }
  std::byte* values = room(ordinals.size() * sizeof(std::int32_t));
  for (std::size_t index = 0; index < ordinals.size(); ++index) write(values, index, ordinals[index]);
  ColumnData data;
  data.values = values;
  data.offsets = offsets;
  data.known = bitmap(known);
  return data;
}

Result<ColumnData> ArrowColumns::text_sets(const std::vector<std::vector<Value>>& rows,
                                           const std::vector<bool>& known) {
  std::string bytes;
  std::vector<std::int32_t> ends{0};
  std::byte* offsets = room((rows.size() + 1) * sizeof(std::int32_t));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::vector<std::string_view> texts;
    for (const Value& value : rows[row]) texts.push_back(*std::get_if<std::string_view>(&value));
    std::ranges::sort(texts);
    const auto doubles = std::ranges::unique(texts);
    texts.erase(doubles.begin(), doubles.end());
    for (const std::string_view text : texts) {
      bytes += text;
      ends.push_back(static_cast<std::int32_t>(bytes.size()));
    }
    if (!std::in_range<std::int32_t>(bytes.size()) || !std::in_range<std::int32_t>(ends.size())) return too_long();
    write(offsets, row + 1, static_cast<std::int32_t>(ends.size() - 1));
  }
  std::byte* values = room(bytes.size());
  std::copy_n(reinterpret_cast<const std::byte*>(bytes.data()), bytes.size(), values);
  std::byte* inner_offsets = room(ends.size() * sizeof(std::int32_t));
  for (std::size_t index = 0; index < ends.size(); ++index) write(inner_offsets, index, ends[index]);
  ColumnData& inner = *inner_.emplace_back(std::make_unique<ColumnData>());
  inner.values = values;
  inner.offsets = inner_offsets;
  ColumnData data;
  data.inner = &inner;
  data.offsets = offsets;
  data.known = bitmap(known);
  return data;
}

}  // namespace wend::columns
