#include "compiler/ir/patterns.hpp"

#include <algorithm>

namespace wend::ir {
namespace {

void append(ExpressionId root, std::vector<ExpressionId>& roots) {
  if (root != kNone) roots.push_back(root);
}

// The pattern and all below it; alternatives stand before the pattern that they are of, so there are no rings.
template <typename Visit>
void walk(const Program& program, PatternIndex start, const Visit& visit) {
  std::vector<PatternIndex> waiting{start};
  while (!waiting.empty()) {
    const PatternIndex index = waiting.back();
    waiting.pop_back();
    const Pattern& pattern = program.patterns[index];
    visit(index, pattern);
    waiting.insert(waiting.end(), pattern.alternatives.rbegin(), pattern.alternatives.rend());
  }
}

}  // namespace

void append_own_roots(const Pattern& pattern, std::vector<ExpressionId>& roots) {
  append(pattern.where, roots);
  append(pattern.when, roots);
  append(pattern.change.value, roots);
  append(pattern.change.condition, roots);
  for (const Stage& stage : pattern.stages) append(stage.where, roots);
}

void append_roots(const Program& program, PatternIndex pattern, std::vector<ExpressionId>& roots) {
  walk(program, pattern, [&](PatternIndex, const Pattern& one) { append_own_roots(one, roots); });
}

std::vector<PatternIndex> leaves(const Program& program, PatternIndex pattern) {
  std::vector<PatternIndex> found;
  walk(program, pattern, [&](PatternIndex index, const Pattern& one) {
    if (one.kind != Pattern::Kind::any) found.push_back(index);
  });
  return found;
}

std::vector<PatternIndex> awaited(const Step& step) {
  if (const auto* wait = std::get_if<WaitFor>(&step.action)) return {wait->pattern};
  const auto* repeat = std::get_if<Repeat>(&step.action);
  if (repeat != nullptr && repeat->until) return {*repeat->until};
  std::vector<PatternIndex> patterns;
  if (const auto* any = std::get_if<WaitForAny>(&step.action)) {
    for (const WaitForAny::Branch& branch : any->branches) patterns.push_back(branch.pattern);
  }
  return patterns;
}

std::optional<schema::EventIndex> last_event(const Pattern& leaf) {
  switch (leaf.kind) {
    case Pattern::Kind::event: return leaf.event;
    case Pattern::Kind::sequence: {
      const auto last = std::ranges::find(leaf.stages.rbegin(), leaf.stages.rend(), false, &Stage::absent);
      return last == leaf.stages.rend() ? std::nullopt : std::optional(last->event);
    }
    case Pattern::Kind::absence:
    case Pattern::Kind::change:
    case Pattern::Kind::schedule:
    case Pattern::Kind::any: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace wend::ir
