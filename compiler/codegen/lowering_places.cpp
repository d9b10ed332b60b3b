// Places, and the customer's own id: the geometry itself is the runtime's.
#include "compiler/codegen/lowering.hpp"
#include "compiler/layout/frame.hpp"

namespace wend::codegen {

Rails Lowering::of_places(RuntimeFunction function, std::span<const Rails> operands) {
  return compute(Form::scalar, function, {operands[0].value, operands[1].value}, all_known(operands));
}

Rails Lowering::in_area(ir::ExpressionId id, const Rails& place) {
  if (program_.at(id).index >= program_.schema->areas.size()) return unknown(Form::truth);
  const Rails answer =
      compute(Form::scalar, RuntimeFunction::in_area, {pointer(id, 0), word(id, 1), place.value}, place.known);
  return {build_.CreateICmpNE(answer.value, scalar(0)), nullptr, answer.known};
}

Rails Lowering::on_list(ir::ExpressionId id, const Rails& customer) {
  const Rails answer = compute(Form::scalar, RuntimeFunction::on_list,
                               {frame_, word(id), customer.value, customer.size}, customer.known);
  return {build_.CreateICmpNE(answer.value, scalar(0)), nullptr, answer.known};
}

Rails Lowering::customer() {
  constexpr std::size_t kCell = offsetof(layout::Frame, customer);
  llvm::Value* known =
      build_.CreateICmpNE(from_frame(build_.getInt32Ty(), kCell + offsetof(layout::Cell, known)), number(0));
  llvm::Value* bits = from_frame(build_.getInt64Ty(), kCell + offsetof(layout::Cell, bits));
  llvm::Value* size = from_frame(build_.getInt32Ty(), kCell + offsetof(layout::Cell, size));
  return {build_.CreateIntToPtr(bits, build_.getPtrTy()), build_.CreateZExt(size, build_.getInt64Ty()), known};
}

}  // namespace wend::codegen
