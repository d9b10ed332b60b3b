#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

using check::Definition;
using check::DefinitionKind;
namespace codes = diagnostics::codes;

class UnusedImport final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    const check::Facts& facts = input.checked.facts;
    // By instance: whether something outside speaks of it, or it does something by itself.
    std::vector<bool> needed(facts.instances.size());
    for (const Definition& definition : facts.definitions) {
      const bool acts = definition.kind == DefinitionKind::journey || definition.kind == DefinitionKind::policy;
      if (acts && definition.instance != check::kNoIndex) needed[root_of(facts, definition)] = true;
    }
    for (const check::Use& use : facts.uses) {
      if (use.kind == check::Use::Kind::definition) mark(facts, use, needed);
    }
    for (const Definition& definition : facts.definitions) {
      // A file of the project that is imported is there in any case.
      if (definition.kind != DefinitionKind::import || definition.instance == check::kNoIndex) continue;
      if (!needed[root_of(facts, definition)]) {
        sink.report(codes::unused_import, definition.name_span).with(definition.name);
      }
    }
  }

 private:
  static std::size_t root_of(const check::Facts& facts, const Definition& definition) {
    return facts.instances[definition.instance].root;
  }

  static void mark(const check::Facts& facts, const check::Use& use, std::vector<bool>& needed) {
    const Definition& used = facts.definitions[use.index];
    if (used.instance == check::kNoIndex || used.kind == DefinitionKind::import) return;
    const std::size_t root = root_of(facts, used);
    if (use.inside != check::kNoDefinition) {
      const Definition& user = facts.definitions[use.inside];
      if (user.instance != check::kNoIndex && root_of(facts, user) == root) return;
    }
    needed[root] = true;
  }
};

}  // namespace

std::unique_ptr<Rule> unused_import() {
  return std::make_unique<UnusedImport>();
}

}  // namespace wend::lint
