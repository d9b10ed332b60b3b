// Lowers one condition to the body of a predicate.
//
// The expressions that the condition reads are lowered once each, operands first, into code without branches but for
// one: where what is cheap decides the condition, what takes calls is left out (plan.hpp). Every operation is a
// function of its operands' rails; what each of them means is said by runtime/eval, and tests/differential holds the
// two together.
#pragma once

#include <array>
#include <initializer_list>
#include <map>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "compiler/codegen/batch_module.hpp"
#include "compiler/codegen/form.hpp"
#include "compiler/codegen/plan.hpp"
#include "compiler/codegen/rails.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/layout/native_interface.hpp"

namespace wend::codegen {

class Lowering {
 public:
  // The plan that is lowered must be the request's.
  Lowering(BatchModule& batch, const ir::Program& program, const layout::NativeRequest& request,
           llvm::Function& predicate);

  void lower(const Plan& plan);

 private:
  struct Event {
    llvm::Value* row = nullptr;
    llvm::Value* present = nullptr;
  };

  void lower(std::span<const ir::ExpressionId> order);
  Rails lower(const ir::Expression& expression, std::span<const Rails> operands);
  // Returns where the deciders decide.
  void decide_early(std::span<const ir::ExpressionId> deciders);
  std::vector<Rails> rails_of(std::span<const ir::ExpressionId> ids) const;
  // How values of the expression's operand at the position go.
  [[nodiscard]] Form form_of_operand(const ir::Expression& expression, std::size_t position) const;

  // lowering_leaves.cpp
  Rails constant(const ir::Expression& expression);
  Rails tag(const ir::Expression& expression);
  Rails event_field(const ir::Expression& expression);
  Rails event_time(const ir::Expression& expression);
  Rails cell(std::size_t array_in_frame, const ir::Expression& expression);
  Rails product_field(const ir::Expression& expression, const Rails& product);
  Rails unknown(Form form);
  Event event_in(ir::Slot slot);

  // lowering_row.cpp
  Rails load(llvm::Value* row, const layout::Field& field, Form form, llvm::Value* present);
  llvm::Value* marked_known(llvm::Value* row, const layout::Field& field);
  Rails load_truth(llvm::Value* row, const layout::Field& field, llvm::Value* known);
  Rails load_integer(llvm::Value* row, const layout::Field& field, unsigned bits, llvm::Value* known);
  Rails load_float(llvm::Value* row, const layout::Field& field, llvm::Value* known);
  Rails load_period(llvm::Value* row, const layout::Field& field, llvm::Value* known);
  Rails load_text_view(llvm::Value* row, const layout::Field& field, llvm::Value* known);
  Rails load_text_pointer(llvm::Value* row, const layout::Field& field, llvm::Value* known);
  Rails load_text_string(llvm::Value* row, const layout::Field& field, llvm::Value* known);
  Rails load_inline(llvm::Value* row, const layout::Field& field, Form form, llvm::Value* known);

  // lowering_logic.cpp
  Rails conjunction(std::span<const Rails> operands);
  Rails disjunction(std::span<const Rails> operands);
  Rails negation(const Rails& operand);
  Rails choose(Form form, std::span<const Rails> operands);
  Rails select(Form form, llvm::Value* condition, const Rails& yes, const Rails& no);

  // lowering_comparison.cpp
  Rails equal(Form form, const Rails& left, const Rails& right);
  Rails ordered(Form form, llvm::CmpInst::Predicate predicate, const Rails& left, const Rails& right);
  Rails member(const ir::Expression& expression, const Rails& item, const Rails& set);
  Rails contains(Form form, RuntimeFunction ordinals, RuntimeFunction texts, const Rails& set, const Rails& wanted);
  Rails text_test(RuntimeFunction test, const Rails& text, const Rails& part);

  // lowering_arithmetic.cpp
  Rails sum(std::span<const Rails> operands, std::size_t added);
  Rails wide_sum(std::span<const Rails> operands, std::size_t added);
  Rails multiply(std::int64_t scale, const Rails& left, const Rails& right);
  Rails divide(std::int64_t scale, const Rails& left, const Rails& right);
  Rails negate(Form form, const Rails& operand);
  Rails round(const Type& type, std::uint32_t places, const Rails& operand);
  Rails extreme(llvm::CmpInst::Predicate better, std::span<const Rails> operands);
  // An arithmetic intrinsic that reports overflow, which is unknown.
  Rails checked(llvm::Intrinsic::ID operation, llvm::Value* left, llvm::Value* right, llvm::Value* known);

  // lowering_calendar.cpp
  Rails period_sum(const Rails& left, const Rails& right);
  Rails period_scale(const Rails& period, llvm::Value* factor, llvm::Value* known);
  Rails date_plus_period(const Rails& date, const Rails& period);
  Rails is_business_day(const Rails& date);
  Rails time_plus_period(const Rails& time, const Rails& period);
  Rails with_zone(RuntimeFunction function, const Rails& operand);
  Rails next_anniversary(const Rails& date);
  Rails anniversary_within(std::span<const Rails> operands);

  // lowering_places.cpp
  Rails of_places(RuntimeFunction function, std::span<const Rails> operands);
  Rails in_area(std::uint32_t area, const Rails& place);
  Rails customer();

  // lowering.cpp: pieces that all of them use
  Rails truth(llvm::Value* answer, llvm::Value* known);
  Rails known_by_all(llvm::Value* value, std::span<const Rails> operands);
  llvm::Value* all_known(std::span<const Rails> operands);
  llvm::Value* both(llvm::Value* left, llvm::Value* right);
  llvm::Value* either(llvm::Value* left, llvm::Value* right);
  llvm::Value* is_false(const Rails& truth);
  llvm::Value* pick(llvm::Value* condition, llvm::Value* yes, llvm::Value* no);
  llvm::Value* call(RuntimeFunction function, std::initializer_list<llvm::Value*> arguments);
  // Of a function that answers 0 or 1.
  llvm::Value* ask(RuntimeFunction function, std::initializer_list<llvm::Value*> arguments);
  // Of a function that returns a cell, of which `form` is scalar or period.
  Rails compute(Form form, RuntimeFunction function, std::initializer_list<llvm::Value*> arguments, llvm::Value* known);
  // Makes a set of texts in the function's own frame; null where it is unknown.
  Rails make_texts(llvm::Value* row, llvm::Value* offset, llvm::Value* size, llvm::Value* known);
  llvm::Value* load_at(llvm::Type* type, llvm::Value* base, std::uint64_t offset);
  llvm::Value* from_frame(llvm::Type* type, std::size_t offset);
  llvm::Value* offset_by(llvm::Value* base, llvm::Value* bytes);
  llvm::ConstantInt* scalar(std::int64_t value);
  llvm::ConstantInt* number(std::uint32_t value);

  BatchModule& batch_;
  const ir::Program& program_;
  const layout::NativeRequest& request_;
  llvm::IRBuilder<> build_;
  llvm::Function& predicate_;
  llvm::Value* frame_;
  std::unordered_map<ir::ExpressionId, Rails> lowered_;
  std::array<Event, layout::kEventSlots> events_{};
  std::map<std::tuple<llvm::Type*, llvm::Value*, std::uint64_t>, llvm::Value*> loaded_;
};

}  // namespace wend::codegen
