#include "runtime/flat/tests.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <span>

namespace wend::flat {
namespace {

constexpr std::uint64_t kEverything = std::numeric_limits<std::uint64_t>::max();

std::uint64_t word_at(const std::byte* row, std::uint32_t offset) {
  std::uint64_t word = 0;
  std::memcpy(&word, row + offset, sizeof word);
  return word;
}

// Of a Place or an Interval.
template <typename Placed>
std::int64_t bits_at(const Placed& place, const std::byte* row) {
  return static_cast<std::int64_t>(word_at(row, place.word) << place.left) >> place.right;
}

bool is_marked(const Place& place, const std::byte* row) {
  return (std::to_integer<unsigned>(row[place.mark]) & place.mark_bits) != place.mark_unknown;
}

std::uint64_t distance(std::int64_t low, std::int64_t value) {
  return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(low);
}

bool holds(const Interval& interval, std::int64_t value) {
  return distance(interval.low, value) <= interval.span;
}

bool holds(const Test& test, std::int64_t value) {
  const std::uint64_t above = distance(test.low, value);
  const auto inside = static_cast<unsigned>(above <= test.span);
  return ((inside & static_cast<unsigned>(test.set >> (above & 63U))) ^ static_cast<unsigned>(test.negated)) & 1U;
}

// What the tests of a conjunction have found.
struct Found {
  unsigned refuted = 0;
  unsigned known = 1;

  void add(bool is_known, bool is_true) {
    refuted |= static_cast<unsigned>(is_known) & static_cast<unsigned>(!is_true);
    known &= static_cast<unsigned>(is_known);
  }
};

template <typename Item>
std::span<const Item> items(const std::vector<Item>& all, const Range& range) {
  return {all.data() + range.begin, range.count};
}

// Tests that are marked by bits of one word.
void judge_by_bits(const Group& group, const Tests& tests, const std::byte* row, Found& found) {
  std::uint64_t refuted = 0;
  for (const Interval& interval : items(tests.intervals, group.intervals)) {
    refuted |= std::uint64_t{!holds(interval, bits_at(interval, row))} << interval.mark_bit;
  }
  for (const Test& test : items(tests.sets, group.sets)) {
    refuted |= std::uint64_t{!holds(test, bits_at(test.place, row))} << test.mark_bit;
  }
  const std::uint64_t marks = word_at(row, group.mark_word) | group.always;
  found.refuted |= static_cast<unsigned>((refuted & marks) != 0);
  found.known &= static_cast<unsigned>((~marks & group.asked) == 0);
}

void judge_row(const Group& group, const Tests& tests, const std::byte* row, Found& found) {
  if (group.asked != 0) judge_by_bits(group, tests, row, found);
  for (const Test& test : items(tests.marked, group.marked)) {
    found.add(is_marked(test.place, row), holds(test, bits_at(test.place, row)));
  }
  for (const Test& test : items(tests.with_sentinel, group.with_sentinel)) {
    const std::int64_t value = bits_at(test.place, row);
    found.add(value != test.sentinel, holds(test, value));
  }
}

// Nothing is known but that nothing is.
void judge_without_row(const Group& group, const Tests& tests, Found& found) {
  for (const Interval& interval : items(tests.intervals, group.intervals)) {
    found.add(interval.of_mark, holds(interval, 0));
  }
  for (const Test& test : items(tests.sets, group.sets)) found.add(test.of_mark, holds(test, 0));
  for (const Test& test : items(tests.marked, group.marked)) found.add(test.of_mark, holds(test, 0));
  if (group.with_sentinel.count > 0) found.add(false, false);
}

void judge_pairs(std::span<const Pair> pairs, const eval::Inputs& inputs, Found& found) {
  for (const Pair& pair : pairs) {
    const std::byte* left_row = data_of(inputs, pair.left_row);
    const std::byte* right_row = data_of(inputs, pair.right_row);
    if (left_row == nullptr || right_row == nullptr) {
      found.add(false, false);
      continue;
    }
    const std::int64_t left = bits_at(pair.left, left_row);
    const std::int64_t right = bits_at(pair.right, right_row);
    const unsigned outcome = 1U + static_cast<unsigned>(left > right) - static_cast<unsigned>(left < right);
    const bool is_known = is_marked(pair.left, left_row) & is_marked(pair.right, right_row);
    found.add(is_known, (pair.outcomes >> outcome & 1U) != 0);
  }
}

// Whether it only asks if a value lies in an interval: then it can be negated by its bounds.
bool is_interval(const Test& test) {
  return test.set == kEverything && test.span != kEverything;
}

Interval interval_of(const Test& test) {
  Interval interval{.word = test.place.word,
                    .left = test.place.left,
                    .right = test.place.right,
                    .mark_bit = test.mark_bit,
                    .of_mark = test.of_mark,
                    .low = test.low,
                    .span = test.span};
  if (test.negated) {
    interval.low = static_cast<std::int64_t>(static_cast<std::uint64_t>(test.low) + test.span + 1);
    interval.span = ~test.span - 1;
  }
  return interval;
}

// Gives the test a bit of the group's word of marks; false where it is not marked by one.
bool take_bit(Test& test, Group& group) {
  if (is_always_known(test)) {
    if (group.mark_word == kNoWord) group.mark_word = test.place.word;
    if (group.always == 0) group.always = std::uint64_t{1} << std::countr_one(group.asked);
    test.mark_bit = static_cast<std::uint8_t>(std::countr_zero(group.always));
  } else {
    if (group.mark_word == kNoWord) group.mark_word = test.mark_word;
    if (test.mark_word == kNoWord || test.mark_word != group.mark_word) return false;
    constexpr unsigned kByteBits = 8;
    test.mark_bit = static_cast<std::uint8_t>((test.place.mark - test.mark_word) * kByteBits +
                                              static_cast<unsigned>(std::countr_zero(test.place.mark_bits)));
  }
  group.asked |= std::uint64_t{1} << test.mark_bit;
  return true;
}

template <typename Item>
void append(const Item& item, Range& range, std::vector<Item>& all) {
  if (range.count == 0) range.begin = static_cast<std::uint32_t>(all.size());
  ++range.count;
  all.push_back(item);
}

}  // namespace

Truth judge(const Group& group, const Tests& tests, const eval::Inputs& inputs) {
  Found found;
  const std::byte* row = data_of(inputs, group.row);
  if (row != nullptr) {
    judge_row(group, tests, row, found);
  } else {
    judge_without_row(group, tests, found);
  }
  if (found.refuted == 0 && group.pairs.count > 0) judge_pairs(items(tests.pairs, group.pairs), inputs, found);
  // By whether it is the contrary, whether something is refuted, whether all is known.
  static constexpr std::array<Truth, 8> kTruths = {Truth::unknown, Truth::yes, Truth::no,  Truth::no,
                                                   Truth::unknown, Truth::no,  Truth::yes, Truth::yes};
  return kTruths[(group.is_contrary ? 4U : 0U) | found.refuted << 1U | found.known];
}

Register load(const Place& place, const std::byte* row) {
  return {bits_at(place, row), 0, is_marked(place, row)};
}

void append(const Test& test, Group& group, Tests& tests) {
  Test placed = test;
  if (test.has_sentinel) {
    append(placed, group.with_sentinel, tests.with_sentinel);
  } else if (!take_bit(placed, group)) {
    append(placed, group.marked, tests.marked);
  } else if (is_interval(placed)) {
    append(interval_of(placed), group.intervals, tests.intervals);
  } else {
    append(placed, group.sets, tests.sets);
  }
}

}  // namespace wend::flat
