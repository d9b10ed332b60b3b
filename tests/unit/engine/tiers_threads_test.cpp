// One thread compiles while others judge, add and let go: what the thread sanitizer is to watch.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "runtime/engine/tiers.hpp"

namespace wend::engine {
namespace {

using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kInteger = type_of(TypeKind::integer);
constexpr std::int64_t kAge = 40;
constexpr std::size_t kConditions = 80;

// `limit < age` for every limit below kConditions.
class TiersThreads : public testing::Test {
 protected:
  TiersThreads() {
    auto schema = std::make_shared<schema::Schema>();
    schema->tags.resize(1);
    schema->tags[0].type = kInteger;
    program_->schema = schema;
    ir::Builder build(*program_);
    for (std::size_t limit = 0; limit < kConditions; ++limit) {
      conditions_.push_back(build.make(
          Operation::less, kBoolean,
          {build.constant(kInteger, static_cast<std::int64_t>(limit)), build.leaf(Operation::tag, kInteger, 0)}));
    }
    layout::append_row(*tags_, std::vector<Value>{kAge}, row_);
    inputs_.tags = {tags_.get(), row_.data()};
  }

  std::shared_ptr<Rule> add(Tiers& tiers, std::size_t limit) {
    return tiers.add(program_, {.condition = conditions_[limit], .tags = tags_.get()}, tags_);
  }
  void judge(const Rule& rule, std::size_t limit) {
    if (rule.judge(inputs_) != truth(static_cast<std::int64_t>(limit) < kAge)) ++mistakes_;
  }

  std::shared_ptr<ir::Program> program_ = std::make_shared<ir::Program>();
  std::vector<ir::ExpressionId> conditions_;
  std::shared_ptr<layout::RowLayout> tags_ =
      std::make_shared<layout::RowLayout>(layout::dense_layout(std::vector{kInteger}));
  std::vector<std::byte> row_;
  eval::Inputs inputs_;
  std::atomic<int> mistakes_{0};
};

TEST_F(TiersThreads, CompileWhileOthersJudgeAddAndLetGo) {
  const auto tiers = Tiers::make({.hot = 20, .very_hot = 200});
  std::vector<std::shared_ptr<Rule>> shared;
  for (std::size_t limit = 0; limit < kConditions; ++limit) shared.push_back(add(*tiers, limit));
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 2; ++thread) {
    threads.emplace_back([&] {
      for (int round = 0; round < 300; ++round) {
        for (std::size_t limit = 0; limit < kConditions; ++limit) judge(*shared[limit], limit);
      }
    });
  }
  threads.emplace_back([&] {
    for (std::size_t round = 0; round < 300; ++round) {
      const std::size_t limit = round % kConditions;
      const auto rule = add(*tiers, limit);
      for (int times = 0; times < 30; ++times) judge(*rule, limit);
      if (round % 3 == 0) rule->pin(Pin::native_quick);
      if (round % 50 == 0 && tiers->reports().size() < kConditions) ++mistakes_;
    }
  });
  for (std::thread& thread : threads) thread.join();
  // The background thread gets to every rule in the end, however the threads were scheduled.
  while (tiers->statistics().rules[static_cast<std::size_t>(Tier::evaluator)] > 0) std::this_thread::yield();
  for (std::size_t limit = 0; limit < kConditions; ++limit) judge(*shared[limit], limit);
  EXPECT_EQ(mistakes_, 0);
  EXPECT_EQ(tiers->statistics().refused, 0U);
}

}  // namespace
}  // namespace wend::engine
