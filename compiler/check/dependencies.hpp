// Which derived tags and segments use which, found from their names before anything is checked.
#pragma once

#include <vector>

#include "compiler/check/context.hpp"

namespace wend::check {

struct Dependencies {
  // All derived tags and segments; what a definition uses stands before it where it can.
  std::vector<DefinitionIndex> order;
  // Definitions that use each other in a ring, in the order of use; no definition is in two of them.
  std::vector<std::vector<DefinitionIndex>> cycles;
};

[[nodiscard]] Dependencies dependencies_of(const Context& context);

// Whether the expression speaks of what the project or an import declares.
[[nodiscard]] bool names_a_definition(const Context& context, const syntax::Expression& tree);

}  // namespace wend::check
