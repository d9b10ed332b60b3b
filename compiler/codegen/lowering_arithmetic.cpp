// Exact arithmetic: what does not fit in 64 bits is unknown.
#include "compiler/codegen/lowering.hpp"

namespace wend::codegen {

using llvm::Intrinsic::sadd_with_overflow;
using llvm::Intrinsic::smul_with_overflow;
using llvm::Intrinsic::ssub_with_overflow;

Rails Lowering::sum(std::span<const Rails> operands, std::size_t added) {
  llvm::Value* known = all_known(operands);
  // Two terms overflow exactly where their 128-bit sum does not fit; more may overflow on the way and come back.
  if (operands.size() == 2 && added > 0) {
    const auto operation = added == 2 ? sadd_with_overflow : ssub_with_overflow;
    return checked(operation, operands[0].value, operands[1].value, known);
  }
  return wide_sum(operands, added);
}

Rails Lowering::wide_sum(std::span<const Rails> operands, std::size_t added) {
  llvm::Type* wide = build_.getInt128Ty();
  llvm::Value* total = llvm::ConstantInt::get(wide, 0);
  for (std::size_t position = 0; position < operands.size(); ++position) {
    llvm::Value* term = build_.CreateSExt(operands[position].value, wide);
    total = position < added ? build_.CreateAdd(total, term) : build_.CreateSub(total, term);
  }
  llvm::Value* narrow = build_.CreateTrunc(total, build_.getInt64Ty());
  llvm::Value* fits = build_.CreateICmpEQ(build_.CreateSExt(narrow, wide), total);
  return {narrow, nullptr, both(all_known(operands), fits)};
}

Rails Lowering::multiply(std::int64_t scale, const Rails& left, const Rails& right) {
  llvm::Value* known = both(left.known, right.known);
  if (scale == 1) return checked(smul_with_overflow, left.value, right.value, known);
  return compute(Form::scalar, RuntimeFunction::multiply, {left.value, right.value, scalar(scale)}, known);
}

Rails Lowering::divide(std::int64_t scale, const Rails& left, const Rails& right) {
  llvm::Value* known = both(left.known, right.known);
  return compute(Form::scalar, RuntimeFunction::divide, {left.value, right.value, scalar(scale)}, known);
}

Rails Lowering::negate(Form form, const Rails& operand) {
  if (form == Form::period) return period_scale(operand, scalar(-1), operand.known);
  return checked(ssub_with_overflow, scalar(0), operand.value, operand.known);
}

Rails Lowering::round(const Type& type, std::uint32_t places, const Rails& operand) {
  const auto places_now = static_cast<std::uint32_t>(places_of(type.kind));
  return compute(Form::scalar, RuntimeFunction::round_to, {operand.value, number(places_now), number(places)},
                 operand.known);
}

Rails Lowering::extreme(llvm::CmpInst::Predicate better, std::span<const Rails> operands) {
  llvm::Value* best = operands.front().value;
  for (const Rails& operand : operands.subspan(1)) {
    best = pick(build_.CreateICmp(better, operand.value, best), operand.value, best);
  }
  return known_by_all(best, operands);
}

Rails Lowering::checked(llvm::Intrinsic::ID operation, llvm::Value* left, llvm::Value* right, llvm::Value* known) {
  llvm::Value* result = build_.CreateBinaryIntrinsic(operation, left, right);
  llvm::Value* overflow = build_.CreateExtractValue(result, 1);
  return {build_.CreateExtractValue(result, 0), nullptr, both(known, build_.CreateNot(overflow))};
}

}  // namespace wend::codegen
