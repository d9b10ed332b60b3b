#include "compiler/schema/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/schema/bank_for_test.hpp"
#include "tests/unit/schema/read_for_test.hpp"

namespace wend::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What is said when the demo bank's text is edited.
std::vector<std::string> said(const std::vector<std::pair<std::string, std::string>>& edits,
                              diagnostics::Language language = diagnostics::Language::english) {
  std::string text = kBank;
  for (const auto& [from, to] : edits) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  }
  const ReadText before(kBank);
  const ReadText after(text);
  if (after.schema == nullptr) return {after.said()};
  std::vector<std::string> lines;
  for (const Change& change : compare(*before.schema, *after.schema)) lines.push_back(words(change, language));
  return lines;
}

TEST(CompareSchemas, SaysNothingOfEqualOnes) {
  EXPECT_THAT(said({}), IsEmpty());
}

TEST(CompareSchemas, SaysWhatIsGoneAndWhatIsNew) {
  EXPECT_THAT(
      said({{R"({"name": "city", "type": "text", "label": {"zh": "城市"}})", R"({"name": "town", "type": "text"})"}}),
      ElementsAre("tag city: removed; programs that use it no longer check", "tag town: added"));
  EXPECT_THAT(
      said({{R"({"name": "debit"}, )", ""}, {R"(["gold", "debit"])", R"(["gold"])"}}),
      ElementsAre("value card.debit: removed; programs that use it no longer check",
                  "product flexible: values changed from risk R2, fee 0.5 CNY, open true, regions {\"east\", "
                  "\"south\"}, cards {debit, gold}, term 3 months, opened_on 2026-02-28 to risk R2, fee 0.5 CNY, open "
                  "true, regions {\"east\", \"south\"}, cards {gold}, term 3 months, opened_on 2026-02-28; conditions "
                  "and suitability may come out otherwise"));
}

TEST(CompareSchemas, SaysWhatAChangeMayDoToPrograms) {
  EXPECT_THAT(said({{R"({"name": "age", "type": "integer", "range": [18, null]})",
                     R"({"name": "age", "type": "number", "range": [18, 99]})"}}),
              ElementsAre("tag age: type changed from integer to number; programs that use it may no longer check",
                          "tag age: range changed from 18 .. to 18 .. 99; conditions may now be always true or never"));
  EXPECT_THAT(
      said({{R"("retain": "13 months")", R"("retain": "6 months")"}}),
      ElementsAre("event deposit: retain changed from 13 months to 6 months; longer windows over its history may be "
                  "refused"));
  EXPECT_THAT(said({{R"("writable": true)", R"("writable": false)"}}),
              ElementsAre("tag tier: writable changed from true to nothing; journeys that set it may no longer check"));
}

TEST(CompareSchemas, TakesALabelThatIsNewForHarmless) {
  EXPECT_THAT(said({{R"("name": "flag",)", R"("name": "flag", "label": {"zh": "旗"},)"}}),
              ElementsAre("tag flag: label changed from nothing to zh 旗"));
  EXPECT_THAT(
      said({{R"("label": {"zh": "城市"})", R"("label": {"zh": "地区"})"}}),
      ElementsAre(
          "tag city: label changed from zh 城市 to zh 地区; programs that call it by the old label no longer check"));
}

TEST(CompareSchemas, TellsAParameterThatStepsNowHaveToGive) {
  EXPECT_THAT(
      said({{R"("type": "product", "required": false})", R"("type": "product"}, {"name": "text", "type": "text"})"}}),
      ElementsAre("parameter wechat.payroll.product: required changed from false to true; steps that leave it out may "
                  "no longer check",
                  "parameter wechat.payroll.text: added; steps that do not give it no longer check"));
}

TEST(CompareSchemas, SpeaksChinese) {
  EXPECT_THAT(said({{R"("zone": "Asia/Shanghai")", R"("zone": "UTC")"}, {R"("version": 7)", R"("version": 8)"}},
                   diagnostics::Language::chinese),
              ElementsAre("标签模式 demo bank：版本 由 7 改为 8",
                          "标签模式 demo bank：时区 由 Asia/Shanghai 改为 UTC；日期、窗口与日程的起点会不同",
                          "事件 deposit：完整起点 由 2024-12-31T16:00:00+00:00 改为 2025-01-01T00:00:00+00:00"
                          "；早于该时点的窗口为未知"));
}

TEST(CompareSchemas, OrdersValues) {
  EXPECT_THAT(
      said({{R"({"name": "C1"}, {"name": "C2"})", R"({"name": "C2"}, {"name": "C1"})"}}),
      ElementsAre("enum risk_rating: order of values changed from C1, C2 to C2, C1; comparisons of its values may come "
                  "out otherwise"));
}

}  // namespace
}  // namespace wend::schema
