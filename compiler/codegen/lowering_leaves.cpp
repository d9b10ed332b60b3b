// Leaves: what comes from the program, the rows and the frame.
#include "compiler/codegen/lowering.hpp"
#include "compiler/layout/frame.hpp"

namespace wend::codegen {

Rails Lowering::constant(ir::ExpressionId id) {
  const OwnedValue& value = program_.constants[program_.at(id).index].value;
  llvm::Value* known = build_.getTrue();
  if (const bool* truth = std::get_if<bool>(&value)) return {build_.getInt1(*truth), nullptr, known};
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return {number_in(id, 0, *integer), nullptr, known};
  if (const auto* period = std::get_if<Period>(&value)) {
    const layout::Cell cell = layout::cell_of(*period);
    llvm::Value* business_days = build_.CreateTrunc(number_in(id, 1, cell.size), build_.getInt32Ty());
    return {number_in(id, 0, cell.bits), business_days, known};
  }
  if (std::holds_alternative<std::string>(value) || std::holds_alternative<std::vector<std::int32_t>>(value)) {
    return {pointer(id, 0), word(id, 1), known};
  }
  if (std::holds_alternative<std::vector<std::string>>(value)) return {pointer(id, 0), nullptr, known};
  return unknown(form_of(program_.at(id).type));
}

Rails Lowering::tag(ir::ExpressionId id) {
  const ir::Expression& expression = program_.at(id);
  const Form form = form_of(expression.type);
  if (request_.tags == nullptr || expression.index >= request_.tags->fields.size()) return unknown(form);
  llvm::Value* row = from_frame(build_.getPtrTy(), offsetof(layout::Frame, tags));
  return load(place_of(id, 0, row, request_.tags->fields[expression.index]), form, build_.getTrue());
}

// An event that is not there is read from a row of zeros, and then not believed.
Rails Lowering::event_field(ir::ExpressionId id) {
  const ir::Expression& expression = program_.at(id);
  const Form form = form_of(expression.type);
  const layout::RowLayout* layout = request_.events[ir::position_of(expression.slot)];
  if (layout == nullptr || expression.index >= layout->fields.size()) return unknown(form);
  llvm::Value* event = event_row(expression.slot);
  llvm::Value* present = build_.CreateIsNotNull(event);
  llvm::Value* row = pick(present, event, pointer(id, 0));
  return load(place_of(id, 1, row, layout->fields[expression.index]), form, present);
}

Rails Lowering::event_time(const ir::Expression& expression) {
  const std::size_t slot = ir::position_of(expression.slot);
  if (request_.events[slot] == nullptr) return unknown(Form::scalar);
  const std::size_t offset =
      offsetof(layout::Frame, events) + slot * sizeof(layout::EventRow) + offsetof(layout::EventRow, time);
  return {from_frame(build_.getInt64Ty(), offset), nullptr, build_.CreateIsNotNull(event_row(expression.slot))};
}

llvm::Value* Lowering::event_row(ir::Slot slot) {
  const std::size_t offset = offsetof(layout::Frame, events) + ir::position_of(slot) * sizeof(layout::EventRow) +
                             offsetof(layout::EventRow, data);
  return from_frame(build_.getPtrTy(), offset);
}

// From one of the frame's arrays of cells, by the expression's index.
Rails Lowering::cell(std::size_t array_in_frame, ir::ExpressionId id) {
  const ir::Expression& expression = program_.at(id);
  llvm::Value* cells = from_frame(build_.getPtrTy(), array_in_frame);
  const std::int64_t offset = std::int64_t{expression.index} * std::int64_t{sizeof(layout::Cell)};
  return cell_at(form_of(expression.type), offset_by(cells, number_in(id, 0, offset)), build_.getTrue());
}

Rails Lowering::cell_at(Form form, llvm::Value* address, llvm::Value* readable) {
  llvm::Value* filled =
      build_.CreateICmpNE(load_at(build_.getInt32Ty(), address, offsetof(layout::Cell, known)), number(0));
  llvm::Value* known = both(readable, filled);
  const auto size = [&] { return load_at(build_.getInt32Ty(), address, offsetof(layout::Cell, size)); };
  llvm::Value* bits = load_at(build_.getInt64Ty(), address, offsetof(layout::Cell, bits));
  switch (form) {
    case Form::truth: return {build_.CreateICmpNE(bits, scalar(0)), nullptr, known};
    case Form::scalar: return {bits, nullptr, known};
    case Form::period: return {bits, size(), known};
    case Form::text:
    case Form::ordinals: {
      llvm::Value* items = pick(known, build_.CreateZExt(size(), build_.getInt64Ty()), scalar(0));
      return {build_.CreateIntToPtr(bits, build_.getPtrTy()), items, known};
    }
    case Form::texts: return {build_.CreateIntToPtr(pick(known, bits, scalar(0)), build_.getPtrTy()), nullptr, known};
    case Form::none: return unknown(form);
  }
  return unknown(Form::none);
}

// Products' fields are a column of cells, read at the product's position.
Rails Lowering::product_field(ir::ExpressionId id, const Rails& product) {
  const Form form = form_of(program_.at(id).type);
  if (program_.schema->products.items.empty()) return unknown(form);
  llvm::Value* readable = both(build_.CreateICmpULT(product.value, word(id, 1)), product.known);
  llvm::Value* position = pick(readable, product.value, scalar(0));
  llvm::Value* cell = offset_by(pointer(id, 0), build_.CreateMul(position, scalar(sizeof(layout::Cell))));
  return cell_at(form, cell, readable);
}

Rails Lowering::unknown(Form form) {
  llvm::Value* known = build_.getFalse();
  llvm::Value* null = llvm::ConstantPointerNull::get(build_.getPtrTy());
  switch (form) {
    case Form::truth: return {build_.getFalse(), nullptr, known};
    case Form::none:
    case Form::scalar: return {scalar(0), nullptr, known};
    case Form::period: return {scalar(0), number(0), known};
    case Form::text:
    case Form::ordinals: return {null, scalar(0), known};
    case Form::texts: return {null, nullptr, known};
  }
  return {};
}

}  // namespace wend::codegen
