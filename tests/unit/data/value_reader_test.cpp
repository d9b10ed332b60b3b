#include "tools/data/value_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/value/decimal.hpp"
#include "tests/unit/data/fixture.hpp"

namespace wend::data {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ReadingValues : public testing::Test {
 protected:
  OwnedValue read(const Type& type, Form form, std::string_view text) {
    nodes_ = {{"field", text, form, 0, 0}};
    return read_nodes(type);
  }
  OwnedValue read_list(const Type& type, const std::vector<std::string_view>& elements) {
    nodes_ = {{"field", {}, Form::list, static_cast<std::uint32_t>(elements.size()), 0}};
    for (const std::string_view element : elements) nodes_.push_back({{}, element, Form::text, 0, 0});
    return read_nodes(type);
  }
  // Nothing where the value was taken.
  std::string refusal(const Type& type, Form form, std::string_view text) {
    read(type, form, text);
    if (fits_) return {};
    Fault fault;
    fault.code = values_.problem().code;
    fault.arguments = values_.problem().arguments;
    fault.nearest = values_.problem().nearest;
    return message(fault, diagnostics::Language::english);
  }

 private:
  OwnedValue read_nodes(const Type& type) {
    Value value;
    fits_ = values_.read(nodes_, 0, type, value);
    return own(value);
  }

