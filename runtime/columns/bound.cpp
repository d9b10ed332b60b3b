#include "runtime/columns/bound.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "runtime/columns/stored_floats.hpp"
#include "runtime/columns/tag_row.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::columns {
namespace {

using decimal::Wide;
using layout::Bound;
using layout::ColumnStorage;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t kAll = ~std::uint64_t{0};

struct Stretch {
  Wide low = 0;
  Wide high = 0;
};

template <typename Integer>
constexpr Stretch stretch_of{std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};

// What the storage can hold; of floats and what is no number nothing is asked here.
Stretch storable(ColumnStorage storage) {
  switch (storage) {
    case ColumnStorage::integer8: return stretch_of<std::int8_t>;
    case ColumnStorage::integer16: return stretch_of<std::int16_t>;
    case ColumnStorage::integer32: return stretch_of<std::int32_t>;
    case ColumnStorage::unsigned8: return stretch_of<std::uint8_t>;
    case ColumnStorage::unsigned16: return stretch_of<std::uint16_t>;
    case ColumnStorage::unsigned32: return stretch_of<std::uint32_t>;
    case ColumnStorage::integer64:
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
    case ColumnStorage::coded32: return stretch_of<std::int64_t>;
  }
  return stretch_of<std::int64_t>;
}

Wide floor_divide(Wide value, Wide divisor) {
  const Wide quotient = value / divisor;
  return quotient * divisor > value ? quotient - 1 : quotient;
}

// Of floor(stored / divisor) * factor + base.
Stretch stored_integers(const Sides& sides, const layout::ColumnData& data, const Stretch& storage) {
  Stretch stored = storage;
  if (sides.low.value_or(kLeast) != kLeast) {
    const Wide quotient = -floor_divide(Wide{data.base} - *sides.low, data.factor);  // rounded up
    stored.low = quotient * data.divisor;
  }
  if (sides.high.value_or(kGreatest) != kGreatest) {
    const Wide quotient = floor_divide(Wide{*sides.high} - data.base, data.factor);
    stored.high = quotient * data.divisor + (data.divisor - 1);
  }
  return stored;
}

// Where nothing can be inside, the side that is known rejects everything, and the other does not matter.
Bound closed(bool known, bool empty, std::int64_t low, std::int64_t high) {
  return {low, high, known && !empty ? kAll : 0, known || empty ? kAll : 0};
}

Bound bind_integers(const Sides& sides, bool known, const layout::Column& column, const layout::ColumnData& data) {
  Stretch storage = storable(column.storage);
  if (column.partial) storage = {std::max<Wide>(storage.low, data.least), std::min<Wide>(storage.high, data.greatest)};
  const Stretch stored = stored_integers(sides, data, storage);
  const bool empty = sides.empty || stored.low > stored.high || stored.low > storage.high || stored.high < storage.low;
  // An empty stretch is false everywhere, whatever is compared; `enable` says so.
  if (empty)
    return closed(known, true, static_cast<std::int64_t>(storage.low), static_cast<std::int64_t>(storage.high));
  return closed(known, false, static_cast<std::int64_t>(std::max(stored.low, storage.low)),
                static_cast<std::int64_t>(std::min(stored.high, storage.high)));
}

Bound bind_floats(const Sides& sides, bool known, const layout::Column& column) {
  const FloatRange stored =
      stored_floats(column.storage, column.type.kind, sides.low.value_or(kLeast), sides.high.value_or(kGreatest));
  return closed(known, sides.empty || is_empty(stored), stored.least, stored.greatest);
}

// What each code stands for: all that 8 and 16 bits can say, else as many as the dictionary has.
std::vector<Value> code_values(const layout::Column& column, const layout::ColumnData& data) {
  if (!layout::is_coded(column.storage)) {
    layout::ColumnScratch scratch;
    layout::ColumnData byte = data;
    byte.known = nullptr;
    std::vector<Value> values;
    for (unsigned bits = 0; bits <= std::numeric_limits<std::uint8_t>::max(); ++bits) {
      const auto stored = static_cast<std::byte>(bits);
      byte.values = &stored;
      values.push_back(layout::load(column, byte, 0, scratch));
    }
    return values;
  }
  std::vector<Value> values;
  if (data.dictionary != nullptr) values = data.dictionary->entries;
  if (column.storage == ColumnStorage::coded8) values.resize(std::size_t{1} << 8U);
  if (column.storage == ColumnStorage::coded16) values.resize(std::size_t{1} << 16U);
  return values;
}

eval::Inputs inputs_of(const Moment& moment) {
  eval::Inputs inputs;
  inputs.now = moment.now;
  inputs.zone = moment.zone;
  inputs.name_lists = moment.name_lists;
  return inputs;
}

}  // namespace

