// What the steps of a journey speak of, whatever their kind: for all who look through a journey without running it.
#pragma once

#include <optional>
#include <vector>

#include "compiler/ir/program.hpp"

namespace wend::ir {

// All that the step itself evaluates: arguments, values, moments, conditions. Not what its patterns evaluate. Absent
// ones (kNone) are left out.
[[nodiscard]] std::vector<ExpressionId> expressions_of(const Step& step);

// The conditions of its patterns besides what it evaluates itself.
[[nodiscard]] std::vector<ExpressionId> roots_of(const Program& program, const Step& step);

// Repeat::loop or Each::loop of the step; nothing where it is neither.
[[nodiscard]] std::optional<std::uint32_t> loop_of(const Step& step);
// The repeated parts that an instance is in while it rests at the step, outermost first.
[[nodiscard]] std::vector<std::uint32_t> loops_around(const Step& step);

// Where a journey may go from the step; kEnd where it may end there.
[[nodiscard]] std::vector<StepIndex> successors_of(const Step& step);

}  // namespace wend::ir
