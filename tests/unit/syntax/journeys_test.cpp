#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

std::string head_tree(const std::string& clauses) {
  return module_tree("journey j { " + clauses + " }");
}

std::string steps_tree(const std::string& steps) {
  const std::string tree = module_tree("journey j { steps { " + steps + " } }");
  const std::string head = "journey j\n  steps {\n    ";
  return tree.starts_with(head) ? tree.substr(head.size(), tree.size() - head.size() - 3) : tree;
}

TEST(Journeys, HaveEveryClauseOfTheirHead) {
  EXPECT_EQ(head_tree(R"(version 2 owner "retail" on deposit for savers and rich when tier = gold purpose marketing
      priority 70 reentry after 30 days holdout 5% goal bought within 14 days and go on measure added
      study bought until 2026-06-30 with 20_000 exit on closed exit when aum < 5 CNY expires after 30 days
      per h in holdings where maturity in next 7 days active 2026-03-01 .. 2026-06-30 exclusive wealth
      migrate from 1 { pause -> pause otherwise keep } steps { })"),
            R"(journey j
  version 2
  owner retail
  on <deposit>
  for (savers and rich)
  when (tier = gold)
  purpose marketing
  priority 70
  reentry after 30d
  holdout 5%
  goal bought within 14d and go on
  measure added
  study bought until 2026-06-30 with 20000
  exit on <closed>
  exit when (aum < 5CNY)
  expires after 30d
  per h in holdings where (maturity in (next 7d))
  active 2026-03-01 .. 2026-06-30
  exclusive wealth
  migrate from 1 { pause -> pause otherwise keep }
  steps { }
)");
}

TEST(Journeys, SayTheirHeadInChinese) {
  EXPECT_EQ(
      head_tree(R"(版本 2 负责人 "零售" 入口 存款 面向 储户 当 等级 = 金卡 用途 营销 优先级 70 重入 经过 30天 对照 5%
      目标 购买 限时 14天 并继续 衡量 提升 研究 购买 直到 2026-06-30 样本 20_000 退出于 销户 退出当 资产 < 5元 失效 经过 30天
      按 卡号 有效期 2026-03-01 .. 2026-06-30 互斥 理财 迁移自 1 { 停 -> 停 否则 退出 } 步骤 { })"),
      R"(journey j
  version 2
  owner 零售
  on <存款>
  for 储户
  when (等级 = 金卡)
  purpose 营销
  priority 70
  reentry after 30d
  holdout 5%
  goal 购买 within 14d and go on
  measure 提升
  study 购买 until 2026-06-30 with 20000
  exit on <销户>
  exit when (资产 < 5CNY)
  expires after 30d
  per 卡号
  active 2026-03-01 .. 2026-06-30
  exclusive 理财
  migrate from 1 { 停 -> 停 otherwise exit }
  steps { }
)");
}

TEST(Journeys, MayBeReenteredAlwaysOrNever) {
  EXPECT_EQ(head_tree("reentry always"), "journey j\n  reentry always\n");
  EXPECT_EQ(head_tree("reentry never"), "journey j\n  reentry never\n");
}

TEST(Journeys, MayRepeatGoalsMeasuresAndExits) {
  EXPECT_EQ(
      head_tree("goal a goal b measure c measure d exit on e exit on f"),
      "journey j\n  goal a within -\n  goal b within -\n  measure c\n  measure d\n  exit on <e>\n  exit on <f>\n");
}

TEST(Journeys, TakeParametersOfEveryType) {
  EXPECT_EQ(
      module_tree("journey j(text reason, money CNY limit, money any, set of tier tiers, set of text words, "
                  "time of day at, tier level = gold, 期间 耐心 = 2天) { }"),
      "journey j(type9 reason, type3 CNY limit, type3 any, type10 tier tiers, type10 words, type8 at, type16 tier "
      "level = gold, type5 耐心 = 2d)\n");
}

