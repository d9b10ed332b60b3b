// Caps, and what shares them out: `per P at most N across {…}`, `arbitrate within`, `reserve`.
#pragma once

#include "compiler/check/context.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// The clauses of a policy; false where a fault was reported.
[[nodiscard]] bool check_caps(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy);

// So many contacts a cap may allow.
inline constexpr std::int64_t kGreatestCap = 1'000;

}  // namespace wend::check
