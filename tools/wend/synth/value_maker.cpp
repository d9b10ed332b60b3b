#include "tools/wend/synth/value_maker.hpp"

#include <limits>

#include "runtime/value/decimal.hpp"

namespace wend::tools {

namespace {

using Range = ValueMaker::Range;

constexpr std::uint64_t kTexts = 20;        // different ones of a tag or field
constexpr std::uint64_t kSetMember = 30;    // per cent
constexpr std::uint64_t kLongestSpan = 30;  // units
constexpr std::int64_t kCent = decimal::kMoneyScale / 100;
constexpr std::int64_t kLargeAmount = 1'000 * decimal::kMoneyScale;
constexpr Date kTenYears = 3'652;

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
    case TypeKind::boolean:
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::enumeration:
    case TypeKind::set:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::distance:
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
    case TypeKind::time_of_day: return scalar(wanted, random);
    case TypeKind::period: return Period{0, static_cast<std::int32_t>(1 + random.skewed_below(kLongestSpan)), 0};
    case TypeKind::text: return std::string(wanted.name) + " " + std::to_string(1 + random.skewed_below(kTexts));
    case TypeKind::enumeration:
      return static_cast<std::int64_t>(random.skewed_below(schema_.enums[wanted.type.detail].values.size()));
    case TypeKind::product: return static_cast<std::int64_t>(random.skewed_below(schema_.products.items.size()));
    case TypeKind::set: return set(wanted, random);
    case TypeKind::customer: return customer_id(random.below(customers_));
    case TypeKind::place:
    case TypeKind::distance:
    case TypeKind::list: return Unknown{};
  }
  return Unknown{};
}

}  // namespace wend::tools
