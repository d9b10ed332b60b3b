// Effects as JSON Lines.
#include "runtime/engine/effect_json.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/customer.hpp"

namespace wend::engine {
namespace {

using tests::at;

schema::Schema schema() {
  schema::Schema schema;
  schema.currencies = {"CZK"};
  schema.enums.emplace_back().name = "tier";
  for (const char* name : {"mass", "gold"}) schema.enums[0].values.emplace_back().name = name;
  schema.products.items.emplace_back().name = "flexible_wealth";
  return schema;
}

std::string written(const OwnedValue& value, const Type& type) {
  std::string text;
  append_json(value, type, schema(), tests::prague(), text);
  return text;
}

journey::Effect greeting() {
  journey::Effect effect;
  effect.kind = journey::EffectKind::send;
  effect.id = "00ff";
  effect.time = at("2026-03-02 10:00");
  effect.customer = "2873";
  effect.journey = "payroll_follow_up";
  effect.version = 2;
  effect.entry = 1;
  effect.step = "greeting";
  effect.action = "wechat.payroll_wealth";
  return effect;
}

std::string line(const journey::Effect& effect) {
  std::string text;
  append_json(effect, schema(), tests::prague(), text);
  return text;
}

TEST(EffectJson, WritesASendInOneLine) {
  journey::Effect effect = greeting();
  effect.arguments = {{.name = "amount", .type = money_in(0), .value = tests::money(8'000)},
                      {.name = "product", .type = type_of(TypeKind::product), .value = std::int64_t{0}}};
  EXPECT_EQ(line(effect),
            R"({"effect":"00ff","time":"2026-03-02T10:00:00+01:00","customer":"2873","journey":"payroll_follow_up",)"
            R"("version":2,"entry":1,"step":"greeting","kind":"send","action":"wechat.payroll_wealth",)"
            R"("arguments":{"amount":8000,"product":"flexible_wealth"}})"
            "\n");
}

TEST(EffectJson, WritesASkipWithItsReasonAndItsPolicy) {
  journey::Effect effect = greeting();
  effect.kind = journey::EffectKind::skip;
  effect.reason = journey::Reason::consent;
  effect.policy = "retail";
  const nlohmann::json json = nlohmann::json::parse(line(effect));
  EXPECT_EQ(json["kind"], "skip");
  EXPECT_EQ(json["reason"], "consent");
  EXPECT_EQ(json["policy"], "retail");
  EXPECT_FALSE(json.contains("arguments"));
}

TEST(EffectJson, LeavesOutWhatDoesNotApply) {
  journey::Effect effect = greeting();
  effect.kind = journey::EffectKind::enter;
  effect.step.clear();
  effect.action.clear();
  effect.control = true;
  const nlohmann::json json = nlohmann::json::parse(line(effect));
  for (const char* key : {"step", "action", "arguments", "reason", "policy"}) EXPECT_FALSE(json.contains(key)) << key;
  EXPECT_EQ(json["control"], true);
}

TEST(EffectJson, WritesEachTypeOfValue) {
  EXPECT_EQ(written(Unknown{}, money_in(0)), "null");
  EXPECT_EQ(written(true, type_of(TypeKind::boolean)), "true");
  EXPECT_EQ(written(std::int64_t{-7}, type_of(TypeKind::integer)), "-7");
  EXPECT_EQ(written(std::int64_t{1'500'000}, type_of(TypeKind::number)), "1.5");
  EXPECT_EQ(written(std::int64_t{-125'000}, money_in(0)), "-12.5");
  EXPECT_EQ(written(2 * kHour, type_of(TypeKind::duration)), R"("2 hours")");
  EXPECT_EQ(written(Period{1, 3, 0}, type_of(TypeKind::period)), R"("1 month 3 days")");
  EXPECT_EQ(written(std::int64_t{20'514}, type_of(TypeKind::date)), R"("2026-03-02")");
  EXPECT_EQ(written(at("2026-07-02 10:00"), type_of(TypeKind::time)), R"("2026-07-02T10:00:00+02:00")");
  EXPECT_EQ(written(9 * kHour, type_of(TypeKind::time_of_day)), R"("09:00")");
  EXPECT_EQ(written(std::int64_t{1}, enumeration(0)), R"("gold")");
  EXPECT_EQ(written(std::vector<std::int32_t>{0, 1}, set_of_enumeration(0)), R"(["mass","gold"])");
  EXPECT_EQ(written(std::vector<std::string>{"a", "b"}, set_of_text()), R"(["a","b"])");
  EXPECT_EQ(written(std::vector<std::string>{}, set_of_text()), "[]");
}

TEST(EffectJson, EscapesTextSoThatAParserReadsItBack) {
  const std::string text = "a \"quote\", a \\, a\nline,\t\x01 and 客户";
  EXPECT_EQ(nlohmann::json::parse(written(text, type_of(TypeKind::text))), text);
}

TEST(EffectJson, WritesAPositionThatTheSchemaLacksAsNull) {
  EXPECT_EQ(written(std::int64_t{9}, enumeration(0)), "null");
  EXPECT_EQ(written(std::int64_t{-1}, type_of(TypeKind::product)), "null");
}

}  // namespace
}  // namespace wend::engine
