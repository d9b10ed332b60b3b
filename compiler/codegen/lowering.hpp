// Lowers one condition to the body of a predicate.
//
// The expressions that the condition reads are lowered once each, operands first, into code without branches but for
// one: where what is cheap decides the condition, what takes calls is left out (plan.hpp). Every operation is a
// function of its operands' rails; what each of them means is said by runtime/eval, and tests/differential holds the
// two together. Where only is asked whether the condition holds, its logic is over single bits: known to be so, or not
// (lowering_holds.cpp). What differs between conditions of one shape is read from the words that the predicate is
// called with (shape.hpp).
#pragma once

#include <llvm/ADT/MapVector.h>

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
#include "compiler/codegen/shape.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/truth.hpp"

namespace wend::codegen {

class Lowering {
 public:
  // Plan and shape must be the request's, and the shape made for this effort.
  Lowering(BatchModule& batch, const ir::Program& program, const layout::NativeRequest& request, const Shape& shape,
           layout::NativeEffort effort, llvm::Function& predicate);

  void lower(const Plan& plan);

 private:
  // Whether one of the truths that were added is known to be what was asked. Null stands for none so far.
  struct Any {
    llvm::Value* any = nullptr;  // i32, not 0 where one is
    // Of those that are known by bits of one byte: i32, the answers in the places of these bits.
    llvm::MapVector<llvm::Value*, llvm::Value*> of_byte;
  };
  // Whether all bits that were added are set; those that are bits of one byte are tested together.
  struct All {
    llvm::Value* all = nullptr;  // i1
    llvm::MapVector<llvm::Value*, std::uint8_t> of_byte;
  };
  // Whether all that were added are so, or one of them is.
  struct Joined {
    bool needs_all = true;
    All all = {};
    Any any = {};
  };
  // Bits of one byte that say what is known.
  struct Mark {
    llvm::Value* byte;
    std::uint8_t bit;
  };

  // What is wanted of the expression at the position in the plan's order.
  void lower(const Plan& plan, std::size_t position);
  // What the condition reads from the plan's position `decisive` on, and the condition itself: the number of its truth.
  llvm::Value* answer(const Plan& plan);
  llvm::Value* answer_of_parts(const Plan& plan);
  Rails lower(ir::ExpressionId id, std::span<const Rails> operands);
  // Returns the answer where the deciders decide it.
  void decide_early(const Plan& plan);
  void return_where(llvm::Value* decided, Truth answer);
  std::vector<Rails> rails_of(std::span<const ir::ExpressionId> ids) const;

  // The word of the expression at the position among its own.
  llvm::Value* word(ir::ExpressionId id, std::uint32_t position = 0);
  llvm::Value* pointer(ir::ExpressionId id, std::uint32_t position = 0);
  // A number that is a word where numbers are.
  llvm::Value* number_in(ir::ExpressionId id, std::uint32_t position, std::int64_t value);
  // How values of the expression's operand at the position go.
  [[nodiscard]] Form form_of_operand(const ir::Expression& expression, std::size_t position) const;

  // lowering_leaves.cpp
  Rails constant(ir::ExpressionId id);
  Rails tag(ir::ExpressionId id);
  Rails event_field(ir::ExpressionId id);
  Rails event_time(const ir::Expression& expression);
  Rails cell(std::size_t array_in_frame, ir::ExpressionId id);
  Rails cell_at(Form form, llvm::Value* address, llvm::Value* readable);
  Rails product_field(ir::ExpressionId id, const Rails& product);
  Rails unknown(Form form);
  llvm::Value* event_row(ir::Slot slot);

  // lowering_row.cpp
  // Where a field lies in its row; null where it has no such thing.
  struct Place {
    const layout::Field& field;
    llvm::Value* row;
    llvm::Value* offset;
    llvm::Value* missing_offset = nullptr;
    llvm::Value* missing_bit = nullptr;
    llvm::Value* sentinel = nullptr;
    llvm::Value* factor = nullptr;
  };
  // `first_word` is the field's first among those of the expression.
  Place place_of(ir::ExpressionId id, std::uint32_t first_word, llvm::Value* row, const layout::Field& field);
  Rails load(const Place& place, Form form, llvm::Value* present);
  llvm::Value* marked_known(const Place& place);
  Rails load_truth(const Place& place, llvm::Value* known);
  Rails load_integer(const Place& place, unsigned bits, llvm::Value* known);
  Rails load_float(const Place& place, llvm::Value* known);
  Rails load_period(const Place& place, llvm::Value* known);
  Rails load_text_view(const Place& place, llvm::Value* known);
  Rails load_text_pointer(const Place& place, llvm::Value* known);
  Rails load_text_string(const Place& place, llvm::Value* known);
  Rails load_inline(const Place& place, Form form, llvm::Value* known);
  // At the place's offset and so many bytes on.
  llvm::Value* load_part(llvm::Type* type, const Place& place, std::size_t further = 0);

