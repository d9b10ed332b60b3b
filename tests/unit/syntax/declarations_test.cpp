#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

TEST(Modules, HaveAHeadWithParameters) {
  EXPECT_EQ(
      module_tree("module bank.sop(trigger start, product offer, template note, field f, period patience = 2 days)\n"
                  "tag a = 1"),
      "module bank.sop(type20 start, type13 offer, type22 note, type19 f, type5 patience = 2d)\ntag a = 1\n");
  EXPECT_EQ(module_tree("模块 银行.活动"), "module 银行.活动\n");
}

TEST(Modules, MayBeEmpty) {
  EXPECT_EQ(module_tree(""), "");
  EXPECT_EQ(module_tree("\xEF\xBB\xBF \n// nothing but a comment\n"), "");
}

TEST(Imports, AreNamedByTheirAliasOrTheirLastName) {
  EXPECT_EQ(module_tree("import bank.rfm"), "import bank.rfm() as rfm\n");
  EXPECT_EQ(module_tree("import bank.sop(start: payroll.arrived, days: 3) as payroll"),
            "import bank.sop(start: payroll.arrived, days: 3) as payroll\n");
}

TEST(Declarations, MayStandOnOneLine) {
  EXPECT_EQ(module_tree("tag a = 1 tag b = 2 segment c = d goal e = f"),
            "tag a = 1\ntag b = 2\nsegment c = d\ngoal e = <f>\n");
}

TEST(Declarations, AreNotBegunByTheirWordsInsideAnExpression) {
  EXPECT_EQ(module_tree("segment a =\n    goal\n    and tag in {policy}\n    and\n    test = metric"),
            "segment a = (goal and (tag in {policy}) and (test = metric))\n");
  EXPECT_EQ(module_tree("segment a = b and\n  goal in {c}"), "segment a = (b and (goal in {c}))\n");
}

TEST(Declarations, HaveLabels) {
  EXPECT_EQ(module_tree("metric m \"30日AUM提升\" = share(goal)"), "metric m \"30日AUM提升\" = @share(goal)\n");
}

TEST(Policies, HaveEveryClause) {
  EXPECT_EQ(module_tree(R"(policy p "触达" {
    applies to purpose = marketing
    control 2%
    consent marketing requires marketing_consent
    consent service requires true
    sensitive tags require personal_data_consent
    suitability product.risk <= risk_rating
    quiet 21:00 .. 08:30 then delay
    per 1 day at most 1 across {wechat, sms,} then skip
    per 7 days at most 3 then stop
    arbitrate within 1 hour
    reserve 1 for priority >= 80
})"),
            R"(policy p "触达"
  applies to (purpose = marketing)
  control 2%
  consent marketing requires marketing_consent
  consent service requires true
  sensitive personal_data_consent
  suitability (product.risk <= risk_rating)
  quiet 21:00 .. 08:30 then delay
  per 1d at most 1 across wechat sms then skip
  per 7d at most 3 across then stop
  arbitrate within 1h
  reserve 1 for priority >= 80
)");
}

TEST(Policies, SayTheSameInChinese) {
  EXPECT_EQ(module_tree(R"(政策 p {
    适用于 用途 = 营销  对照组 2%  同意 营销 需要 营销同意  敏感标签 需要 信息同意  适当性 产品.风险 <= 风险等级
    静默 21:00 .. 08:30 则 推迟  每 7天 最多 3 合计 {微信} 则 跳过  裁决 限时 1小时  预留 1 给 优先级 >= 80
})"),
            R"(policy p
  applies to (用途 = 营销)
  control 2%
  consent 营销 requires 营销同意
  sensitive 信息同意
  suitability (产品.风险 <= 风险等级)
  quiet 21:00 .. 08:30 then delay
  per 7d at most 3 across 微信 then skip
  arbitrate within 1h
  reserve 1 for priority >= 80
)");
}

TEST(Tests, HaveEveryClause) {
  EXPECT_EQ(module_tree(R"(test "t" {
    given { a: true, b: {x, y} }
    variant copy_test.short
    at 2026-03-02 10:00 deposit { amount: 5 CNY }
    at 2026-03-03 login
    at +1 day tags { tier: gold }
    expect send wechat.hello(amount: 5 CNY)
    expect no place banner.x
    expect assign manager
    expect grant voucher
    expect set channel = wechat
    expect emit rewarded
    expect start other
    expect goal bought
    expect enter j
    expect exit j
    expect skip wechat.hello
    expect trigger arrived
    expect that aum > 5 CNY
    at +1 day login
    advance 30 days
})"),
            R"(test t
  given {a: true, b: {x, y}}
  variant copy_test.short
  at 2026-03-02T10:00 deposit {amount: 5CNY}
  at 2026-03-03 login {}
  at +1d tags {tier: gold}
  expect send wechat.hello(amount: 5CNY)
  expect no place banner.x
  expect assign manager
  expect grant voucher
  expect set channel wechat
  expect emit rewarded
  expect start other
  expect goal bought
  expect enter j
  expect exit j
  expect skip wechat.hello
  expect trigger arrived
  expect that (aum > 5CNY)
  at +1d login {}
  advance 30d
)");
}

TEST(Tests, SayTheSameInChinese) {
  EXPECT_EQ(
      module_tree(
          "测试 “跟进” { 假设 { 等级: 金卡 } 于 2026-03-02 10:00 存款 { 金额: 8千米 } 预期 发送 微信.问候 于 +1天 登录 "
          "推进 30天 预期 无 目标 购买 预期 满足 资产 > 5元 }"),
      "test 跟进\n  given {等级: 金卡}\n  at 2026-03-02T10:00 存款 {金额: 8km}\n  expect send 微信.问候\n  at +1d 登录 "
      "{}\n  advance 30d\n  expect no goal 购买\n  expect that (资产 > 5CNY)\n");
}

TEST(Comments, AreKeptWithTheirPlaces) {
  Parsed parsed("// head\ntag a = 1  // wend: allow W0312 because it is so\n  ／／ 全角\ntag b = \"// no comment\"");
  const auto& comments = parsed.module().comments;
  ASSERT_EQ(comments.size(), 3U);
  EXPECT_EQ(comments[0].text, "head");
  EXPECT_TRUE(comments[0].alone);
  EXPECT_EQ(comments[1].text, "wend: allow W0312 because it is so");
  EXPECT_FALSE(comments[1].alone);
  EXPECT_EQ(parsed.file().text(comments[1].span), "// wend: allow W0312 because it is so");
  EXPECT_EQ(comments[2].text, "全角");
}

}  // namespace
}  // namespace wend::syntax
