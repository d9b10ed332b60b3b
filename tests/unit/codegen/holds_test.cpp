// Logic, and what code makes of it: every answer that Twin compares, where parts are true, false and unknown.
#include <array>
#include <string>

#include "tests/unit/codegen/twin.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

// Three booleans, three texts, a tier.
class HoldsTest : public testing::Test {
 protected:
  HoldsTest() {
    schema_->tags.resize(types_.size());
    program_.schema = schema_;
  }

  ir::ExpressionId make(Operation operation, std::initializer_list<ir::ExpressionId> operands) {
    return build_.make(operation, kBoolean, operands);
  }
  ir::ExpressionId tag(std::uint32_t index) { return build_.leaf(Operation::tag, types_[index], index); }
  ir::ExpressionId opposite(ir::ExpressionId id) { return make(Operation::negation, {id}); }
  // True of "yes"; takes a call.
  ir::ExpressionId says_yes(std::uint32_t index) {
    return make(Operation::equal, {tag(3 + index), build_.constant(kText, std::string("yes"))});
  }

  // For all that three parts may be, each a boolean and a text.
  void agree_in_every_case(ir::ExpressionId condition) {
    const Twin twin(program_, {.condition = condition, .tags = &layout_});
    const std::array<Value, 3> truths = {Unknown{}, false, true};
    const std::array<Value, 3> texts = {Unknown{}, std::string_view("no"), std::string_view("yes")};
    for (std::size_t cases = 0; cases < 27; ++cases) {
      const std::array<std::size_t, 3> each = {cases % 3, cases / 3 % 3, cases / 9};
      judge(twin, {truths[each[0]], truths[each[1]], truths[each[2]], texts[each[0]], texts[each[1]], texts[each[2]],
                   Unknown{}});
    }
  }

  Truth judge(const Twin& twin, const std::vector<Value>& values) {
    std::vector<std::byte> row;
    layout::append_row(layout_, values, row);
    eval::Inputs inputs;
    inputs.tags = {&layout_, row.data()};
    return twin.judge(inputs);
  }

  const std::vector<Type> types_ = {kBoolean, kBoolean, kBoolean, kText, kText, kText, kColour};
  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout layout_ = layout::dense_layout(types_);
};

TEST_F(HoldsTest, LogicOfEveryKindInOneAnother) {
  const ir::ExpressionId a = tag(0);
  const ir::ExpressionId b = tag(1);
  const ir::ExpressionId c = tag(2);
  const auto both = [&](ir::ExpressionId one, ir::ExpressionId other) {
    return make(Operation::conjunction, {one, other});
  };
  const auto either = [&](ir::ExpressionId one, ir::ExpressionId other) {
    return make(Operation::disjunction, {one, other});
  };
  for (const ir::ExpressionId condition :
       {a, opposite(a), opposite(opposite(a)), both(a, both(b, c)), either(a, either(b, c)), both(a, either(b, c)),
        either(a, both(b, c)), opposite(both(a, b)), opposite(either(a, b)), opposite(both(a, opposite(either(b, c)))),
        both(opposite(a), opposite(both(b, c))), either(opposite(a), opposite(either(b, opposite(c)))),
        // the same part asked both ways, and asked for its value besides
        either(both(a, b), opposite(both(a, b))), both(either(a, b), opposite(both(c, either(a, b)))),
        make(Operation::equal, {both(a, b), either(b, c)}), both(either(a, b), make(Operation::known, {either(a, b)})),
        both(make(Operation::known, {a}), opposite(make(Operation::known, {b})))}) {
    agree_in_every_case(condition);
  }
}

TEST_F(HoldsTest, WhatIsCheapDecidesBeforeWhatTakesCalls) {
  for (const Operation outer : {Operation::conjunction, Operation::disjunction}) {
    const Operation inner = outer == Operation::conjunction ? Operation::disjunction : Operation::conjunction;
    const ir::ExpressionId cheap = make(inner, {tag(0), opposite(tag(1))});
    const ir::ExpressionId dear = make(inner, {says_yes(1), opposite(says_yes(2))});
    agree_in_every_case(make(outer, {dear, cheap, tag(2)}));
    agree_in_every_case(opposite(make(outer, {dear, cheap, opposite(tag(2))})));
    agree_in_every_case(make(outer, {dear, says_yes(0)}));
  }
}

TEST_F(HoldsTest, SetsOfOrdinalsWithAndWithoutGaps) {
  std::vector<std::int32_t> all(64);
  for (std::int32_t ordinal = 0; ordinal < 64; ++ordinal) all[static_cast<std::size_t>(ordinal)] = ordinal;
  for (const std::vector<std::int32_t>& set :
       std::vector<std::vector<std::int32_t>>{{}, {0}, {63}, {1, 2, 3, 4}, {1, 3}, {0, 1, 62, 63}, {62, 63}, all}) {
    const Twin twin(program_,
                    {.condition = make(Operation::member, {tag(6), build_.constant(kColours, set)}), .tags = &layout_});
    for (const std::int64_t ordinal : {0, 1, 2, 3, 4, 5, 61, 62, 63, 64, 65, 1'000}) {
      const Truth truth = judge(twin, {Unknown{}, Unknown{}, Unknown{}, Unknown{}, Unknown{}, Unknown{}, ordinal});
      EXPECT_EQ(truth == Truth::yes, std::ranges::find(set, ordinal) != set.end());
    }
  }
}

TEST_F(HoldsTest, MarksInOneByteAreTestedTogether) {
  const Request request{.condition = make(Operation::conjunction, {tag(0), tag(1), opposite(tag(2))}),
                        .tags = &layout_,
                        .events = {},
                        .answer = layout::NativeAnswer::holds};
  const Result<std::string> code =
      compiler().list(program_, std::span(&request, 1), Effort::optimised, layout::NativeListing::llvm);
  ASSERT_TRUE(code) << code.error().message;
  EXPECT_NE(code->find("and i8 %4, 7"), std::string::npos) << *code;
  EXPECT_EQ(code->find("lshr"), std::string::npos) << *code;
}

}  // namespace
}  // namespace wend::codegen
