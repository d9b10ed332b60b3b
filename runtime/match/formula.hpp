// A condition as a row of tests with jumps: what the index keeps of a rule, and how it is judged.
//
// Each step (step.hpp) tests one attribute. It jumps forward where the outcome is the one that it names, else the next
// step follows. Coming to the end is true; jumping past it is not. So `all` jumps past the end at the first test that
// is not true, and `any` jumps behind itself at the first that is: no stack, no recursion, no test more than needed.
//
// A formula is one piece of memory that can be copied as it is, a few dozen bytes for a rule of some tests: a unit that
// says how many units its steps take, the steps, and a pool for whatever does not fit into a step. Behind it
// kReadAhead units more must be there to be read.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/match/step.hpp"

namespace wend::match {

// The most steps of a formula: what a jump can lead over.
inline constexpr std::size_t kMostTests = 1'000;
// And the most ranges of all its tests together, so that positions in a shard of formulas have 32 bits.
inline constexpr std::size_t kMostRangesOfFormula = std::size_t{1} << 22U;
static_assert(kMostTests * kMostStepUnits < std::numeric_limits<Unit>::max());

class FormulaView {
 public:
  // Without any units it is always true.
  FormulaView() = default;
  explicit FormulaView(std::span<const Unit> units) : units_(units) {}

  // Positions of steps are in units, from 0; the next follows at `size()` more.
  [[nodiscard]] std::size_t end() const { return units_.empty() ? 0 : units_.front(); }
  [[nodiscard]] Step step(std::size_t at) const { return Step(units_.data() + 1 + at); }
  [[nodiscard]] const Unit* pool() const { return units_.data() + 1 + end(); }
  [[nodiscard]] std::span<const Unit> units() const { return units_; }

 private:
  std::span<const Unit> units_;
};

template <typename Visit>
void for_each_step(const FormulaView& formula, const Visit& visit) {
  for (std::size_t at = 0; at < formula.end(); at += formula.step(at).size()) visit(formula.step(at));
}

class Formula {
 public:
  // Replaces what it was. False, and never true, where the tree has more than kMostTests tests, more ranges than there
  // is room for or an attribute that is none: the caller then makes some part of it an attribute of its own. Trees nest
  // at most as deep as the checker's expressions do.
  [[nodiscard]] bool assign(const Tree& tree);

  [[nodiscard]] FormulaView view() const {
    return FormulaView(std::span(units_).first(units_.empty() ? 0 : units_.size() - kReadAhead));
  }

 private:
  class Writer;
  std::vector<Unit> units_;
};

// Whether the formula is true of the values: anything with `reading(attribute)` as Values has it.
template <typename Readings>
[[nodiscard]] bool is_true(const FormulaView& formula, Readings& values) {
  const std::size_t end = formula.end();
  std::size_t at = 0;
  while (at < end) {
    const Step step = formula.step(at);
    const auto reading = values.reading(step.attribute());
    const bool outcome = passes(step, formula.pool(), reading.known, reading.value);
    at += outcome == step.jumps_if() ? step.over() : step.size();
  }
  return at == end;
}

}  // namespace wend::match
