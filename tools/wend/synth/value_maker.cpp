#include "tools/wend/synth/value_maker.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "compiler/layout/row_layout.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/place.hpp"

namespace wend::tools {

namespace {

using Range = ValueMaker::Range;

constexpr std::uint64_t kTexts = 20;        // different ones of a tag or field
constexpr std::uint64_t kSetMember = 30;    // per cent
constexpr std::uint64_t kLongestSpan = 30;  // units
constexpr std::int64_t kCent = decimal::kMoneyScale / 100;
constexpr std::int64_t kLargeAmount = 1'000 * decimal::kMoneyScale;
constexpr Date kTenYears = 3'652;
constexpr std::int64_t kFarthest = 20'000;  // metres
constexpr std::int32_t kNear = kDegree / 5;
constexpr Place kSomewhere{31 * kDegree, 121 * kDegree};
constexpr std::uint64_t kMostMade = 6;       // records of a list
constexpr std::uint64_t kFieldMissing = 10;  // per cent

// How far a range goes whose upper end is open.
std::int64_t usual_extent(TypeKind kind) {
  switch (kind) {
    case TypeKind::money: return 1'000'000 * decimal::kMoneyScale;
    case TypeKind::number: return 100 * decimal::kNumberScale;
    case TypeKind::integer: return 100;
    case TypeKind::duration: return kHour;
    case TypeKind::date: return kTenYears;
    case TypeKind::time: return kTenYears * kDay;
    case TypeKind::time_of_day: return kDay - 1;
    case TypeKind::distance: return kFarthest;
    case TypeKind::boolean:
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::enumeration:
    case TypeKind::set:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::customer:
    case TypeKind::list: return 0;
  }
  return 0;
}

// Values of the type are multiples of this: seconds, two digits after the point.
std::int64_t grain(TypeKind kind) {
  if (kind == TypeKind::time || kind == TypeKind::duration) return kSecond;
  if (kind == TypeKind::time_of_day) return kMinute;
  return kind == TypeKind::number ? decimal::kNumberScale / 100 : 1;
}

std::int64_t saturated_add(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(left, right, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

std::int64_t coarse(std::int64_t value, std::int64_t unit, const Range& range) {
  const std::int64_t result = value - value % unit;
  return result < range.least || result > range.greatest ? value : result;
}

}  // namespace

std::string customer_id(std::uint64_t position) {
  return std::to_string(position + 1);
}

ValueMaker::ValueMaker(const schema::Schema& schema, Date today, std::uint64_t customers)
    : schema_(schema), today_(today), customers_(customers) {}

Range ValueMaker::range_of(const Wanted& wanted) const {
  const std::int64_t extent = usual_extent(wanted.type.kind);
  Range range;
  const bool is_date = wanted.type.kind == TypeKind::date;
  if (is_date || wanted.type.kind == TypeKind::time) {
    range.greatest = wanted.greatest.value_or(is_date ? today_ : today_ * kDay);
    range.least = wanted.least.value_or(range.greatest - extent);
  } else {
    range.least = wanted.least.value_or(wanted.greatest && *wanted.greatest < 0 ? *wanted.greatest - extent : 0);
    range.greatest = wanted.greatest.value_or(saturated_add(range.least, extent));
  }
  range.greatest = std::max(range.least, range.greatest);
  return range;
}

std::int64_t ValueMaker::rounded(std::int64_t money, const Range& range) {
  return coarse(money, money >= kLargeAmount ? decimal::kMoneyScale : kCent, range);
}

OwnedValue ValueMaker::scalar(const Wanted& wanted, Random& random) const {
  const Range range = range_of(wanted);
  const TypeKind kind = wanted.type.kind;
  const bool is_calendar = kind == TypeKind::date || kind == TypeKind::time || kind == TypeKind::time_of_day;
  const std::uint64_t size =
      range.size() == std::numeric_limits<std::uint64_t>::max() ? range.size() : range.size() + 1;
  const std::uint64_t offset = is_calendar ? random.below(size) : random.skewed_below(size);
  const auto value = static_cast<std::int64_t>(static_cast<std::uint64_t>(range.least) + offset);
  return kind == TypeKind::money ? rounded(value, range) : coarse(value, grain(kind), range);
}

OwnedValue ValueMaker::set(const Wanted& wanted, Random& random) const {
  if (wanted.type.element == TypeKind::enumeration) {
    std::vector<std::int32_t> members;
    const auto count = static_cast<std::int32_t>(schema_.enums[wanted.type.detail].values.size());
    for (std::int32_t member = 0; member < count; ++member) {
      if (random.chance(kSetMember)) members.push_back(member);
    }
    return members;
  }
  std::vector<std::string> members;
  for (char letter = 'a'; letter < 'f'; ++letter) {
    if (random.chance(kSetMember)) members.push_back(std::string(wanted.name) + " " + letter);
  }
  return members;
}

// Around the corners of the schema's areas, so that some lie inside.
OwnedValue ValueMaker::place(Random& random) const {
  Place around = kSomewhere;
  if (!schema_.areas.empty()) {
    const std::vector<Place>& corners = schema_.areas[random.below(schema_.areas.size())].polygon;
    around = corners[random.below(corners.size())];
  }
  const auto near = [&](std::int32_t degrees, std::int32_t most) {
    const auto away = static_cast<std::int32_t>(random.below(2 * std::uint64_t{kNear} + 1)) - kNear;
    return std::clamp(degrees + away, -most, most);
  };
  const std::int32_t latitude = near(around.latitude, 90 * kDegree);
  return scalar_of({latitude, near(around.longitude, 180 * kDegree)});
}

OwnedValue ValueMaker::records(const schema::List& list, Random& random) const {
  const layout::RowLayout layout = layout::record_layout(list);
  OwnedRecords records;
  for (std::uint64_t left = random.skewed_below(kMostMade); left > 0; --left) {
    std::vector<OwnedValue> made;
    for (const schema::Field& field : list.fields) {
      const bool missing = random.chance(kFieldMissing);
      made.push_back(missing ? OwnedValue{} : make({field.name, field.type, field.least, field.greatest}, random));
    }
    std::vector<Value> values;
    std::ranges::transform(made, std::back_inserter(values), borrow);
    std::vector<std::byte> row;
    layout::append_row(layout, values, row);
    records.rows.emplace_back(reinterpret_cast<const char*>(row.data()), row.size());
  }
  return records;
}

OwnedValue ValueMaker::make(const Wanted& wanted, Random& random) const {
  switch (wanted.type.kind) {
    // How often a flag is set depends on the flag: from a fifth to four fifths.
    case TypeKind::boolean: return random.chance(20 + mixed(wanted.name) % 61);
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::distance: return scalar(wanted, random);
    case TypeKind::period: return Period{0, static_cast<std::int32_t>(1 + random.skewed_below(kLongestSpan)), 0};
    case TypeKind::text: return std::string(wanted.name) + " " + std::to_string(1 + random.skewed_below(kTexts));
    case TypeKind::enumeration:
      return static_cast<std::int64_t>(random.skewed_below(schema_.enums[wanted.type.detail].values.size()));
    case TypeKind::product: return static_cast<std::int64_t>(random.skewed_below(schema_.products.items.size()));
    case TypeKind::set: return set(wanted, random);
    case TypeKind::customer: return customer_id(random.below(customers_));
    case TypeKind::place: return place(random);
    case TypeKind::list: return records(schema_.lists[wanted.type.detail], random);
  }
  return Unknown{};
}

}  // namespace wend::tools