TEST(Steps, ContactAndHandOver) {
  EXPECT_EQ(steps_tree("send wechat.hello(name: event.name, x) as greeting"),
            "send wechat.hello(name: event.name, x)\n      as greeting");
  EXPECT_EQ(steps_tree("place banner.spring(product: p) for 14 days as offer"),
            "place banner.spring(product: p) for 14d\n      as offer");
  EXPECT_EQ(steps_tree("assign manager(task: \"Call\", due: 3 business days)"),
            "assign manager(task: \"Call\", due: 3bd)");
  EXPECT_EQ(steps_tree("grant voucher(value: 20 CNY) as gift { granted { stop } refused { } }"),
            "grant voucher(value: 20CNY)\n      granted {\n        stop }\n      refused { }\n      as gift");
  EXPECT_EQ(steps_tree("grant voucher()"), "grant voucher()");
  EXPECT_EQ(steps_tree("set channel = wechat"), "set channel = wechat");
  EXPECT_EQ(steps_tree("emit rewarded(amount: 5 CNY) to event.referrer"),
            "emit rewarded(amount: 5CNY) to event.referrer");
  EXPECT_EQ(steps_tree("start activation(reason: \"dormant\")"), "start activation(reason: \"dormant\")");
}

TEST(Steps, Wait) {
  EXPECT_EQ(steps_tree("wait 3 days as pause"), "wait 3d\n      as pause");
  EXPECT_EQ(steps_tree("wait patience"), "wait patience");
  EXPECT_EQ(steps_tree("wait until 09:00"), "wait until 09:00");
  EXPECT_EQ(steps_tree("wait until maturity - 3 days if past skip as due"),
            "wait until (maturity - 3d) if past skip\n      as due");
  EXPECT_EQ(steps_tree("wait until 2026-06-18 09:00 if past stop"), "wait until 2026-06-18T09:00 if past stop");
  EXPECT_EQ(steps_tree("wait for login up to 2 days"), "wait for <login> up to 2d");
  EXPECT_EQ(steps_tree("wait for opened where message = greeting up to 1 day { timeout { stop } }"),
            "wait for <opened where (message = greeting)> up to 1d\n      timeout {\n        stop }");
  EXPECT_EQ(
      steps_tree("wait for any up to 2 days { seen a where b = 1 { stop } seen no c for 1 day { } timeout { } }"),
      "wait for any up to 2d\n      seen <a where (b = 1)> {\n        stop }\n      seen <no c for 1d> { }\n      "
      "timeout { }");
}

TEST(Steps, Branch) {
  EXPECT_EQ(
      steps_tree("choose { when a { stop } when b { } otherwise { } unknown { stop } }"),
      "choose\n      when a {\n        stop }\n      when b { }\n      otherwise { }\n      unknown {\n        stop }");
  EXPECT_EQ(steps_tree("split copy { 50% short { } 50% long { stop } }"),
            "split\n      50% short { }\n      50% long {\n        stop }\n      as copy");
  EXPECT_EQ(steps_tree("split { 30% a { } 70% b { } }"), "split\n      30% a { }\n      70% b { }");
}

TEST(Steps, Repeat) {
  EXPECT_EQ(steps_tree("repeat up to 3 times every 7 days until purchase where x = 1 { stop }"),
            "repeat up to 3 times every 7d until <purchase where (x = 1)>\n      do {\n        stop }");
  EXPECT_EQ(steps_tree("重复 最多 3次 每隔 7天 { 结束 }"),
            "repeat up to 3 times every 7d until -\n      do {\n        stop }");
  EXPECT_EQ(steps_tree("each h in holdings where risk > R2 up to 20 { stop }"),
            "each h in holdings where (risk > R2) up to 20\n      do {\n        stop }");
}

TEST(Steps, FollowEachOtherWithoutSeparators) {
  EXPECT_EQ(steps_tree("wait 1 day stop set a = b send c.d() as e stop"),
            "wait 1d\n    stop\n    set a = b\n    send c.d()\n      as e\n    stop");
}

}  // namespace
}  // namespace wend::syntax
