#include "tests/unit/columns/random_columns.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>

#include "runtime/columns/bound.hpp"

namespace wend::columns {
namespace {

using ir::ExpressionId;
using ir::Operation;
using layout::ColumnStorage;

constexpr Type kBoolean = type_of(TypeKind::boolean);
const std::vector<std::string> kTexts = {"", "Praha", "Brno", "上海", "Plzeň", "a"};

struct Described {
  Type type;
  ColumnStorage storage;
};

const std::vector<Described>& described() {
  static const std::vector<Described> all = {
      {kBoolean, ColumnStorage::bits},
      {kBoolean, ColumnStorage::bits},
      {type_of(TypeKind::integer), ColumnStorage::integer8},
      {money_in(0), ColumnStorage::integer16},
      {money_in(0), ColumnStorage::integer32},
      {money_in(0), ColumnStorage::integer64},
      {type_of(TypeKind::time), ColumnStorage::integer64},
      {enumeration(0), ColumnStorage::unsigned8},
      {type_of(TypeKind::number), ColumnStorage::unsigned16},
      {type_of(TypeKind::integer), ColumnStorage::unsigned32},
      {type_of(TypeKind::number), ColumnStorage::float32},
      {money_in(0), ColumnStorage::float64},
      {type_of(TypeKind::date), ColumnStorage::integer32},
      {type_of(TypeKind::text), ColumnStorage::text},
      {type_of(TypeKind::text), ColumnStorage::large_text},
      {type_of(TypeKind::period), ColumnStorage::periods},
      {set_of_enumeration(0), ColumnStorage::ordinals},
      {set_of_text(), ColumnStorage::texts},
      {type_of(TypeKind::text), ColumnStorage::coded8},
      {type_of(TypeKind::integer), ColumnStorage::coded16},
      {enumeration(0), ColumnStorage::coded32},
      {type_of(TypeKind::date), ColumnStorage::absent},
  };
  return all;
}

}  // namespace

RandomColumns::RandomColumns(std::uint64_t seed) : random_(seed) {
  make_schema();
  make_conditions();
}

void RandomColumns::make_schema() {
  schema_ = std::make_shared<schema::Schema>();
  schema_->currencies = {"CZK"};
  schema_->enums.resize(1);
  for (const Described& tag : described()) {
    schema_->tags.emplace_back().type = tag.type;
    const bool number = layout::is_integer(tag.storage);
    const bool partial = layout::is_float(tag.storage) || (number && below(2) == 0);
    layout_.columns.push_back({tag.storage, below(3) != 0, partial, tag.type});
  }
  program_.schema = schema_;
  build_ = std::make_unique<ir::Builder>(program_);
}

void RandomColumns::make_conditions() {
  for (std::size_t count = 0; count < 12; ++count) conditions_.push_back(condition(static_cast<int>(below(5))));
}

ExpressionId RandomColumns::condition(int depth) {
  const auto make = [&](Operation operation, std::initializer_list<ExpressionId> parts) {
    return build_->make(operation, kBoolean, parts);
  };
  if (depth == 0) return comparison();
  const ExpressionId first = condition(depth - 1);
  const ExpressionId second = condition(static_cast<int>(below(static_cast<std::size_t>(depth))));
  switch (below(8)) {
    case 0: return make(Operation::negation, {first});
    case 1: return make(Operation::known, {first});
    case 2: return make(Operation::equal, {first, second});
    case 3: return make(Operation::choose, {first, second, comparison(), condition(0), comparison(), comparison()});
    case 4: return make(Operation::fallback, {first, second});
    case 5: return make(Operation::disjunction, {first, second, comparison()});
    case 6: return make(Operation::disjunction, {first, second});
    default: return make(Operation::conjunction, {first, second, comparison()});
  }
}

ExpressionId RandomColumns::limit(const Type& type) {
  if (below(16) == 0) return build_->constant(type, Unknown{});
  if (type.kind == TypeKind::date && below(2) == 0) {
    const auto days = static_cast<std::int32_t>(below(100));
    return build_->moment({.base = ir::Moment::Base::today, .offset = {0, days, 0}});
  }
  if (type.kind == TypeKind::time && below(2) == 0) {
    const auto years = static_cast<std::int32_t>(below(3) == 0 ? 120'000 : 0);  // beyond all calendars
    return build_->moment({.base = ir::Moment::Base::today, .offset = {years, 0, 0}, .as_time = true});
  }
  if (type.kind == TypeKind::text) return build_->constant(type, OwnedValue{kTexts[below(kTexts.size())]});
  if (type.kind == TypeKind::period) return build_->constant(type, Period{static_cast<std::int32_t>(below(3)), 0, 0});
  const std::vector<std::int64_t> pool = {0,
                                          1,
                                          -1,
                                          3,
                                          100,
                                          -30'000,
                                          1'000'000,
                                          2'500'000,
                                          20'000,
                                          -128,
                                          127,
                                          std::numeric_limits<std::int64_t>::max(),
                                          std::numeric_limits<std::int64_t>::min(),
                                          std::int64_t{1} << 40};
  return build_->constant(type, pool[below(pool.size())]);
}

ExpressionId RandomColumns::comparison() {
  const auto tag = static_cast<std::uint32_t>(below(described().size()));
  const Type type = described()[tag].type;
  const ExpressionId value = build_->leaf(Operation::tag, type, tag);
  const auto make = [&](Operation operation, std::initializer_list<ExpressionId> parts) {
    return build_->make(operation, kBoolean, parts);
  };
  if (below(8) == 0) return make(Operation::known, {value});
  if (type.kind == TypeKind::boolean) return value;
  if (type.kind == TypeKind::set) {
    if (type.element == TypeKind::text) {
      const ExpressionId text = build_->constant(type_of(TypeKind::text), OwnedValue{kTexts[below(kTexts.size())]});
      return make(Operation::member, {text, value});
    }
    const ExpressionId set = build_->constant(type, std::vector<std::int32_t>{0, 2});
    return make(below(2) == 0 ? Operation::contains_any : Operation::contains_all, {value, set});
  }
  if (type.kind == TypeKind::enumeration && below(2) == 0) {
    std::vector<std::int32_t> ordinals;
    for (std::int32_t ordinal = 0; ordinal < 12; ++ordinal) {
      if (below(2) == 0) ordinals.push_back(ordinal);
    }
    const ExpressionId set = build_->constant(set_of_enumeration(0), std::move(ordinals));
    return make(Operation::member, {value, set});
  }
  if (type.kind == TypeKind::text && below(3) == 0) return make(Operation::text_contains, {value, limit(type)});
  const ExpressionId other = limit(type);
  switch (below(5)) {
    case 0: return make(Operation::equal, {value, other});
    case 1: return make(Operation::not_equal, {other, value});
    case 2: return make(Operation::less, {value, other});
    case 3: return make(Operation::less_equal, {other, value});
    default:
      return make(Operation::conjunction,
                  {make(Operation::less_equal, {other, value}), make(Operation::less, {value, limit(type)})});
  }
}

std::byte* RandomColumns::room(std::size_t bytes) {
  return rooms_.emplace_back(std::make_unique<std::byte[]>(bytes)).get();
}

const layout::Dictionary* RandomColumns::dictionary(const Type& type) {
  if (!dictionaries_.empty() && below(3) == 0) {
    // One that an earlier chunk had, where it is of the type.
    for (const auto& known : dictionaries_) {
      const bool text = std::holds_alternative<std::string_view>(known->entries.back());
      if (text == (type.kind == TypeKind::text)) return known.get();
    }
  }
  layout::Dictionary& made = *dictionaries_.emplace_back(std::make_unique<layout::Dictionary>());
  for (std::size_t count = 0; count < 1 + below(9); ++count) {
    if (below(5) == 0) {
      made.entries.emplace_back(Unknown{});
    } else if (type.kind == TypeKind::text) {
      made.entries.emplace_back(std::string_view(kTexts[below(kTexts.size())]));
    } else {
      made.entries.emplace_back(static_cast<std::int64_t>(below(12)));
    }
  }
  if (type.kind == TypeKind::text) {
    made.entries.emplace_back(std::string_view(kTexts.back()));
  } else {
    made.entries.emplace_back(std::int64_t{3});
  }
  return &made;
}

void RandomColumns::fill_texts(std::size_t rows, std::size_t offset_width, layout::ColumnData& data) {
  std::string bytes;
  std::byte* offsets = room((rows + 1) * offset_width);
  for (std::size_t row = 0; row <= rows; ++row) {
    const auto offset = static_cast<std::int64_t>(bytes.size());
    std::memcpy(offsets + row * offset_width, &offset, offset_width);
    bytes += kTexts[below(kTexts.size())];
  }
  std::byte* values = room(bytes.size() + 1);
  std::ranges::copy(std::as_bytes(std::span(bytes)), values);
  data.values = values;
  data.offsets = offsets;
}

void RandomColumns::fill_sets(const layout::Column& column, std::size_t rows, layout::ColumnData& data) {
  std::vector<std::int32_t> offsets{0};
  std::vector<std::int32_t> ordinals;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::int32_t ordinal = 0; ordinal < 4; ++ordinal) {
      if (below(2) == 0) ordinals.push_back(ordinal);
    }
    offsets.push_back(static_cast<std::int32_t>(ordinals.size()));
  }
  std::byte* at = room(offsets.size() * sizeof(std::int32_t));
  std::memcpy(at, offsets.data(), offsets.size() * sizeof(std::int32_t));
  data.offsets = at;
  if (column.storage == ColumnStorage::ordinals) {
    std::byte* values = room((ordinals.size() + 1) * sizeof(std::int32_t));
    std::ranges::copy(std::as_bytes(std::span(ordinals)), values);
    data.values = values;
    return;
  }
  auto& inner = *columns_.emplace_back(std::make_unique<std::vector<layout::ColumnData>>(1));
  // Texts in the order of the ordinals, which is that of their bytes.
  std::string bytes;
  std::vector<std::int32_t> text_offsets{0};
  for (const std::int32_t ordinal : ordinals) {
    bytes += std::vector<std::string>{"", "Brno", "Praha", "上海"}[static_cast<std::size_t>(ordinal)];
    text_offsets.push_back(static_cast<std::int32_t>(bytes.size()));
  }
  std::byte* text_at = room(text_offsets.size() * sizeof(std::int32_t));
  std::memcpy(text_at, text_offsets.data(), text_offsets.size() * sizeof(std::int32_t));
  std::byte* values = room(bytes.size() + 1);
  std::ranges::copy(std::as_bytes(std::span(bytes)), values);
  inner.front().offsets = text_at;
  inner.front().values = values;
  data.inner = inner.data();
}

