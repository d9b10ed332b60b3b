// Tests of fields: comparisons of a scalar with constants or with another scalar, judged without a branch for each.
//
// A scalar is read as a word of eight bytes that lies inside the row's fixed part, and shifted to what is its own: so
// one loop judges tests of every width. The bytes around it are read and shifted away.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/flat/machine.hpp"
#include "runtime/value/truth.hpp"

namespace wend::flat {

// Where a scalar or a bit lies in a row, and how it is marked as known.
struct Place {
  std::uint32_t word = 0;  // offset of the word that has it
  std::uint32_t mark = 0;  // offset of the byte that marks it
  std::uint8_t left = 0;   // shifts that leave what is its own, sign and all
  std::uint8_t right = 0;
  std::uint8_t mark_bits = 0;     // known where these bits of the byte
  std::uint8_t mark_unknown = 0;  // are not this
};

// Whether low <= value <= low + span, where a span that goes over the greatest value goes on at the least. Whether it
// is known, a bit of its group's word of marks says.
struct Interval {
  std::uint32_t word = 0;  // as of Place, likewise below
  std::uint8_t left = 0;
  std::uint8_t right = 0;
  std::uint8_t mark_bit = 0;
  bool of_mark = false;  // asks whether a field is known, which is so or not where there is no row, too
  std::int64_t low = 0;
  std::uint64_t span = 0;
};
static_assert(sizeof(Interval) == 24);

inline constexpr std::uint32_t kNoWord = ~0U;

// Whether low <= value <= low + span and the bit of value - low is set in `set`; or (`negated`) not so.
struct Test {
  Place place;
  bool of_mark = false;
  bool negated = false;
  bool has_sentinel = false;
  std::uint8_t mark_bit = 0;          // in its group's word of marks, where the test is judged by it
  std::uint32_t mark_word = kNoWord;  // the word that has the one bit which marks the field, if one does
  std::int64_t low = 0;
  std::uint64_t span = 0;
  std::uint64_t set = ~std::uint64_t{0};  // of what a small set has; all ones for an interval; 0: nothing
  std::int64_t sentinel = 0;              // the field is missing where it is this
};
[[nodiscard]] inline bool is_always_known(const Test& test) {
  return test.place.mark_bits == 0 && !test.has_sentinel;
}

// A comparison of two scalars: bit 0 of `outcomes` is what it gives for less, bit 1 for equal, bit 2 for greater.
struct Pair {
  Place left;
  Place right;
  RowNumber left_row = kTags;
  RowNumber right_row = kTags;
  std::uint8_t outcomes = 0;
};

// Neighbours in one of the vectors of Tests.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

// What is judged at once: whether all of the tests hold; or (`is_contrary`) whether not all do.
struct Group {
  RowNumber row = kTags;  // of all but the pairs
  bool is_contrary = false;
  std::uint32_t mark_word = kNoWord;  // the bits of this word mark what `intervals` and `sets` read
  std::uint64_t always = 0;           // bits that are taken as set
  std::uint64_t asked = 0;            // bits that mark anything
  Range intervals = {};
  Range sets = {};
  Range marked = {};  // by marks of their own
  Range with_sentinel = {};
  Range pairs = {};
};

// What instructions speak of by position.
struct Tests {
  std::vector<Group> groups;
  std::vector<Interval> intervals;
  std::vector<Test> sets;
  std::vector<Test> marked;
  std::vector<Test> with_sentinel;
  std::vector<Pair> pairs;
  std::vector<Place> places;  // of scalars that are loaded
};

[[nodiscard]] Truth judge(const Group& group, const Tests& tests, const eval::Inputs& inputs);

// The scalar, or nothing known.
[[nodiscard]] Register load(const Place& place, const std::byte* row);

// Puts the test where it is judged, and widens the group's range. The group must be the last that anything is put into,
// and tests that are always known come after the others.
void append(const Test& test, Group& group, Tests& tests);

}  // namespace wend::flat
