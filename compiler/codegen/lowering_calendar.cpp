// Periods, dates and times: the calendar itself is the runtime's.
#include "compiler/codegen/lowering.hpp"
#include "compiler/layout/frame.hpp"

namespace wend::codegen {

Rails Lowering::period_sum(const Rails& left, const Rails& right) {
  return compute(Form::period, RuntimeFunction::period_sum, {left.value, left.size, right.value, right.size},
                 both(left.known, right.known));
}

Rails Lowering::period_scale(const Rails& period, llvm::Value* factor, llvm::Value* known) {
  return compute(Form::period, RuntimeFunction::period_scale, {period.value, period.size, factor}, known);
}

Rails Lowering::date_plus_period(const Rails& date, const Rails& period) {
  llvm::Value* calendar = from_frame(build_.getPtrTy(), offsetof(layout::Frame, calendar));
  return compute(Form::scalar, RuntimeFunction::date_plus_period, {calendar, date.value, period.value, period.size},
                 both(date.known, period.known));
}

Rails Lowering::time_plus_period(const Rails& time, const Rails& period) {
  llvm::Value* zone = from_frame(build_.getPtrTy(), offsetof(layout::Frame, zone));
  llvm::Value* calendar = from_frame(build_.getPtrTy(), offsetof(layout::Frame, calendar));
  return compute(Form::scalar, RuntimeFunction::time_plus_period,
                 {zone, calendar, time.value, period.value, period.size}, both(time.known, period.known));
}

Rails Lowering::with_zone(RuntimeFunction function, const Rails& operand) {
  llvm::Value* zone = from_frame(build_.getPtrTy(), offsetof(layout::Frame, zone));
  return compute(Form::scalar, function, {zone, operand.value}, operand.known);
}

Rails Lowering::is_business_day(const Rails& date) {
  llvm::Value* calendar = from_frame(build_.getPtrTy(), offsetof(layout::Frame, calendar));
  const Rails answer = compute(Form::scalar, RuntimeFunction::is_business_day, {calendar, date.value}, date.known);
  return {build_.CreateICmpNE(answer.value, scalar(0)), nullptr, answer.known};
}

Rails Lowering::next_anniversary(const Rails& date) {
  llvm::Value* zone = from_frame(build_.getPtrTy(), offsetof(layout::Frame, zone));
  llvm::Value* now = from_frame(build_.getInt64Ty(), offsetof(layout::Frame, now));
  return compute(Form::scalar, RuntimeFunction::next_anniversary, {zone, now, date.value}, date.known);
}

Rails Lowering::anniversary_within(std::span<const Rails> operands) {
  const Rails answer = compute(Form::scalar, RuntimeFunction::anniversary_within,
                               {operands[0].value, operands[1].value, operands[2].value}, all_known(operands));
  return {build_.CreateICmpNE(answer.value, scalar(0)), nullptr, answer.known};
}

}  // namespace wend::codegen
