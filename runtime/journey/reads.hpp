// What patterns and journeys of a program rest on: which other patterns, which expressions, which events.
#pragma once

#include <vector>

#include "compiler/ir/program.hpp"

namespace wend::journey {

// Whether something has to be kept for the pattern between inputs.
[[nodiscard]] bool takes_time(const ir::Pattern& pattern);

// Whether what it asks for depends on the instance that asks.
[[nodiscard]] bool reads_instance(const ir::Program& program, const ir::Pattern& pattern);

// Patterns that a journey keeps an eye on while it lives.
[[nodiscard]] std::vector<ir::PatternIndex> watched(const ir::Journey& journey);

// With those that its steps wait for: all that an instance may ask for.
[[nodiscard]] std::vector<ir::PatternIndex> awaited_by_instances(const ir::Journey& journey);

// All patterns that the journey reacts to: those that enter it, that it keeps an eye on, that it waits for.
[[nodiscard]] std::vector<ir::PatternIndex> patterns_of(const ir::Journey& journey);

// All that a journey may evaluate once it is entered: of what it is entered by the condition on its records, too.
[[nodiscard]] std::vector<ir::ExpressionId> roots_of(const ir::Program& program, const ir::Journey& journey);

// What the answer to whether it changes rests on.
[[nodiscard]] ir::Uses read_by(const ir::Program& program, const ir::Change& change);

}  // namespace wend::journey
