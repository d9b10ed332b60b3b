// Checks what a journey does to the world: the channel and template, slot, task, benefit, tag, event or journey that a
// step names, and the arguments that it hands over.
#pragma once

#include <optional>

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// Where each leads is left to the caller.
[[nodiscard]] std::optional<ir::Send> check_send(Context& context, const Scope& scope, const syntax::SendStep& tree);
[[nodiscard]] std::optional<ir::Assign> check_assign(Context& context, const Scope& scope,
                                                     const syntax::AssignStep& tree);
[[nodiscard]] std::optional<ir::Grant> check_grant(Context& context, const Scope& scope, const syntax::GrantStep& tree);

[[nodiscard]] std::optional<ir::Place> check_place(Context& context, const Scope& scope, const syntax::PlaceStep& tree);
[[nodiscard]] std::optional<ir::Set> check_set(Context& context, const Scope& scope, const syntax::SetStep& tree);
[[nodiscard]] std::optional<ir::Emit> check_emit(Context& context, const Scope& scope, const syntax::EmitStep& tree);
// The other journey may be checked later than this one, so its position in the program is left to resolve_starts.
[[nodiscard]] std::optional<ir::Start> check_start(Context& context, const Scope& scope, const syntax::StartStep& tree,
                                                   DefinitionIndex& target);

}  // namespace wend::check
