// A little bank with a tag of every type, for the tests of the public API.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <wend/wend.hpp>

namespace wend::host::tests {

using namespace std::chrono_literals;

inline constexpr std::string_view kSchema = R"({
  "name": "corner bank", "version": 1, "zone": "Asia/Shanghai", "currency": "CNY", "lateness": "3 days",
  "purposes": ["marketing"],
  "enums": [
    {"name": "tier", "label": {"zh": "等级"}, "ordered": true,
     "values": [{"name": "mass", "label": {"zh": "大众"}}, {"name": "gold"}, {"name": "platinum"}]},
    {"name": "payment_purpose", "values": [{"name": "salary", "label": {"zh": "工资"}}, {"name": "transfer"}]},
    {"name": "interest", "values": [{"name": "investing"}, {"name": "sports"}, {"name": "travel"}]}
  ],
  "tags": [
    {"name": "active", "type": "bool"},
    {"name": "children", "type": "integer"},
    {"name": "churn", "type": "number"},
    {"name": "aum", "type": "money CNY", "label": {"zh": "资产"}},
    {"name": "call_time", "type": "duration"},
    {"name": "term", "type": "period"},
    {"name": "birth_date", "type": "date"},
    {"name": "last_login", "type": "time"},
    {"name": "call_after", "type": "time of day"},
    {"name": "city", "type": "text"},
    {"name": "tier", "type": "tier"},
    {"name": "interests", "type": "set of interest"},
    {"name": "nicknames", "type": "set of text"},
    {"name": "favourite", "type": "product"},
    {"name": "home", "type": "place"}
  ],
  "areas": [{"name": "centre", "polygon": [[31, 121], [32, 121], [32, 122], [31, 122]]}],
  "events": [
    {"name": "deposit", "label": {"zh": "存款"}, "retain": "13 months",
     "fields": [{"name": "amount", "type": "money CNY", "label": {"zh": "金额"}},
                {"name": "purpose", "type": "payment_purpose"}, {"name": "note", "type": "text"}]},
    {"name": "login", "retain": "13 months", "fields": []}
  ],
  "channels": [
    {"name": "sms", "contact": true, "outcomes": ["delivered"],
     "templates": [{"name": "thanks", "purpose": "marketing", "personalised": true, "refusal": "keyword TD",
                    "parameters": [{"name": "amount", "type": "money CNY"}, {"name": "product", "type": "product"}]},
                   {"name": "reminder", "purpose": "marketing", "personalised": false, "refusal": "keyword TD",
                    "parameters": []}]}
  ],
  "products": {
    "fields": [{"name": "minimum", "type": "money CNY"}],
    "items": [{"name": "savings", "label": {"zh": "储蓄"}, "minimum": 1}, {"name": "fund", "minimum": 100}]
  }
})";

inline constexpr std::string_view kJourneys = R"(
segment savers "储蓄客户" = tier >= gold and aum >= 50_000 CNY
segment depositors = count(deposit, last 30 days) > 0

trigger salary_arrived "工资到账" = deposit where purpose = salary

journey follow_up "尾随" {
    version 1
    owner   "retail savings"
    on      salary_arrived
    for     savers
    purpose marketing
    priority 7
    reentry always
    expires after 30 days

    steps {
        send sms.thanks(amount: event.amount, product: savings)
        wait 3 days
        send sms.reminder()
    }
}
)";

inline Result<Program> try_compile(std::string_view journeys, std::string_view schema = kSchema) {
  return compile({"schema.json", schema}, {{"journeys.wend", journeys}});
}

inline Program compiled(std::string_view journeys = kJourneys, std::string_view schema = kSchema) {
  Result<Program> program = try_compile(journeys, schema);
  if (!program) ADD_FAILURE() << program.error().message;
  return *std::move(program);
}

// 10:00 in UTC of that day in March 2026; the 2nd is a Monday.
inline Instant march(unsigned day) {
  return std::chrono::sys_days{2026y / 3 / day} + 10h;
}

inline const std::vector<NamedValue>& gold_customer() {
  static const std::vector<NamedValue> tags = {{"tier", "gold"}, {"aum", Money::of(80'000, "CNY")}};
  return tags;
}

inline Event salary(std::string id, std::string customer, Instant time) {
  return {.id = std::move(id),
          .type = "deposit",
          .customer = std::move(customer),
          .time = time,
          .fields = {{"purpose", "salary"}, {"amount", Money::of(8'000, "CNY")}}};
}

// The error's fault and message, which has to be there.
template <typename T>
void expect_fault(const Result<T>& result, Fault fault, std::string_view message) {
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().fault, fault) << result.error().message;
  EXPECT_EQ(result.error().message, message);
}

}  // namespace wend::host::tests
