// A condition compiled with each effort and for each answer, and held against the reference evaluator.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "compiler/codegen/compiler.hpp"
#include "compiler/ir/builder.hpp"
#include "runtime/eval/evaluate.hpp"

namespace wend::codegen {

inline constexpr Type kBoolean = type_of(TypeKind::boolean);
inline constexpr Type kInteger = type_of(TypeKind::integer);
inline constexpr Type kNumber = type_of(TypeKind::number);
inline constexpr Type kMoney = money_in(0);
inline constexpr Type kPeriod = type_of(TypeKind::period);
inline constexpr Type kDate = type_of(TypeKind::date);
inline constexpr Type kTime = type_of(TypeKind::time);
inline constexpr Type kText = type_of(TypeKind::text);
inline constexpr Type kColour = enumeration(0);
inline constexpr Type kColours = set_of_enumeration(0);
inline constexpr Type kTexts = set_of_text();
inline constexpr Type kProduct = type_of(TypeKind::product);

// One for all tests: making it costs more than most of them.
inline const Compiler& compiler() {
  static const Result<Compiler> made = Compiler::create();
  EXPECT_TRUE(made) << made.error().message;
  return *made;
}

class Twin {
 public:
  Twin(const ir::Program& program, const Request& request) : program_(program), request_(request) {
    Request holds = request;
    holds.answer = layout::NativeAnswer::holds;
    for (const Effort effort : {Effort::quick, Effort::optimised}) {
      compile(request, effort, truths_);
      compile(holds, effort, holds_);
    }
  }

  // What all say. Moments and windows are not handed over: conditions that read them have tests of their own.
  Truth judge(const eval::Inputs& inputs) const {
    const Truth expected = eval::judge(program_, request_.condition, inputs);
    layout::Frame frame;
    frame.tags = inputs.tags.data;
    frame.zone = &inputs.zone;
    frame.calendar = schema::business_calendar(*program_.schema);
    frame.now = inputs.now;
    for (std::size_t slot = 0; slot < ir::kSlots; ++slot) {
      if (const eval::Event* event = inputs.events[slot]) frame.events[slot] = {event->fields.data, event->time};
    }
    for (const Code& code : truths_) {
      const auto truth = static_cast<Truth>(code.predicates()[0](&frame));
      EXPECT_EQ(truth, expected) << ir::to_text(program_, request_.condition);
    }
    for (const Code& code : holds_) {
      EXPECT_EQ(code.predicates()[0](&frame), expected == Truth::yes ? 1 : 0)
          << "holds " << ir::to_text(program_, request_.condition);
    }
    return expected;
  }

 private:
  void compile(const Request& request, Effort effort, std::vector<Code>& codes) const {
    Result<Code> code = compiler().compile(program_, std::span(&request, 1), effort);
    if (code) {
      codes.push_back(std::move(*code));
    } else {
      ADD_FAILURE() << code.error().message;
    }
  }

  const ir::Program& program_;
  Request request_;
  std::vector<Code> truths_;
  std::vector<Code> holds_;
};

}  // namespace wend::codegen