  schema::Schema schema_ = small_schema();
  ValueReader values_{schema_, *Zone::named("Asia/Shanghai")};
  std::vector<Node> nodes_;
  bool fits_ = false;
};

OwnedValue scalar(std::int64_t value) {
  return value;
}

TEST_F(ReadingValues, TakesBooleans) {
  const Type type = type_of(TypeKind::boolean);
  EXPECT_EQ(read(type, Form::boolean, "true"), OwnedValue(true));
  EXPECT_EQ(read(type, Form::cell, "false"), OwnedValue(false));
  EXPECT_EQ(read(type, Form::cell, "1"), OwnedValue(true));
  EXPECT_EQ(refusal(type, Form::number, "1"), "`field` is `1`, expected true or false");
  EXPECT_EQ(refusal(type, Form::text, "true"), "`field` is `\"true\"`, expected true or false");
}

TEST_F(ReadingValues, TakesMoneyExactly) {
  EXPECT_EQ(read(money_in(0), Form::number, "700.0"), scalar(7'000'000));
  EXPECT_EQ(read(money_in(0), Form::text, "-0.0001"), scalar(-1));
  EXPECT_EQ(read(money_in(0), Form::cell, "922337203685477.5807"), scalar(9'223'372'036'854'775'807));
  EXPECT_EQ(refusal(money_in(0), Form::number, "1e300"), "`field` is `1e300`, expected an amount such as 1250.50");
  EXPECT_EQ(refusal(money_in(0), Form::cell, "1,250.50"), "`field` is `1,250.50`, expected an amount such as 1250.50");
  EXPECT_EQ(refusal(money_in(0), Form::boolean, "true"), "`field` is `true`, expected an amount such as 1250.50");
}

TEST_F(ReadingValues, RoundsHalfToEvenPastTheLastPlace) {
  EXPECT_EQ(read(money_in(0), Form::number, "0.00005"), scalar(0));
  EXPECT_EQ(read(money_in(0), Form::number, "0.00015"), scalar(2));
  EXPECT_EQ(read(money_in(0), Form::number, "3372.7000000000003"), scalar(33'727'000));
  EXPECT_EQ(read(type_of(TypeKind::number), Form::number, "1.5e-3"), scalar(1'500));
}

TEST_F(ReadingValues, TakesIntegers) {
  const Type type = type_of(TypeKind::integer);
  EXPECT_EQ(read(type, Form::number, "-12"), scalar(-12));
  EXPECT_EQ(read(type, Form::cell, "12.0"), scalar(12));
  EXPECT_EQ(refusal(type, Form::number, "1.5"), "`field` is `1.5`, expected a whole number such as 12");
  EXPECT_EQ(refusal(type, Form::cell, "9223372036854775808"),
            "`field` is `9223372036854775808`, expected a whole number such as 12");
}

TEST_F(ReadingValues, TakesDatesAndTimes) {
  EXPECT_EQ(read(type_of(TypeKind::date), Form::text, "1970-01-03"), scalar(2));
  EXPECT_EQ(read(type_of(TypeKind::time), Form::text, "1970-01-01T01:00:00+01:00"), scalar(0));
  EXPECT_EQ(read(type_of(TypeKind::time), Form::cell, "1970-01-01 08:00:00"), scalar(0)) << "local time in the zone";
  EXPECT_EQ(read(type_of(TypeKind::time_of_day), Form::text, "09:30"), scalar(9 * kHour + 30 * kMinute));
  EXPECT_EQ(refusal(type_of(TypeKind::date), Form::text, "2026-02-30"),
            "`field` is `\"2026-02-30\"`, expected a date such as 2026-03-02");
  EXPECT_EQ(refusal(type_of(TypeKind::time), Form::number, "1772416800"),
            "`field` is `1772416800`, expected a time such as 2026-03-02T10:00:00+08:00");
  EXPECT_EQ(refusal(type_of(TypeKind::time), Form::cell, "9999-12-31T23:00:00-12:00"),
            "`field` is `9999-12-31T23:00:00-12:00`, expected a time such as 2026-03-02T10:00:00+08:00")
      << "in the year 10000";
  EXPECT_EQ(refusal(type_of(TypeKind::time_of_day), Form::text, "9.30"),
            "`field` is `\"9.30\"`, expected a time of day such as 09:30");
}

TEST_F(ReadingValues, TakesDurationsAndPeriods) {
  EXPECT_EQ(read(type_of(TypeKind::duration), Form::text, "90 seconds"), scalar(90 * kSecond));
  EXPECT_EQ(read(type_of(TypeKind::period), Form::text, "2 weeks"), OwnedValue(Period{0, 14, 0}));
  EXPECT_EQ(refusal(type_of(TypeKind::duration), Form::text, "2 days"),
            "`field` is `\"2 days\"`, expected a duration such as 2 hours");
  EXPECT_EQ(refusal(type_of(TypeKind::period), Form::number, "3"), "`field` is `3`, expected a period such as 3 days");
}

TEST_F(ReadingValues, TakesTextsInNormalForm) {
  EXPECT_EQ(read(type_of(TypeKind::text), Form::text, "Cafe\u0301"), OwnedValue("Caf\u00E9"));
  EXPECT_EQ(read(type_of(TypeKind::text), Form::text, ""), OwnedValue("")) << "a text in quotes may be empty";
  EXPECT_EQ(refusal(type_of(TypeKind::text), Form::number, "21"),
            "`field` is `21`, expected a text such as \"Shanghai\"");
}

TEST_F(ReadingValues, TakesEnumsByNameAndOffersTheNearest) {
  EXPECT_EQ(read(enumeration(0), Form::text, "gold"), scalar(1));
  EXPECT_EQ(refusal(enumeration(0), Form::cell, "goldd"),
            "`field` is `goldd`, expected one of: mass, gold, platinum; did you mean `gold`?");
  EXPECT_EQ(refusal(enumeration(0), Form::number, "1"), "`field` is `1`, expected one of: mass, gold, platinum");
}

TEST_F(ReadingValues, TakesProductsByName) {
  EXPECT_EQ(read(type_of(TypeKind::product), Form::text, "steady_fund"), scalar(1));
  EXPECT_EQ(refusal(type_of(TypeKind::product), Form::text, "steady_found"),
            "`field` is `\"steady_found\"`, which is no product of the schema; did you mean `steady_fund`?");
}

TEST_F(ReadingValues, TakesSetsSortedAndWithoutDoubles) {
  EXPECT_EQ(read_list(set_of_enumeration(0), {"platinum", "mass", "platinum"}),
            OwnedValue(std::vector<std::int32_t>{0, 2}));
  EXPECT_EQ(read_list(set_of_text(), {"b", "a", "b"}), OwnedValue(std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(read(set_of_enumeration(0), Form::cell, "platinum|mass"), OwnedValue(std::vector<std::int32_t>{0, 2}));
  EXPECT_EQ(read(set_of_text(), Form::cell, "|"), OwnedValue(std::vector<std::string>{})) << "the empty set";
  EXPECT_EQ(refusal(set_of_text(), Form::text, "a"), "`field` is `\"a\"`, expected a list such as [\"a\", \"b\"]");
  EXPECT_EQ(refusal(set_of_enumeration(0), Form::cell, "mass|silver"),
            "`field` is `silver`, expected one of: mass, gold, platinum");
}

TEST_F(ReadingValues, TakesNullAsMissing) {
  EXPECT_EQ(read(money_in(0), Form::null, ""), OwnedValue(Unknown{}));
  EXPECT_EQ(read(set_of_text(), Form::null, ""), OwnedValue(Unknown{}));
}

TEST_F(ReadingValues, ShortensWhatItShowsInAMessage) {
  EXPECT_THAT(refusal(type_of(TypeKind::date), Form::cell, std::string(500, 'x')), HasSubstr("xxx…`, expected a date"));
}

}  // namespace
}  // namespace wend::data