  // lowering_logic.cpp
  Rails conjunction(std::span<const Rails> operands);
  Rails disjunction(std::span<const Rails> operands);
  // Whether one of the truths is known to be so.
  llvm::Value* any_is(bool so, std::span<const Rails> operands);
  void add(Any& any, bool so, const Rails& operand);
  void add(All& all, llvm::Value* bit);
  llvm::Value* value_of(const Any& any);
  llvm::Value* value_of(const All& all);
  llvm::Value* join(llvm::Value* bits, llvm::Value* more);
  llvm::Value* opposite(llvm::Value* bit);
  Rails negation(const Rails& operand);
  Rails choose(Form form, std::span<const Rails> operands);
  Rails select(Form form, llvm::Value* condition, const Rails& yes, const Rails& no);

  // lowering_holds.cpp
  // As `answer`, of which only is asked whether it is true: 1 or 0.
  llvm::Value* holds(const Plan& plan);
  void leave_where_deciders_decide(const Plan& plan);
  // Whether a conjunction or disjunction is so.
  llvm::Value* is(ir::ExpressionId id, bool so);
  void add(Joined& joined, Asked asked);
  llvm::Value* value_of(const Joined& joined);

  // lowering_comparison.cpp
  Rails equal(Form form, const Rails& left, const Rails& right);
  Rails ordered(Form form, llvm::CmpInst::Predicate predicate, const Rails& left, const Rails& right);
  Rails member(const ir::Expression& expression, const Rails& item, const Rails& set);
  llvm::Value* has_ordinal(ir::ExpressionId set, const Rails& item);
  llvm::Value* bit_of(llvm::Value* word, llvm::Value* position);
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
  Rails in_area(ir::ExpressionId id, const Rails& place);
  Rails customer();
  Rails on_list(ir::ExpressionId id, const Rails& customer);

  // lowering.cpp: pieces that all of them use
  Rails known_by_all(llvm::Value* value, std::span<const Rails> operands);
  llvm::Value* all_known(std::span<const Rails> operands);
  llvm::Value* both(llvm::Value* left, llvm::Value* right);
  llvm::Value* either(llvm::Value* left, llvm::Value* right);
  llvm::Value* is_true(const Rails& truth);
  llvm::Value* pick(llvm::Value* condition, llvm::Value* yes, llvm::Value* no);
  llvm::Value* call(RuntimeFunction function, std::initializer_list<llvm::Value*> arguments);
  // Of a function that answers 0 or 1.
  llvm::Value* ask(RuntimeFunction function, std::initializer_list<llvm::Value*> arguments);
  // Of a function that returns a cell, of which `form` is scalar or period.
  Rails compute(Form form, RuntimeFunction function, std::initializer_list<llvm::Value*> arguments, llvm::Value* known);
  // Makes a set of texts in the function's own frame; null where it is unknown.
  Rails make_texts(llvm::Value* row, llvm::Value* offset, llvm::Value* size, llvm::Value* known);
  llvm::Value* load_at(llvm::Type* type, llvm::Value* base, llvm::Value* offset);
  llvm::Value* load_at(llvm::Type* type, llvm::Value* base, std::size_t offset);
  llvm::Value* from_frame(llvm::Type* type, std::size_t offset);
  llvm::Value* offset_by(llvm::Value* base, llvm::Value* bytes);
  llvm::ConstantInt* scalar(std::int64_t value);
  llvm::ConstantInt* number(std::uint32_t value);

  BatchModule& batch_;
  const ir::Program& program_;
  const layout::NativeRequest& request_;
  llvm::IRBuilder<> build_;
  const Shape& shape_;
  bool lifts_;
  llvm::Function& predicate_;
  llvm::Value* frame_;
  llvm::Value* words_;
  std::unordered_map<ir::ExpressionId, Rails> lowered_;
  std::map<std::pair<ir::ExpressionId, bool>, llvm::Value*> asked_;  // what is only asked whether it is so
  std::unordered_map<llvm::Value*, Mark> marks_;                     // by what is known
  std::map<std::tuple<llvm::Type*, llvm::Value*, llvm::Value*>, llvm::Value*> loaded_;
};

}  // namespace wend::codegen
