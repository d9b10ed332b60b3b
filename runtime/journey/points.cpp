#include "runtime/journey/points.hpp"

#include <algorithm>

#include "compiler/ir/patterns.hpp"

namespace wend::journey {

std::size_t Points::table_of(const ir::Program& program) {
  const auto known = std::ranges::find(tables_, &program, [](const auto& table) { return table.first; });
  const auto position = static_cast<std::size_t>(known - tables_.begin());
  if (known == tables_.end()) tables_.emplace_back(&program, Table(program.patterns.size(), kNoPoint));
  return position;
}

PointIndex Points::add(const ir::Program& program, ir::PatternIndex pattern) {
  const std::size_t table = table_of(program);
  for (const ir::PatternIndex leaf : ir::leaves(program, pattern)) {
    PointIndex& first = tables_[table].second[leaf];
    if (first != kNoPoint) continue;
    const ir::Pattern& one = program.patterns[leaf];
    const auto next = static_cast<PointIndex>(points_.size());
    switch (one.kind) {
      case ir::Pattern::Kind::event:
        points_.push_back({.program = &program, .event = one.event, .where = one.where, .when = one.when});
        break;
      // What `when` says is judged once it is long enough, or complete: not of the event.
      case ir::Pattern::Kind::absence:
        points_.push_back({.program = &program, .event = one.event, .where = one.where});
        break;
      case ir::Pattern::Kind::sequence:
        for (const ir::Stage& stage : one.stages) {
          points_.push_back({.program = &program, .event = stage.event, .where = stage.where});
        }
        break;
      case ir::Pattern::Kind::change:
      case ir::Pattern::Kind::schedule:
      case ir::Pattern::Kind::any: continue;
    }
    first = next;
  }
  return tables_[table].second[pattern];
}

}  // namespace wend::journey
