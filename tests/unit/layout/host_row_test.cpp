#include <gtest/gtest.h>

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

#include "compiler/layout/row_layout.hpp"

namespace wend::layout {
namespace {

// What a host may have, in its own order and with its own marks for what is missing.
struct HostRow {
  std::int8_t tiny = -3;
  std::int16_t small = 700;
  std::int32_t cents = 12'345;
  std::int64_t wide = std::numeric_limits<std::int64_t>::max();
  double score = 0.1234565;
  float unused = 0;
  bool active = true;
  std::int8_t answer = -1;
  std::uint8_t known_flag = 0;
  std::uint8_t known_bits = 0b100;
  std::string_view city = "Prague";
  const char* name = "Jana";
  std::string street = "Na Příkopě 33, which is longer than what a string keeps inside itself";
  Period term{0, 30, 0};
};

template <typename Member>
Field field_of(Storage storage, Member HostRow::* member, Type type) {
  static const HostRow row;
  Field field;
  field.storage = storage;
  field.offset = static_cast<std::uint32_t>(reinterpret_cast<const std::byte*>(&(row.*member)) -
                                            reinterpret_cast<const std::byte*>(&row));
  field.type = type;
  return field;
}

Value load_one(const HostRow& row, const Field& field) {
  RowLayout layout;
  layout.fields.push_back(field);
  return load({&layout, reinterpret_cast<const std::byte*>(&row)}, 0);
}

constexpr Type kInteger = type_of(TypeKind::integer);

TEST(HostRow, ReadsIntegersOfEveryWidth) {
  const HostRow row;
  EXPECT_TRUE(same(load_one(row, field_of(Storage::integer8, &HostRow::tiny, kInteger)), std::int64_t{-3}));
  EXPECT_TRUE(same(load_one(row, field_of(Storage::integer16, &HostRow::small, kInteger)), std::int64_t{700}));
  EXPECT_TRUE(same(load_one(row, field_of(Storage::integer32, &HostRow::cents, kInteger)), std::int64_t{12'345}));
  EXPECT_TRUE(same(load_one(row, field_of(Storage::integer64, &HostRow::wide, kInteger)), row.wide));
}

TEST(HostRow, MultipliesStoredIntegersByTheirFactor) {
  const HostRow row;
  Field cents = field_of(Storage::integer32, &HostRow::cents, money_in(0));
  cents.factor = 100;
  EXPECT_TRUE(same(load_one(row, cents), std::int64_t{1'234'500}));
}

TEST(HostRow, TakesAnOverflowingFactorAsUnknown) {
  const HostRow row;
  Field wide = field_of(Storage::integer64, &HostRow::wide, money_in(0));
  wide.factor = 2;
  EXPECT_FALSE(is_known(load_one(row, wide)));
}

TEST(HostRow, QuantisesDoublesToThePlacesOfTheType) {
  HostRow row;
  row.score = 2.5;
  EXPECT_TRUE(same(load_one(row, field_of(Storage::float64, &HostRow::score, type_of(TypeKind::number))),
                   std::int64_t{2'500'000}));
  EXPECT_TRUE(same(load_one(row, field_of(Storage::float64, &HostRow::score, money_in(0))), std::int64_t{25'000}));
  EXPECT_TRUE(same(load_one(row, field_of(Storage::float64, &HostRow::score, kInteger)), std::int64_t{2}));
}

TEST(HostRow, TakesNotANumberAndInfinityAsMissing) {
  HostRow row;
  const Field score = field_of(Storage::float64, &HostRow::score, type_of(TypeKind::number));
  row.score = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(is_known(load_one(row, score)));
  row.score = -std::numeric_limits<double>::infinity();
  EXPECT_FALSE(is_known(load_one(row, score)));
  row.score = 1e300;
  EXPECT_FALSE(is_known(load_one(row, score)));
}

TEST(HostRow, ReadsTextsInPlace) {
  HostRow row;
  const Field city = field_of(Storage::text_view, &HostRow::city, type_of(TypeKind::text));
  const Field name = field_of(Storage::text_pointer, &HostRow::name, type_of(TypeKind::text));
  EXPECT_TRUE(same(load_one(row, city), std::string_view("Prague")));
  EXPECT_TRUE(same(load_one(row, name), std::string_view("Jana")));
  row.name = nullptr;
  EXPECT_FALSE(is_known(load_one(row, name)));
}

TEST(HostRow, ReadsStringsShortAndLong) {
  HostRow row;
  const Field street = field_of(Storage::text_string, &HostRow::street, type_of(TypeKind::text));
  EXPECT_TRUE(same(load_one(row, street), std::string_view(row.street)));
  row.street = "short";
  EXPECT_TRUE(same(load_one(row, street), std::string_view("short")));
}

TEST(HostRow, ReadsPeriodsAndBooleans) {
  const HostRow row;
  EXPECT_TRUE(
      same(load_one(row, field_of(Storage::period, &HostRow::term, type_of(TypeKind::period))), Period{0, 30, 0}));
  EXPECT_TRUE(same(load_one(row, field_of(Storage::boolean8, &HostRow::active, type_of(TypeKind::boolean))), true));
}

TEST(HostRow, TakesASentinelAsMissing) {
  HostRow row;
  Field small = field_of(Storage::integer16, &HostRow::small, kInteger);
  small.missing = Missing::sentinel;
  small.sentinel = -1;
  EXPECT_TRUE(is_known(load_one(row, small)));
  row.small = -1;
  EXPECT_FALSE(is_known(load_one(row, small)));

  Field answer = field_of(Storage::boolean8, &HostRow::answer, type_of(TypeKind::boolean));
  answer.missing = Missing::sentinel;
  answer.sentinel = -1;
  EXPECT_FALSE(is_known(load_one(row, answer)));
  row.answer = 0;
  EXPECT_TRUE(same(load_one(row, answer), false));
}

TEST(HostRow, ComparesTheSentinelBeforeTheFactor) {
  HostRow row;
  Field cents = field_of(Storage::integer32, &HostRow::cents, money_in(0));
  cents.factor = 100;
  cents.missing = Missing::sentinel;
  cents.sentinel = -1;
  row.cents = -1;
  EXPECT_FALSE(is_known(load_one(row, cents)));
}

TEST(HostRow, ReadsTheByteOrBitThatSaysWhatIsKnown) {
  HostRow row;
  Field tiny = field_of(Storage::integer8, &HostRow::tiny, kInteger);
  tiny.missing = Missing::known_byte;
  tiny.missing_offset = offsetof(HostRow, known_flag);
  EXPECT_FALSE(is_known(load_one(row, tiny)));
  row.known_flag = 2;
  EXPECT_TRUE(is_known(load_one(row, tiny)));

  tiny.missing = Missing::known_bit;
  tiny.missing_offset = offsetof(HostRow, known_bits);
  tiny.missing_bit = 2;
  EXPECT_TRUE(is_known(load_one(row, tiny)));
  tiny.missing_bit = 1;
  EXPECT_FALSE(is_known(load_one(row, tiny)));
}

}  // namespace
}  // namespace wend::layout
