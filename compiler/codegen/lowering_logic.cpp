// Kleene's logic and choice, without branches.
#include "compiler/codegen/lowering.hpp"

namespace wend::codegen {

Rails Lowering::conjunction(std::span<const Rails> operands) {
  llvm::Value* any_false = any_is(false, operands);
  return {opposite(any_false), nullptr, either(any_false, all_known(operands))};
}

Rails Lowering::disjunction(std::span<const Rails> operands) {
  llvm::Value* any_true = any_is(true, operands);
  return {any_true, nullptr, either(any_true, all_known(operands))};
}

llvm::Value* Lowering::any_is(bool so, std::span<const Rails> operands) {
  Any any;
  for (const Rails& operand : operands) add(any, so, operand);
  return value_of(any);
}

// In 32 bits, for machines are slow to put a bit into a part of a register. Where bits of one byte say what is known,
// the answers take the places of these bits, and are masked together.
void Lowering::add(Any& any, bool so, const Rails& operand) {
  llvm::Value* is_so = so ? operand.value : opposite(operand.value);
  const auto mark = marks_.find(operand.known);
  if (mark == marks_.end()) {
    llvm::Value* decides = both(is_so, operand.known);
    if (decides != build_.getFalse()) any.any = join(any.any, build_.CreateZExt(decides, build_.getInt32Ty()));
  } else {
    llvm::Value* bit = build_.CreateShl(build_.CreateZExt(is_so, build_.getInt32Ty()), mark->second.bit);
    llvm::Value*& bits = any.of_byte[mark->second.byte];
    bits = join(bits, bit);
  }
}

llvm::Value* Lowering::value_of(const Any& any) {
  llvm::Value* found = any.any;
  for (const auto& [byte, bits] : any.of_byte) {
    found = join(found, build_.CreateAnd(bits, build_.CreateZExt(byte, build_.getInt32Ty())));
  }
  return found == nullptr ? build_.getFalse() : build_.CreateICmpNE(found, number(0));
}

void Lowering::add(All& all, llvm::Value* bit) {
  const auto mark = marks_.find(bit);
  if (mark == marks_.end()) {
    all.all = all.all == nullptr ? bit : both(all.all, bit);
  } else {
    all.of_byte[mark->second.byte] |= static_cast<std::uint8_t>(1U << mark->second.bit);
  }
}

llvm::Value* Lowering::value_of(const All& all) {
  llvm::Value* found = all.all == nullptr ? build_.getTrue() : all.all;
  for (const auto& [byte, bits] : all.of_byte) {
    found = both(found, build_.CreateICmpEQ(build_.CreateAnd(byte, build_.getInt8(bits)), build_.getInt8(bits)));
  }
  return found;
}

llvm::Value* Lowering::join(llvm::Value* bits, llvm::Value* more) {
  return bits == nullptr ? more : build_.CreateOr(bits, more);
}

// A comparison is turned round where it stands, so that no pass has to.
llvm::Value* Lowering::opposite(llvm::Value* bit) {
  if (const auto* comparison = llvm::dyn_cast<llvm::ICmpInst>(bit)) {
    return build_.CreateICmp(comparison->getInversePredicate(), comparison->getOperand(0), comparison->getOperand(1));
  }
  return build_.CreateNot(bit);
}

Rails Lowering::negation(const Rails& operand) {
  return {opposite(operand.value), nullptr, operand.known};
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
