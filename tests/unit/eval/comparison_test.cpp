#include "tests/unit/eval/fixture.hpp"

namespace wend::eval {
namespace {

class Comparison : public EvaluatorTest {
 protected:
  // `=`, `!=`, `<`, `<=` in turn: y, n or ? for each.
  std::string compared(Id left, Id right) {
    std::string answers;
    for (const Operation operation : {Operation::equal, Operation::not_equal, Operation::less, Operation::less_equal}) {
      answers += letter(make(operation, {left, right}));
    }
    return answers;
  }
  std::string letter(Id condition) {
    switch (truth_at(condition)) {
      case Truth::no: return "n";
      case Truth::yes: return "y";
      case Truth::unknown: return "?";
    }
    return {};
  }
};

TEST_F(Comparison, OrdersScalars) {
  EXPECT_EQ(compared(integer(1), integer(1)), "ynny");
  EXPECT_EQ(compared(integer(-1), integer(1)), "nyyy");
  EXPECT_EQ(compared(integer(2), integer(1)), "nynn");
  EXPECT_EQ(compared(money("9.9999"), money("10")), "nyyy");
  EXPECT_EQ(compared(date("2026-03-02"), date("2026-03-02")), "ynny");
}

TEST_F(Comparison, WithUnknownIsUnknown) {
  EXPECT_EQ(compared(unknown(kInteger), integer(1)), "????");
  EXPECT_EQ(compared(integer(1), unknown(kInteger)), "????");
  EXPECT_EQ(compared(unknown(kInteger), unknown(kInteger)), "????");
  EXPECT_EQ(compared(unknown(kText), text("a")), "????");
  EXPECT_EQ(compared(unknown(kTexts), texts({})), "????");
}

TEST_F(Comparison, ComparesBooleansForEqualityAlone) {
  EXPECT_EQ(compared(boolean(Truth::yes), boolean(Truth::yes)), "yn??");
  EXPECT_EQ(compared(boolean(Truth::yes), boolean(Truth::no)), "ny??");
}

TEST_F(Comparison, OrdersTextsByBytes) {
  EXPECT_EQ(compared(text("abc"), text("abd")), "nyyy");
  EXPECT_EQ(compared(text(""), text("a")), "nyyy");
  EXPECT_EQ(compared(text("a"), text("上海")), "nyyy");
  EXPECT_EQ(compared(text("é"), text("é")), "ynny");
  EXPECT_EQ(compared(text(std::string("a\0b", 3)), text("a")), "nynn");
}

TEST_F(Comparison, ComparesPeriodsWhereMonthsDoNotMatter) {
  EXPECT_EQ(compared(period({0, 7, 0}), period({0, 8, 0})), "nyyy");
  EXPECT_EQ(compared(period({12, 0, 0}), period({12, 0, 0})), "ynny");
  EXPECT_EQ(compared(period({1, 0, 0}), period({0, 32, 0})), "nyyy");
  EXPECT_EQ(compared(period({1, 0, 0}), period({0, 30, 0})), "????");
}

TEST_F(Comparison, ComparesSetsForEqualityAlone) {
  EXPECT_EQ(compared(colours({0, 2}), colours({0, 2})), "yn??");
  EXPECT_EQ(compared(colours({0, 2}), colours({0})), "ny??");
  EXPECT_EQ(compared(texts({"a", "b"}), texts({"a", "b"})), "yn??");
  EXPECT_EQ(compared(texts({"a", "b"}), texts({"a", "c"})), "ny??");
}

TEST_F(Comparison, FindsMembers) {
  const Id set = colours({0, 2, 5, 9});
  for (const std::int32_t present : {0, 2, 5, 9}) {
    EXPECT_EQ(letter(make(Operation::member, {build_.constant(kColour, std::int64_t{present}), set})), "y");
  }
  for (const std::int64_t absent : {-1L, 1L, 3L, 10L, 0x1'0000'0000L}) {
    EXPECT_EQ(letter(make(Operation::member, {build_.constant(kColour, absent), set})), "n");
  }
  EXPECT_EQ(letter(make(Operation::member, {text("杭州"), texts({"上海", "杭州"})})), "y");
  EXPECT_EQ(letter(make(Operation::member, {text("北京"), texts({"上海", "杭州"})})), "n");
  EXPECT_EQ(letter(make(Operation::member, {text("a"), texts({})})), "n");
}

TEST_F(Comparison, KnowsNoMembershipOfOrInTheUnknown) {
  EXPECT_EQ(letter(make(Operation::member, {unknown(kText), texts({"a"})})), "?");
  EXPECT_EQ(letter(make(Operation::member, {text("a"), unknown(kTexts)})), "?");
  EXPECT_EQ(letter(make(Operation::member, {unknown(kText), texts({})})), "?");
}

TEST_F(Comparison, ComparesSetsByContents) {
  const auto all = [this](Id left, Id right) { return letter(make(Operation::contains_all, {left, right})); };
  const auto any = [this](Id left, Id right) { return letter(make(Operation::contains_any, {left, right})); };
  EXPECT_EQ(all(colours({0, 1, 2}), colours({0, 2})), "y");
  EXPECT_EQ(all(colours({0, 1}), colours({0, 2})), "n");
  EXPECT_EQ(all(colours({}), colours({})), "y");
  EXPECT_EQ(any(colours({0, 1}), colours({1, 2})), "y");
  EXPECT_EQ(any(colours({0, 1}), colours({2, 3})), "n");
  EXPECT_EQ(any(colours({0, 1}), colours({})), "n");
  EXPECT_EQ(all(texts({"a", "b"}), texts({"b"})), "y");
  EXPECT_EQ(any(texts({"a", "b"}), texts({"c"})), "n");
  EXPECT_EQ(all(unknown(kTexts), texts({})), "?");
  EXPECT_EQ(any(texts({}), unknown(kTexts)), "?");
}

TEST_F(Comparison, LooksIntoTexts) {
  const auto contains = [this](Id whole, Id part) { return letter(make(Operation::text_contains, {whole, part})); };
  const auto starts = [this](Id whole, Id part) { return letter(make(Operation::text_starts_with, {whole, part})); };
  EXPECT_EQ(contains(text("财富管理"), text("富管")), "y");
  EXPECT_EQ(contains(text("wealth"), text("Wealth")), "n");
  EXPECT_EQ(contains(text("a"), text("")), "y");
  EXPECT_EQ(contains(text(""), text("a")), "n");
  EXPECT_EQ(starts(text("Prague 1"), text("Prague")), "y");
  EXPECT_EQ(starts(text("Prague"), text("Prague 1")), "n");
  EXPECT_EQ(contains(unknown(kText), text("")), "?");
  EXPECT_EQ(starts(text("a"), unknown(kText)), "?");
}

}  // namespace
}  // namespace wend::eval
