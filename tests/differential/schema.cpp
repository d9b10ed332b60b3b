#include "tests/differential/schema.hpp"

#include <string>

#include "tests/differential/pools.hpp"

namespace wend::differential {
namespace {

constexpr Date kFirstHoliday = 18'000;  // in 2019

schema::Enum random_enum(Random& random, std::size_t index) {
  schema::Enum result;
  result.name = "enum" + std::to_string(index);
  result.ordered = random.chance(50);
  result.values.resize(2 + random.below(7));
  for (std::size_t value = 0; value < result.values.size(); ++value) {
    result.values[value].name = result.name + "_" + std::to_string(value);
  }
  return result;
}

template <typename Item>
std::vector<Item> random_items(Random& random, const std::vector<Type>& types, std::size_t count, const char* name) {
  std::vector<Item> items(count);
  for (std::size_t index = 0; index < count; ++index) {
    items[index].name = name + std::to_string(index);
    items[index].type = random.pick(types);
  }
  return items;
}

// Areas around the places of the pools, some of which lie inside, some on the border.
void add_areas(Random& random, schema::Schema& schema) {
  schema.areas.resize(2);
  for (schema::Area& area : schema.areas) {
    area.name = "area";
    for (std::size_t corner = 3 + random.below(4); corner > 0; --corner) area.polygon.push_back(random_place(random));
  }
}

// Tags that are lists come behind the others.
void add_lists(Random& random, schema::Schema& schema, const std::vector<Type>& types) {
  for (std::uint16_t index = 0; index < 2; ++index) {
    schema::List& list = schema.lists.emplace_back();
    list.name = "list" + std::to_string(index);
    list.fields = random_items<schema::Field>(random, types, 1 + random.below(6), "record_field");
    schema::Tag& tag = schema.tags.emplace_back();
    tag.name = "tag_of_" + list.name;
    tag.type = {TypeKind::list, TypeKind::boolean, index};
  }
}

void add_products(Random& random, schema::Schema& schema, const std::vector<Type>& types) {
  schema.products.fields = random_items<schema::Field>(random, types, 1 + random.below(4), "product_field");
  schema.products.items.resize(random.below(6));
  for (std::size_t index = 0; index < schema.products.items.size(); ++index) {
    schema.products.items[index].name = "product" + std::to_string(index);
  }
}

// Holidays make it know some years around those of the pools' dates, and none of the others.
void add_calendar(Random& random, schema::Schema& schema) {
  schema::Calendar& calendar = schema.calendars.emplace_back();
  calendar.name = "cn";
  calendar.days.days_off = {6, 7};
  const Date first = kFirstHoliday + static_cast<Date>(random.below(3000));
  calendar.days.holidays = {{first, first + 6}, {first + 900, first + 902}};
  calendar.days.workdays = {first + 8};
  calendar.business_days = BusinessCalendar(calendar.days);
  schema.calendar = 0;
}

}  // namespace

Place random_place(Random& random) {
  constexpr std::int32_t kStep = kDegree / 100;
  const auto degrees = [&](std::int32_t around) {
    return around + static_cast<std::int32_t>(random.between(-3, 3)) * kStep;
  };
  return {degrees(31 * kDegree), degrees(121 * kDegree)};
}

std::vector<Type> types_of(const schema::Schema& schema) {
  std::vector<Type> types;
  for (const TypeKind kind : {TypeKind::boolean, TypeKind::integer, TypeKind::number, TypeKind::duration,
                              TypeKind::period, TypeKind::date, TypeKind::time, TypeKind::time_of_day, TypeKind::text,
                              TypeKind::product, TypeKind::distance, TypeKind::place, TypeKind::customer}) {
    types.push_back(type_of(kind));
  }
  for (std::size_t index = 0; index < schema.currencies.size(); ++index) {
    types.push_back(money_in(static_cast<std::uint16_t>(index)));
  }
  for (std::size_t index = 0; index < schema.enums.size(); ++index) {
    types.push_back(enumeration(static_cast<std::uint16_t>(index)));
    types.push_back(set_of_enumeration(static_cast<std::uint16_t>(index)));
  }
  types.push_back(set_of_text());
  return types;
}

schema::Schema random_schema(Random& random) {
  schema::Schema schema;
  schema.name = "random";
  schema.currencies = {"CNY", "CZK"};
  for (std::size_t index = 0; index < 2; ++index) schema.enums.push_back(random_enum(random, index));
  const std::vector<Type> types = types_of(schema);
  schema.tags = random_items<schema::Tag>(random, types, 6 + random.below(25), "tag");
  for (std::size_t index = 0; index < 3; ++index) {
    schema::Event& event = schema.events.emplace_back();
    event.name = "event" + std::to_string(index);
    event.fields = random_items<schema::Field>(random, types, random.below(8), "field");
  }
  add_areas(random, schema);
  add_calendar(random, schema);
  add_lists(random, schema, types);
  add_products(random, schema, types);
  return schema;
}

}  // namespace wend::differential
