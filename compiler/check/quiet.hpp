// Quiet hours: what a policy says, and whether several together leave any time of the day.
#pragma once

#include <vector>

#include "compiler/check/context.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// The clauses of a policy; false where a fault was reported.
[[nodiscard]] bool check_quiet(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy);

// Whether they leave no time of the day, on a day without a change of clocks.
[[nodiscard]] bool fill_the_day(const std::vector<ir::QuietHours>& hours);

}  // namespace wend::check
