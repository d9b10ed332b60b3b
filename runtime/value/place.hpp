// Places on the earth, distances between them, and areas, all in whole numbers: no floating point, so that every tier
// and every machine gives the same metre.
//
// A place is a latitude and a longitude in ten-millionths of a degree (about a centimetre), WGS 84 as receivers and
// maps give it. As a scalar of the language the latitude is the low half and the longitude the high half: the two
// std::int32_t of a Place as they lie in memory of a little-endian machine.
//
//     const std::optional<Place> branch = place_at(31'230'000, 121'470'000);   // millionths, as numbers are
//     const std::int64_t metres = distance(home, *branch);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wend {

struct Place {
  std::int32_t latitude = 0;   // -900,000,000 to 900,000,000; north is more
  std::int32_t longitude = 0;  // -1,800,000,000 to 1,800,000,000; east is more

  friend bool operator==(const Place&, const Place&) = default;
};

inline constexpr std::int32_t kDegree = 10'000'000;

// The scalar of a place, and back.
[[nodiscard]] constexpr std::int64_t scalar_of(const Place& place) {
  const std::uint64_t high = static_cast<std::uint32_t>(place.longitude);
  return static_cast<std::int64_t>(high << 32U | static_cast<std::uint32_t>(place.latitude));
}
[[nodiscard]] constexpr Place place_of(std::int64_t scalar) {
  return {static_cast<std::int32_t>(scalar), static_cast<std::int32_t>(scalar >> 32)};
}

[[nodiscard]] constexpr bool is_on_earth(const Place& place) {
  return place.latitude >= -90 * kDegree && place.latitude <= 90 * kDegree && place.longitude >= -180 * kDegree &&
         place.longitude <= 180 * kDegree;
}

// From degrees as numbers of the language are, in millionths; nothing outside of the ranges above.
[[nodiscard]] std::optional<Place> place_at(std::int64_t latitude, std::int64_t longitude);

// The great-circle distance in metres on a sphere of the mean radius 6,371,008.8 m, to the nearest metre. What stands
// before the rounding is right to a ten-thousandth of a metre.
[[nodiscard]] std::int64_t distance(const Place& one, const Place& other);

// Whether the place lies in the polygon, whose last corner is joined to its first. Between corners the border runs
// straight in degrees of latitude and longitude; what lies on an edge or a corner is inside. Where the border crosses
// itself, the even-odd rule holds. No edge goes over the 180th meridian: an area there is two areas.
[[nodiscard]] bool is_inside(const Place& place, std::span<const Place> corners);

// From two numbers as files write them, latitude first, rounded half to even to 7 digits after the point; nothing where
// one is no number or lies outside of its range.
[[nodiscard]] std::optional<Place> parse_place(std::string_view latitude, std::string_view longitude);
// `31.23,121.47`; a space may follow the comma.
[[nodiscard]] std::optional<Place> parse_place(std::string_view text);
[[nodiscard]] std::string format_place(const Place& place);

}  // namespace wend
