#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

class Spans : public testing::Test {
 protected:
  std::string text(const Span& span) const { return std::string(parsed_.file().text(span)); }

  Parsed parsed_{
      "\xEF\xBB\xBFsegment 富裕 \"富裕客群\" = ( 资产 ) >= 5万元 and not not a.b is missing\n"
      "trigger t = deposit as d where x = 1 then no login within 2 days when (y)\n"
      "journey j { priority 70 steps { wait until 09:00 if past skip as w } }\n"
      "test \"标题\" { expect goal g }"};
};

TEST_F(Spans, CoverExactlyWhatTheAuthorWroteOfAnExpression) {
  const Declaration& segment = parsed_.module().module.declarations.at(0);
  EXPECT_EQ(text(segment.span), "segment 富裕 \"富裕客群\" = ( 资产 ) >= 5万元 and not not a.b is missing");
  EXPECT_EQ(text(segment.keyword_span), "segment");
  EXPECT_EQ(text(segment.name.span), "富裕");
  EXPECT_EQ(text(segment.label->span), "\"富裕客群\"");
  const Expression& condition = *segment.as<SegmentDeclaration>()->condition;
  EXPECT_EQ(text(condition.span), "( 资产 ) >= 5万元 and not not a.b is missing");
  const auto* chain = condition.as<Chain>();
  EXPECT_EQ(text(chain->rest[0].op_span), "and");
  const auto* comparison = chain->first->as<Comparison>();
  EXPECT_EQ(text(chain->first->span), "( 资产 ) >= 5万元");
  EXPECT_EQ(text(comparison->left->span), "资产");
  EXPECT_EQ(text(comparison->op_span), ">=");
  EXPECT_EQ(text(comparison->right->as<QuantityLiteral>()->quantity.unit_span), "万元");
  const auto* denial = chain->rest[0].operand->as<Not>();
  ASSERT_EQ(denial->words.size(), 2U);
  EXPECT_LT(denial->words[0].begin, denial->words[1].begin);
  const auto* presence = denial->operand->as<Presence>();
  EXPECT_EQ(text(presence->op_span), "is missing");
  EXPECT_EQ(text(presence->operand->as<Reference>()->path.parts[1].span), "b");
}

TEST_F(Spans, CoverPatternsAndTheirParts) {
  const Declaration& trigger = parsed_.module().module.declarations.at(1);
  const Pattern& pattern = *trigger.as<TriggerDeclaration>()->pattern;
  EXPECT_EQ(text(pattern.span), "deposit as d where x = 1 then no login within 2 days when (y)");
  const auto* sequence = pattern.as<SequencePattern>();
  EXPECT_EQ(text(sequence->first.span), "deposit as d where x = 1");
  EXPECT_EQ(text(sequence->rest[0].span), "then no login within 2 days");
  EXPECT_EQ(text(sequence->rest[0].event.span), "login");
}

TEST_F(Spans, CoverClausesAndSteps) {
  const Declaration& declaration = parsed_.module().module.declarations.at(2);
  const auto* journey = declaration.as<JourneyDeclaration>();
  EXPECT_EQ(text(journey->priority->span), "priority 70");
  EXPECT_EQ(text(journey->steps->span), "steps { wait until 09:00 if past skip as w }");
  const Step& step = journey->steps->value.steps.at(0);
  EXPECT_EQ(text(step.span), "wait until 09:00 if past skip as w");
  EXPECT_EQ(text(step.keyword_span), "wait until");
  EXPECT_EQ(text(*step.as<WaitUntilStep>()->if_past_span), "if past skip");
  EXPECT_EQ(text(step.name->span), "w");
}

TEST_F(Spans, CoverTheTitleOfATest) {
  const Declaration& test = parsed_.module().module.declarations.at(3);
  EXPECT_EQ(test.name.text, "标题");
  EXPECT_EQ(text(test.name.span), "\"标题\"");
}

}  // namespace
}  // namespace wend::syntax
