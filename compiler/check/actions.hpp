// Checks what a journey does to the world: the channel and template, task or benefit that a step names, and the
// arguments that it hands over.
#pragma once

#include <optional>

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// The `next` of each is left to the caller.
[[nodiscard]] std::optional<ir::Send> check_send(Context& context, const Scope& scope, const syntax::SendStep& tree);
[[nodiscard]] std::optional<ir::Assign> check_assign(Context& context, const Scope& scope,
                                                     const syntax::AssignStep& tree);
[[nodiscard]] std::optional<ir::Grant> check_grant(Context& context, const Scope& scope, const syntax::GrantStep& tree);

}  // namespace wend::check
