#include <array>

#include "tests/unit/eval/fixture.hpp"

namespace wend::eval {
namespace {

constexpr Truth kNo = Truth::no;
constexpr Truth kYes = Truth::yes;
constexpr Truth kUnknown = Truth::unknown;
constexpr std::array kTruths{kNo, kYes, kUnknown};

using Table = std::array<std::array<Truth, 3>, 3>;  // by left, then right, in the order of kTruths

class Logic : public EvaluatorTest {
 protected:
  void expect_table(Operation operation, const Table& table) {
    for (std::size_t left = 0; left < 3; ++left) {
      for (std::size_t right = 0; right < 3; ++right) {
        EXPECT_EQ(truth_at(make(operation, {boolean(kTruths[left]), boolean(kTruths[right])})), table[left][right])
            << left << ' ' << right;
      }
    }
  }
};

TEST_F(Logic, ConjoinsAsKleeneDoes) {
  expect_table(Operation::conjunction, {{{kNo, kNo, kNo}, {kNo, kYes, kUnknown}, {kNo, kUnknown, kUnknown}}});
}

TEST_F(Logic, DisjoinsAsKleeneDoes) {
  expect_table(Operation::disjunction, {{{kNo, kYes, kUnknown}, {kYes, kYes, kYes}, {kUnknown, kYes, kUnknown}}});
}

TEST_F(Logic, JoinsMoreThanTwo) {
  const Id no = boolean(kNo);
  const Id yes = boolean(kYes);
  const Id unknown = boolean(kUnknown);
  EXPECT_EQ(truth_at(make(Operation::conjunction, {yes, unknown, yes, no})), kNo);
  EXPECT_EQ(truth_at(make(Operation::conjunction, {yes, unknown, yes})), kUnknown);
  EXPECT_EQ(truth_at(make(Operation::disjunction, {no, unknown, no, yes})), kYes);
  EXPECT_EQ(truth_at(make(Operation::disjunction, {no, unknown, no})), kUnknown);
}

TEST_F(Logic, OfNothingIsTheNeutralElement) {
  EXPECT_EQ(truth_at(make(Operation::conjunction, {})), kYes);
  EXPECT_EQ(truth_at(make(Operation::disjunction, {})), kNo);
}

TEST_F(Logic, Negates) {
  EXPECT_EQ(truth_at(make(Operation::negation, {boolean(kNo)})), kYes);
  EXPECT_EQ(truth_at(make(Operation::negation, {boolean(kYes)})), kNo);
  EXPECT_EQ(truth_at(make(Operation::negation, {boolean(kUnknown)})), kUnknown);
}

TEST_F(Logic, AlwaysKnowsWhetherSomethingIsKnown) {
  EXPECT_EQ(truth_at(make(Operation::known, {integer(0)})), kYes);
  EXPECT_EQ(truth_at(make(Operation::known, {unknown(kInteger)})), kNo);
  EXPECT_EQ(truth_at(make(Operation::known, {boolean(kUnknown)})), kNo);
}

TEST_F(Logic, ChoosesTheFirstBranchThatIsTrue) {
  const auto choose = [this](Truth first, Truth second) {
    return shown(make(Operation::choose,
                      {boolean(first), integer(1), boolean(second), integer(2), integer(3), integer(4)}, kInteger));
  };
  EXPECT_EQ(choose(kYes, kYes), "1");
  EXPECT_EQ(choose(kYes, kUnknown), "1");
  EXPECT_EQ(choose(kNo, kYes), "2");
  EXPECT_EQ(choose(kUnknown, kYes), "2");
  EXPECT_EQ(choose(kNo, kNo), "3");
  EXPECT_EQ(choose(kUnknown, kNo), "4");
  EXPECT_EQ(choose(kNo, kUnknown), "4");
  EXPECT_EQ(choose(kUnknown, kUnknown), "4");
}

TEST_F(Logic, ChoosesAnUnknownValueWhereTheTrueBranchHasOne) {
  EXPECT_EQ(shown(make(Operation::choose, {boolean(kYes), unknown(kInteger), integer(3), integer(4)}, kInteger)),
            "unknown");
}

TEST_F(Logic, FallsBackWhereTheFirstIsUnknown) {
  EXPECT_EQ(shown(make(Operation::fallback, {integer(1), integer(2)}, kInteger)), "1");
  EXPECT_EQ(shown(make(Operation::fallback, {unknown(kInteger), integer(2)}, kInteger)), "2");
  EXPECT_EQ(shown(make(Operation::fallback, {unknown(kInteger), unknown(kInteger)}, kInteger)), "unknown");
}

TEST_F(Logic, HoldsOnlyWhereTrue) {
  EXPECT_TRUE(holds(program_, boolean(kYes), inputs_));
  EXPECT_FALSE(holds(program_, boolean(kNo), inputs_));
  EXPECT_FALSE(holds(program_, boolean(kUnknown), inputs_));
  EXPECT_TRUE(holds(program_, ir::kNone, inputs_));
}

}  // namespace
}  // namespace wend::eval
