#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

TEST(Expressions, BindTighterFromLogicToFallback) {
  EXPECT_EQ(expression_tree("a or not b = c .. d + e * - f default g"),
            "(a or (not (b = (c .. (d + (e * (- (default f g))))))))");
}

TEST(Expressions, GroupEqualOperatorsFromTheLeftInOneFlatChain) {
  EXPECT_EQ(expression_tree("a - b + c - d"), "(a - b + c - d)");
  EXPECT_EQ(expression_tree("a / b * c"), "(a / b * c)");
  EXPECT_EQ(expression_tree("a and b and c"), "(a and b and c)");
  EXPECT_EQ(expression_tree("a * b + c / d - e"), "((a * b) + (c / d) - e)");
}

TEST(Expressions, KeepParenthesesApartFromTheChainAroundThem) {
  EXPECT_EQ(expression_tree("a - (b - c)"), "(a - (b - c))");
  EXPECT_EQ(expression_tree("(a - b) - c"), "((a - b) - c)");
  EXPECT_EQ(expression_tree("a and (b or c)"), "(a and (b or c))");
  EXPECT_EQ(expression_tree("((a))"), "a");
}

TEST(Expressions, MarkWhatTheAuthorPutInParentheses) {
  Parsed parsed("(a) + b");
  const ExpressionPtr expression = parsed.expression();
  const auto* chain = expression->as<Chain>();
  ASSERT_NE(chain, nullptr);
  EXPECT_TRUE(chain->first->in_parentheses);
  EXPECT_FALSE(chain->rest[0].operand->in_parentheses);
}

TEST(Expressions, CompareWithEveryOperator) {
  EXPECT_EQ(expression_tree("a = b"), "(a = b)");
  EXPECT_EQ(expression_tree("a != b"), "(a != b)");
  EXPECT_EQ(expression_tree("a < b"), "(a < b)");
  EXPECT_EQ(expression_tree("a <= b"), "(a <= b)");
  EXPECT_EQ(expression_tree("a > b"), "(a > b)");
  EXPECT_EQ(expression_tree("a >= b"), "(a >= b)");
  EXPECT_EQ(expression_tree("a in {b, c}"), "(a in {b, c})");
  EXPECT_EQ(expression_tree("a contains b"), "(a contains b)");
  EXPECT_EQ(expression_tree("a contains any {b, c}"), "(a contains-any {b, c})");
  EXPECT_EQ(expression_tree("a starts with \"b\""), "(a starts-with \"b\")");
}

TEST(Expressions, AskWhetherAValueIsThere) {
  EXPECT_EQ(expression_tree("a is known and b is missing"), "((a known) and (b missing))");
  EXPECT_EQ(expression_tree("not a is known"), "(not (a known))");
  EXPECT_EQ(expression_tree("a + b is missing"), "((a + b) missing)");
}

TEST(Expressions, ReadRangesClosedAndHalfOpen) {
  EXPECT_EQ(expression_tree("a in 1 .. 5"), "(a in (1 .. 5))");
  EXPECT_EQ(expression_tree("a in 1..<5"), "(a in (1 ..< 5))");
  EXPECT_EQ(expression_tree("a in 2026-01-01 .. 2026-03-31"), "(a in (2026-01-01 .. 2026-03-31))");
}

TEST(Expressions, ReadTimeRanges) {
  EXPECT_EQ(expression_tree("a in last 30 days"), "(a in (last 30d))");
  EXPECT_EQ(expression_tree("a in next 7 days"), "(a in (next 7d))");
  EXPECT_EQ(expression_tree("a in last patience"), "(a in (last patience))");
  EXPECT_EQ(expression_tree("a in today"), "(a in this-day)");
  EXPECT_EQ(expression_tree("a in this week or a in this month or a in this year"),
            "((a in this-week) or (a in this-month) or (a in this-year))");
  EXPECT_EQ(expression_tree("a in previous week or a in previous month or a in previous year"),
            "((a in previous-week) or (a in previous-month) or (a in previous-year))");
  EXPECT_EQ(expression_tree("a in since 2026-01-01 and b in since opened + 3 days"),
            "((a in (since 2026-01-01)) and (b in (since (opened + 3d))))");
}

TEST(Expressions, ReadLiterals) {
  EXPECT_EQ(expression_tree("{true, false, 5, 1.5, \"text\", C3, 2026-03-02, 09:30, 09:30:15, 2026-03-02 10:00}"),
            "{true, false, 5, 1.5, \"text\", C3, 2026-03-02, 09:30, 09:30:15, 2026-03-02T10:00}");
  EXPECT_EQ(expression_tree("a in {}"), "(a in {})");
  EXPECT_EQ(expression_tree("{a, b,}"), "{a, b}");
}