layout::Bound bind(const Sides& sides, const layout::Column& column, const layout::ColumnData& data) {
  const bool known = sides.low && sides.high;
  if (layout::is_float(column.storage)) return bind_floats(sides, known, column);
  return bind_integers(sides, known, column, data);
}

FloatRange float_range(ColumnStorage storage, TypeKind type) {
  return stored_floats(storage, type, kLeast, kGreatest);
}

Binder::Binder(const ir::Program& program, const masks::MaskProgram& masks, const layout::ColumnLayout& layout,
               const Moment& moment)
    : program_(&program), masks_(&masks), layout_(&layout), moment_(moment), floats_(masks.limits.size()) {
  for (const masks::Limit& limit : masks.limits) sides_.push_back(sides_of(limit));
}

Sides Binder::sides_of(const masks::Limit& limit) const {
  const auto value = [&](ir::ExpressionId expression, const std::optional<std::int64_t>& fixed,
                         std::int64_t open) -> std::optional<std::int64_t> {
    if (expression == ir::kNone) return fixed.value_or(open);
    const Value computed = eval::evaluate(*program_, expression, inputs_of(moment_));
    const auto* scalar = std::get_if<std::int64_t>(&computed);
    return scalar == nullptr ? std::nullopt : std::optional(*scalar);
  };
  Sides sides{value(limit.low, limit.low_value, kLeast), value(limit.high, limit.high_value, kGreatest)};
  if (!limit.low_included && sides.low) {
    sides.empty |= *sides.low == kGreatest;
    if (!sides.empty) ++*sides.low;
  }
  if (!limit.high_included && sides.high) {
    sides.empty |= *sides.high == kLeast;
    if (!sides.empty) --*sides.high;
  }
  sides.empty |= sides.low && sides.high && *sides.low > *sides.high;
  return sides;
}

BoundChunk Binder::bind(const layout::Chunk& chunk) {
  BoundChunk bound;
  for (std::size_t index = 0; index < masks_->limits.size(); ++index) {
    const std::uint32_t tag = masks_->limits[index].tag;
    const layout::Column& column = layout_->columns[tag];
    if (!layout::is_float(column.storage)) {
      bound.bounds.push_back(columns::bind(sides_[index], column, chunk.columns[tag]));
      continue;
    }
    if (!floats_[index]) floats_[index] = columns::bind(sides_[index], column, chunk.columns[tag]);
    bound.bounds.push_back(*floats_[index]);
  }
  for (std::uint32_t table = 0; table < masks_->tables.size(); ++table) {
    bound.tables.push_back(answers(table, chunk.columns[masks_->tables[table].tag]));
  }
  return bound;
}

layout::Answers Binder::answers(std::uint32_t table, const layout::ColumnData& data) {
  const Key key{table, data.dictionary, data.factor, data.base, data.divisor, data.least, data.greatest};
  auto found = answers_.find(key);
  if (found == answers_.end()) found = answers_.emplace(key, judge_entries(table, data)).first;
  const std::vector<std::uint8_t>& all = found->second;
  const auto missing = static_cast<Truth>(all.back());
  // The last answer, kept behind those that are looked up, is of what is missing.
  const std::size_t looked_up = all.size() - (is_wide(table) ? 0 : 1);
  return {all.data(), static_cast<std::uint32_t>(looked_up - 1), missing == Truth::yes ? kAll : 0,
          missing != Truth::unknown ? kAll : 0};
}

bool Binder::is_wide(std::uint32_t table) const {
  return layout_->columns[masks_->tables[table].tag].storage == ColumnStorage::coded32;
}

std::vector<std::uint8_t> Binder::judge_entries(std::uint32_t table, const layout::ColumnData& data) const {
  const masks::Table& asked = masks_->tables[table];
  const TagRowShape shape(*program_->schema, std::array{asked.tag});
  TagRow row(shape);
  eval::Inputs inputs = inputs_of(moment_);
  const auto judge = [&](const Value& value) {
    row.begin();
    row.set(0, value);
    inputs.tags = row.row();
    return static_cast<std::uint8_t>(eval::judge(*program_, asked.condition, inputs));
  };
  const std::uint8_t missing = judge(Unknown{});
  const std::vector<Value> entries = code_values(layout_->columns[asked.tag], data);
  std::vector<std::uint8_t> answers;
  answers.reserve(entries.size() + 1);
  for (const Value& entry : entries) answers.push_back(is_known(entry) ? judge(entry) : missing);
  answers.push_back(missing);
  return answers;
}

}  // namespace wend::columns
