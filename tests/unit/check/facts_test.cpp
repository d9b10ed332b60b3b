#include "compiler/check/facts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

std::uint32_t offset_of(const CheckedText& text, std::string_view part) {
  return static_cast<std::uint32_t>(text.sources.file({0}).text().find(part));
}

std::string type_at(const CheckedText& text, std::string_view part) {
  const TypedSpan* found = text.checked.facts.type_at({0}, offset_of(text, part));
  return found == nullptr ? "nothing" : schema::describe(*text.schema, found->type);
}

TEST(Facts, KnowTheTypeOfEachPart) {
  const CheckedText text("segment s = aum > 5_000 CNY and rate * 2 > 1.5");
  EXPECT_EQ(type_at(text, "aum"), "money CNY");
  EXPECT_EQ(type_at(text, "> 5_000"), "bool");
  EXPECT_EQ(type_at(text, "5_000"), "money CNY");
  EXPECT_EQ(type_at(text, "and"), "bool");
  EXPECT_EQ(type_at(text, "* 2"), "number");
  EXPECT_EQ(type_at(text, "segment"), "nothing");
}

TEST(Facts, FindAnExpressionByItsSpan) {
  const CheckedText text("segment s = visits + 1 > 2");
  const std::uint32_t begin = offset_of(text, "visits");
  const TypedSpan* sum = text.checked.facts.type_of({{0}, begin, begin + 10});
  ASSERT_NE(sum, nullptr);
  EXPECT_EQ(ir::to_text(text.checked.program, sum->expression), "(sum 2 (tag visits) (constant 1))");
  EXPECT_EQ(text.checked.facts.type_of({{0}, begin, begin + 9}), nullptr);
}

TEST(Facts, TellWhatEachNameMeansAndHowItWasWritten) {
  const CheckedText text(
      "segment s = 资产规模 > 5万元 and tier = gold and t and count(deposit where amount > 1 CNY, today) > 1\n"
      "tag t \"标签\" = visits > 1");
  const Facts& facts = text.checked.facts;
  const auto use_at = [&](std::string_view part) { return facts.use_at({0}, offset_of(text, part)); };
  ASSERT_NE(use_at("资产规模"), nullptr);
  EXPECT_EQ(use_at("资产规模")->kind, Use::Kind::tag);
  EXPECT_TRUE(use_at("资产规模")->by_label);
  EXPECT_FALSE(use_at("tier")->by_label);
  EXPECT_EQ(use_at("gold")->kind, Use::Kind::value);
  EXPECT_EQ(use_at("gold")->part, 2u);
  EXPECT_EQ(use_at("t and count")->kind, Use::Kind::definition);
  EXPECT_EQ(facts.definitions[use_at("t and count")->index].name, "t");
  EXPECT_EQ(use_at("deposit")->kind, Use::Kind::event);
  EXPECT_EQ(use_at("amount")->kind, Use::Kind::field);
  EXPECT_EQ(facts.definitions[use_at("tier")->inside].name, "s");
  EXPECT_EQ(facts.definitions[use_at("visits")->inside].name, "t");
  EXPECT_EQ(use_at("5万元"), nullptr);
}

TEST(Facts, ListDefinitionsInTheOrderOfTheFiles) {
  const CheckedText text(std::vector<std::string>{"segment b = t > 1", "tag t \"标签\" = visits"});
  const std::vector<Definition>& definitions = text.checked.facts.definitions;
  ASSERT_EQ(definitions.size(), 2u);
  EXPECT_EQ(definitions[0].kind, DefinitionKind::segment);
  EXPECT_EQ(definitions[1].label, "标签");
  EXPECT_EQ(text.sources.text(definitions[1].span), "tag t \"标签\" = visits");
  EXPECT_EQ(text.sources.text(definitions[1].name_span), "t");
  EXPECT_EQ(definitions[1].index, 0u);
}

TEST(Facts, MarkDefinitionsWithAFault) {
  const CheckedText text(
      "segment bad = aumm > 1\nsegment user = bad and payroll_customer\nsegment good = payroll_customer");
  const std::vector<Definition>& definitions = text.checked.facts.definitions;
  EXPECT_TRUE(definitions[0].faulty);
  EXPECT_TRUE(definitions[1].faulty);
  EXPECT_FALSE(definitions[2].faulty);
  EXPECT_EQ(definitions[2].index, 0u);
  EXPECT_EQ(text.sink.all().size(), 1u);
}

}  // namespace
}  // namespace wend::check
