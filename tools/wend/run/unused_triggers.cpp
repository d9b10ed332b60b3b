#include "tools/wend/run/unused_triggers.hpp"

#include <utility>
#include <vector>

namespace wend::tools {

void leave_out_unused_triggers(check::CheckedProgram& checked) {
  std::vector<bool> is_used(checked.facts.definitions.size());
  for (const check::Use& use : checked.facts.uses) {
    if (use.kind == check::Use::Kind::definition) is_used[use.index] = true;
  }
  std::vector<ir::Trigger> kept;
  for (std::size_t index = 0; index < checked.facts.definitions.size(); ++index) {
    check::Definition& definition = checked.facts.definitions[index];
    if (definition.kind != check::DefinitionKind::trigger || definition.index == check::kNoIndex) continue;
    const std::uint32_t position = std::exchange(definition.index, check::kNoIndex);
    if (definition.instance != check::kNoIndex && !is_used[index]) continue;
    definition.index = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(checked.program.triggers[position]));
  }
  checked.program.triggers = std::move(kept);
}

}  // namespace wend::tools