TEST(Expressions, ResolveEscapesInTexts) {
  EXPECT_EQ(expression_tree(R"("a \"b\" \\ \n \t")"), "\"a \"b\" \\ \n \t\"");
  EXPECT_EQ(expression_tree("“他说\"好\"”"), "\"他说\"好\"\"");
}

TEST(Expressions, CallFunctionsWithEveryFormOfArgument) {
  EXPECT_EQ(expression_tree("count(purchase)"), "@count(purchase)");
  EXPECT_EQ(expression_tree("count(earlier purchase as p where p.kind = wealth, last 30 days)"),
            "@count(earlier purchase as p where (p.kind = wealth), (last 30d))");
  EXPECT_EQ(expression_tree("churn_risk()"), "churn_risk()");
  EXPECT_EQ(expression_tree("models.churn(horizon: 3)"), "models.churn(horizon: 3)");
  EXPECT_EQ(expression_tree("`count`(a)"), "count(a)");
}

TEST(Expressions, TellWordsOfTheLanguageFromNamesByTheirPlace) {
  EXPECT_EQ(expression_tree("earlier = 5"), "(earlier = 5)");
  EXPECT_EQ(expression_tree("count(earlier)"), "@count(earlier)");
  EXPECT_EQ(expression_tree("goal = test and policy in {send, wait}"), "((goal = test) and (policy in {send, wait}))");
  EXPECT_EQ(expression_tree("in in in"), "(in in in)");
  EXPECT_EQ(expression_tree("choose = 5 and this > is"), "((choose = 5) and (this > is))");
  EXPECT_EQ(expression_tree("contains contains any"), "(contains contains any)");
}

TEST(Expressions, ReadFieldsOfNamesCallsAndGroups) {
  EXPECT_EQ(expression_tree("event.product.kind"), "event.product.kind");
  EXPECT_EQ(expression_tree("one(holdings where risk = R2).maturity.year"),
            "@one(holdings where (risk = R2)).maturity.year");
  EXPECT_EQ(expression_tree("(a default b).kind"), "(default a b).kind");
}

TEST(Expressions, ChooseAmongValues) {
  EXPECT_EQ(expression_tree("choose { when a = 1 then 5 CNY when b then 6 CNY otherwise 7 CNY unknown 8 CNY }"),
            "(choose [(a = 1) 5CNY] [b 6CNY] otherwise 7CNY unknown 8CNY)");
  EXPECT_EQ(expression_tree("1 + choose { when a then 2 } * 3"), "(1 + ((choose [a 2]) * 3))");
}

TEST(Expressions, TakeValuesAtTimesAndOverSegments) {
  EXPECT_EQ(expression_tree("aum at +30 days - aum at entry"), "((aum at +30d) - (aum at entry))");
  EXPECT_EQ(expression_tree("share(bought) over savers / count(a) over others"),
            "((@share(bought) over savers) / (@count(a) over others))");
  EXPECT_EQ(expression_tree("a default b default 0"), "(default a b 0)");
  EXPECT_EQ(expression_tree("a default -1 + 2"), "((default a (- 1)) + 2)");
}

TEST(Expressions, CollectRepeatedPrefixesInOneNode) {
  EXPECT_EQ(expression_tree("not not not a"), "(not*3 a)");
  EXPECT_EQ(expression_tree("- - a * b"), "((-*2 a) * b)");
  EXPECT_EQ(expression_tree("a - -b"), "(a - (- b))");
}

TEST(Expressions, ReadTheFullWidthSignsOfAnInputMethod) {
  EXPECT_EQ(expression_tree("资产　≥　５０万元　且　（等级　＝　金卡）"), "((资产 >= 50wCNY) and (等级 = 金卡))");
  EXPECT_EQ(expression_tree("a in ｛b、c，d｝ and f（x：1） ≠ 5％"), "((a in {b, c, d}) and (f(x: 1) != 5%))");
  EXPECT_EQ(expression_tree("a × 2 ÷ 3 ＋ 1 － b ≤ 1．5"), "(((a * 2 / 3) + 1 - b) <= 1.5)");
}

TEST(Expressions, ReadBothLanguagesInOneExpression) {
  EXPECT_EQ(expression_tree(
                "资产 属于 1 .. 5 and 非 (a 缺失) 且 平均(存款.金额, 近90天) > 最大(此前 存款.金额, last 30 days)"),
            "((资产 in (1 .. 5)) and (not (a missing)) and (@平均(存款.金额, (last 90d)) > "
            "@最大(earlier 存款.金额, (last 30d))))");
}

}  // namespace
}  // namespace wend::syntax
