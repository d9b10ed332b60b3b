// Fields of a row, read in place: the twin of layout::load.
#include "compiler/codegen/lowering.hpp"

namespace wend::codegen {

Rails Lowering::load(llvm::Value* row, const layout::Field& field, Form form, llvm::Value* present) {
  using layout::Storage;
  if (field.storage == Storage::absent) return unknown(form);
  llvm::Value* known = both(present, marked_known(row, field));
  switch (field.storage) {
    case Storage::inline_records:
    case Storage::absent: return unknown(form);
    case Storage::boolean8: return load_truth(row, field, known);
    case Storage::integer8: return load_integer(row, field, 8, known);
    case Storage::integer16: return load_integer(row, field, 16, known);
    case Storage::integer32: return load_integer(row, field, 32, known);
    case Storage::integer64: return load_integer(row, field, 64, known);
    case Storage::float64: return load_float(row, field, known);
    case Storage::period: return load_period(row, field, known);
    case Storage::text_view: return load_text_view(row, field, known);
    case Storage::text_pointer: return load_text_pointer(row, field, known);
    case Storage::text_string: return load_text_string(row, field, known);
    case Storage::inline_text:
    case Storage::inline_ordinals:
    case Storage::inline_texts: return load_inline(row, field, form, known);
  }
  return unknown(form);
}

llvm::Value* Lowering::marked_known(llvm::Value* row, const layout::Field& field) {
  switch (field.missing) {
    case layout::Missing::never:
    case layout::Missing::sentinel: return build_.getTrue();
    case layout::Missing::known_bit: {
      llvm::Value* byte = load_at(build_.getInt8Ty(), row, field.missing_offset);
      return build_.CreateTrunc(build_.CreateLShr(byte, std::uint64_t{field.missing_bit}), build_.getInt1Ty());
    }
    case layout::Missing::known_byte:
      return build_.CreateICmpNE(load_at(build_.getInt8Ty(), row, field.missing_offset), build_.getInt8(0));
  }
  return build_.getTrue();
}

Rails Lowering::load_truth(llvm::Value* row, const layout::Field& field, llvm::Value* known) {
  llvm::Value* byte = load_at(build_.getInt8Ty(), row, field.offset);
  if (field.missing == layout::Missing::sentinel) {
    llvm::Value* stored = build_.CreateSExt(byte, build_.getInt64Ty());
    known = both(known, build_.CreateICmpNE(stored, scalar(field.sentinel)));
  }
  return truth(build_.CreateICmpNE(byte, build_.getInt8(0)), known);
}

Rails Lowering::load_integer(llvm::Value* row, const layout::Field& field, unsigned bits, llvm::Value* known) {
  llvm::Value* cell = load_at(build_.getIntNTy(bits), row, field.offset);
  llvm::Value* stored = build_.CreateSExt(cell, build_.getInt64Ty());
  if (field.missing == layout::Missing::sentinel) {
    known = both(known, build_.CreateICmpNE(stored, scalar(field.sentinel)));
  }
  if (field.factor == 1) return {stored, nullptr, known};
  return checked(llvm::Intrinsic::smul_with_overflow, stored, scalar(field.factor), known);
}

Rails Lowering::load_float(llvm::Value* row, const layout::Field& field, llvm::Value* known) {
  llvm::Value* stored = load_at(build_.getDoubleTy(), row, field.offset);
  const auto places = static_cast<std::uint32_t>(places_of(field.type.kind));
  return compute(Form::scalar, RuntimeFunction::quantise, {stored, number(places)}, known);
}

Rails Lowering::load_period(llvm::Value* row, const layout::Field& field, llvm::Value* known) {
  static_assert(offsetof(Period, months) == 0 && offsetof(Period, days) == 4 && offsetof(Period, business_days) == 8);
  llvm::Value* months_and_days = load_at(build_.getInt64Ty(), row, field.offset);
  llvm::Value* business_days = load_at(build_.getInt32Ty(), row, field.offset + offsetof(Period, business_days));
  return {months_and_days, business_days, known};
}

// A std::string_view keeps its size before its address; checked here, for the standard does not say so.
Rails Lowering::load_text_view(llvm::Value* row, const layout::Field& field, llvm::Value* known) {
  static_assert(sizeof(std::string_view) == 16);
  llvm::Value* size = load_at(build_.getInt64Ty(), row, field.offset);
  llvm::Value* text = load_at(build_.getPtrTy(), row, field.offset + 8);
  return {text, pick(known, size, scalar(0)), known};
}

Rails Lowering::load_text_pointer(llvm::Value* row, const layout::Field& field, llvm::Value* known) {
  llvm::Value* stored = load_at(build_.getPtrTy(), row, field.offset);
  llvm::Value* text = pick(known, stored, llvm::ConstantPointerNull::get(build_.getPtrTy()));
  return {text, call(RuntimeFunction::text_length, {text}), build_.CreateIsNotNull(text)};
}

// libstdc++ and its std::string of GCC 5 and later: the address of the characters, then their number.
Rails Lowering::load_text_string(llvm::Value* row, const layout::Field& field, llvm::Value* known) {
  static_assert(_GLIBCXX_USE_CXX11_ABI == 1 && sizeof(std::string) == 32);
  llvm::Value* text = load_at(build_.getPtrTy(), row, field.offset);
  llvm::Value* size = load_at(build_.getInt64Ty(), row, field.offset + 8);
  return {text, build_.CreateSelect(known, size, scalar(0)), known};
}

Rails Lowering::load_inline(llvm::Value* row, const layout::Field& field, Form form, llvm::Value* known) {
  llvm::Type* word = build_.getInt64Ty();
  const auto part = [&](std::size_t offset) {
    return build_.CreateZExt(load_at(build_.getInt32Ty(), row, field.offset + offset), word);
  };
  llvm::Value* offset = part(offsetof(Texts::Entry, offset));
  llvm::Value* size = pick(known, part(offsetof(Texts::Entry, size)), scalar(0));
  if (form == Form::texts) return make_texts(row, offset, size, known);
  return {offset_by(row, offset), size, known};
}

}  // namespace wend::codegen
