// Walks over what rules look at: the journeys and policies of a project, and the steps of a journey with all that is
// inside them.
#pragma once

#include <functional>

#include "compiler/lint/rule.hpp"

namespace wend::lint {

// Every step of the block and of the blocks in it, in the order of the text. Blocks nest at most 64 deep.
void for_each_step(const syntax::Block& block, const std::function<void(const syntax::Step&)>& visit);

struct JourneyInText {
  const syntax::Declaration& declaration;
  const syntax::JourneyDeclaration& tree;
  check::DefinitionIndex definition;
  const ir::Journey& journey;
};

// Every journey that is in the program, in the order of the text.
void for_each_journey(const Input& input, const std::function<void(const JourneyInText&)>& visit);

struct PolicyInText {
  const syntax::Declaration& declaration;
  const syntax::PolicyDeclaration& tree;
  const ir::Policy& policy;
};

// Every policy that is in the program, in the order of the text.
void for_each_policy(const Input& input, const std::function<void(const PolicyInText&)>& visit);

}  // namespace wend::lint