void RandomColumns::fill_values(const layout::Column& column, std::size_t rows, layout::ColumnData& data) {
  const std::size_t width = layout::value_width(column.storage);
  std::byte* values = room(rows * width + 1) + 1;  // not aligned
  data.values = values;
  for (std::size_t row = 0; row < rows; ++row) {
    if (layout::is_float(column.storage)) {
      const std::vector<double> pool = {0.0,       -0.0,   0.01,         2.5,
                                        2.4999995, 1e-7,   -3.0,         1e13,
                                        1e300,     -1e300, std::nan(""), std::numeric_limits<double>::infinity()};
      const double value = pool[below(pool.size())];
      const auto narrow = static_cast<float>(std::min(value, 3e38));
      if (width == 4) std::memcpy(values + row * width, &narrow, width);
      if (width == 8) std::memcpy(values + row * width, &value, width);
      continue;
    }
    const std::int64_t small = static_cast<std::int64_t>(below(12)) - 2;
    const auto any = static_cast<std::int64_t>(random_());
    const std::int64_t bits = below(2) == 0 ? small : below(4) == 0 ? any : any % 3'000'000;
    std::memcpy(values + row * width, &bits, width);
  }
}

layout::ColumnData RandomColumns::column(std::uint32_t tag, std::size_t rows) {
  const layout::Column& column = layout_.columns[tag];
  layout::ColumnData data;
  if (column.storage == ColumnStorage::absent) return data;
  if (column.nullable && below(4) != 0) {
    data.known_bit = static_cast<std::uint8_t>(below(8));
    const std::size_t bytes = (data.known_bit + rows + 7) / 8;
    std::byte* known = room(bytes);
    for (std::size_t byte = 0; byte < bytes; ++byte) known[byte] = static_cast<std::byte>(random_() | random_());
    data.known = known;
  }
  if (column.storage == ColumnStorage::bits) {
    data.value_bit = static_cast<std::uint8_t>(below(8));
    const std::size_t bytes = (data.value_bit + rows + 7) / 8;
    std::byte* values = room(bytes);
    for (std::size_t byte = 0; byte < bytes; ++byte) values[byte] = static_cast<std::byte>(random_());
    data.values = values;
  } else if (column.storage == ColumnStorage::periods) {
    std::byte* values = room(rows * sizeof(Period));
    for (std::size_t row = 0; row < rows; ++row) {
      const Period period{static_cast<std::int32_t>(below(3)), static_cast<std::int32_t>(below(2)), 0};
      std::memcpy(values + row * sizeof period, &period, sizeof period);
    }
    data.values = values;
  } else if (column.storage == ColumnStorage::ordinals || column.storage == ColumnStorage::texts) {
    fill_sets(column, rows, data);
  } else if (const std::size_t width = layout::offset_width(column.storage); width != 0) {
    fill_texts(rows, width, data);
  } else {
    fill_values(column, rows, data);
  }
  if (layout::is_coded(column.storage)) data.dictionary = dictionary(column.type);
  if (layout::is_integer(column.storage)) {
    data.factor = std::vector<std::int64_t>{1, 1, 100, 10'000}[below(4)];
    data.base = below(2) == 0 ? 0 : 1'000;
    data.divisor = column.storage == ColumnStorage::integer64 && below(2) == 0 ? 1'000 : 1;
  }
  if (layout::is_float(column.storage)) {
    const FloatRange range = float_range(column.storage, column.type.kind);
    data.least = range.least;
    data.greatest = range.greatest;
  } else if (layout::is_integer(column.storage)) {
    const bool is_signed = column.storage < ColumnStorage::unsigned8;
    const auto bits = static_cast<int>(8 * layout::value_width(column.storage)) - (is_signed ? 1 : 0);
    // What would overflow is no value; where the layout promises that there is none, small factors keep the promise.
    const std::int64_t end = std::min<std::int64_t>((std::int64_t{1} << std::min(bits, 62)) - 1, 90'000'000'000'000);
    data.greatest = below(2) == 0 ? end : end / 2;
    data.least = is_signed ? -data.greatest : 3;
    if (!column.partial && layout::value_width(column.storage) == 8) {
      data.factor = 1;
      data.base = 0;
    }
  }
  return data;
}

std::vector<layout::Chunk> RandomColumns::chunks() {
  std::vector<layout::Chunk> chunks;
  for (const std::size_t rows : {std::size_t{1}, 64 + below(64), std::size_t{0}, 1 + below(63), 5'000 + below(500)}) {
    auto& columns = *columns_.emplace_back(std::make_unique<std::vector<layout::ColumnData>>());
    for (std::uint32_t tag = 0; tag < layout_.columns.size(); ++tag) columns.push_back(column(tag, rows));
    chunks.push_back({columns, rows, {}});
  }
  return chunks;
}

}  // namespace wend::columns
