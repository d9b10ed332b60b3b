// Fields of a row, read in place: the twin of layout::load.
#include "compiler/codegen/lowering.hpp"

namespace wend::codegen {

Lowering::Place Lowering::place_of(ir::ExpressionId id, std::uint32_t first_word, llvm::Value* row,
                                   const layout::Field& field) {
  const FieldWords has(field);
  std::uint32_t next = first_word;
  const auto number = [&](std::int64_t value) { return number_in(id, next++, value); };
  if (field.storage == layout::Storage::absent) return {field, row, nullptr};
  Place place{field, row, number(field.offset)};
  if (has.marked) place.missing_offset = number(field.missing_offset);
  if (has.marked_by_bit) place.missing_bit = number(field.missing_bit);
  if (has.has_sentinel) place.sentinel = number(field.sentinel);
  if (has.has_factor) place.factor = number(field.factor);
  return place;
}

Rails Lowering::load(const Place& place, Form form, llvm::Value* present) {
  using layout::Storage;
  if (place.field.storage == Storage::absent) return unknown(form);
  llvm::Value* known = both(present, marked_known(place));
  switch (place.field.storage) {
    case Storage::inline_records:
    case Storage::absent: return unknown(form);
    case Storage::boolean8: return load_truth(place, known);
    case Storage::integer8: return load_integer(place, 8, known);
    case Storage::integer16: return load_integer(place, 16, known);
    case Storage::integer32: return load_integer(place, 32, known);
    case Storage::integer64: return load_integer(place, 64, known);
    case Storage::float64: return load_float(place, known);
    case Storage::period: return load_period(place, known);
    case Storage::text_view: return load_text_view(place, known);
    case Storage::text_pointer: return load_text_pointer(place, known);
    case Storage::text_string: return load_text_string(place, known);
    case Storage::inline_text:
    case Storage::inline_ordinals:
    case Storage::inline_texts: return load_inline(place, form, known);
  }
  return unknown(form);
}

llvm::Value* Lowering::load_part(llvm::Type* type, const Place& place, std::size_t further) {
  llvm::Value* offset = place.offset;
  if (further != 0) offset = build_.CreateAdd(offset, scalar(static_cast<std::int64_t>(further)));
  return load_at(type, place.row, offset);
}

llvm::Value* Lowering::marked_known(const Place& place) {
  switch (place.field.missing) {
    case layout::Missing::never:
    case layout::Missing::sentinel: return build_.getTrue();
    case layout::Missing::known_bit: {
      llvm::Value* byte = load_at(build_.getInt8Ty(), place.row, place.missing_offset);
      llvm::Value* bit = build_.CreateTrunc(place.missing_bit, build_.getInt8Ty());
      llvm::Value* known = build_.CreateTrunc(build_.CreateLShr(byte, bit), build_.getInt1Ty());
      if (!lifts_) marks_.emplace(known, Mark{byte, place.field.missing_bit});
      return known;
    }
    case layout::Missing::known_byte:
      return build_.CreateICmpNE(load_at(build_.getInt8Ty(), place.row, place.missing_offset), build_.getInt8(0));
  }
  return build_.getTrue();
}

Rails Lowering::load_truth(const Place& place, llvm::Value* known) {
  llvm::Value* byte = load_part(build_.getInt8Ty(), place);
  if (place.sentinel != nullptr) {
    llvm::Value* stored = build_.CreateSExt(byte, build_.getInt64Ty());
    known = both(known, build_.CreateICmpNE(stored, place.sentinel));
  }
  return {build_.CreateICmpNE(byte, build_.getInt8(0)), nullptr, known};
}

Rails Lowering::load_integer(const Place& place, unsigned bits, llvm::Value* known) {
  llvm::Value* cell = load_part(build_.getIntNTy(bits), place);
  llvm::Value* stored = build_.CreateSExt(cell, build_.getInt64Ty());
  if (place.sentinel != nullptr) known = both(known, build_.CreateICmpNE(stored, place.sentinel));
  if (place.factor == nullptr) return {stored, nullptr, known};
  return checked(llvm::Intrinsic::smul_with_overflow, stored, place.factor, known);
}

Rails Lowering::load_float(const Place& place, llvm::Value* known) {
  llvm::Value* stored = load_part(build_.getDoubleTy(), place);
  const auto places = static_cast<std::uint32_t>(places_of(place.field.type.kind));
  return compute(Form::scalar, RuntimeFunction::quantise, {stored, number(places)}, known);
}

Rails Lowering::load_period(const Place& place, llvm::Value* known) {
  static_assert(offsetof(Period, months) == 0 && offsetof(Period, days) == 4 && offsetof(Period, business_days) == 8);
  llvm::Value* months_and_days = load_part(build_.getInt64Ty(), place);
  return {months_and_days, load_part(build_.getInt32Ty(), place, offsetof(Period, business_days)), known};
}

// A std::string_view keeps its size before its address; checked here, for the standard does not say so.
Rails Lowering::load_text_view(const Place& place, llvm::Value* known) {
  static_assert(sizeof(std::string_view) == 16);
  llvm::Value* size = load_part(build_.getInt64Ty(), place);
  llvm::Value* text = load_part(build_.getPtrTy(), place, 8);
  return {text, pick(known, size, scalar(0)), known};
}

Rails Lowering::load_text_pointer(const Place& place, llvm::Value* known) {
  llvm::Value* stored = load_part(build_.getPtrTy(), place);
  llvm::Value* text = pick(known, stored, llvm::ConstantPointerNull::get(build_.getPtrTy()));
  return {text, call(RuntimeFunction::text_length, {text}), build_.CreateIsNotNull(text)};
}

// libstdc++ and its std::string of GCC 5 and later: the address of the characters, then their number.
Rails Lowering::load_text_string(const Place& place, llvm::Value* known) {
  static_assert(_GLIBCXX_USE_CXX11_ABI == 1 && sizeof(std::string) == 32);
  llvm::Value* text = load_part(build_.getPtrTy(), place);
  llvm::Value* size = load_part(build_.getInt64Ty(), place, 8);
  return {text, pick(known, size, scalar(0)), known};
}

Rails Lowering::load_inline(const Place& place, Form form, llvm::Value* known) {
  const auto part = [&](std::size_t further) {
    return build_.CreateZExt(load_part(build_.getInt32Ty(), place, further), build_.getInt64Ty());
  };
  llvm::Value* offset = part(offsetof(Texts::Entry, offset));
  llvm::Value* size = pick(known, part(offsetof(Texts::Entry, size)), scalar(0));
  if (form == Form::texts) return make_texts(place.row, offset, size, known);
  return {offset_by(place.row, offset), size, known};
}

}  // namespace wend::codegen
