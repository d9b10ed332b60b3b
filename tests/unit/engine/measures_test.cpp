// Values of a metric brought together: exactly, and rounded once.
#include "runtime/engine/measures.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace wend::engine {
namespace {

using Aggregate = ir::Metric::Aggregate;
using Kind = journey::Measured::Kind;

MetricStatistics metric_of(Aggregate aggregate, TypeKind type, const std::vector<std::int64_t>& treated,
                           const std::vector<std::int64_t>& control = {}) {
  Measures measures;
  journey::Measured one{.journey = "j", .metric = "m", .aggregate = aggregate, .type = type_of(type)};
  const auto add = [&](const std::vector<std::int64_t>& values, bool is_control) {
    for (const std::int64_t value : values) {
      one.control = is_control;
      one.kind = Kind::begun;
      measures.count(one);
      one.kind = Kind::value;
      one.value = value;
      measures.count(one);
    }
  };
  add(treated, false);
  add(control, true);
  return measures.statistics().front();
}

std::string treated(const MetricStatistics& metric) { return value_of(metric, metric.treated).value_or("none"); }

TEST(Measures, AnAverageIsRoundedHalfToEvenToThePlacesOfItsType) {
  EXPECT_EQ(treated(metric_of(Aggregate::average, TypeKind::money, {10'000, 10'001})), "1");
  EXPECT_EQ(treated(metric_of(Aggregate::average, TypeKind::money, {10'001, 10'002})), "1.0002");
  EXPECT_EQ(treated(metric_of(Aggregate::average, TypeKind::money, {-10'001, -10'002})), "-1.0002");
  EXPECT_EQ(treated(metric_of(Aggregate::average, TypeKind::number, {1'000'000, 2'000'000, 2'000'000})), "1.666667");
}

TEST(Measures, ASumIsExactPastSixtyFourBits) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(treated(metric_of(Aggregate::sum, TypeKind::integer, {most, most, most})), "27670116110564327421");
  EXPECT_EQ(treated(metric_of(Aggregate::sum, TypeKind::money, {-5, 3})), "-0.0002");
}

TEST(Measures, AShareIsOfThoseOfWhomItIsKnown) {
  EXPECT_EQ(treated(metric_of(Aggregate::share, TypeKind::number, {1, 0, 0})), "0.333333");
  EXPECT_EQ(treated(metric_of(Aggregate::count, TypeKind::integer, {1, 0, 1})), "2");
}

TEST(Measures, TheDifferenceIsTreatedLessControl) {
  const MetricStatistics metric = metric_of(Aggregate::average, TypeKind::money, {30'000, 20'000}, {5'000});
  EXPECT_EQ(difference_of(metric), "2");
  EXPECT_EQ(difference_of(metric_of(Aggregate::sum, TypeKind::money, {1}, {1})), std::nullopt);
  EXPECT_EQ(difference_of(metric_of(Aggregate::average, TypeKind::money, {1})), std::nullopt);
}

TEST(Measures, OfNothingAnAverageIsMissingAndACountAndASumAreZero) {
  const MetricStatistics metric = metric_of(Aggregate::average, TypeKind::money, {1});
  EXPECT_EQ(value_of(metric, metric.control), std::nullopt);
  const MetricStatistics count = metric_of(Aggregate::count, TypeKind::integer, {1});
  EXPECT_EQ(value_of(count, count.control), "0");
  const MetricStatistics sum = metric_of(Aggregate::sum, TypeKind::money, {1});
  EXPECT_EQ(value_of(sum, sum.control), "0");
}

TEST(Measures, WhatIsUnknownOrLeftOutOrPendingIsCountedApart) {
  Measures measures;
  journey::Measured one{.journey = "j", .metric = "m", .type = type_of(TypeKind::money)};
  for (int entry = 0; entry < 4; ++entry) measures.count(one);
  one.kind = Kind::unknown;
  measures.count(one);
  one.kind = Kind::left_out;
  measures.count(one);
  const MetricSide side = measures.statistics().front().treated;
  EXPECT_EQ(side.begun, 4U);
  EXPECT_EQ(side.unknown, 1U);
  EXPECT_EQ(side.left_out, 1U);
  EXPECT_EQ(side.pending(), 2U);
}

TEST(Measures, ValuesOfDifferentDefinitionsAreNotAddedUp) {
  Measures measures;
  journey::Measured one{.kind = Kind::begun, .journey = "j", .metric = "m", .type = type_of(TypeKind::money)};
  measures.count(one);
  one.definition = 7;
  measures.count(one);
  EXPECT_EQ(measures.statistics().size(), 2U);
}

}  // namespace
}  // namespace wend::engine
