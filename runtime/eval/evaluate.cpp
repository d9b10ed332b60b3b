#include "runtime/eval/evaluate.hpp"

#include "runtime/eval/context.hpp"

namespace wend::eval {

Value evaluate(const Context& context, ir::ExpressionId id) {
  switch (context.at(id).operation) {
#define WEND_OPERATION(name, operands, meaning) \
  case ir::Operation::name: return operations::name(context, id);
#include "compiler/ir/operations.def"
#undef WEND_OPERATION
  }
  return Unknown{};
}

Value evaluate(const ir::Program& program, ir::ExpressionId expression, const Inputs& inputs) {
  return evaluate(Context{program, inputs}, expression);
}

Value evaluate(const ir::Program& program, const ir::Window& window, const Inputs& inputs) {
  return evaluate_window(Context{program, inputs}, window);
}

Value evaluate(const ir::Program& program, const ir::Selection& selection, const Inputs& inputs) {
  return evaluate_selection(Context{program, inputs}, selection);
}

Truth judge(const ir::Program& program, ir::ExpressionId condition, const Inputs& inputs) {
  return truth_of(evaluate(program, condition, inputs));
}

bool holds(const ir::Program& program, ir::ExpressionId condition, const Inputs& inputs) {
  return condition == ir::kNone || judge(program, condition, inputs) == Truth::yes;
}

}  // namespace wend::eval
