// Kleene's logic and choice, without branches.
#include <llvm/ADT/MapVector.h>

#include "compiler/codegen/lowering.hpp"

namespace wend::codegen {

Rails Lowering::conjunction(std::span<const Rails> operands) {
  llvm::Value* any_false = any_is(false, operands);
  return {build_.CreateNot(any_false), nullptr, either(any_false, all_known(operands))};
}

Rails Lowering::disjunction(std::span<const Rails> operands) {
  llvm::Value* any_true = any_is(true, operands);
  return {any_true, nullptr, either(any_true, all_known(operands))};
}

// In 32 bits, for machines are slow to put a bit into a part of a register. Where bits of one byte say what is known,
// the answers take the places of these bits, and are masked together.
llvm::Value* Lowering::any_is(bool wanted, std::span<const Rails> operands) {
  llvm::Type* wide = build_.getInt32Ty();
  llvm::Value* any = build_.getFalse();
  llvm::MapVector<llvm::Value*, llvm::Value*> bytes;
  for (const Rails& operand : operands) {
    llvm::Value* is_wanted = wanted ? operand.value : build_.CreateNot(operand.value);
    const auto mark = marks_.find(operand.known);
    if (mark == marks_.end()) {
      any = either(any, both(is_wanted, operand.known));
    } else {
      llvm::Value*& bits = bytes[mark->second.byte];
      llvm::Value* bit = build_.CreateShl(build_.CreateZExt(is_wanted, wide), mark->second.bit);
      bits = bits == nullptr ? bit : build_.CreateOr(bits, bit);
    }
  }
  if (bytes.empty()) return any;
  llvm::Value* all = build_.CreateZExt(any, wide);
  for (const auto& [byte, bits] : bytes)
    all = build_.CreateOr(all, build_.CreateAnd(bits, build_.CreateZExt(byte, wide)));
  return build_.CreateICmpNE(all, number(0));
}

Rails Lowering::negation(const Rails& operand) {
  return {build_.CreateNot(operand.value), nullptr, operand.known};
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
    chosen = select(form, is_true(operands[2 * branch]), operands[2 * branch + 1], chosen);
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
