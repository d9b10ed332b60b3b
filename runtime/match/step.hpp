// One test of a formula and where it leads: six bytes and its constants, most of which take two bytes each.
//
//     32 bits | attribute 18, shape 3, width 2, the outcome that jumps 1, size 8
//     16 bits | how many units further it jumps
//     …       | its constants, as wide as the width says
//
// A unit has 16 bits, and nothing is aligned to more than that. Tests with more constants, and those that are true of a
// missing value, have instead a position in the formula's pool, where numbers have 64 bits.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "runtime/match/tree.hpp"

namespace wend::match {

using Unit = std::uint16_t;

// The first four are ranges of known values: bit 0 says that the first constant is their least, bit 1 that the last is
// their most. Of the lists bit 0 says that it is what they leave out that passes.
enum class Shape : std::uint8_t {
  known,
  at_least,
  at_most,
  between,
  one_of,
  none_of,  // known, and none of them
  ranges,   // pool: 1 where missing is true, the number of ranges, and they: from, to
};

enum class Width : std::uint8_t {
  narrow,  // 16 bits, without a sign
  middle,  // 32 bits
  wide,    // 64 bits
  pool,    // a position in the pool, in units; of a list their count is there, then they, sorted
};

// The most constants of a test that stand in it.
inline constexpr std::size_t kMostInline = 8;
inline constexpr std::size_t kHeadUnits = 3;
inline constexpr std::size_t kNumberUnits = sizeof(std::int64_t) / sizeof(Unit);
inline constexpr std::size_t kMostStepUnits = kHeadUnits + kMostInline * kNumberUnits;
// Narrow constants are read eight at a time: so many units behind the last step must be there to be read.
inline constexpr std::size_t kReadAhead = kMostInline;

template <typename Number>
[[nodiscard]] Number load(const Unit* units) {
  Number number;
  std::memcpy(&number, units, sizeof number);
  return number;
}

// Borrows the units.
class Step {
 public:
  explicit Step(const Unit* units) : units_(units), head_(load<std::uint32_t>(units)) {}
  [[nodiscard]] static std::uint32_t head(Attribute attribute, Shape shape, Width width, bool jumps_if,
                                          std::size_t size) {
    return attribute | static_cast<std::uint32_t>(shape) << 18U | static_cast<std::uint32_t>(width) << 21U |
           (jumps_if ? 1U : 0U) << 23U | static_cast<std::uint32_t>(size) << 24U;
  }

  [[nodiscard]] Attribute attribute() const { return head_ & (kAttributes - 1); }
  [[nodiscard]] Shape shape() const { return static_cast<Shape>(head_ >> 18U & 7U); }
  [[nodiscard]] Width width() const { return static_cast<Width>(head_ >> 21U & 3U); }
  [[nodiscard]] bool jumps_if() const { return (head_ >> 23U & 1U) != 0; }
  // In units: the next step is so far away, and what it jumps to so far.
  [[nodiscard]] std::size_t size() const { return head_ >> 24U; }
  [[nodiscard]] std::size_t over() const { return units_[2]; }

  [[nodiscard]] const Unit* constants() const { return units_ + kHeadUnits; }
  // How many stand in it.
  [[nodiscard]] std::size_t count() const { return (size() - kHeadUnits) >> static_cast<unsigned>(width()); }

 private:
  const Unit* units_;
  std::uint32_t head_;
};
static_assert(kAttributes == 1U << 18U);
static_assert(kMostStepUnits < 256);

// The values for which a step's test is true: its ranges are appended to `ranges`, and what is returned says whether
// it is true of a missing value.
[[nodiscard]] bool append_ranges(const Step& step, const Unit* pool, std::vector<Range>& ranges);

// As `passes`, for every width.
[[nodiscard]] bool passes_of_any_width(const Step& step, const Unit* pool, bool known, std::int64_t value);

// Whether the value is one of the first `count` units, at most eight; all eight can be read.
[[nodiscard]] inline bool is_among(const Unit* units, std::size_t count, std::int64_t value) {
  static constexpr std::uint64_t kHigh = 0x8000'8000'8000'8000U;
  static constexpr Unit kTop = 0x8000;
  static constexpr std::array<Unit, 2 * kMostInline> kCounted = {kTop, kTop, kTop, kTop, kTop, kTop, kTop, kTop};
  const auto differences = [&](std::size_t at) {
    return load<std::uint64_t>(units + at) ^ (static_cast<std::uint64_t>(value) & 0xFFFFU) * 0x0001'0001'0001'0001U;
  };
  // The top bit of each unit that is 0, and no other: nothing is carried from one to the next.
  const auto zeros = [](std::uint64_t four) { return ~(((four & ~kHigh) + ~kHigh) | four) & kHigh; };
  const Unit* counted = kCounted.data() + kMostInline - count;
  const std::uint64_t found = (zeros(differences(0)) & load<std::uint64_t>(counted)) |
                              (zeros(differences(4)) & load<std::uint64_t>(counted + 4));
  return (found != 0) & (static_cast<std::uint64_t>(value) <= std::numeric_limits<Unit>::max());
}

// Whether the value passes the test; one that is missing is not `known`.
[[nodiscard]] inline bool passes(const Step& step, const Unit* pool, bool known, std::int64_t value) {
  if (step.width() != Width::narrow) return passes_of_any_width(step, pool, known, value);
  // Without a branch that depends on the shape or the value: they are nothing that a processor could foresee.
  const auto form = static_cast<unsigned>(step.shape());
  const std::int64_t first = step.constants()[0];
  const std::int64_t last = step.constants()[step.shape() == Shape::between ? 1 : 0];
  const std::int64_t from = (form & 1U) != 0 ? first : kLeast;
  const std::int64_t to = (form & 2U) != 0 ? last : kMost;
  const bool is_in_range = (from <= value) & (value <= to);
  const bool is_listed = is_among(step.constants(), step.count(), value) != ((form & 1U) != 0);
  const bool is_list = form >= static_cast<unsigned>(Shape::one_of);
  return known & ((is_list & is_listed) | (!is_list & is_in_range));
}

}  // namespace wend::match
