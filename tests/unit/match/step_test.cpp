#include "runtime/match/step.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/match/formula.hpp"
#include "runtime/match/values.hpp"

namespace wend::match {
namespace {

// A formula of one test.
class OneTest {
 public:
  OneTest(const std::vector<Range>& ranges, bool missing) {
    Tree tree;
    tree.test(0, ranges, missing);
    EXPECT_TRUE(formula_.assign(tree));
  }
  [[nodiscard]] Step step() const { return formula_.view().step(0); }
  [[nodiscard]] std::vector<Range> ranges() const {
    std::vector<Range> ranges;
    static_cast<void>(append_ranges(step(), formula_.view().pool(), ranges));
    return ranges;
  }
  [[nodiscard]] bool passes(std::optional<std::int64_t> value) const {
    return match::passes(step(), formula_.view().pool(), value.has_value(), value.value_or(0));
  }

 private:
  Formula formula_;
};

std::vector<Range> points(const std::vector<std::int64_t>& numbers) {
  std::vector<Range> ranges;
  for (const std::int64_t number : numbers) ranges.push_back({number, number});
  return ranges;
}

std::vector<Range> all_but(const std::vector<std::int64_t>& numbers) {
  std::vector<Range> ranges;
  std::int64_t from = kLeast;
  for (const std::int64_t number : numbers) {
    ranges.push_back({from, number - 1});
    from = number + 1;
  }
  ranges.push_back({from, kMost});
  return ranges;
}

// Values at and beside the numbers, and those that look like them in their last 16 or 32 bits.
std::vector<std::int64_t> values_around(const std::vector<std::int64_t>& numbers) {
  std::vector<std::int64_t> values = {0, -1, 1, kLeast, kMost, 0xFFFF, 0x10000};
  for (const std::int64_t number : numbers) {
    for (const std::int64_t away : {0LL, 1LL, -1LL, 1LL << 16U, -(1LL << 16U), 1LL << 32U, -(1LL << 32U)}) {
      std::int64_t value = 0;
      if (!__builtin_add_overflow(number, away, &value)) values.push_back(value);
    }
  }
  return values;
}

const std::vector<std::int64_t> kBases = {0, 100, 0xFFE0, 0xFFF8, 100'000, -40, kMost / 4, kLeast + 1, 0x7FFF'FFF0};

TEST(Step, AListPassesItsNumbersAndNoOthersWhateverItsLengthAndTheirWidth) {
  for (const std::int64_t base : kBases) {
    for (std::int64_t count = 1; count <= 11; ++count) {
      std::vector<std::int64_t> numbers;
      for (std::int64_t at = 0; at < count; ++at) numbers.push_back(base + 3 * at);
      const OneTest one_of(points(numbers), false);
      const OneTest none_of(all_but(numbers), false);
      EXPECT_EQ(one_of.step().shape(), Shape::one_of);
      EXPECT_EQ(none_of.step().shape(), Shape::none_of);
      EXPECT_EQ(one_of.ranges(), points(numbers));
      EXPECT_EQ(none_of.ranges(), all_but(numbers));
      for (const std::int64_t value : values_around(numbers)) {
        const bool expected = std::ranges::find(numbers, value) != numbers.end();
        EXPECT_EQ(one_of.passes(value), expected) << base << " " << count << " " << value;
        EXPECT_EQ(none_of.passes(value), !expected) << base << " " << count << " " << value;
      }
      EXPECT_FALSE(one_of.passes({}));
      EXPECT_FALSE(none_of.passes({}));
    }
  }
}

TEST(Step, ARangePassesItsEndsAndWhatIsBetween) {
  for (const std::int64_t from : kBases) {
    const std::int64_t to = from + 20;
    const OneTest between({{from, to}}, false);
    const OneTest at_least({{from, kMost}}, false);
    const OneTest at_most({{kLeast, to}}, false);
    for (const std::int64_t value : values_around({from, to})) {
      EXPECT_EQ(between.passes(value), from <= value && value <= to) << from << " " << value;
      EXPECT_EQ(at_least.passes(value), from <= value) << from << " " << value;
      EXPECT_EQ(at_most.passes(value), value <= to) << from << " " << value;
    }
    for (const OneTest* test : {&between, &at_least, &at_most}) EXPECT_FALSE(test->passes({}));
    EXPECT_EQ(between.ranges(), (std::vector<Range>{{from, to}}));
    EXPECT_EQ(at_least.ranges(), (std::vector<Range>{{from, kMost}}));
    EXPECT_EQ(at_most.ranges(), (std::vector<Range>{{kLeast, to}}));
  }
}

TEST(Step, FewNumbersThatFollowEachOtherAreAListAndStillRanges) {
  const std::vector<Range> ranges = {{3, 4}, {8, 9}, {11, 11}};
  const OneTest test(ranges, false);
  EXPECT_EQ(test.step().shape(), Shape::one_of);
  EXPECT_EQ(test.step().width(), Width::narrow);
  EXPECT_EQ(test.ranges(), ranges);
  EXPECT_TRUE(test.passes(9));
  EXPECT_FALSE(test.passes(10));
}

TEST(Step, SeveralRangesPassWhatIsInOneOfThemAndAMissingValueWhereTheySaySo) {
  const std::vector<Range> ranges = {{-20, 4}, {8, 90'000}, {1LL << 40U, kMost}};
  for (const bool missing : {false, true}) {
    const OneTest test(ranges, missing);
    EXPECT_EQ(test.ranges(), ranges);
    EXPECT_EQ(test.passes({}), missing);
    EXPECT_TRUE(test.passes(-20));
    EXPECT_FALSE(test.passes(5));
    EXPECT_TRUE(test.passes(90'000));
    EXPECT_FALSE(test.passes(90'001));
    EXPECT_TRUE(test.passes(kMost));
  }
}

TEST(Step, TakesTwoBytesForAConstantThatFitsAndAtMostEightStandInIt) {
  EXPECT_EQ(OneTest(points({7}), false).step().size(), kHeadUnits + 1);
  EXPECT_EQ(OneTest(points({7, 0xFFFF}), false).step().size(), kHeadUnits + 2);
  EXPECT_EQ(OneTest(points({7, 0x10000}), false).step().size(), kHeadUnits + 4);
  EXPECT_EQ(OneTest(points({7, 1LL << 40U}), false).step().size(), kHeadUnits + 8);
  EXPECT_EQ(OneTest(points({1, 3, 5, 7, 9, 11, 13, 15, 17}), false).step().width(), Width::pool);
}

}  // namespace
}  // namespace wend::match
