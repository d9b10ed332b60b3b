#include "runtime/flat/testing.hpp"

#include <algorithm>
#include <limits>

#include "compiler/layout/dense.hpp"

namespace wend::flat {
namespace {

using layout::Missing;
using layout::Storage;

constexpr std::uint32_t kWord = 8;
constexpr std::uint32_t kByteBits = 8;
constexpr std::uint32_t kWordBits = kWord * kByteBits;
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

bool is_integer(Storage storage) {
  return storage == Storage::integer8 || storage == Storage::integer16 || storage == Storage::integer32 ||
         storage == Storage::integer64;
}

// A word that lies in the fixed part and has these bytes: the aligned one where there is one.
std::optional<std::uint32_t> word_with(const layout::RowLayout& layout, std::uint32_t offset, std::uint32_t width) {
  const std::uint32_t size = layout.fixed_size;
  if (size < kWord || offset > size || width > size - offset) return std::nullopt;
  const std::uint32_t aligned = offset / kWord * kWord;
  const bool has_all = aligned + kWord <= size && offset + width <= aligned + kWord;
  return has_all ? aligned : std::min(offset, size - kWord);
}

// Sets what the word has from `begin`, so many bits, apart.
void set_shifts(Place& place, std::uint32_t begin, std::uint32_t bits) {
  place.left = static_cast<std::uint8_t>(kWordBits - begin - bits);
  place.right = static_cast<std::uint8_t>(kWordBits - bits);
}

void set_mark(Place& place, const layout::Field& field) {
  place.mark = field.missing_offset;
  switch (field.missing) {
    case Missing::never:
    case Missing::sentinel:
      place.mark = place.word;
      place.mark_unknown = 1;
      return;
    case Missing::known_bit: place.mark_bits = static_cast<std::uint8_t>(1U << field.missing_bit); return;
    case Missing::known_byte: place.mark_bits = 0xFF; return;
  }
}

// Whether stored * factor fits in 64 bits whatever is stored, and grows with it.
bool is_harmless(const layout::Field& field) {
  if (field.factor == 1) return true;
  return layout::cell_size(field.storage) <= 4 && field.factor > 1 && field.factor <= std::int64_t{1} << 31U;
}

std::int64_t floor_of_quotient(std::int64_t value, std::int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}
std::int64_t ceiling_of_quotient(std::int64_t value, std::int64_t divisor) {
  return value / divisor + (value % divisor > 0 ? 1 : 0);
}

std::optional<Test> test_of(const layout::RowLayout& layout, const layout::Field& field) {
  const std::optional<Place> place = place_of(layout, field);
  if (!place) return std::nullopt;
  Test test{.place = *place, .has_sentinel = field.missing == Missing::sentinel, .sentinel = field.sentinel};
  if (field.missing == Missing::known_bit) {
    test.mark_word = word_with(layout, field.missing_offset, 1).value_or(kNoWord);
  }
  return test;
}

}  // namespace

std::optional<Place> place_of(const layout::RowLayout& layout, const layout::Field& field) {
  const bool fits = (is_integer(field.storage) && is_harmless(field)) || field.storage == Storage::boolean8;
  const auto width = static_cast<std::uint32_t>(layout::cell_size(field.storage));
  const std::optional<std::uint32_t> word = fits ? word_with(layout, field.offset, width) : std::nullopt;
  if (!word) return std::nullopt;
  Place place{.word = *word};
  set_shifts(place, (field.offset - *word) * kByteBits, width * kByteBits);
  set_mark(place, field);
  return place;
}

std::optional<Test> test_known(const layout::RowLayout& layout, const layout::Field& field) {
  const bool is_marked = field.missing == Missing::known_bit || field.missing == Missing::known_byte;
  const bool mark_decides = field.storage != Storage::float64 && field.storage != Storage::text_pointer &&
                            field.storage != Storage::absent && (!is_integer(field.storage) || is_harmless(field));
  if (!is_marked || !mark_decides) return std::nullopt;
  const std::optional<std::uint32_t> word = word_with(layout, field.missing_offset, 1);
  if (!word) return std::nullopt;
  Test test{.place = {.word = *word, .mark = *word, .mark_unknown = 1}, .of_mark = true, .negated = true};
  const std::uint32_t begin = (field.missing_offset - *word) * kByteBits;
  const bool is_bit = field.missing == Missing::known_bit;
  set_shifts(test.place, begin + (is_bit ? field.missing_bit : 0U), is_bit ? 1 : kByteBits);
  return test;
}

Bounds bounds_of(ir::Operation operation, std::int64_t limit, bool field_is_left) {
  if (operation == ir::Operation::equal) return {limit, limit};
  const bool is_open = operation == ir::Operation::less;
  constexpr Bounds kNothing{1, 0};
  if (field_is_left) {
    if (is_open && limit == kLeast) return kNothing;
    return {kLeast, is_open ? limit - 1 : limit};
  }
  if (is_open && limit == kMost) return kNothing;
  return {is_open ? limit + 1 : limit, kMost};
}

std::optional<Test> test_interval(const layout::RowLayout& layout, const layout::Field& field, const Bounds& bounds) {
  std::optional<Test> test = is_integer(field.storage) ? test_of(layout, field) : std::nullopt;
  if (!test) return std::nullopt;
  test->low = ceiling_of_quotient(bounds.low, field.factor);
  const std::int64_t high = floor_of_quotient(bounds.high, field.factor);
  if (bounds.low > bounds.high || test->low > high) {
    test->set = 0;
    return test;
  }
  test->span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(test->low);
  return test;
}

std::optional<Test> test_member(const layout::RowLayout& layout, const layout::Field& field, Ordinals set) {
  if (field.factor != 1) return std::nullopt;
  if (set.empty()) return test_interval(layout, field, {1, 0});
  std::optional<Test> test = test_interval(layout, field, {set.front(), set.back()});
  if (!test || test->span >= kWordBits) return std::nullopt;
  test->set = 0;
  for (const std::int32_t element : set) test->set |= std::uint64_t{1} << (element - test->low);
  // One that has everything from its first to its last is an interval.
  if (set.size() == test->span + 1) test->set = ~std::uint64_t{0};
  return test;
}

std::optional<Test> test_boolean(const layout::RowLayout& layout, const layout::Field& field) {
  std::optional<Test> test = field.storage == Storage::boolean8 ? test_of(layout, field) : std::nullopt;
  if (test) test->negated = true;  // not 0
  return test;
}

}  // namespace wend::flat
