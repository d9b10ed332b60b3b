// Checks clauses of a journey's head that stand on their own: goals, the dates, the exclusive group and the key.
#pragma once

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// All of them; false where a fault was reported. `journey` knows already what enters it. `scope` is that of its steps,
// and gets the name of the record that keys it.
[[nodiscard]] bool check_clauses(Context& context, const syntax::JourneyDeclaration& tree, Scope& scope,
                                 ir::Journey& journey);

}  // namespace wend::check
