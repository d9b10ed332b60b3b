// A mismatch in words, with all that is needed to see it again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/differential/compare.hpp"

namespace wend::differential {

struct Mismatch {
  Seed seed;
  std::string_view executor;
  RowKind kind = RowKind::dense;
  ir::ExpressionId condition = ir::kNone;
  Truth expected = Truth::unknown;
  Truth found = Truth::unknown;
};

[[nodiscard]] std::string report(const Mismatch& mismatch, const Scenario& scenario, const Customer& customer);
// The command that runs the one scenario again.
[[nodiscard]] std::string how_to_repeat(const Seed& seed);

// The boolean expressions that a condition is made of, itself included, operands first. Those inside a window are its
// own business.
[[nodiscard]] std::vector<ir::ExpressionId> boolean_parts(const ir::Program& program, ir::ExpressionId condition);

}  // namespace wend::differential
