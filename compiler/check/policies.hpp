// Checks policies: what compliance says must hold whenever a customer is contacted.
#pragma once

#include <optional>

#include "compiler/check/context.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

[[nodiscard]] std::optional<ir::Policy> check_policy(Context& context, const syntax::Declaration& declaration,
                                                     const syntax::PolicyDeclaration& tree);

}  // namespace wend::check
