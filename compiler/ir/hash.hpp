// Hashes of what a Builder keeps once. They find candidates only: equality decides.
#pragma once

#include <cstdint>
#include <span>

#include "compiler/ir/program.hpp"

namespace wend::ir {

[[nodiscard]] std::uint64_t hash(const Expression& expression, std::span<const ExpressionId> operands);
[[nodiscard]] std::uint64_t hash(const Constant& constant);
[[nodiscard]] std::uint64_t hash(const Moment& moment);
[[nodiscard]] std::uint64_t hash(const Window& window);
[[nodiscard]] std::uint64_t hash(const Selection& selection);

}  // namespace wend::ir
