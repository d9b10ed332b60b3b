#include "tests/differential/pools.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "compiler/layout/row_layout.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/place.hpp"
#include "tests/differential/schema.hpp"

namespace wend::differential {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int32_t kMost32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kLeast32 = std::numeric_limits<std::int32_t>::min();
constexpr unsigned kEdgePercent = 5;

using Values = std::vector<OwnedValue>;

Values scalars(std::initializer_list<std::int64_t> values) {
  return {values.begin(), values.end()};
}

// Small multiples of a unit and its fractions: they meet often, and their products and quotients need rounding.
Values multiples(Random& random, std::int64_t unit) {
  Values values = scalars({0, 1, -1, unit, -unit, unit / 2, 2 * unit, 3 * unit, 10 * unit, 1'000 * unit});
  for (int count = 0; count < 6; ++count) values.emplace_back(random.between(-100 * unit, 10'000 * unit));
  return values;
}

Values edges() {
  return scalars({kMost, kMost - 1, kLeast, kLeast + 1, std::int64_t{1} << 53U, -3'000'000'000, kMost / 1'000'000});
}

Values dates(Random& random, Date today) {
  Values values;
  for (const Date days : {0, 1, -1, 7, -7, -29, -30, -365, -366}) values.emplace_back(std::int64_t{today} + days);
  for (int count = 0; count < 4; ++count) values.emplace_back(std::int64_t{today} + random.between(-12'000, 400));
  values.emplace_back(std::int64_t{*parse_date("2024-02-29")});
  values.emplace_back(std::int64_t{*parse_date("2026-01-31")});
  return values;
}

Values date_edges() {
  return scalars({kFirstDate, kLastDate, kLastDate - 100, std::int64_t{kLastDate} + 1, std::int64_t{kFirstDate} - 1,
                  kMost32, kLeast32, kMost, kLeast});
}

Values times(Random& random, Instant now) {
  Values values = scalars({now, now - 1, now + 1, now - kHour, now + kHour, now - kDay, now - 30 * kDay});
  for (int count = 0; count < 8; ++count) values.emplace_back(now + random.between(-100 * kDay, 10 * kDay));
  return values;
}

Values time_edges() {
  return scalars(
      {kMost, kLeast, kFirstDate * kDay, kFirstDate * kDay - 1, (kLastDate + 1) * kDay - 1, (kLastDate + 1) * kDay});
}

Values periods(Random& random) {
  Values values;
  for (const Period& period :
       {Period{}, Period{0, 1, 0}, Period{0, 7, 0}, Period{0, 30, 0}, Period{0, 31, 0}, Period{1, 0, 0},
        Period{-1, 0, 0}, Period{12, 0, 0}, Period{1, -1, 0}, Period{0, -7, 0}}) {
    values.emplace_back(period);
  }
  const auto part = [&](int most) { return static_cast<std::int32_t>(random.between(-most, most)); };
  for (int count = 0; count < 3; ++count) values.emplace_back(Period{part(30), part(400), 0});
  return values;
}

Values period_edges() {
  return {Period{kMost32, 0, 0}, Period{0, kLeast32, 0}, Period{0, 0, 3}, Period{1, 0, -1}, Period{120'000, 0, 0}};
}

// Prefixes of one another, several alphabets, longer than a short string; NFC all of them.
const std::vector<std::string>& all_texts() {
  static const std::vector<std::string> texts{"",        "a",
                                              "ab",      "abc",
                                              "b",       "Praha",
                                              "Praha 1", "上海",
                                              "上海市",  "杭州",
                                              "Ústí",    "Ústí nad Labem",
                                              "Ω",       "a text longer than any short string holds"};
  return texts;
}

Values texts() {
  return {all_texts().begin(), all_texts().end()};
}

Values text_edges() {
  return {std::string("a\0b", 3), std::string(1, '\0'), std::string("\xFF\xFE"), std::string(300, 'x')};
}

// Subsets of some elements, the empty and the full one among them.
template <typename Element>
Values subsets(Random& random, const std::vector<Element>& elements) {
  Values values{std::vector<Element>{}, elements};
  for (int count = 0; count < 6; ++count) {
    std::vector<Element> some;
    std::ranges::copy_if(elements, std::back_inserter(some), [&](const Element&) { return random.chance(40); });
    values.emplace_back(std::move(some));
  }
  return values;
}

std::vector<std::int32_t> first_ordinals(std::size_t count) {
  std::vector<std::int32_t> ordinals(count);
  for (std::size_t index = 0; index < count; ++index) ordinals[index] = static_cast<std::int32_t>(index);
  return ordinals;
}

Values ordinals(std::size_t count) {
  Values values;
  for (std::size_t index = 0; index < std::max<std::size_t>(count, 1); ++index) {
    values.emplace_back(static_cast<std::int64_t>(index));
  }
  return values;
}

Values ordinal_edges(std::size_t count) {
  return scalars({-1, static_cast<std::int64_t>(count), kMost32, std::int64_t{1} << 32U});
}

Values sets(Random& random, const schema::Schema& schema, const Type& type) {
  if (type.element == TypeKind::text) {
    std::vector<std::string> elements = all_texts();
    std::ranges::sort(elements);
    return subsets(random, elements);
  }
  if (type.element == TypeKind::product) return subsets(random, first_ordinals(schema.products.items.size()));
  return subsets(random, first_ordinals(schema.enums[type.detail].values.size()));
}

Values places(Random& random) {
  Values values;
  for (int count = 0; count < 8; ++count) values.emplace_back(scalar_of(random_place(random)));
  values.emplace_back(scalar_of({-90 * kDegree, 0}));
  values.emplace_back(scalar_of({0, 180 * kDegree}));
  return values;
}

// What is no place on earth.
Values place_edges() {
  return scalars({scalar_of({90 * kDegree + 1, 0}), scalar_of({0, -180 * kDegree - 1}), kMost, kLeast});
}

}  // namespace

Pools::Pools(Random& random, const schema::Schema& schema, Instant now, const Zone& zone)
    : schema_(schema), missing_percent_(static_cast<unsigned>(random.between(10, 30))) {
  const Date today = zone.local_date(now);
  for (const Type& type : types_of(schema)) pools_.push_back(make(random, type, now, today));
  pools_.push_back(make(random, kSetOfProducts, now, today));
}

Pools::Pool Pools::make(Random& random, const Type& type, Instant now, Date today) const {
  switch (type.kind) {
    case TypeKind::boolean: return {type, {true, false}, {}};
    case TypeKind::integer:
    case TypeKind::distance: return {type, multiples(random, 2), edges()};
    case TypeKind::number: return {type, multiples(random, decimal::kNumberScale), edges()};
    case TypeKind::money: return {type, multiples(random, decimal::kMoneyScale), edges()};
    case TypeKind::duration: return {type, multiples(random, kHour), edges()};
    case TypeKind::period: return {type, periods(random), period_edges()};
    case TypeKind::date: return {type, dates(random, today), date_edges()};
    case TypeKind::time: return {type, times(random, now), time_edges()};
    case TypeKind::time_of_day: return {type, scalars({0, 9 * kHour, 21 * kHour, kDay - 1}), edges()};
    case TypeKind::text:
    case TypeKind::customer: return {type, texts(), text_edges()};
    case TypeKind::enumeration: {
      const std::size_t count = schema_.enums[type.detail].values.size();
      return {type, ordinals(count), ordinal_edges(count)};
    }
    case TypeKind::product: {
      const std::size_t count = schema_.products.items.size();
      return {type, ordinals(count), ordinal_edges(count)};
    }
    case TypeKind::set: return {type, sets(random, schema_, type), {}};
    case TypeKind::place: return {type, places(random), place_edges()};
    case TypeKind::list: return {type, {Unknown{}}, {}};  // see pick_records
  }
  return {type, {Unknown{}}, {}};
}

const Pools::Pool& Pools::of(const Type& type) const {
  return *std::ranges::find(pools_, type, &Pool::type);
}

OwnedValue Pools::pick(Random& random, const Type& type) const {
  const Pool& pool = of(type);
  if (!pool.edges.empty() && random.chance(kEdgePercent)) return random.pick(pool.edges);
  return random.pick(pool.usual);
}

OwnedValue Pools::pick_records(Random& random, const Type& type) const {
  const schema::List& list = schema_.lists[type.detail];
  const layout::RowLayout layout = layout::record_layout(list);
  OwnedRecords records;
  for (std::size_t left = random.below(4); left > 0; --left) {
    std::vector<OwnedValue> values;
    for (const schema::Field& field : list.fields) values.push_back(pick_or_missing(random, field.type));
    std::vector<Value> borrowed(values.size());
    std::ranges::transform(values, borrowed.begin(), borrow);
    std::vector<std::byte> row;
    layout::append_row(layout, borrowed, row);
    records.rows.emplace_back(reinterpret_cast<const char*>(row.data()), row.size());
  }
  return records;
}

OwnedValue Pools::pick_or_missing(Random& random, const Type& type) const {
  if (random.chance(missing_percent_)) return Unknown{};
  if (type.kind == TypeKind::list) return pick_records(random, type);
  return pick(random, type);
}

}  // namespace wend::differential
