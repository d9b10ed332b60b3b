#include "runtime/history/reached.hpp"

namespace wend::history {
namespace {

class Marks {
 public:
  Marks(const ir::Program& program, Candidates candidates)
      : program_(program), candidates_(candidates), marked_(program.expressions.size(), false) {}

  void mark(ir::ExpressionId id) {
    if (id != ir::kNone) marked_[id] = true;
  }
  [[nodiscard]] bool marked(ir::ExpressionId id) const { return marked_[id]; }

  void mark_parts(ir::ExpressionId id) {
    for (const ir::ExpressionId operand : program_.operands_of(id)) mark(operand);
    const ir::Expression& expression = program_.at(id);
    if (expression.operation == ir::Operation::window) mark_parts(program_.windows[expression.index]);
    if (expression.operation == ir::Operation::selection) {
      mark(program_.selections[expression.index].list);
      mark(program_.selections[expression.index].where);
    }
  }

 private:
  void mark_parts(const ir::Window& window) {
    mark(window.from);
    mark(window.until);
    // A window inside a window's condition may speak of that one's candidate too.
    if (candidates_ == Candidates::included || window.slot == ir::Slot::nested) mark(window.where);
  }

  const ir::Program& program_;
  Candidates candidates_;
  std::vector<bool> marked_;
};

}  // namespace

// Operands stand before their expression, and so do the parts of a window or a selection: one pass from the last to the
// first finds them all.
std::vector<ir::ExpressionId> reached(const ir::Program& program, std::span<const ir::ExpressionId> roots,
                                      Candidates candidates) {
  Marks marks(program, candidates);
  for (const ir::ExpressionId root : roots) marks.mark(root);
  std::vector<ir::ExpressionId> reached;
  for (std::size_t next = program.expressions.size(); next > 0; --next) {
    const auto id = static_cast<ir::ExpressionId>(next - 1);
    if (!marks.marked(id)) continue;
    reached.push_back(id);
    marks.mark_parts(id);
  }
  return reached;
}

}  // namespace wend::history
