// Builders of declarations and the module's head.
#pragma once

#include "compiler/syntax/build/context.hpp"

namespace wend::syntax::build {

[[nodiscard]] Declaration declaration(BuildContext& context, WendParser::DeclarationContext* written);
[[nodiscard]] ModuleHead module_head(BuildContext& context, WendParser::ModuleHeadContext* written);

[[nodiscard]] std::vector<Parameter> parameters(BuildContext& context, WendParser::ParametersContext* written);
[[nodiscard]] JourneyDeclaration journey(BuildContext& context, WendParser::JourneyDeclarationContext* written);
[[nodiscard]] PolicyDeclaration policy(BuildContext& context, WendParser::PolicyDeclarationContext* written);
[[nodiscard]] TestDeclaration test(BuildContext& context, WendParser::TestDeclarationContext* written);

}  // namespace wend::syntax::build
