// Kleene's logic and choice, without branches.
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

llvm::Value* Lowering::any_is(bool wanted, std::span<const Rails> operands) {
  Verdict verdict(wanted);
  for (const Rails& operand : operands) add_any(verdict, operand);
  return any(verdict);
}

// In 32 bits, for machines are slow to put a bit into a part of a register. Where bits of one byte say what is known,
// the answers take the places of these bits, and are masked together.
void Lowering::add_any(Verdict& verdict, const Rails& operand) {
  llvm::Value* is_wanted = verdict.wanted ? operand.value : build_.CreateNot(operand.value);
  const auto mark = marks_.find(operand.known);
  if (mark == marks_.end()) {
    llvm::Value* decides = both(is_wanted, operand.known);
    if (decides != build_.getFalse()) verdict.any = join(verdict.any, build_.CreateZExt(decides, build_.getInt32Ty()));
  } else {
    llvm::Value* bit = build_.CreateShl(build_.CreateZExt(is_wanted, build_.getInt32Ty()), mark->second.bit);
    llvm::Value*& bits = verdict.any_of_byte[mark->second.byte];
    bits = join(bits, bit);
  }
}

llvm::Value* Lowering::any(const Verdict& verdict) {
  llvm::Value* any = verdict.any;
  for (const auto& [byte, bits] : verdict.any_of_byte) {
    any = join(any, build_.CreateAnd(bits, build_.CreateZExt(byte, build_.getInt32Ty())));
  }
  return any == nullptr ? build_.getFalse() : build_.CreateICmpNE(any, number(0));
}

void Lowering::add_known(Verdict& verdict, const Rails& operand) {
  const auto mark = marks_.find(operand.known);
  if (mark == marks_.end()) {
    verdict.known = verdict.known == nullptr ? operand.known : both(verdict.known, operand.known);
  } else {
    verdict.known_of_byte[mark->second.byte] |= static_cast<std::uint8_t>(1U << mark->second.bit);
  }
}

llvm::Value* Lowering::known(const Verdict& verdict) {
  llvm::Value* known = verdict.known == nullptr ? build_.getTrue() : verdict.known;
  for (const auto& [byte, bits] : verdict.known_of_byte) {
    known = both(known, build_.CreateICmpEQ(build_.CreateAnd(byte, build_.getInt8(bits)), build_.getInt8(bits)));
  }
  return known;
}

llvm::Value* Lowering::join(llvm::Value* bits, llvm::Value* more) {
  return bits == nullptr ? more : build_.CreateOr(bits, more);
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
