// The great-circle distance in fixed point: 60 bits after the point in 64, products in 128.
//
// Both places become unit vectors a and b; with s = |a - b| and c = |a + b| the angle between them is 2 atan(s / c),
// which loses nothing for places next to each other nor for those opposite. Sines, cosines and the arc tangent are
// sums of their series; each step loses less than 2^-59 of the radius, and all of them together less than a
// ten-thousandth of a metre where the places are a metre apart, where it is worst.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "runtime/value/place.hpp"

namespace wend {
namespace {

__extension__ using Wide = __int128;

using Fixed = std::int64_t;
constexpr int kPoint = 60;
constexpr Fixed kOne = Fixed{1} << kPoint;
constexpr Fixed kPi = 3'622'009'729'038'561'421;

constexpr Wide kRadiusInDecimetres = 63'710'088;

Fixed times(Fixed left, Fixed right) {
  return static_cast<Fixed>(Wide{left} * right >> kPoint);
}

Fixed ratio(Fixed dividend, Fixed divisor) {
  return static_cast<Fixed>((Wide{dividend} << kPoint) / divisor);
}

// The root of a number with 120 bits after the point, rounded down: one bit after another, from the highest.
Fixed root(Wide square) {
  Wide rest = square;
  Wide found = 0;
  for (Wide bit = Wide{1} << 122; bit != 0; bit >>= 2) {
    if (rest >= found + bit) {
      rest -= found + bit;
      found = (found >> 1) + bit;
    } else {
      found >>= 1;
    }
  }
  return static_cast<Fixed>(found);
}

// From 0 to 45 degrees, in ten-millionths, to radians.
Fixed radians(std::int32_t degrees) {
  constexpr std::int64_t kOfOne = 2'160'612'962'779'783'726;  // with 90 bits after the point
  return static_cast<Fixed>(Wide{degrees} * kOfOne >> 30);
}

// term - term x^2 / ((n + 1) (n + 2)) + …: of the sine from x and 1, of the cosine from 1 and 0.
Fixed series(Fixed term, Fixed square, std::int64_t n) {
  Fixed sum = 0;
  while (term != 0) {
    sum += term;
    term = -times(term, square) / ((n + 1) * (n + 2));
    n += 2;
  }
  return sum;
}

struct Direction {
  Fixed sine;
  Fixed cosine;
};

// From 0 to 90 degrees.
Direction acute(std::int32_t degrees) {
  const bool steep = degrees > 45 * kDegree;
  const Fixed x = radians(steep ? 90 * kDegree - degrees : degrees);
  const Fixed square = times(x, x);
  const Fixed sine = series(x, square, 1);
  const Fixed cosine = series(kOne, square, 0);
  return steep ? Direction{cosine, sine} : Direction{sine, cosine};
}

// From -180 to 180 degrees.
Direction direction(std::int32_t degrees) {
  const std::int32_t size = std::abs(degrees);
  const bool obtuse = size > 90 * kDegree;
  Direction found = acute(obtuse ? 180 * kDegree - size : size);
  if (obtuse) found.cosine = -found.cosine;
  if (degrees < 0) found.sine = -found.sine;
  return found;
}

using Vector = std::array<Fixed, 3>;

Vector unit_vector(const Place& place) {
  const Direction up = direction(place.latitude);
  const Direction around = direction(place.longitude);
  return {times(up.cosine, around.cosine), times(up.cosine, around.sine), up.sine};
}

// The length of one vector plus `sign` times the other.
Fixed length(const Vector& one, const Vector& other, int sign) {
  Wide square = 0;
  for (std::size_t axis = 0; axis < one.size(); ++axis) {
    const Wide part = Wide{one[axis]} + sign * Wide{other[axis]};
    square += part * part;
  }
  return root(square);
}

// Of a tangent from 0 to 1. Halving the angle twice makes the series short.
Fixed arc_tangent(Fixed tangent) {
  constexpr int kHalvings = 2;
  for (int halving = 0; halving < kHalvings; ++halving) {
    tangent = ratio(tangent, kOne + root((Wide{1} << 2 * kPoint) + Wide{tangent} * tangent));
  }
  const Fixed square = times(tangent, tangent);
  Fixed sum = 0;
  Fixed power = tangent;
  for (std::int64_t n = 1; power != 0; n += 2) {
    sum += power / n;
    power = -times(power, square);
  }
  return sum << kHalvings;
}

Fixed angle_between(const Place& one, const Place& other) {
  const Vector a = unit_vector(one);
  const Vector b = unit_vector(other);
  const Fixed apart = length(a, b, -1);
  const Fixed together = length(a, b, 1);
  if (apart <= together) return 2 * arc_tangent(ratio(apart, together));
  return kPi - 2 * arc_tangent(ratio(together, apart));
}

}  // namespace

std::int64_t distance(const Place& one, const Place& other) {
  constexpr Wide kUnit = Wide{10} << kPoint;
  return static_cast<std::int64_t>((angle_between(one, other) * kRadiusInDecimetres + kUnit / 2) / kUnit);
}

}  // namespace wend
