// Walks over patterns, whose alternatives are patterns of their own.
#pragma once

#include <optional>
#include <vector>

#include "compiler/ir/program.hpp"

namespace wend::ir {

// The most patterns that one may be made of by `or`, those of the triggers that it names included.
inline constexpr std::size_t kMostLeaves = 256;

// The conditions and values that the pattern itself has; ir::kNone is left out.
void append_own_roots(const Pattern& pattern, std::vector<ExpressionId>& roots);
// The same with those of its alternatives.
void append_roots(const Program& program, PatternIndex pattern, std::vector<ExpressionId>& roots);

// The patterns that the pattern is made of by `or`, in the order of the text: none of them is an `any`.
[[nodiscard]] std::vector<PatternIndex> leaves(const Program& program, PatternIndex pattern);

// The patterns that the step waits for, and the one that ends a repeated part; none where it is no such step.
[[nodiscard]] std::vector<PatternIndex> awaited(const Step& step);

// The last event that the pattern consists of, which `event.x` of a journey speaks of: of `A then B` it is B, of `A
// then no B` A. Nothing where it consists of none: absences, changes, schedules.
[[nodiscard]] std::optional<schema::EventIndex> last_event(const Pattern& leaf);

}  // namespace wend::ir
