#include "runtime/value/place.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace wend {
namespace {

constexpr Place kShanghai{312'304'160, 1'214'737'010};

TEST(Place, IsItsTwoCoordinatesInOneScalar) {
  for (const Place place : {kShanghai, Place{-1, 1}, Place{1, -1}, Place{-90 * kDegree, -180 * kDegree}}) {
    EXPECT_EQ(place_of(scalar_of(place)), place);
  }
  EXPECT_NE(scalar_of({1, 2}), scalar_of({2, 1}));
}

TEST(Place, OfNumbersLiesOnEarth) {
  EXPECT_EQ(place_at(31'230'416, 121'473'701), (Place{312'304'160, 1'214'737'010}));
  EXPECT_EQ(place_at(90'000'000, 180'000'000), (Place{90 * kDegree, 180 * kDegree}));
  EXPECT_EQ(place_at(-90'000'000, -180'000'000), (Place{-90 * kDegree, -180 * kDegree}));
  EXPECT_EQ(place_at(90'000'001, 0), std::nullopt);
  EXPECT_EQ(place_at(-90'000'001, 0), std::nullopt);
  EXPECT_EQ(place_at(0, 180'000'001), std::nullopt);
  EXPECT_EQ(place_at(0, -180'000'001), std::nullopt);
  EXPECT_EQ(place_at(INT64_MAX, INT64_MIN), std::nullopt);
}

TEST(Place, IsReadRoundedToTenMillionths) {
  EXPECT_EQ(parse_place("31.2304160,121.473701"), kShanghai);
  EXPECT_EQ(parse_place("31.230416, 121.473701"), kShanghai);
  EXPECT_EQ(parse_place("0.00000005,-0.00000015"), (Place{0, -2}));  // half to even
  for (const char* text : {"", "31.23", "31.23;121.47", "x,y", "91,0", "0,181", "121.47,31.23", "1e30,0"}) {
    EXPECT_EQ(parse_place(text), std::nullopt) << text;
  }
  EXPECT_EQ(format_place(kShanghai), "31.230416,121.473701");
  EXPECT_EQ(format_place({-5, 0}), "-0.0000005,0");
}

struct Measured {
  Place one;
  Place other;
  std::int64_t metres;
};

// Computed with 50 digits from the formula of the great circle.
TEST(Distance, IsThatOfTheGreatCircleToTheMetre) {
  const std::vector<Measured> measured = {
      {kShanghai, {399'042'000, 1'164'074'000}, 1'067'310},
      {{500'755'380, 144'378'000}, {491'950'600, 166'068'370}, 184'339},
      {{0, 0}, {0, kDegree}, 111'195},
      {{0, 0}, {kDegree, 0}, 111'195},
      {{-204574436, -1152107721}, {-212954213, -1159677163}, 121930},
      {{863673106, 501595691}, {863673107, 501595699}, 0},
      {{-775448262, 379419893}, {-775449186, 379419069}, 10},
      {{-420597972, 908517688}, {-900000000, 1147836831}, 5330715},
      {{295428767, -1228018515}, {295438641, -1228080700}, 612},
      {{261114102, -1294086208}, {-76426222, -1090942868}, 4347422},
      {{852618007, 1129179284}, {852617218, 1129179475}, 9},
      {{326652084, 944112455}, {326651846, 944111654}, 8},
      {{429312984, -915414049}, {437154554, -911066433}, 94020},
      {{769086092, -450748177}, {778734287, -445541833}, 108024},
      {{601079114, 1549342752}, {601078281, 1549342928}, 9},
      {{-255219926, 455701793}, {-253694795, 460762169}, 53566},
      {{-2088076, -1091493164}, {-2148235, -1091464986}, 739},
      {{794566831, 1714800842}, {794555992, 1714883109}, 206},
      {{-147997635, 752799181}, {-138539581, 758106891}, 119710},
      {{-752332696, -1398008265}, {-752308414, -1397925540}, 358},
  };
  for (const Measured& row : measured) {
    EXPECT_EQ(distance(row.one, row.other), row.metres) << format_place(row.one) << " to " << format_place(row.other);
    EXPECT_EQ(distance(row.other, row.one), row.metres);
  }
}

TEST(Distance, RoundsToTheNearestMetre) {
  EXPECT_EQ(distance(kShanghai, {312'304'295, 1'214'737'010}), 2);  // 1.5011 m
  EXPECT_EQ(distance(kShanghai, {312'304'294, 1'214'737'010}), 1);  // 1.4900 m
  EXPECT_EQ(distance(kShanghai, kShanghai), 0);
}

TEST(Distance, GoesOverTheDateLineAndThePoles) {
  EXPECT_EQ(distance({0, 1'799'999'999}, {0, -1'799'999'999}), 0);
  EXPECT_EQ(distance({0, 180 * kDegree}, {0, -180 * kDegree}), 0);
  EXPECT_EQ(distance({899'999'000, 0}, {899'999'000, 180 * kDegree}), 22);
  EXPECT_EQ(distance({90 * kDegree, 0}, {90 * kDegree, 123 * kDegree}), 0);
}

TEST(Distance, OfOppositePlacesIsHalfWayAround) {
  EXPECT_EQ(distance({90 * kDegree, 0}, {-90 * kDegree, 0}), 20'015'114);
  EXPECT_EQ(distance({0, 0}, {0, 180 * kDegree}), 20'015'114);
  EXPECT_EQ(distance(kShanghai, {-312'304'160, -585'262'991}), 20'015'114);
}

class AreaTest : public testing::Test {
 protected:
  // An L: two by two degrees without its north-east.
  std::vector<Place> corners_ = {at(0, 0), at(2, 0), at(2, 1), at(1, 1), at(1, 2), at(0, 2)};

  static Place at(int latitude, int longitude) { return {latitude * kDegree, longitude * kDegree}; }
  bool has(std::int32_t latitude, std::int32_t longitude) { return is_inside({latitude, longitude}, corners_); }
};

TEST_F(AreaTest, HasWhatLiesInside) {
  EXPECT_TRUE(has(kDegree / 2, kDegree / 2));
  EXPECT_TRUE(has(kDegree * 3 / 2, kDegree / 2));
  EXPECT_TRUE(has(kDegree / 2, kDegree * 3 / 2));
  EXPECT_FALSE(has(kDegree * 3 / 2, kDegree * 3 / 2));
  EXPECT_FALSE(has(-1, kDegree));
  EXPECT_FALSE(has(kDegree, -1));
  EXPECT_FALSE(has(2 * kDegree + 1, 0));
}

TEST_F(AreaTest, HasItsEdgesAndCorners) {
  for (const Place& corner : corners_) EXPECT_TRUE(is_inside(corner, corners_)) << format_place(corner);
  EXPECT_TRUE(has(0, kDegree));
  EXPECT_TRUE(has(kDegree, 0));
  EXPECT_TRUE(has(kDegree, kDegree * 3 / 2));
  EXPECT_FALSE(has(kDegree + 1, kDegree * 3 / 2));
  EXPECT_TRUE(has(kDegree - 1, kDegree * 3 / 2));
}

TEST_F(AreaTest, IsExactAlongASlantedEdge) {
  corners_ = {at(0, 0), at(3, 1), at(0, 1)};
  EXPECT_TRUE(has(3, 1));  // on the edge: one east, three north
  EXPECT_FALSE(has(4, 1));
  EXPECT_TRUE(has(2, 1));
}

TEST_F(AreaTest, IsTheSameWhicheverWayItsCornersRun) {
  const std::vector<Place> backwards(corners_.rbegin(), corners_.rend());
  for (std::int32_t latitude = -kDegree; latitude <= 3 * kDegree; latitude += kDegree / 4) {
    for (std::int32_t longitude = -kDegree; longitude <= 3 * kDegree; longitude += kDegree / 4) {
      EXPECT_EQ(has(latitude, longitude), is_inside({latitude, longitude}, backwards));
    }
  }
}

TEST_F(AreaTest, MayBeTheWholeEarthButForNothing) {
  corners_ = {at(-90, -180), at(90, -180), at(90, 180), at(-90, 180)};
  EXPECT_TRUE(has(0, 0));
  EXPECT_TRUE(has(90 * kDegree, 180 * kDegree));
  corners_.clear();
  EXPECT_FALSE(has(0, 0));
}

}  // namespace
}  // namespace wend
