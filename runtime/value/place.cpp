#include "runtime/value/place.hpp"

#include <algorithm>

#include "runtime/value/decimal.hpp"

namespace wend {
namespace {

constexpr int kDegreePlaces = 7;

}  // namespace

std::optional<Place> place_at(std::int64_t latitude, std::int64_t longitude) {
  constexpr std::int64_t kFiner = kDegree / decimal::kNumberScale;
  constexpr std::int64_t kMost = 180 * decimal::kNumberScale;
  const auto is_near = [](std::int64_t degrees) { return degrees >= -kMost && degrees <= kMost; };
  if (!is_near(latitude) || !is_near(longitude)) return std::nullopt;
  const Place place{static_cast<std::int32_t>(latitude * kFiner), static_cast<std::int32_t>(longitude * kFiner)};
  return is_on_earth(place) ? std::optional(place) : std::nullopt;
}

// Counts the edges that a ray to the north passes: each has one end west of the place or above it, and one east. All
// products are of 33-bit numbers, so 128 bits hold them.
bool is_inside(const Place& place, std::span<const Place> corners) {
  bool inside = false;
  for (std::size_t index = 0; index < corners.size(); ++index) {
    const Place& a = corners[index];
    const Place& b = corners[(index + 1) % corners.size()];
    const decimal::Wide along = std::int64_t{b.longitude} - a.longitude;
    const decimal::Wide up = std::int64_t{b.latitude} - a.latitude;
    const decimal::Wide east = std::int64_t{place.longitude} - a.longitude;
    const decimal::Wide north = std::int64_t{place.latitude} - a.latitude;
    const decimal::Wide side = along * north - up * east;  // more than nothing: left of the way from a to b
    const bool between_longitudes =
        std::min(a.longitude, b.longitude) <= place.longitude && place.longitude <= std::max(a.longitude, b.longitude);
    const bool between_latitudes =
        std::min(a.latitude, b.latitude) <= place.latitude && place.latitude <= std::max(a.latitude, b.latitude);
    if (side == 0 && between_longitudes && between_latitudes) return true;
    const bool crosses = (a.longitude <= place.longitude) != (b.longitude <= place.longitude);
    if (crosses && (along > 0 ? side < 0 : side > 0)) inside = !inside;
  }
  return inside;
}

std::optional<Place> parse_place(std::string_view latitude, std::string_view longitude) {
  const std::optional<std::int64_t> north = decimal::quantise(latitude, kDegreePlaces);
  const std::optional<std::int64_t> east = decimal::quantise(longitude, kDegreePlaces);
  constexpr std::int64_t kMost = 180 * std::int64_t{kDegree};
  const auto is_near = [](const auto& degrees) { return degrees && *degrees >= -kMost && *degrees <= kMost; };
  if (!is_near(north) || !is_near(east)) return std::nullopt;
  const Place place{static_cast<std::int32_t>(*north), static_cast<std::int32_t>(*east)};
  return is_on_earth(place) ? std::optional(place) : std::nullopt;
}

std::optional<Place> parse_place(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  std::string_view longitude = text.substr(comma + 1);
  if (longitude.starts_with(' ')) longitude.remove_prefix(1);
  return parse_place(text.substr(0, comma), longitude);
}

std::string format_place(const Place& place) {
  return decimal::format(place.latitude, kDegreePlaces) + ',' + decimal::format(place.longitude, kDegreePlaces);
}

}  // namespace wend
