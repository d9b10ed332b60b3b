// Comparisons and membership.
#include <bit>

#include "compiler/codegen/lowering.hpp"

namespace wend::codegen {
namespace {

constexpr std::int64_t kBitsInWord = 64;

// Whether all bits that are set follow on one another: the tiers from silver on, say.
bool is_run(std::uint64_t bits) {
  return bits != 0 && std::has_single_bit((bits >> static_cast<unsigned>(std::countr_zero(bits))) + 1);
}

}  // namespace

Rails Lowering::equal(Form form, const Rails& left, const Rails& right) {
  llvm::Value* known = both(left.known, right.known);
  switch (form) {
    case Form::none:
    case Form::truth:
    case Form::scalar: return {build_.CreateICmpEQ(left.value, right.value), nullptr, known};
    case Form::period: return ordered(form, llvm::CmpInst::ICMP_EQ, left, right);
    case Form::text:
      return {ask(RuntimeFunction::text_equal, {left.value, left.size, right.value, right.size}), nullptr, known};
    case Form::ordinals:
      return {ask(RuntimeFunction::ordinals_equal, {left.value, left.size, right.value, right.size}), nullptr, known};
    case Form::texts: return {ask(RuntimeFunction::texts_equal, {left.value, right.value}), nullptr, known};
  }
  return {};
}

Rails Lowering::ordered(Form form, llvm::CmpInst::Predicate predicate, const Rails& left, const Rails& right) {
  llvm::Value* known = both(left.known, right.known);
  switch (form) {
    case Form::scalar: return {build_.CreateICmp(predicate, left.value, right.value), nullptr, known};
    case Form::period: {
      const Rails order =
          compute(Form::scalar, RuntimeFunction::period_order, {left.value, left.size, right.value, right.size}, known);
      return {build_.CreateICmp(predicate, order.value, scalar(0)), nullptr, order.known};
    }
    case Form::text: {
      llvm::Value* order = call(RuntimeFunction::text_order, {left.value, left.size, right.value, right.size});
      return {build_.CreateICmp(predicate, order, number(0)), nullptr, known};
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
  const ir::ExpressionId second = program_.operands[expression.first_operand + 1];
  const bool is_constant = program_.at(second).operation == ir::Operation::constant &&
                           !std::holds_alternative<Unknown>(program_.constants[program_.at(second).index].value);
  if (form_of_operand(expression, 1) == Form::texts) {
    if (is_constant)
      return {ask(RuntimeFunction::text_set_member, {pointer(second, 1), item.value, item.size}), nullptr, known};
    return {ask(RuntimeFunction::texts_member, {set.value, item.value, item.size}), nullptr, known};
  }
  if (is_constant) return {has_ordinal(second, item), nullptr, known};
  return {ask(RuntimeFunction::ordinals_member, {set.value, set.size, item.value}), nullptr, known};
}

llvm::Value* Lowering::has_ordinal(ir::ExpressionId set, const Rails& item) {
  const auto& ordinals = std::get<std::vector<std::int32_t>>(program_.constants[program_.at(set).index].value);
  switch (access_of(ordinals)) {
    case OrdinalAccess::search:
      return ask(RuntimeFunction::ordinals_member, {pointer(set, 0), word(set, 1), item.value});
    case OrdinalAccess::one_word: {
      const std::uint64_t bits = bits_of(ordinals).front();
      if (!lifts_ && is_run(bits)) {
        llvm::Value* above = build_.CreateSub(item.value, scalar(std::countr_zero(bits)));
        return build_.CreateICmpULT(above, scalar(std::popcount(bits)));
      }
      llvm::Value* inside = build_.CreateICmpULT(item.value, scalar(kBitsInWord));
      return both(inside, bit_of(number_in(set, 2, static_cast<std::int64_t>(bits)), item.value));
    }
    case OrdinalAccess::bits: {
      llvm::Value* inside = build_.CreateICmpULT(item.value, word(set, 3));
      llvm::Value* position = pick(inside, item.value, scalar(0));
      llvm::Value* offset =
          build_.CreateMul(build_.CreateUDiv(position, scalar(kBitsInWord)), scalar(sizeof(std::int64_t)));
      return both(inside, bit_of(load_at(build_.getInt64Ty(), pointer(set, 2), offset), item.value));
    }
  }
  return build_.getFalse();
}

llvm::Value* Lowering::bit_of(llvm::Value* word, llvm::Value* position) {
  llvm::Value* shift = build_.CreateAnd(position, scalar(kBitsInWord - 1));
  return build_.CreateTrunc(build_.CreateLShr(word, shift), build_.getInt1Ty());
}

Rails Lowering::contains(Form form, RuntimeFunction ordinals, RuntimeFunction texts, const Rails& set,
                         const Rails& wanted) {
  llvm::Value* known = both(set.known, wanted.known);
  if (form == Form::texts) return {ask(texts, {set.value, wanted.value}), nullptr, known};
  return {ask(ordinals, {set.value, set.size, wanted.value, wanted.size}), nullptr, known};
}

Rails Lowering::text_test(RuntimeFunction test, const Rails& text, const Rails& part) {
  return {ask(test, {text.value, text.size, part.value, part.size}), nullptr, both(text.known, part.known)};
}

}  // namespace wend::codegen
