// What values an expression can have at all, from constants and from the ranges that the schema states.
//
// An over-approximation: what is said to be impossible is impossible, what is said to be possible may not be. Ranges
// are of the type's own units; an open end is the end of 64 bits.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "compiler/ir/program.hpp"

namespace wend::lint {

struct Possible {
  // Of a condition.
  bool can_be_true = true;
  bool can_be_false = true;
  bool can_be_unknown = true;
  // Of a scalar that is known.
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
};

// By ExpressionId, for every expression of the program: operands stand before what uses them, so one pass is enough.
[[nodiscard]] std::vector<Possible> possible_values(const ir::Program& program);

}  // namespace wend::lint
