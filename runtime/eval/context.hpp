// What the files of the evaluator share: what an expression is evaluated in, and how an operation over operands of
// known form is written down.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "runtime/eval/evaluate.hpp"

namespace wend::eval {

struct Context {
  const ir::Program& program;
  const Inputs& inputs;

  [[nodiscard]] const ir::Expression& at(ir::ExpressionId id) const { return program.at(id); }
  [[nodiscard]] std::span<const ir::ExpressionId> operands_of(ir::ExpressionId id) const {
    return program.operands_of(id);
  }
};

[[nodiscard]] Value evaluate(const Context& context, ir::ExpressionId id);

// One function for each line of operations.def: what the operation means.
namespace operations {
#define WEND_OPERATION(name, operands, meaning) [[nodiscard]] Value name(const Context& context, ir::ExpressionId id);
#include "compiler/ir/operations.def"
#undef WEND_OPERATION
}  // namespace operations

[[nodiscard]] Value evaluate_window(const Context& context, const ir::Window& window);
[[nodiscard]] Value evaluate_selection(const Context& context, const ir::Selection& selection);

// What an operation gave, as a value: nothing is unknown, a date is a scalar.
[[nodiscard]] inline Value result(bool value) {
  return value;
}
[[nodiscard]] inline Value result(std::int64_t value) {
  return value;
}
[[nodiscard]] inline Value result(Date value) {
  return std::int64_t{value};
}
[[nodiscard]] inline Value result(const Period& value) {
  return value;
}
[[nodiscard]] inline Value result(Truth value) {
  return value_of(value);
}
template <typename Known>
[[nodiscard]] Value result(const std::optional<Known>& value) {
  if (!value) return Unknown{};
  return result(*value);
}

// Evaluates as many operands as there are Forms. Unknown where one is unknown; else what `function` gives for them:
//
//     apply<std::int64_t, Period>(context, id, date_plus_period)
template <typename... Forms, typename Function>
[[nodiscard]] Value apply(const Context& context, ir::ExpressionId id, const Function& function) {
  const std::span<const ir::ExpressionId> operands = context.operands_of(id);
  return [&]<std::size_t... Positions>(std::index_sequence<Positions...>) -> Value {
    const std::array<Value, sizeof...(Forms)> values{evaluate(context, operands[Positions])...};
    if (!(std::holds_alternative<Forms>(values[Positions]) && ...)) return Unknown{};
    return result(function(*std::get_if<Forms>(&values[Positions])...));
  }(std::index_sequence_for<Forms...>{});
}

}  // namespace wend::eval
