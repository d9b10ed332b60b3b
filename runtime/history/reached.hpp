// Which expressions evaluating some roots comes to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/ir/program.hpp"

namespace wend::history {

// Whether the conditions inside windows are followed, which speak of a candidate of their own.
enum class Candidates : std::uint8_t { included, left_out };

// The roots and all below them, each once, the last first. Absent roots (ir::kNone) are passed over.
[[nodiscard]] std::vector<ir::ExpressionId> reached(const ir::Program& program, std::span<const ir::ExpressionId> roots,
                                                    Candidates candidates);

}  // namespace wend::history
