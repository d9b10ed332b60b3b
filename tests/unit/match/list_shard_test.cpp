#include "runtime/match/list_shard.hpp"

#include <gtest/gtest.h>

#include "runtime/match/values.hpp"

namespace wend::match {
namespace {

// Rules about one attribute, of which any value is rare.
class ListShardTest : public testing::Test {
 protected:
  ListShardTest() {
    for (std::int64_t value = 0; value < 4'000; ++value) statistics_.see(formula_of({{value, value}}).view());
    statistics_.settle();
  }

  static Formula formula_of(const std::vector<Range>& ranges, bool missing = false) {
    Tree tree;
    tree.test(0, ranges, missing);
    Formula formula;
    EXPECT_TRUE(formula.assign(tree));
    return formula;
  }
  [[nodiscard]] bool is_for(const Formula& formula) {
    demands_.assign(formula.view());
    return ListShardWriter::is_for(demands_);
  }
  void add(RuleId rule, const std::vector<Range>& ranges) {
    const Formula formula = formula_of(ranges);
    ASSERT_TRUE(is_for(formula));
    writer_.add(rule, formula.view(), demands_);
  }
  [[nodiscard]] std::vector<RuleId> search(std::int64_t value) {
    if (shard_ == nullptr) shard_ = writer_.take();
    Values values;
    values.begin(nullptr, 1);
    values.set(0, value);
    Found found;
    shard_->find(all_of(*shard_), values, found);
    for (const Found::Visit& visit : found.entries) shard_->judge(visit.at, values, found);
    found.rules.insert(found.rules.end(), found.repeated.begin(), found.repeated.end());
    return found.rules;
  }

 private:
  Statistics statistics_;
  Demands demands_{statistics_};
  ListShardWriter writer_;
  std::shared_ptr<const Shard> shard_;
};

TEST_F(ListShardTest, IsForFewValuesThatCanBeNamedAndForNothingElse) {
  EXPECT_TRUE(is_for(formula_of({{5, 5}})));
  EXPECT_TRUE(is_for(formula_of({{5, 8}, {12, 13}})));
  EXPECT_FALSE(is_for(formula_of({{5, 5}}, true)));
  EXPECT_FALSE(is_for(formula_of({{5, 500}})));
  EXPECT_FALSE(is_for(formula_of({{1'000'000, 1'000'032}})));
  EXPECT_FALSE(is_for(formula_of({{kMost - 5, kMost}, {kLeast, kLeast + 40}})));
  EXPECT_FALSE(is_for(formula_of({{5'000, kMost}})));
}

TEST_F(ListShardTest, FindsARuleByEachValueOfARange) {
  add(1, {{5, 8}});
  add(2, {{8, 8}, {20, 21}});
  add(3, {{kMost - 1, kMost}});
  EXPECT_TRUE(search(4).empty());
  EXPECT_EQ(search(5), std::vector<RuleId>{1});
  EXPECT_EQ(search(8).size(), 2U);
  EXPECT_TRUE(search(9).empty());
  EXPECT_EQ(search(21), std::vector<RuleId>{2});
  EXPECT_EQ(search(kMost), std::vector<RuleId>{3});
  EXPECT_TRUE(search(kMost - 2).empty());
}

// Of several attributes: the hash of one's value may look like that of another's.
TEST(ListShard, FindsARuleOnceHoweverManyValuesLookLikeItsOwn) {
  constexpr Attribute kOther = 1;
  Statistics statistics;
  Formula formula;
  const auto formula_of = [&](Attribute attribute, std::int64_t value) {
    Tree tree;
    tree.test(attribute, {{value, value}});
    EXPECT_TRUE(formula.assign(tree));
    return formula.view();
  };
  for (const Attribute attribute : {Attribute{0}, kOther}) {
    for (std::int64_t value = 0; value < 4'000; ++value) statistics.see(formula_of(attribute, value));
  }
  statistics.settle();
  Demands demands(statistics);
  ListShardWriter writer;
  for (const Attribute attribute : {Attribute{0}, kOther}) {
    demands.assign(formula_of(attribute, 7));
    writer.add(attribute, formula.view(), demands);
  }
  const std::shared_ptr<const Shard> shard = writer.take();
  Values values;
  Found found;
  for (std::int64_t other = 100; other < 300'000; ++other) {
    values.begin(nullptr, 2);
    values.set(0, 7);
    values.set(kOther, other);
    found = {};
    shard->find(all_of(*shard), values, found);
    for (const Found::Visit& visit : found.entries) shard->judge(visit.at, values, found);
    ASSERT_EQ(found.rules, std::vector<RuleId>{0}) << other;
  }
}

}  // namespace
}  // namespace wend::match
