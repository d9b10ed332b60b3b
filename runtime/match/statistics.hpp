// How many of the values that an attribute is likely to have pass a test: guessed from the constants that rules compare
// it with. It decides how rules are grouped, never what they mean.
#pragma once

#include <span>
#include <vector>

#include "runtime/match/formula.hpp"

namespace wend::match {

class Statistics {
 public:
  // Looks at the constants of a formula; those of some thousands say enough.
  void see(const FormulaView& formula);
  // After the last of them.
  void settle();

  // Above 0 and at most 1.
  [[nodiscard]] float share(Attribute attribute, std::span<const Range> ranges, bool missing) const;

 private:
  // Of each cheap attribute the ends of ranges, sorted once settled.
  std::vector<std::vector<std::int64_t>> ends_;
  std::vector<Range> ranges_;
};

}  // namespace wend::match
