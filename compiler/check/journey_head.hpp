// Checks the head of a journey: everything but its steps.
#pragma once

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// Who enters the journey and by what, and the scope that its steps see. The rest of the head needs that scope.
struct CheckedEntry {
  bool sound = true;
  // Whether the scope is known: without `on`, or with one at fault, `event.x` means nothing yet.
  bool has_scope = false;
  Scope scope;
};
[[nodiscard]] CheckedEntry check_entry(Context& context, const syntax::Declaration& declaration,
                                       const syntax::JourneyDeclaration& tree, ir::Journey& journey);

// What stands in the head besides. False where a fault was reported. `scope` gets the name of the record that keys it.
[[nodiscard]] bool check_head(Context& context, Scope& scope, const syntax::JourneyDeclaration& tree,
                              ir::Journey& journey);

// A purpose of the schema; reports an unknown one.
[[nodiscard]] bool check_purpose(Context& context, const syntax::Name& name, std::string& purpose);

}  // namespace wend::check
