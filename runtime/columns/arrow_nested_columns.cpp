// Columns that have columns in them: sets, places and lists of records.
#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "compiler/layout/row_layout.hpp"
#include "runtime/columns/arrow_columns.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/place.hpp"

namespace wend::columns {

using layout::ColumnData;
using layout::ColumnStorage;

// Rows of texts one after another: sets of texts, and the dense rows of records.
class TextLists {
 public:
  void add(std::string_view text) {
    bytes_ += text;
    ends_.push_back(static_cast<std::int32_t>(bytes_.size()));
  }
  // False where they are longer than offsets reach.
  [[nodiscard]] bool end_row() {
    rows_.push_back(static_cast<std::int32_t>(ends_.size() - 1));
    return std::in_range<std::int32_t>(bytes_.size()) && std::in_range<std::int32_t>(ends_.size());
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] const std::vector<std::int32_t>& ends() const { return ends_; }
  [[nodiscard]] const std::vector<std::int32_t>& rows() const { return rows_; }

 private:
  std::string bytes_;
  std::vector<std::int32_t> ends_{0};  // of texts, behind a 0
  std::vector<std::int32_t> rows_{0};  // how many texts there are at the end of each row, behind a 0
};

namespace {

std::size_t code_at(const std::byte* codes, std::size_t width, std::size_t index) {
  switch (width) {
    case 1: return read_item<std::uint8_t>(codes, index);
    case 2: return read_item<std::uint16_t>(codes, index);
    case 4: return read_item<std::uint32_t>(codes, index);
    default: return read_item<std::uint64_t>(codes, index);
  }
}

Error too_long() {
  return {"the sets or lists of a batch are longer than 2 GiB together; smaller batches can be read"};
}

// Where the elements of a view of lists lie in their array.
struct Elements {
  std::size_t first = 0;
  std::size_t count = 0;
};

Result<Elements> elements_of(const ArrowView& view, bool large) {
  std::int64_t end = 0;
  if (const Status checked = check_offsets(view, large, end); !checked) return checked.error();
  const auto first = static_cast<std::size_t>(view.rows == 0 ? 0 : offset_at(view, large, 0));
  return Elements{first, static_cast<std::size_t>(end) - first};
}

// Those of one row, counted from the first of the view.
std::pair<std::size_t, std::size_t> elements_at(const ArrowView& view, bool large, std::size_t row, std::size_t first) {
  return {static_cast<std::size_t>(offset_at(view, large, row)) - first,
          static_cast<std::size_t>(offset_at(view, large, row + 1)) - first};
}

}  // namespace

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
  const Result<Elements> place = elements_of(view, source.large);
  if (!place) return place.error();
  const auto all = elements(source, view, place->first, place->count);
  if (!all) return all.error();
  std::vector<std::vector<Value>> rows(view.rows);
  std::vector<bool> known(view.rows);
  for (std::size_t row = 0; row < view.rows; ++row) {
    if (!is_known(view, row)) continue;
    const auto [from, until] = elements_at(view, source.large, row, place->first);
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
    write_item(offsets, row + 1, static_cast<std::int32_t>(ordinals.size()));
  }
  std::byte* values = room(ordinals.size() * sizeof(std::int32_t));
  for (std::size_t index = 0; index < ordinals.size(); ++index) write_item(values, index, ordinals[index]);
  ColumnData data;
  data.values = values;
  data.offsets = offsets;
  data.known = bitmap(known);
  return data;
}

Result<ColumnData> ArrowColumns::text_sets(const std::vector<std::vector<Value>>& rows,
                                           const std::vector<bool>& known) {
  TextLists lists;
  for (const std::vector<Value>& row : rows) {
    std::vector<std::string_view> texts;
    for (const Value& value : row) texts.push_back(*std::get_if<std::string_view>(&value));
    std::ranges::sort(texts);
    const auto doubles = std::ranges::unique(texts);
    texts.erase(doubles.begin(), doubles.end());
    for (const std::string_view text : texts) lists.add(text);
    if (!lists.end_row()) return too_long();
  }
  return keep(lists, known);
}

Result<ColumnData> ArrowColumns::keep(const TextLists& lists, const std::vector<bool>& known) {
  const auto copied = [&](const auto& items) {
    const std::span<const std::byte> bytes = std::as_bytes(std::span(items));
    std::byte* copy = room(bytes.size());
    std::ranges::copy(bytes, copy);
    return copy;
  };
  ColumnData& inner = *inner_.emplace_back(std::make_unique<ColumnData>());
  inner.values = copied(lists.bytes());
  inner.offsets = copied(lists.ends());
  ColumnData data;
  data.inner = &inner;
  data.offsets = copied(lists.rows());
  data.known = bitmap(known);
  return data;
}

