#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

using check::Definition;
using check::DefinitionKind;
namespace codes = diagnostics::codes;

// What runs by itself is not used by anything else.
bool runs_by_itself(DefinitionKind kind) {
  switch (kind) {
    case DefinitionKind::journey:
    case DefinitionKind::policy:
    case DefinitionKind::test: return true;
    case DefinitionKind::import:
    case DefinitionKind::tag:
    case DefinitionKind::segment:
    case DefinitionKind::trigger:
    case DefinitionKind::goal:
    case DefinitionKind::metric: return false;
  }
  return false;
}

class UnusedDefinition final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    const check::Facts& facts = input.checked.facts;
    std::vector<bool> used(facts.definitions.size());
    for (const check::Use& use : facts.uses) {
      if (use.kind == check::Use::Kind::definition && use.index != use.inside) used[use.index] = true;
    }
    for (std::size_t at = 0; at < used.size(); ++at) {
      const Definition& definition = facts.definitions[at];
      // What a module declares is for whom it may concern; of the import itself unused_import speaks.
      const bool is_imported = definition.kind == DefinitionKind::import || definition.instance != check::kNoIndex;
      if (used[at] || is_imported || runs_by_itself(definition.kind)) continue;
      sink.report(codes::unused_definition, definition.name_span).with(definition.name);
    }
  }
};

}  // namespace

std::unique_ptr<Rule> unused_definition() {
  return std::make_unique<UnusedDefinition>();
}

}  // namespace wend::lint
