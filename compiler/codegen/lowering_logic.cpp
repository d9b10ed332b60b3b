// Kleene's logic and choice, without branches. An unknown truth's value is false, so `value` alone says "is true".
#include "compiler/codegen/lowering.hpp"

namespace wend::codegen {

Rails Lowering::conjunction(std::span<const Rails> operands) {
  llvm::Value* all_true = build_.getTrue();
  llvm::Value* any_false = build_.getFalse();
  for (const Rails& operand : operands) {
    all_true = both(all_true, operand.value);
    any_false = either(any_false, is_false(operand));
  }
  return {all_true, nullptr, either(all_true, any_false)};
}

Rails Lowering::disjunction(std::span<const Rails> operands) {
  llvm::Value* any_true = build_.getFalse();
  llvm::Value* all_false = build_.getTrue();
  for (const Rails& operand : operands) {
    any_true = either(any_true, operand.value);
    all_false = both(all_false, is_false(operand));
  }
  return {any_true, nullptr, either(any_true, all_false)};
}

Rails Lowering::negation(const Rails& operand) {
  return {is_false(operand), nullptr, operand.known};
}

// condition, value, condition, value, …, otherwise, unknown
Rails Lowering::choose(Form form, std::span<const Rails> operands) {
  const std::size_t branches = operands.size() / 2 - 1;
  llvm::Value* any_unknown = build_.getFalse();
  for (std::size_t branch = 0; branch < branches; ++branch) {
    any_unknown = either(any_unknown, build_.CreateNot(operands[2 * branch].known));
  }
  Rails chosen = select(form, any_unknown, operands[2 * branches + 1], operands[2 * branches]);
  for (std::size_t branch = branches; branch-- > 0;) {
    chosen = select(form, operands[2 * branch].value, operands[2 * branch + 1], chosen);
  }
  return chosen;
}

Rails Lowering::select(Form form, llvm::Value* condition, const Rails& yes, const Rails& no) {
  // Single bits are blended: instruction selection without optimisation has no conditional move for them.
  const auto blend = [&](llvm::Value* one, llvm::Value* other) {
    return either(both(condition, one), both(build_.CreateNot(condition), other));
  };
  return {form == Form::truth ? blend(yes.value, no.value) : pick(condition, yes.value, no.value),
          yes.size == nullptr ? nullptr : pick(condition, yes.size, no.size), blend(yes.known, no.known)};
}

}  // namespace wend::codegen
