#include <gtest/gtest.h>

#include "compiler/syntax/quantities.hpp"
#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

TEST(Quantities, KeepExactDigitsApartFromMultiplierAndUnit) {
  EXPECT_EQ(expression_tree("{50_000 CNY, 50k CNY, 5m CNY, 5万元, 5万 CNY, 1.2亿 CNY, 1.25亿元, 8 元}"),
            "{50000CNY, 50kCNY, 5mCNY, 5wCNY, 5wCNY, 1.2yCNY, 1.25yCNY, 8CNY}");
  EXPECT_EQ(expression_tree("{0.000001, 9_999_999, 20k, 3万}"), "{0.000001, 9999999, 20k, 3w}");
}

TEST(Quantities, ReadEveryUnitOfTimeInBothLanguages) {
  EXPECT_EQ(expression_tree("{1 second, 2 seconds, 3秒, 1 minute, 2 minutes, 3分钟, 1 hour, 2 hours, 3小时, 3个小时}"),
            "{1s, 2s, 3s, 1min, 2min, 3min, 1h, 2h, 3h, 3h}");
  EXPECT_EQ(expression_tree(
                "{1 day, 2 days, 3天, 3日, 1 week, 2 weeks, 3周, 1 month, 2 months, 3个月, 1 year, 2 years, 3年}"),
            "{1d, 2d, 3d, 3d, 1wk, 2wk, 3wk, 1month, 2month, 3month, 1yr, 2yr, 3yr}");
  EXPECT_EQ(expression_tree("{1 business day, 3 business days, 3工作日, 3个工作日, 3 工作日}"),
            "{1bd, 3bd, 3bd, 3bd, 3bd}");
}

TEST(Quantities, ReadPercentagesAndDistances) {
  EXPECT_EQ(expression_tree("{5%, 2.5 %, 5％, 3 km, 3公里, 500 m, 500米}"),
            "{5%, 2.5%, 5%, 3km, 3km, 500metre, 500metre}");
}

TEST(Quantities, AllowTheUnitGluedToTheNumber) {
  EXPECT_EQ(expression_tree("{30days, 50_000CNY, 3km, 50kCNY}"), "{30d, 50000CNY, 3km, 50kCNY}");
}

TEST(Quantities, DoNotTakeTheNextLineForAUnit) {
  EXPECT_EQ(module_tree("tag a = 5\ntag m = 6"), "tag a = 5\ntag m = 6\n");
  EXPECT_EQ(expression_tree("5\n// days\n+ days"), "(5 + days)");
}

TEST(Quantities, KnowTheSpanOfTheUnitAlone) {
  const std::string text = "50_000 CNY";
  const auto quantity = read_quantity(text);
  ASSERT_TRUE(quantity);
  EXPECT_EQ(text.substr(quantity->unit_span.begin, quantity->unit_span.size()), "CNY");
  const auto plain = read_quantity("70");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->unit_span.size(), 0U);
}

TEST(Quantities, TellDurationsFromPeriods) {
  EXPECT_TRUE(read_quantity("2 hours")->is_duration());
  EXPECT_TRUE(read_quantity("2 days")->is_period());
  EXPECT_TRUE(read_quantity("2 business days")->is_period());
  EXPECT_FALSE(read_quantity("2 km")->is_span_of_time());
  EXPECT_TRUE(read_quantity("2")->is_plain_number());
}

TEST(Quantities, AreNothingWithAnUnknownUnit) {
  EXPECT_FALSE(read_quantity("5 apples"));
  EXPECT_FALSE(read_quantity("5k%"));
  EXPECT_FALSE(read_quantity("days"));
}

TEST(Dates, AreDaysThatExist) {
  EXPECT_EQ(read_date("2024-02-29"), (Date{2024, 2, 29}));
  EXPECT_FALSE(read_date("2026-02-29"));
  EXPECT_FALSE(read_date("0000-01-01"));
  EXPECT_FALSE(read_date("2026-13-01"));
}

TEST(TimesOfDay, GoFromMidnightToTheLastSecond) {
  EXPECT_EQ(read_time_of_day("00:00"), (TimeOfDay{0, 0, 0}));
  EXPECT_EQ(read_time_of_day("23:59:59"), (TimeOfDay{23, 59, 59}));
  EXPECT_FALSE(read_time_of_day("24:00"));
  EXPECT_FALSE(read_time_of_day("12:60"));
}

}  // namespace
}  // namespace wend::syntax
