#include "compiler/codegen/lowering.hpp"

#include <unordered_set>

#include "compiler/codegen/compiler.hpp"
#include "compiler/layout/frame.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/truth.hpp"

namespace wend::codegen {
namespace {

std::int64_t scale_of(std::uint32_t index) {
  switch (static_cast<ir::Scale>(index)) {
    case ir::Scale::one: return 1;
    case ir::Scale::number: return decimal::kNumberScale;
  }
  return 1;
}

}  // namespace

Lowering::Lowering(BatchModule& batch, const ir::Program& program, const layout::NativeRequest& request,
                   const Shape& shape, layout::NativeEffort effort, llvm::Function& predicate)
    : batch_(batch),
      program_(program),
      request_(request),
      build_(batch.context()),
      shape_(shape),
      lifts_(effort == layout::NativeEffort::quick),
      predicate_(predicate),
      frame_(predicate.getArg(0)),
      words_(predicate.getArg(1)) {
  build_.SetInsertPoint(llvm::BasicBlock::Create(batch.context(), "", &predicate));
}

void Lowering::lower(const Plan& plan) {
  if (plan.order.size() > kMostOptimised) {
    predicate_.addFnAttr(llvm::Attribute::OptimizeNone);
    predicate_.addFnAttr(llvm::Attribute::NoInline);
  }
  for (std::size_t position = 0; position < plan.decisive; ++position) lower(plan, position);
  llvm::Value* answered = nullptr;
  switch (request_.answer) {
    case layout::NativeAnswer::truth: answered = answer(plan); break;
    case layout::NativeAnswer::holds: answered = holds(plan); break;
  }
  build_.CreateRet(build_.CreateZExtOrTrunc(answered, build_.getInt8Ty()));
}

void Lowering::lower(const Plan& plan, std::size_t position) {
  const ir::ExpressionId id = plan.order[position];
  const Needed& needed = plan.needed[position];
  if (needed.value) lowered_.emplace(id, lower(id, rails_of(program_.operands_of(id))));
  if (needed.is_true) asked_.emplace(std::pair(id, true), is(id, true));
  if (needed.is_false) asked_.emplace(std::pair(id, false), is(id, false));
}

llvm::Value* Lowering::answer(const Plan& plan) {
  static_assert(static_cast<int>(Truth::no) == 0 && static_cast<int>(Truth::yes) == 1 &&
                static_cast<int>(Truth::unknown) == 2);
  if (!plan.parts.empty()) return answer_of_parts(plan);
  for (std::size_t position = 0; position < plan.order.size(); ++position) lower(plan, position);
  const Rails& truth = lowered_.at(request_.condition);
  return pick(truth.known, build_.CreateZExt(truth.value, build_.getInt32Ty()), number(2));
}

// Each part is put to the others as soon as it is there, so that few values live at once.
llvm::Value* Lowering::answer_of_parts(const Plan& plan) {
  if (!plan.deciders.empty()) decide_early(plan);
  const bool needs_all = program_.at(request_.condition).operation == ir::Operation::conjunction;
  std::unordered_set<ir::ExpressionId> open(plan.parts.begin(), plan.parts.end());
  Any deciding;
  All known;
  // Those that might have decided early did not.
  for (const ir::ExpressionId decider : plan.deciders) {
    add(known, lowered_.at(decider).known);
    open.erase(decider);
  }
  for (std::size_t position = plan.decisive; position < plan.order.size(); ++position) {
    lower(plan, position);
    if (!open.contains(plan.order[position])) continue;
    const Rails& part = lowered_.at(plan.order[position]);
    add(deciding, !needs_all, part);
    add(known, part.known);
  }
  llvm::Value* known_bit = build_.CreateZExt(value_of(known), build_.getInt32Ty());
  llvm::Value* otherwise = build_.CreateSub(number(2), needs_all ? known_bit : build_.CreateShl(known_bit, 1));
  return pick(value_of(deciding), number(needs_all ? 0 : 1), otherwise);
}

void Lowering::decide_early(const Plan& plan) {
  const bool needs_all = program_.at(request_.condition).operation == ir::Operation::conjunction;
  return_where(any_is(!needs_all, rails_of(plan.deciders)), needs_all ? Truth::no : Truth::yes);
}

void Lowering::return_where(llvm::Value* decided, Truth answer) {
  auto* leave = llvm::BasicBlock::Create(batch_.context(), "decided", &predicate_);
  auto* open = llvm::BasicBlock::Create(batch_.context(), "open", &predicate_);
  build_.CreateCondBr(decided, leave, open);
  build_.SetInsertPoint(leave);
  build_.CreateRet(build_.getInt8(static_cast<std::uint8_t>(answer)));
  build_.SetInsertPoint(open);
}

std::vector<Rails> Lowering::rails_of(std::span<const ir::ExpressionId> ids) const {
  std::vector<Rails> rails;
  for (const ir::ExpressionId id : ids) rails.push_back(lowered_.at(id));
  return rails;
}

llvm::Value* Lowering::word(ir::ExpressionId id, std::uint32_t position) {
  return load_at(build_.getInt64Ty(), words_, (shape_.first.at(id) + position) * sizeof(std::int64_t));
}

llvm::Value* Lowering::pointer(ir::ExpressionId id, std::uint32_t position) {
  return load_at(build_.getPtrTy(), words_, (shape_.first.at(id) + position) * sizeof(std::int64_t));
}

llvm::Value* Lowering::number_in(ir::ExpressionId id, std::uint32_t position, std::int64_t value) {
  return lifts_ ? word(id, position) : scalar(value);
}

Rails Lowering::lower(ir::ExpressionId id, std::span<const Rails> operands) {
  using ir::Operation;
  const ir::Expression& expression = program_.at(id);
  const Form form = form_of(expression.type);
  switch (expression.operation) {
    case Operation::constant: return constant(id);
    case Operation::tag: return tag(id);
    case Operation::event_field: return event_field(id);
    case Operation::event_time: return event_time(expression);
    case Operation::moment: return cell(offsetof(layout::Frame, moments), id);
    case Operation::window: return cell(offsetof(layout::Frame, windows), id);
    case Operation::product_field: return product_field(id, operands[0]);
    case Operation::conjunction: return conjunction(operands);
    case Operation::disjunction: return disjunction(operands);
    case Operation::negation: return negation(operands[0]);
    case Operation::known: return {operands[0].known, nullptr, build_.getTrue()};
    case Operation::equal: return equal(form_of_operand(expression, 0), operands[0], operands[1]);
    case Operation::not_equal: return negation(equal(form_of_operand(expression, 0), operands[0], operands[1]));
    case Operation::less:
      return ordered(form_of_operand(expression, 0), llvm::CmpInst::ICMP_SLT, operands[0], operands[1]);
    case Operation::less_equal:
      return ordered(form_of_operand(expression, 0), llvm::CmpInst::ICMP_SLE, operands[0], operands[1]);
    case Operation::member: return member(expression, operands[0], operands[1]);
    case Operation::contains_all:
      return contains(form_of_operand(expression, 0), RuntimeFunction::ordinals_contain_all,
                      RuntimeFunction::texts_contain_all, operands[0], operands[1]);
    case Operation::contains_any:
      return contains(form_of_operand(expression, 0), RuntimeFunction::ordinals_contain_any,
                      RuntimeFunction::texts_contain_any, operands[0], operands[1]);
    case Operation::text_contains: return text_test(RuntimeFunction::text_contains, operands[0], operands[1]);
    case Operation::text_starts_with: return text_test(RuntimeFunction::text_starts_with, operands[0], operands[1]);
    case Operation::sum: return sum(operands, expression.index);
    case Operation::multiply: return multiply(scale_of(expression.index), operands[0], operands[1]);
    case Operation::divide: return divide(scale_of(expression.index), operands[0], operands[1]);
    case Operation::negate: return negate(form, operands[0]);
    case Operation::rescale:
      return checked(llvm::Intrinsic::smul_with_overflow, operands[0].value, scalar(decimal::kNumberScale),
                     operands[0].known);
    case Operation::round: return round(expression.type, expression.index, operands[0]);
    case Operation::least: return extreme(llvm::CmpInst::ICMP_SLT, operands);
    case Operation::greatest: return extreme(llvm::CmpInst::ICMP_SGT, operands);
    case Operation::period_sum: return period_sum(operands[0], operands[1]);
    case Operation::period_scale: return period_scale(operands[0], operands[1].value, all_known(operands));
    case Operation::date_plus_period: return date_plus_period(operands[0], operands[1]);
    case Operation::time_plus_period: return time_plus_period(operands[0], operands[1]);
    case Operation::date_of: return with_zone(RuntimeFunction::date_of, operands[0]);
    case Operation::time_of_day_of: return with_zone(RuntimeFunction::time_of_day_of, operands[0]);
    case Operation::is_business_day: return is_business_day(operands[0]);
    case Operation::start_of_date: return with_zone(RuntimeFunction::start_of_date, operands[0]);
    case Operation::next_anniversary: return next_anniversary(operands[0]);
    case Operation::anniversary_within: return anniversary_within(operands);
    case Operation::selection: return cell(offsetof(layout::Frame, selections), id);
    case Operation::customer: return customer();
    case Operation::place: return of_places(RuntimeFunction::place, operands);
    case Operation::distance: return of_places(RuntimeFunction::distance, operands);
    case Operation::in_area: return in_area(id, operands[0]);
    case Operation::on_list: return on_list(id, operands[0]);
    case Operation::record_field:
    case Operation::list_field: return unknown(form);  // plan() has refused them
    case Operation::choose: return choose(form, operands);
    case Operation::fallback: return select(form, operands[0].known, operands[0], operands[1]);
    case Operation::contact: return unknown(form);  // left to the reference evaluator: see codegen/plan.cpp
  }
  return unknown(form);
}

Form Lowering::form_of_operand(const ir::Expression& expression, std::size_t position) const {
  const ir::ExpressionId operand = program_.operands[expression.first_operand + position];
  return form_of(program_.at(operand).type);
}

Rails Lowering::known_by_all(llvm::Value* value, std::span<const Rails> operands) {
  return {value, nullptr, all_known(operands)};
}

llvm::Value* Lowering::all_known(std::span<const Rails> operands) {
  All known;
  for (const Rails& operand : operands) add(known, operand.known);
  return value_of(known);
}

// The three that follow leave out what a constant decides, so that no pass has to.
llvm::Value* Lowering::both(llvm::Value* left, llvm::Value* right) {
  if (left == build_.getTrue() || right == build_.getFalse()) return right;
  if (right == build_.getTrue() || left == build_.getFalse() || left == right) return left;
  return build_.CreateAnd(left, right);
}

llvm::Value* Lowering::either(llvm::Value* left, llvm::Value* right) {
  if (left == build_.getFalse() || right == build_.getTrue()) return right;
  if (right == build_.getFalse() || left == build_.getTrue() || left == right) return left;
  return build_.CreateOr(left, right);
}

llvm::Value* Lowering::is_true(const Rails& truth) {
  return both(truth.known, truth.value);
}

llvm::Value* Lowering::pick(llvm::Value* condition, llvm::Value* yes, llvm::Value* no) {
  if (condition == build_.getTrue() || yes == no) return yes;
  if (condition == build_.getFalse()) return no;
  return build_.CreateSelect(condition, yes, no);
}

llvm::Value* Lowering::call(RuntimeFunction function, std::initializer_list<llvm::Value*> arguments) {
  llvm::Value* table = load_at(build_.getPtrTy(), words_, kRuntimeWord * sizeof(std::int64_t));
  llvm::Value* address = load_at(build_.getPtrTy(), table, static_cast<std::size_t>(function) * sizeof(void*));
  return batch_.call(build_, function, address, arguments);
}

llvm::Value* Lowering::ask(RuntimeFunction function, std::initializer_list<llvm::Value*> arguments) {
  return build_.CreateICmpNE(call(function, arguments), number(0));
}

Rails Lowering::compute(Form form, RuntimeFunction function, std::initializer_list<llvm::Value*> arguments,
                        llvm::Value* known) {
  llvm::Value* cell = call(function, arguments);
  llvm::Value* bits = build_.CreateExtractValue(cell, 0);
  llvm::Value* size_and_known = build_.CreateExtractValue(cell, 1);
  llvm::Value* computed = build_.CreateTrunc(build_.CreateLShr(size_and_known, 32), build_.getInt1Ty());
  llvm::Value* size = form == Form::period ? build_.CreateTrunc(size_and_known, build_.getInt32Ty()) : nullptr;
  return {bits, size, both(known, computed)};
}

Rails Lowering::make_texts(llvm::Value* row, llvm::Value* offset, llvm::Value* size, llvm::Value* known) {
  llvm::Type* storage = llvm::ArrayType::get(build_.getInt64Ty(), sizeof(Texts) / sizeof(std::int64_t));
  static_assert(sizeof(Texts) % sizeof(std::int64_t) == 0 && alignof(Texts) == alignof(std::int64_t));
  // In the first block, where it is a part of the frame.
  llvm::BasicBlock& entry = predicate_.getEntryBlock();
  llvm::AllocaInst* set = llvm::IRBuilder<>(&entry, entry.begin()).CreateAlloca(storage);
  set->setAlignment(llvm::Align(alignof(Texts)));
  call(RuntimeFunction::texts_in_row, {set, row, offset, size});
  llvm::Value* null = llvm::ConstantPointerNull::get(build_.getPtrTy());
  return {pick(known, set, null), nullptr, known};
}

// Nothing that is read changes while a predicate runs, so nothing is read twice.
llvm::Value* Lowering::load_at(llvm::Type* type, llvm::Value* base, llvm::Value* offset) {
  llvm::Value*& loaded = loaded_[{type, base, offset}];
  if (loaded == nullptr) {
    llvm::Value* address = offset == scalar(0) ? base : offset_by(base, offset);
    loaded = build_.CreateAlignedLoad(type, address, llvm::Align(1));
  }
  return loaded;
}

llvm::Value* Lowering::load_at(llvm::Type* type, llvm::Value* base, std::size_t offset) {
  return load_at(type, base, scalar(static_cast<std::int64_t>(offset)));
}

llvm::Value* Lowering::from_frame(llvm::Type* type, std::size_t offset) {
  return load_at(type, frame_, offset);
}

llvm::Value* Lowering::offset_by(llvm::Value* base, llvm::Value* bytes) {
  return build_.CreateGEP(build_.getInt8Ty(), base, bytes);
}

llvm::ConstantInt* Lowering::scalar(std::int64_t value) {
  return build_.getInt64(static_cast<std::uint64_t>(value));
}

llvm::ConstantInt* Lowering::number(std::uint32_t value) {
  return build_.getInt32(value);
}

}  // namespace wend::codegen
