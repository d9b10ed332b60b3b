#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

std::string line_tree(const std::string& text) {
  Parsed parsed(text);
  const Line line = parsed.line();
  std::string tree;
  for (const Declaration& declaration : line.declarations) tree += print(declaration) + "\n";
  if (line.expression) tree += print(*line.expression) + "\n";
  return tree + parsed.messages();
}

bool incomplete(const std::string& text) {
  return is_incomplete(Parsed(text).file());
}

TEST(Line, IsADeclarationOrAnExpression) {
  EXPECT_EQ(line_tree("aum > 5万元"), "(aum > 5wCNY)\n");
  EXPECT_EQ(line_tree("segment a = b"), "segment a = b\n");
  EXPECT_EQ(line_tree("tag a = 1 tag b = 2"), "tag a = 1\ntag b = 2\n");
  EXPECT_EQ(line_tree("import bank.rfm as r"), "import bank.rfm() as r\n");
}

TEST(Line, TakesAWordOfTheLanguageAloneForAName) {
  EXPECT_EQ(line_tree("goal"), "goal\n");
  EXPECT_EQ(line_tree("tag in {a}"), "(tag in {a})\n");
  EXPECT_EQ(line_tree("segment = b"), "(segment = b)\n");
}

TEST(Line, MayBeEmpty) {
  EXPECT_EQ(line_tree(""), "");
  EXPECT_EQ(line_tree("   // a comment"), "");
}

TEST(Line, SaysWhatIsWrong) {
  EXPECT_EQ(line_tree("aum >"), "E0132 1:5 something must follow `>`\n");
  EXPECT_EQ(line_tree("aum > 5 CNY) "), "E0122 1:12 this `)` closes nothing\n");
  EXPECT_EQ(line_tree("segment a ="), "segment a faulty = -\nE0132 1:11 something must follow `=`\n");
  EXPECT_EQ(line_tree("@"), "E0102 1:1 `@` has no meaning in the language\n");
  EXPECT_EQ(line_tree("\xFF"), "E0101 1:1 this is not UTF-8: byte 0xFF begins no character\n");
}

TEST(Line, IsIncompleteWhileABracketIsOpen) {
  EXPECT_TRUE(incomplete("count(purchase,"));
  EXPECT_TRUE(incomplete("journey j {\n steps {\n }"));
  EXPECT_FALSE(incomplete("count(purchase, last 30 days)"));
  EXPECT_FALSE(incomplete("a)"));
  EXPECT_FALSE(incomplete("\"(\""));
}

TEST(Expression, IsAskedForWhereThereIsNone) {
  EXPECT_EQ(expression_tree("// nothing"), "E0165 1:1 an expression should stand here\n");
}

TEST(Expression, IsNullWhereSomethingIsWrong) {
  Parsed parsed("a == 1");
  EXPECT_EQ(parsed.expression(), nullptr);
  EXPECT_EQ(parsed.messages(), "E0106 1:3 `==` is written `=`\n");
}

}  // namespace
}  // namespace wend::syntax
