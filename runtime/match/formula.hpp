// A condition as a row of tests with jumps: what the index keeps of a rule, in eight bytes a test, and how it is
// judged.
//
// Each step tests one attribute. It jumps forward where the outcome is the one that it names, else the next step
// follows. Coming to the end is true; jumping past it is not. So `all` jumps past the end at the first test that is not
// true, and `any` jumps behind itself at the first that is: no stack, no recursion, no test more than needed.
//
// Steps are words of 64 bits, and behind a formula's steps stand the words of its pool: whatever does not fit into a
// step. So a formula is one piece of memory that can be copied as it is.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/match/tree.hpp"

namespace wend::match {

// The first four are ranges of known values: bit 0 says that the constant is their least, bit 1 that it is their most.
enum class Shape : std::uint8_t {
  known,
  at_least,
  at_most,
  equal,
  one_of,   // pool: words of two numbers of 32 bits, the low half first: their count, then they, sorted
  none_of,  // likewise: known, and none of them
  between,  // pool: from, to
  ranges,   // pool: 1 where missing is true, the number of ranges, and they: from, to
};

// The most steps of a formula: what a jump can lead over.
inline constexpr std::size_t kMostTests = 1'000;

class Step {
 public:
  // A constant is the number itself, or a position in the pool.
  Step(Attribute attribute, Shape shape, std::int32_t constant)
      : test_(attribute << 14U | static_cast<std::uint32_t>(shape) << 11U), constant_(constant) {}
  explicit Step(std::uint64_t word) : Step(std::bit_cast<Step>(word)) {}
  [[nodiscard]] std::uint64_t word() const { return std::bit_cast<std::uint64_t>(*this); }

  void jump(bool outcome, std::uint32_t over) { test_ |= (outcome ? 1U : 0U) << 10U | over; }

  [[nodiscard]] Attribute attribute() const { return test_ >> 14U; }
  [[nodiscard]] Shape shape() const { return static_cast<Shape>(test_ >> 11U & 7U); }
  [[nodiscard]] bool jumps_if() const { return (test_ >> 10U & 1U) != 0; }
  // How many steps further: 1 is the next.
  [[nodiscard]] std::uint32_t over() const { return test_ & 1'023U; }
  [[nodiscard]] std::int32_t constant() const { return constant_; }

 private:
  std::uint32_t test_ = 0;
  std::int32_t constant_ = 0;
};
static_assert(sizeof(Step) == 8);

class FormulaView {
 public:
  FormulaView() = default;
  FormulaView(std::span<const std::uint64_t> words, std::size_t steps) : words_(words), steps_(steps) {}

  [[nodiscard]] std::size_t steps() const { return steps_; }
  [[nodiscard]] Step step(std::size_t at) const { return Step(words_[at]); }
  [[nodiscard]] const std::uint64_t* pool() const { return words_.data() + steps_; }
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }

 private:
  std::span<const std::uint64_t> words_;
  std::size_t steps_ = 0;
};

// The values for which a step's test is true: its ranges are appended to `ranges`, and what is returned says whether
// it is true of a missing value.
[[nodiscard]] bool append_ranges(const Step& step, const std::uint64_t* pool, std::vector<Range>& ranges);

class Formula {
 public:
  // Replaces what it was. False, and never true, where the tree has more than kMostTests tests or an attribute that is
  // none: the caller then makes some part of it an attribute of its own. Trees nest at most as deep as the checker's
  // expressions do.
  [[nodiscard]] bool assign(const Tree& tree);

  [[nodiscard]] FormulaView view() const { return {words_, steps_}; }

 private:
  class Writer;
  std::vector<std::uint64_t> words_;
  std::size_t steps_ = 0;
};

// Whether the value is one of the numbers of 32 bits at `list`, a pool's: see Shape::one_of.
[[nodiscard]] bool is_on_list(const std::uint64_t* list, std::int64_t value);
// Whether the value is in one of the ranges of the pool: `count` pairs.
[[nodiscard]] bool is_in_ranges(const std::uint64_t* ranges, std::size_t count, std::int64_t value);

// Whether the value passes the test; one that is missing is not `known`.
[[nodiscard]] inline bool passes(const Step& step, const std::uint64_t* pool, bool known, std::int64_t value) {
  const Shape shape = step.shape();
  const std::int64_t constant = step.constant();
  if (shape <= Shape::equal) {
    // Without a branch that depends on the shape or the value: they are nothing that a processor could foresee.
    const auto form = static_cast<unsigned>(shape);
    const std::int64_t from = (form & 1U) != 0 ? constant : kLeast;
    const std::int64_t to = (form & 2U) != 0 ? constant : kMost;
    return known & (from <= value) & (value <= to);
  }
  if (!known) return shape == Shape::ranges && pool[constant] != 0;
  if (shape == Shape::between) {
    return (static_cast<std::int64_t>(pool[constant]) <= value) &
           (value <= static_cast<std::int64_t>(pool[constant + 1]));
  }
  if (shape == Shape::ranges) return is_in_ranges(pool + constant + 2, pool[constant + 1], value);
  return is_on_list(pool + constant, value) == (shape == Shape::one_of);
}

// Whether the formula is true of the values: anything with `reading(attribute)` as Values has it.
template <typename Readings>
[[nodiscard]] bool is_true(const FormulaView& formula, Readings& values) {
  const std::size_t count = formula.steps();
  std::size_t at = 0;
  while (at < count) {
    const Step step = formula.step(at);
    const auto reading = values.reading(step.attribute());
    const bool outcome = passes(step, formula.pool(), reading.known, reading.value);
    at += outcome == step.jumps_if() ? step.over() : 1;
  }
  return at == count;
}

}  // namespace wend::match
