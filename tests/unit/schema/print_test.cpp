#include "compiler/schema/print.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/schema/search.hpp"
#include "tests/unit/schema/bank_for_test.hpp"
#include "tests/unit/schema/read_for_test.hpp"

namespace wend::schema {
namespace {

using ::testing::HasSubstr;

TEST(PrintSchema, SumsUp) {
  const ReadText read(kBank);
  EXPECT_EQ(summary(*read.schema), R"(demo bank, version 7
zone Asia/Shanghai, currency CNY, lateness 3 days

    21  tags       1 personal, 1 writable, 1 deprecated
     7  events     5 outcomes
     4  enums
     2  channels
     1  slots
     3  templates
     1  tasks
     2  benefits
     2  products
     2  lists
     2  purposes
     1  calendars
     1  areas
     1  models
)");
}

TEST(PrintSchema, ListsEveryThingUnderWhatItBelongsTo) {
  const ReadText read(kBank);
  const std::string text = listing(*read.schema);
  EXPECT_THAT(text, HasSubstr("enum tier  zh 资产等级\n    value tier.mass  zh 大众\n    value tier.gold  zh 金卡\n"));
  EXPECT_THAT(text, HasSubstr("tag aum: money CNY  en assets, zh 资产规模\ntag tier: tier\n"));
  EXPECT_THAT(text, HasSubstr("event deposit  zh 存款\n    field deposit.amount: money CNY  zh 金额\n"));
  EXPECT_THAT(text,
              HasSubstr("    template wechat.payroll  zh 代发理财\n    parameter wechat.payroll.amount: money CNY\n"));
}

TEST(PrintSchema, SaysAllOfAThing) {
  const ReadText read(kBank);
  EXPECT_EQ(in_full(search(*read.schema, "aum").front().thing), R"(tag aum
    label  en assets, zh 资产规模
    type  money CNY
    description  All that the customer holds
    range  0 CNY .. 1234.5 CNY
    required  true
    sensitivity  personal
    purposes  marketing
    origin  own
    owner  data platform
    fresh  1 day
)");
  EXPECT_THAT(in_full(search(*read.schema, "deposit").front().thing, diagnostics::Language::chinese),
              HasSubstr("事件 deposit\n    显示名  zh 存款\n    说明  Money comes in\n    敏感级别  sensitive\n"));
}

}  // namespace
}  // namespace wend::schema
