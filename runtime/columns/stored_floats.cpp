#include "runtime/columns/stored_floats.hpp"

#include <bit>
#include <limits>
#include <numeric>

#include "runtime/value/decimal.hpp"

namespace wend::columns {
namespace {

// Floats in their order as integers in theirs, from minus to plus infinity; zero has two places.
template <typename Float, typename Bits>
struct Ordered {
  static Float at(Bits place) {
    return std::bit_cast<Float>(place >= 0 ? place : static_cast<Bits>(std::numeric_limits<Bits>::min() - place - 1));
  }
  static Bits place_of(Float value) {
    const auto bits = std::bit_cast<Bits>(value);
    return bits >= 0 ? bits : static_cast<Bits>(std::numeric_limits<Bits>::min() - bits - 1);
  }
};

// The value, or the nearest end where it is beyond both; as wide as to tell the ends from what is beyond them.
decimal::Wide quantised(double value, int places) {
  if (const auto scalar = decimal::quantise(value, places)) return *scalar;
  const auto end = value < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
  return decimal::Wide{end} + (value < 0 ? -1 : 1);
}

template <typename Float, typename Bits>
FloatRange search(int places, std::int64_t low, std::int64_t high) {
  using Order = Ordered<Float, Bits>;
  // The first place for which the value is at least `least`.
  const auto first = [&](decimal::Wide least) {
    Bits below = Order::place_of(-std::numeric_limits<Float>::infinity());
    Bits above = Order::place_of(std::numeric_limits<Float>::infinity());
    while (below < above) {
      const Bits middle = std::midpoint(below, above);
      if (quantised(static_cast<double>(Order::at(middle)), places) >= least) {
        above = middle;
      } else {
        below = middle + 1;
      }
    }
    return above;
  };
  const auto bits = [](Bits place) { return std::bit_cast<std::int64_t>(static_cast<double>(Order::at(place))); };
  const Bits from = first(low);
  return {bits(from), bits(static_cast<Bits>(first(decimal::Wide{high} + 1) - 1))};
}

}  // namespace

FloatRange stored_floats(layout::ColumnStorage storage, TypeKind type, std::int64_t low, std::int64_t high) {
  const int places = places_of(type);
  if (storage == layout::ColumnStorage::float32) return search<float, std::int32_t>(places, low, high);
  return search<double, std::int64_t>(places, low, high);
}

bool is_empty(const FloatRange& range) {
  return !(std::bit_cast<double>(range.least) <= std::bit_cast<double>(range.greatest));
}

}  // namespace wend::columns
