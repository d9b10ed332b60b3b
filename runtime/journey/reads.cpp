#include "runtime/journey/reads.hpp"

#include <algorithm>

#include "compiler/ir/patterns.hpp"
#include "compiler/ir/steps.hpp"

namespace wend::journey {
bool takes_time(const ir::Pattern& pattern) {
  switch (pattern.kind) {
    case ir::Pattern::Kind::absence:
    case ir::Pattern::Kind::sequence:
    case ir::Pattern::Kind::schedule: return true;
    case ir::Pattern::Kind::event:
    case ir::Pattern::Kind::change:
    case ir::Pattern::Kind::any: return false;
  }
  return false;
}

bool reads_instance(const ir::Program& program, const ir::Pattern& pattern) {
  std::vector<ir::ExpressionId> roots{pattern.where};
  for (const ir::Stage& stage : pattern.stages) roots.push_back(stage.where);
  const ir::Uses uses = ir::uses(program, roots);
  return !uses.records.empty() || std::ranges::any_of(uses.slots, [](ir::Slot slot) {
    return slot == ir::Slot::entered || slot >= ir::Slot::named_1;
  });
}

std::vector<ir::PatternIndex> watched(const ir::Journey& journey) {
  std::vector<ir::PatternIndex> patterns = journey.exit_on;
  for (const ir::JourneyGoal& goal : journey.goals) patterns.push_back(goal.pattern);
  return patterns;
}

std::vector<ir::PatternIndex> awaited_by_instances(const ir::Journey& journey) {
  std::vector<ir::PatternIndex> patterns = watched(journey);
  for (const ir::Step& step : journey.steps) {
    const std::vector<ir::PatternIndex> awaited = ir::awaited(step);
    patterns.insert(patterns.end(), awaited.begin(), awaited.end());
  }
  return patterns;
}

std::vector<ir::PatternIndex> patterns_of(const ir::Journey& journey) {
  std::vector<ir::PatternIndex> patterns = awaited_by_instances(journey);
  patterns.insert(patterns.end(), journey.on.begin(), journey.on.end());
  return patterns;
}

std::vector<ir::ExpressionId> roots_of(const ir::Program& program, const ir::Journey& journey) {
  std::vector<ir::ExpressionId> roots{journey.exit_when};
  if (journey.key && journey.key->where != ir::kNone) roots.push_back(journey.key->where);
  for (const ir::PatternIndex pattern : watched(journey)) ir::append_roots(program, pattern, roots);
  for (const ir::Step& step : journey.steps) {
    const std::vector<ir::ExpressionId> own = ir::roots_of(program, step);
    roots.insert(roots.end(), own.begin(), own.end());
  }
  return roots;
}

ir::Uses read_by(const ir::Program& program, const ir::Change& change) {
  const ir::ExpressionId root = change.value != ir::kNone ? change.value : change.condition;
  return ir::uses(program, {&root, 1});
}

}  // namespace wend::journey
