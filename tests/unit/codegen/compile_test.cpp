// Compiling and releasing: errors, memory, threads.
#include <algorithm>
#include <fstream>
#include <string>
#include <thread>

#include "tests/unit/codegen/twin.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

class CompileTest : public testing::Test {
 protected:
  CompileTest() {
    schema_->tags.resize(2);
    schema_->tags[0].name = "aum";
    program_.schema = schema_;
  }

  // aum > limit
  ir::ExpressionId above(std::int64_t limit) {
    return build_.make(Operation::less, kBoolean,
                       {build_.constant(kMoney, limit), build_.leaf(Operation::tag, kMoney, 0)});
  }

  std::string error_of(const Request& request) {
    const Result<Code> code = compiler().compile(program_, std::span(&request, 1), Effort::quick);
    return code ? "none" : code.error().message;
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout layout_ = layout::dense_layout(std::vector{kMoney, kText});
};

TEST_F(CompileTest, RefusesAConditionThatIsNotInTheProgram) {
  EXPECT_EQ(error_of({.condition = 5}), "condition 5 is not in the program");
}

TEST_F(CompileTest, RefusesWhatIsNotACondition) {
  EXPECT_EQ(error_of({.condition = build_.constant(kMoney, std::int64_t{5})}), "condition 0 is not boolean");
}

TEST_F(CompileTest, RefusesATypeWithoutANativeForm) {
  const ir::ExpressionId list = build_.leaf(Operation::tag, type_of(TypeKind::list), 0);
  const ir::ExpressionId known = build_.make(Operation::known, kBoolean, {list});
  EXPECT_EQ(error_of({.condition = known}), "condition 1 reads a value of a type that has no native form");
}

TEST_F(CompileTest, RefusesARowThatStoresATagAsSomethingElse) {
  const ir::ExpressionId known = build_.make(Operation::known, kBoolean, {build_.leaf(Operation::tag, kText, 0)});
  EXPECT_EQ(error_of({.condition = known, .tags = &layout_}),
            "condition 1 reads (tag aum), which the row does not store as a value of its type");
}

TEST_F(CompileTest, RefusesWhatIsTooLarge) {
  std::vector<ir::ExpressionId> conditions;
  for (std::size_t limit = 0; limit <= kMostExpressions; ++limit) conditions.push_back(above(std::ssize(conditions)));
  const ir::ExpressionId all = build_.make(Operation::conjunction, kBoolean, conditions);
  EXPECT_EQ(error_of({.condition = all, .tags = &layout_}),
            "condition " + std::to_string(all) + " reads more than 8192 expressions");
}

TEST_F(CompileTest, TakesABatchThatIsEmpty) {
  const Result<Code> code = compiler().compile(program_, {}, Effort::optimised);
  ASSERT_TRUE(code) << code.error().message;
  EXPECT_TRUE(code->predicates().empty());
}

TEST_F(CompileTest, TakesDeepAndWideConditions) {
  ir::ExpressionId deep = above(0);
  for (std::uint32_t depth = 0; depth < ir::kDeepest; ++depth)
    deep = build_.make(Operation::negation, kBoolean, {deep});
  std::vector<ir::ExpressionId> many{deep};
  for (std::int64_t limit = 0; limit < 2'000; ++limit) many.push_back(above(limit));
  const ir::ExpressionId wide = build_.make(Operation::conjunction, kBoolean, many);
  const Twin twin(program_, {.condition = wide, .tags = &layout_});
  std::vector<std::byte> row;
  layout::append_row(layout_, std::vector<Value>{std::int64_t{1'999}}, row);
  eval::Inputs inputs;
  inputs.tags = {&layout_, row.data()};
  EXPECT_EQ(twin.judge(inputs), Truth::no);
}

std::size_t mappings() {
  std::ifstream maps("/proc/self/maps");
  std::size_t lines = 0;
  for (std::string line; std::getline(maps, line);) ++lines;
  return lines;
}

TEST_F(CompileTest, AThousandBatchesComeAndGoWithoutGrowthInMappings) {
  std::vector<Request> requests;
  for (std::int64_t limit = 0; limit < 10; ++limit) requests.push_back({.condition = above(limit), .tags = &layout_});
  const auto compile = [&] { return compiler().compile(program_, requests, Effort::quick); };
  ASSERT_TRUE(compile());
  const std::size_t before = mappings();
  for (int round = 0; round < 1'000; ++round) ASSERT_TRUE(compile());
  EXPECT_LE(mappings(), before + 8);
}

TEST_F(CompileTest, AThousandPredicatesLiveAtOnceInFewMappings) {
  std::vector<Request> requests;
  for (std::int64_t limit = 0; limit < 100; ++limit) requests.push_back({.condition = above(limit), .tags = &layout_});
  const std::size_t before = mappings();
  std::vector<Code> codes;
  for (int batch = 0; batch < 10; ++batch) {
    Result<Code> code = compiler().compile(program_, requests, Effort::quick);
    ASSERT_TRUE(code) << code.error().message;
    codes.push_back(std::move(*code));
  }
  EXPECT_LE(mappings(), before + 64);
}

TEST_F(CompileTest, ThreadsCompileAndJudgeSideBySide) {
  constexpr int kThreads = 4;
  constexpr int kRounds = 25;
  std::vector<Request> requests;
  for (std::int64_t limit = 0; limit < 8; ++limit) requests.push_back({.condition = above(limit), .tags = &layout_});
  std::vector<std::byte> row;
  layout::append_row(layout_, std::vector<Value>{std::int64_t{4}}, row);
  const auto work = [&](int& right) {
    layout::Frame frame;
    frame.tags = row.data();
    for (int round = 0; round < kRounds; ++round) {
      const Effort effort = round % 2 == 0 ? Effort::quick : Effort::optimised;
      const Result<Code> code = compiler().compile(program_, requests, effort);
      if (!code) return;
      for (std::int64_t limit = 0; limit < 8; ++limit) {
        const auto truth = static_cast<Truth>(code->predicates()[static_cast<std::size_t>(limit)](&frame));
        right += truth == (4 > limit ? Truth::yes : Truth::no) ? 1 : 0;
      }
    }
  };
  std::array<int, kThreads> right{};
  {
    std::vector<std::jthread> threads;
    for (int& count : right) threads.emplace_back([&] { work(count); });
  }
  for (const int count : right) EXPECT_EQ(count, kRounds * 8);
}

}  // namespace
}  // namespace wend::codegen
