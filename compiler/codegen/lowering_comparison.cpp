// Comparisons and membership.
#include <algorithm>

#include "compiler/codegen/lowering.hpp"

namespace wend::codegen {
namespace {

constexpr std::int32_t kBitsInWord = 64;

}  // namespace

Rails Lowering::equal(Form form, const Rails& left, const Rails& right) {
  llvm::Value* known = both(left.known, right.known);
  switch (form) {
    case Form::none:
    case Form::truth:
    case Form::scalar: return truth(build_.CreateICmpEQ(left.value, right.value), known);
    case Form::period: return ordered(form, llvm::CmpInst::ICMP_EQ, left, right);
    case Form::text:
      return truth(ask(RuntimeFunction::text_equal, {left.value, left.size, right.value, right.size}), known);
    case Form::ordinals:
      return truth(ask(RuntimeFunction::ordinals_equal, {left.value, left.size, right.value, right.size}), known);
    case Form::texts: return truth(ask(RuntimeFunction::texts_equal, {left.value, right.value}), known);
  }
  return {};
}

Rails Lowering::ordered(Form form, llvm::CmpInst::Predicate predicate, const Rails& left, const Rails& right) {
  llvm::Value* known = both(left.known, right.known);
  switch (form) {
    case Form::scalar: return truth(build_.CreateICmp(predicate, left.value, right.value), known);
    case Form::period: {
      const Rails order =
          compute(Form::scalar, RuntimeFunction::period_order, {left.value, left.size, right.value, right.size}, known);
      return truth(build_.CreateICmp(predicate, order.value, scalar(0)), order.known);
    }
    case Form::text: {
      llvm::Value* order = call(RuntimeFunction::text_order, {left.value, left.size, right.value, right.size});
      return truth(build_.CreateICmp(predicate, order, number(0)), known);
    }
    case Form::none:
    case Form::truth:
    case Form::ordinals:
    case Form::texts: return unknown(Form::truth);
  }
  return {};
}

Rails Lowering::member(const ir::Expression& expression, const Rails& item, const Rails& set) {
  llvm::Value* known = both(item.known, set.known);
  if (form_of_operand(expression, 1) == Form::texts) {
    return truth(ask(RuntimeFunction::texts_member, {set.value, item.value, item.size}), known);
  }
  const ir::Expression& second = program_.at(program_.operands[expression.first_operand + 1]);
  const auto* ordinals = second.operation == ir::Operation::constant
                             ? std::get_if<std::vector<std::int32_t>>(&program_.constants[second.index].value)
                             : nullptr;
  const auto fits = [](std::int32_t ordinal) { return ordinal >= 0 && ordinal < kBitsInWord; };
  if (ordinals == nullptr || !std::ranges::all_of(*ordinals, fits)) {
    return truth(ask(RuntimeFunction::ordinals_member, {set.value, set.size, item.value}), known);
  }
  // A few small ordinals are the bits of one word.
  std::uint64_t bits = 0;
  for (const std::int32_t ordinal : *ordinals) bits |= std::uint64_t{1} << ordinal;
  llvm::Value* inside = build_.CreateICmpULT(item.value, scalar(kBitsInWord));
  llvm::Value* shift = build_.CreateAnd(item.value, scalar(kBitsInWord - 1));
  llvm::Value* bit = build_.CreateTrunc(build_.CreateLShr(build_.getInt64(bits), shift), build_.getInt1Ty());
  return truth(both(inside, bit), known);
}

Rails Lowering::contains(Form form, RuntimeFunction ordinals, RuntimeFunction texts, const Rails& set,
                         const Rails& wanted) {
  llvm::Value* known = both(set.known, wanted.known);
  if (form == Form::texts) return truth(ask(texts, {set.value, wanted.value}), known);
  return truth(ask(ordinals, {set.value, set.size, wanted.value, wanted.size}), known);
}

Rails Lowering::text_test(RuntimeFunction test, const Rails& text, const Rails& part) {
  return truth(ask(test, {text.value, text.size, part.value, part.size}), both(text.known, part.known));
}

}  // namespace wend::codegen