// --- places ----------------------------------------------------------------------------------------------------------

// Coordinates are rounded half to even to those that a place has; one that lies nowhere on earth is missing.
Result<ColumnData> ArrowColumns::places(const ArrowSource& source, const ArrowView& view) {
  constexpr int kDegreePlaces = 7;
  const auto coordinate = [&](std::size_t which) {
    return view_of(view.array->children[source.fields[which].child], view.first, view.rows, 2, 0);
  };
  const auto latitudes = coordinate(0);
  if (!latitudes) return latitudes.error();
  const auto longitudes = coordinate(1);
  if (!longitudes) return longitudes.error();
  const auto degrees = [&](const ArrowView& of, std::size_t row) -> std::optional<std::int64_t> {
    if (!is_known(of, row)) return std::nullopt;
    return decimal::quantise(read_item<double>(of.buffer(1), of.first + row), kDegreePlaces);
  };
  std::byte* values = room(view.rows * sizeof(std::int64_t));
  std::vector<bool> known(view.rows);
  for (std::size_t row = 0; row < view.rows; ++row) {
    if (!is_known(view, row)) continue;
    const auto latitude = degrees(*latitudes, row);
    const auto longitude = degrees(*longitudes, row);
    if (!latitude || !longitude || std::abs(*latitude) > 90 * kDegree || std::abs(*longitude) > 180 * kDegree) continue;
    known[row] = true;
    write_item(values, row, scalar_of({static_cast<std::int32_t>(*latitude), static_cast<std::int32_t>(*longitude)}));
  }
  ColumnData data;
  data.values = values;
  data.known = bitmap(known);
  return data;
}

// --- lists of records ------------------------------------------------------------------------------------------------

namespace {

// Makes dense rows of records whose fields lie in columns.
class RecordReader {
 public:
  RecordReader(const schema::List& list, const std::vector<ArrowSource>& sources, std::vector<ColumnData> columns)
      : layout_(layout::record_layout(list)),
        sources_(sources),
        columns_(std::move(columns)),
        scratch_(sources.size()),
        values_(list.fields.size()) {}

  // Good until the next.
  [[nodiscard]] std::string_view row(std::size_t record) {
    for (std::size_t at = 0; at < sources_.size(); ++at) {
      values_[sources_[at].place] = layout::load(sources_[at].column, columns_[at], record, scratch_[at]);
    }
    bytes_.clear();
    layout::append_row(layout_, values_, bytes_);
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }

 private:
  layout::RowLayout layout_;
  const std::vector<ArrowSource>& sources_;
  std::vector<ColumnData> columns_;
  std::vector<layout::ColumnScratch> scratch_;
  std::vector<Value> values_;
  std::vector<std::byte> bytes_;
};

Error too_many_records(std::size_t row, std::size_t records) {
  return {"row " + std::to_string(row) + " has a list of " + std::to_string(records) + " records; " +
          std::to_string(kMostRecords) + " are the most"};
}

}  // namespace

// A row with a null among its records is missing.
Result<ColumnData> ArrowColumns::records(const ArrowSource& source, const ArrowView& view) {
  const Result<Elements> all = elements_of(view, source.large);
  if (!all) return all.error();
  const auto inner =
      view_of(view.array->children[0], all->first, all->count, 1, static_cast<std::int64_t>(source.children));
  if (!inner) return inner.error();
  std::vector<ColumnData> fields;
  for (const ArrowSource& field : source.fields) {
    const auto data = column(field, inner->array->children[field.child], inner->first, all->count);
    if (!data) return data.error();
    fields.push_back(*data);
  }
  RecordReader reader(schema_->lists[source.column.type.detail], source.fields, std::move(fields));
  TextLists lists;
  std::vector<bool> known(view.rows);
  for (std::size_t row = 0; row < view.rows; ++row) {
    const auto [from, until] = elements_at(view, source.large, row, all->first);
    known[row] = is_known(view, row);
    for (std::size_t record = from; record < until && known[row]; ++record) known[row] = is_known(*inner, record);
    if (known[row] && until - from > kMostRecords) return too_many_records(row, until - from);
    for (std::size_t record = from; record < until && known[row]; ++record) lists.add(reader.row(record));
    if (!lists.end_row()) return too_long();
  }
  return keep(lists, known);
}

}  // namespace wend::columns
