// How deep expressions go, how much evaluating one takes, and that none is a part of itself.
#include <algorithm>
#include <array>
#include <vector>

#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

using ir::ExpressionId;

// A window may stand in another's `where`, and no deeper.
constexpr std::uint32_t kMostWindows = 2;

struct Extent {
  std::uint32_t depth = 1;
  std::uint64_t steps = 1;
  std::uint32_t windows = 0;  // in one another
  std::uint32_t lists = 0;    // likewise
};

// Each is seen once, after all of its parts.
class Measure {
 public:
  explicit Measure(Subject& subject) : subject_(subject) {}

  bool add(ExpressionId id) {
    const ir::Expression& expression = subject_.program.at(id);
    Extent extent;
    for (const ExpressionId operand : subject_.program.operands_of(id)) include(operand, extent);
    if (expression.operation == ir::Operation::window && !add_window(id, extent)) return false;
    if (expression.operation == ir::Operation::selection && !add_selection(id, extent)) return false;
    extents_.push_back(extent);
    return subject_.demand(extent.depth <= ir::kDeepest, "it is nested too deep") &&
           subject_.demand(extent.steps <= ir::kMostSteps, "evaluating it takes too many steps") &&
           subject_.demand(extent.windows <= kMostWindows, "history stands too deep in history") &&
           subject_.demand(extent.lists <= ir::kMostElementRecords, "too many lists stand in one another");
  }

 private:
  void include(ExpressionId part, Extent& extent) const {
    const Extent& known = extents_[part];
    extent.depth = std::max(extent.depth, known.depth + 1);
    extent.steps += known.steps;
    extent.windows = std::max(extent.windows, known.windows);
    extent.lists = std::max(extent.lists, known.lists);
  }
  bool include_part(ExpressionId part, ExpressionId whole, Extent& extent) {
    if (part == ir::kNone) return true;
    if (part >= whole) return subject_.refuse("a part does not stand before it");
    include(part, extent);
    return true;
  }
  bool add_window(ExpressionId id, Extent& extent) {
    const ir::Window& window = subject_.program.windows[subject_.program.at(id).index];
    if (!include_part(window.where, id, extent)) return false;
    ++extent.windows;
    return include_part(window.from, id, extent) && include_part(window.until, id, extent);
  }
  bool add_selection(ExpressionId id, Extent& extent) {
    const ir::Selection& selection = subject_.program.selections[subject_.program.at(id).index];
    if (!include_part(selection.list, id, extent) || !include_part(selection.where, id, extent)) return false;
    ++extent.lists;
    return true;
  }

  Subject& subject_;
  std::vector<Extent> extents_;
};

}  // namespace

bool are_expressions_bounded(Subject& subject) {
  Measure measure(subject);
  for (ExpressionId id = 0; id < subject.program.expressions.size(); ++id) {
    subject.at("expression", id);
    if (!measure.add(id)) return false;
  }
  return true;
}

bool are_wheres_sound(Subject& subject, Reads& reads) {
  const ir::Program& program = subject.program;
  for (std::size_t index = 0; index < program.windows.size(); ++index) {
    const ir::Window& window = program.windows[index];
    subject.at("window", index);
    Scope scope;
    scope.put(window.slot, subject.schema, window.event);
    if (!reads.agree_with(scope, window.where, window.slot)) return false;
  }
  for (std::size_t index = 0; index < program.selections.size(); ++index) {
    const ir::Selection& selection = program.selections[index];
    subject.at("selection", index);
    Scope scope;
    scope.records[selection.slot] = program.at(selection.list).type.detail;
    if (!reads.agree_with(scope, selection.where, selection.slot)) return false;
  }
  return true;
}

}  // namespace wend::verify
