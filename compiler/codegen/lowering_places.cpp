// Places, and the customer's own id: the geometry itself is the runtime's.
#include "compiler/codegen/lowering.hpp"
#include "compiler/layout/frame.hpp"

namespace wend::codegen {

Rails Lowering::of_places(RuntimeFunction function, std::span<const Rails> operands) {
  return compute(Form::scalar, function, {operands[0].value, operands[1].value}, all_known(operands));
}

// The corners lie among the constants, as they lie in memory.
Rails Lowering::in_area(std::uint32_t area, const Rails& place) {
  if (area >= program_.schema->areas.size()) return unknown(Form::truth);
  std::vector<std::int32_t> corners;
  for (const Place& corner : program_.schema->areas[area].polygon) {
    corners.insert(corners.end(), {corner.latitude, corner.longitude});
  }
  const auto count = static_cast<std::int64_t>(corners.size() / 2);
  llvm::Value* first = batch_.constant_at(batch_.constants().ordinals(corners));
  const Rails answer =
      compute(Form::scalar, RuntimeFunction::in_area, {first, scalar(count), place.value}, place.known);
  return truth(build_.CreateICmpNE(answer.value, scalar(0)), answer.known);
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
