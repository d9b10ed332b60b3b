#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

Name name_of(const std::string& spelling) {
  Parsed parsed("tag " + spelling + " = 1");
  auto& declarations = parsed.module().module.declarations;
  EXPECT_EQ(parsed.messages(), "");
  return declarations.empty() ? Name{} : declarations.front().name;
}

TEST(Names, KeepTheirSpellingBesideTheirText) {
  const Name quoted = name_of("`30日AUM提升`");
  EXPECT_EQ(quoted.text, "30日AUM提升");
  EXPECT_EQ(quoted.spelling, "`30日AUM提升`");
  EXPECT_TRUE(quoted.quoted);
  const Name bracketed = name_of("「30日 AUM」");
  EXPECT_EQ(bracketed.text, "30日 AUM");
  EXPECT_EQ(bracketed.spelling, "「30日 AUM」");
  EXPECT_FALSE(name_of("aum").quoted);
}

TEST(Names, AreNormalisedToTheirComposedForm) {
  const Name decomposed = name_of("cafe\u0301");
  EXPECT_EQ(decomposed.text, "caf\u00E9");
  EXPECT_EQ(decomposed.spelling, "cafe\u0301");
}

TEST(Names, MayBeAnyWordThatIsNotReserved) {
  for (const char* word : {"goal", "steps", "where", "in", "day", "按", "次", "平均", "count", "_x"}) {
    EXPECT_EQ(name_of(word).text, word);
  }
}

TEST(Names, MayBeReservedWordsInQuotes) {
  for (const char* word : {"true", "for", "last", "且", "today"}) {
    EXPECT_EQ(name_of("`" + std::string(word) + "`").text, word);
  }
}

TEST(Names, AreRefusedWhereTheWordIsReserved) {
  for (const char* word :
       {"true", "false", "and", "or", "not", "for", "until", "since", "last", "next", "previous", "today", "no",
        "真",   "假",    "且",  "或", "非",  "满",  "面向",  "直到",  "自",   "近",   "未来",     "今天",  "无"}) {
    EXPECT_EQ(messages_about("tag " + std::string(word) + " = 1"),
              "E0134 1:5 `" + std::string(word) + "` is a reserved word: quote it to use it as a name\n");
  }
}

TEST(Names, OfTheLanguageAreKnownInBothLanguages) {
  Parsed parsed("event.a = 事件.a and customer.b = 客户.b and `event`.a = 1");
  const ExpressionPtr expression = parsed.expression();
  ASSERT_TRUE(expression);
  const auto known = [](const ExpressionPtr& side) { return side->as<Reference>()->path.first().known; };
  const auto* chain = expression->as<Chain>();
  const auto* events = chain->first->as<Comparison>();
  EXPECT_EQ(known(events->left), KnownName::event);
  EXPECT_EQ(known(events->right), KnownName::event);
  EXPECT_EQ(known(chain->rest[0].operand->as<Comparison>()->left), KnownName::customer);
  EXPECT_EQ(known(chain->rest[0].operand->as<Comparison>()->right), KnownName::customer);
  EXPECT_EQ(known(chain->rest[1].operand->as<Comparison>()->left), KnownName::none);
}

TEST(Keywords, MayBeGluedToANumberWhereTheTableSaysSo) {
  EXPECT_EQ(expression_tree("a 属于 近30天 或 a 属于 最近2个月 或 a 属于 未来7天"),
            "((a in (last 30d)) or (a in (last 2month)) or (a in (next 7d)))");
  EXPECT_EQ(expression_tree("近7天登录 = 1"), "(近7天登录 = 1)");
}

}  // namespace
}  // namespace wend::syntax
