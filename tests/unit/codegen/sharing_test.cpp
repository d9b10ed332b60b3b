// Conditions of one shape share their code, and what they speak of is data.
#include <algorithm>
#include <string>

#include "tests/unit/codegen/twin.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

constexpr Type kProducts{.kind = TypeKind::set, .element = TypeKind::product, .detail = 0};

class SharingTest : public testing::Test {
 protected:
  SharingTest() {
    schema_->tags.resize(types_.size());
    program_.schema = schema_;
  }

  ir::ExpressionId tag(std::uint32_t index) { return build_.leaf(Operation::tag, types_[index], index); }
  ir::ExpressionId make(Operation operation, std::initializer_list<ir::ExpressionId> operands) {
    return build_.make(operation, kBoolean, operands);
  }
  ir::ExpressionId above(std::uint32_t index, std::int64_t limit) {
    return make(Operation::less, {build_.constant(types_[index], limit), tag(index)});
  }

  // Compiles with a compiler of its own; how many functions that took.
  std::uint64_t functions_for(std::initializer_list<ir::ExpressionId> conditions, Effort effort) {
    return functions_for(std::vector(conditions), effort);
  }
  std::uint64_t functions_for(const std::vector<ir::ExpressionId>& conditions, Effort effort) {
    const Result<Compiler> own = Compiler::create();
    EXPECT_TRUE(own);
    std::vector<Request> requests;
    for (const ir::ExpressionId condition : conditions) {
      requests.push_back({.condition = condition, .tags = &layout_});
    }
    const Result<Code> code = own->compile(program_, requests, effort);
    EXPECT_TRUE(code) << code.error().message;
    code_bytes_ = own->counters().live_code_bytes;
    for (const Request& request : requests) agree(request);
    return own->counters().functions;
  }

  // With the reference, on some rows.
  void agree(const Request& request) {
    const Twin twin(program_, request);
    for (const std::int64_t number : {0, 1, 5, 6, 7, 8, 63, 64, 200, 4'095, 4'096, 1'000'000}) {
      const std::string name = "name " + std::to_string(number);
      std::vector<Value> values{number, number, number % 8, std::string_view(name), number, number + 1};
      values[static_cast<std::size_t>(number % 6)] = Unknown{};
      std::vector<std::byte> row;
      layout::append_row(layout_, values, row);
      eval::Inputs inputs;
      inputs.tags = {&layout_, row.data()};
      twin.judge(inputs);
    }
  }

  const std::vector<Type> types_ = {kMoney, kMoney, kColour, kText, kProduct, kInteger};
  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout layout_ = layout::dense_layout(types_);
  std::uint64_t code_bytes_ = 0;
};

TEST_F(SharingTest, NumbersAndPlacesOfTagsAreNoPartOfQuickCode) {
  EXPECT_EQ(functions_for({above(0, 5), above(0, 7), above(1, 7), above(5, 6)}, Effort::quick), 1U);
}

TEST_F(SharingTest, NumbersArePartOfOptimisedCode) {
  EXPECT_EQ(functions_for({above(0, 5), above(0, 7), above(0, 5)}, Effort::optimised), 2U);
}

TEST_F(SharingTest, WhatIsAskedIsAPartOfAllCode) {
  for (const Effort effort : {Effort::quick, Effort::optimised}) {
    const Result<Compiler> own = Compiler::create();
    ASSERT_TRUE(own);
    Request truth{.condition = above(0, 5), .tags = &layout_};
    Request holds = truth;
    holds.answer = layout::NativeAnswer::holds;
    const Result<Code> code = own->compile(program_, std::vector{truth, holds}, effort);
    ASSERT_TRUE(code) << code.error().message;
    EXPECT_EQ(own->counters().functions, 2U);
  }
}

TEST_F(SharingTest, OperationsAreAPartOfAllCode) {
  const ir::ExpressionId below = make(Operation::less, {tag(0), build_.constant(kMoney, std::int64_t{5})});
  EXPECT_EQ(functions_for({above(0, 5), below}, Effort::quick), 2U);
}

TEST_F(SharingTest, WhichOperandsAreTheSameIsAPartOfAllCode) {
  const ir::ExpressionId apart = make(Operation::conjunction, {above(0, 5), above(1, 7)});
  const ir::ExpressionId same = make(Operation::conjunction, {above(0, 5), above(0, 7)});
  EXPECT_EQ(functions_for({apart, same}, Effort::quick), 2U);
}

TEST_F(SharingTest, TextsAreNoPartOfAnyCode) {
  const auto named = [&](const char* name) {
    return make(Operation::equal, {tag(3), build_.constant(kText, std::string(name))});
  };
  EXPECT_EQ(functions_for({named("name 5"), named("name 64"), named("")}, Effort::optimised), 1U);
}

TEST_F(SharingTest, AMillionNamesTakeNoMoreCodeThanTwo) {
  const auto in = [&](std::vector<std::string> names) {
    std::ranges::sort(names);
    return make(Operation::member, {tag(3), build_.constant(kTexts, std::move(names))});
  };
  std::vector<std::string> many;
  for (int name = 0; name < 1'000'000; ++name) many.push_back("name " + std::to_string(name));
  const ir::ExpressionId two = in({"name 1", "name 64"});
  const ir::ExpressionId million = in(std::move(many));
  EXPECT_EQ(functions_for({two}, Effort::optimised), 1U);
  const std::uint64_t bytes = code_bytes_;
  EXPECT_EQ(functions_for({million}, Effort::optimised), 1U);
  EXPECT_EQ(code_bytes_, bytes);
  EXPECT_EQ(functions_for({two, million}, Effort::quick), 1U);
}

TEST_F(SharingTest, OrdinalsAreTestedByBitsOrSearchedByHowTheyLie) {
  const auto in = [&](std::vector<std::int32_t> products) {
    return make(Operation::member, {tag(4), build_.constant(kProducts, std::move(products))});
  };
  std::vector<std::int32_t> thick;
  for (std::int32_t product = 0; product < 5'000; product += 2) thick.push_back(product);
  const std::vector<ir::ExpressionId> conditions = {in({}),    in({5, 63}),        in({5, 64}), in({7, 4'095}),
                                                    in(thick), in({5, 1'000'000}), in({-1, 8})};
  EXPECT_EQ(functions_for(conditions, Effort::quick), 3U);
}

TEST_F(SharingTest, FunctionsAreFoundAgainAcrossBatchesWhileOneLives) {
  const Result<Compiler> own = Compiler::create();
  ASSERT_TRUE(own);
  const auto compile = [&](std::int64_t limit) {
    const Request request{.condition = above(0, limit), .tags = &layout_};
    Result<Code> code = own->compile(program_, std::span(&request, 1), Effort::quick);
    EXPECT_TRUE(code);
    return std::move(*code);
  };
  {
    const Code first = compile(5);
    const Code second = compile(6);
    EXPECT_EQ(first.predicates()[0].code, second.predicates()[0].code);
    EXPECT_EQ(own->counters().functions, 1U);
    EXPECT_EQ(own->counters().live_conditions, 2U);
  }
  EXPECT_EQ(own->counters().live_code_bytes, 0U) << "the last who held it is gone";
  const Code third = compile(7);
  EXPECT_EQ(own->counters().functions, 2U);
}

}  // namespace
}  // namespace wend::codegen
