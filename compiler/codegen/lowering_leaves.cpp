// Leaves: what comes from the program, the rows and the frame.
#include "compiler/codegen/lowering.hpp"
#include "compiler/layout/frame.hpp"

namespace wend::codegen {

Rails Lowering::constant(const ir::Expression& expression) {
  const Form form = form_of(expression.type);
  const OwnedValue& value = program_.constants[expression.index].value;
  llvm::Value* known = build_.getTrue();
  if (const bool* truth = std::get_if<bool>(&value)) return {build_.getInt1(*truth), nullptr, known};
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return {scalar(*integer), nullptr, known};
  if (const auto* period = std::get_if<Period>(&value)) {
    const layout::Cell cell = layout::cell_of(*period);
    return {scalar(cell.bits), number(cell.size), known};
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return {batch_.constant_at(batch_.constants().text(*text)), scalar(std::ssize(*text)), known};
  }
  if (const auto* ordinals = std::get_if<std::vector<std::int32_t>>(&value)) {
    return {batch_.constant_at(batch_.constants().ordinals(*ordinals)), scalar(std::ssize(*ordinals)), known};
  }
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    const auto offset = static_cast<std::int64_t>(batch_.constants().texts(*texts));
    return make_texts(batch_.constant_at(0), scalar(offset), scalar(std::ssize(*texts)), known);
  }
  return unknown(form);
}

Rails Lowering::tag(const ir::Expression& expression) {
  const Form form = form_of(expression.type);
  if (request_.tags == nullptr || expression.index >= request_.tags->fields.size()) return unknown(form);
  llvm::Value* row = from_frame(build_.getPtrTy(), offsetof(layout::Frame, tags));
  return load(row, request_.tags->fields[expression.index], form, build_.getTrue());
}

Rails Lowering::event_field(const ir::Expression& expression) {
  const Form form = form_of(expression.type);
  const layout::RowLayout* layout = request_.events[static_cast<std::size_t>(expression.slot)];
  if (layout == nullptr || expression.index >= layout->fields.size()) return unknown(form);
  const Event event = event_in(expression.slot);
  return load(event.row, layout->fields[expression.index], form, event.present);
}

Rails Lowering::event_time(const ir::Expression& expression) {
  const auto slot = static_cast<std::size_t>(expression.slot);
  if (request_.events[slot] == nullptr) return unknown(Form::scalar);
  llvm::Value* present = event_in(expression.slot).present;
  const std::size_t offset =
      offsetof(layout::Frame, events) + slot * sizeof(layout::EventRow) + offsetof(layout::EventRow, time);
  return {from_frame(build_.getInt64Ty(), offset), nullptr, present};
}

// An event that is not there is read from a row of zeros, and then not believed.
Lowering::Event Lowering::event_in(ir::Slot slot) {
  const auto position = static_cast<std::size_t>(slot);
  Event& event = events_[position];
  if (event.row != nullptr) return event;
  const std::size_t offset =
      offsetof(layout::Frame, events) + position * sizeof(layout::EventRow) + offsetof(layout::EventRow, data);
  llvm::Value* row = from_frame(build_.getPtrTy(), offset);
  llvm::Value* nothing = batch_.constant_at(batch_.constants().zeros(request_.events[position]->fixed_size));
  event.present = build_.CreateIsNotNull(row);
  event.row = pick(event.present, row, nothing);
  return event;
}

// From one of the frame's arrays of cells, by the expression's index.
Rails Lowering::cell(std::size_t array_in_frame, const ir::Expression& expression) {
  llvm::Value* cells = from_frame(build_.getPtrTy(), array_in_frame);
  llvm::Value* cell = offset_by(cells, scalar(std::int64_t{expression.index} * std::int64_t{sizeof(layout::Cell)}));
  llvm::Value* known =
      build_.CreateICmpNE(load_at(build_.getInt32Ty(), cell, offsetof(layout::Cell, known)), number(0));
  const auto size = [&] { return load_at(build_.getInt32Ty(), cell, offsetof(layout::Cell, size)); };
  llvm::Value* bits = load_at(build_.getInt64Ty(), cell, offsetof(layout::Cell, bits));
  switch (const Form form = form_of(expression.type)) {
    case Form::truth: return truth(build_.CreateICmpNE(bits, scalar(0)), known);
    case Form::scalar: return {bits, nullptr, known};
    case Form::period: return {bits, size(), known};
    case Form::text:
    case Form::ordinals: {
      llvm::Value* items = pick(known, build_.CreateZExt(size(), build_.getInt64Ty()), scalar(0));
      return {build_.CreateIntToPtr(bits, build_.getPtrTy()), items, known};
    }
    case Form::texts: {
      llvm::Value* address = pick(known, bits, scalar(0));
      return {build_.CreateIntToPtr(address, build_.getPtrTy()), nullptr, known};
    }
    case Form::none: return unknown(form);
  }
  return unknown(Form::none);
}

// Products' fields are a table of cells beside the code, read at the product's position.
Rails Lowering::product_field(const ir::Expression& expression, const Rails& product) {
  const Form form = form_of(expression.type);
  std::vector<OwnedValue> column;
  for (const schema::Product& item : program_.schema->products.items) {
    column.push_back(expression.index < item.fields.size() ? item.fields[expression.index] : OwnedValue{});
  }
  if (column.empty()) return unknown(form);
  llvm::Value* inside = build_.CreateICmpULT(product.value, scalar(std::ssize(column)));
  llvm::Value* readable = both(inside, product.known);
  llvm::Value* position = pick(readable, product.value, scalar(0));
  llvm::Value* table = batch_.constant_at(batch_.constants().table(column));
  llvm::Value* cell = offset_by(table, build_.CreateMul(position, scalar(sizeof(layout::Cell))));
  llvm::Value* bits = load_at(build_.getInt64Ty(), cell, offsetof(layout::Cell, bits));
  llvm::Value* size = load_at(build_.getInt32Ty(), cell, offsetof(layout::Cell, size));
  llvm::Value* filled =
      build_.CreateICmpNE(load_at(build_.getInt32Ty(), cell, offsetof(layout::Cell, known)), number(0));
  llvm::Value* known = both(readable, filled);
  llvm::Value* items = pick(known, build_.CreateZExt(size, build_.getInt64Ty()), scalar(0));
  switch (form) {
    case Form::truth: return truth(build_.CreateICmpNE(bits, scalar(0)), known);
    case Form::scalar: return {bits, nullptr, known};
    case Form::period: return {bits, size, known};
    case Form::text:
    case Form::ordinals: return {offset_by(batch_.constant_at(0), bits), items, known};
    case Form::texts: return make_texts(batch_.constant_at(0), bits, items, known);
    case Form::none: return unknown(form);
  }
  return unknown(form);
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
