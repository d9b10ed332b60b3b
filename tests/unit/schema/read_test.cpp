#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/schema/format.hpp"
#include "compiler/schema/json_text.hpp"
#include "runtime/value/decimal.hpp"
#include "tests/unit/schema/bank_for_test.hpp"
#include "tests/unit/schema/many_tags.hpp"
#include "tests/unit/schema/read_for_test.hpp"

namespace wend::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;
using ::testing::Pair;

class ReadSchema : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(read_.schema, nullptr) << read_.said(); }

  const Schema& bank() const { return *read_.schema; }
  const Tag& tag(std::string_view name) const {
    return *std::find_if(bank().tags.begin(), bank().tags.end(), [&](const Tag& tag) { return tag.name == name; });
  }
  const Event& event(std::string_view name) const {
    return *std::find_if(bank().events.begin(), bank().events.end(),
                         [&](const Event& event) { return event.name == name; });
  }

  ReadText read_{kBank};
};

TEST(ReadBanks, ReadsTheBanksOfTheRepository) {
  for (const char* path : {"/examples/bank/schema.json", "/tests/real/berka/schema.json"}) {
    const ReadText read(contents_of(WEND_SOURCE_DIRECTORY + std::string(path)));
    ASSERT_NE(read.schema, nullptr) << path << '\n' << read.said();
    EXPECT_EQ(read.said(), "") << path;
    EXPECT_FALSE(read.schema->tags.empty());
  }
}

TEST(ReadBanks, NeedsNothingButAName) {
  const ReadText read(R"({"name": "x"})");
  ASSERT_NE(read.schema, nullptr) << read.said();
  EXPECT_EQ(read.schema->zone, "UTC");
  EXPECT_EQ(read.schema->version, 0);
  EXPECT_EQ(read.schema->lateness.period, Period{});
  EXPECT_EQ(read.schema->lateness.duration, 0);
  EXPECT_TRUE(read.schema->currencies.empty());
}

TEST(ReadBanks, PassesOverAByteOrderMark) {
  const ReadText read("\xEF\xBB\xBF{\"name\": \"x\", \"tags\": [{\"name\": \"a\", \"type\": \"b\"}]}");
  EXPECT_EQ(read.said(), "1:47 S0140 #/tags/0/type: there is no type `b`\n    at \"b\"\n");
}

// The examples of the reference: each fenced block that is marked `json schema`.
TEST(ReadBanks, ReadsTheExamplesOfTheReference) {
  const std::string page = contents_of(std::string(WEND_SOURCE_DIRECTORY) + "/docs/reference/schema.md");
  const std::string opening = "```json schema\n";
  std::size_t examples = 0;
  for (std::size_t at = page.find(opening); at != std::string::npos; at = page.find(opening, at)) {
    at += opening.size();
    const ReadText read(page.substr(at, page.find("```", at) - at));
    EXPECT_NE(read.schema, nullptr);
    EXPECT_EQ(read.said(), "");
    ++examples;
  }
  EXPECT_GE(examples, 2u);
}

TEST_F(ReadSchema, SaysNothingOfASchemaWithoutFault) {
  EXPECT_EQ(read_.said(), "");
}

TEST_F(ReadSchema, ReadsTheHead) {
  EXPECT_EQ(bank().name, "demo bank");
  EXPECT_EQ(bank().version, 7);
  EXPECT_EQ(bank().zone, "Asia/Shanghai");
  EXPECT_EQ(bank().lateness.period, (Period{0, 3, 0}));
  EXPECT_THAT(bank().purposes, ElementsAre("marketing", "service"));
  EXPECT_THAT(bank().currencies, ElementsAre("CNY", "USD"));
}

TEST_F(ReadSchema, ReadsTypes) {
  EXPECT_EQ(tag("aum").type, money_in(0));
  EXPECT_EQ(tag("balance").type, money_in(0)) << "money alone is of the schema's currency";
  EXPECT_EQ(tag("dollars").type, money_in(1));
  EXPECT_EQ(tag("tier").type, enumeration(0));
  EXPECT_EQ(tag("flag").type, type_of(TypeKind::boolean));
  EXPECT_EQ(tag("idle").type, type_of(TypeKind::duration));
  EXPECT_EQ(tag("call_at").type, type_of(TypeKind::time_of_day));
  EXPECT_EQ(tag("cards").type, set_of_enumeration(1));
  EXPECT_EQ(tag("interests").type, set_of_text());
  EXPECT_EQ(tag("holdings").type, (Type{TypeKind::list, TypeKind::boolean, 1}));
}

TEST_F(ReadSchema, DescribesTypesAsTheSchemaWritesThem) {
  const char* const written[] = {
      "money CNY", "tier",     "money CNY", "money USD",       "bool",  "integer",     "number",      "duration",
      "period",    "date",     "time",      "time of day",     "text",  "set of card", "set of text", "product",
      "place",     "distance", "customer",  "list of holding", "number"};
  ASSERT_EQ(bank().tags.size(), std::size(written) + bank().models.size());
  for (std::size_t i = 0; i < std::size(written); ++i) EXPECT_EQ(describe(bank(), bank().tags[i].type), written[i]);
}

TEST_F(ReadSchema, ReadsRangesInTheTypesUnits) {
  EXPECT_THAT(tag("aum").least, Optional(0));
  EXPECT_THAT(tag("aum").greatest, Optional(12'345'000));
  EXPECT_THAT(tag("tier").greatest, Optional(1));
  EXPECT_THAT(tag("age").least, Optional(18));
  EXPECT_EQ(tag("age").greatest, std::nullopt);
  EXPECT_THAT(tag("score").greatest, Optional(750'000));
  EXPECT_THAT(tag("idle").least, Optional(90 * kSecond));
  EXPECT_THAT(tag("idle").greatest, Optional(48 * kHour));
  EXPECT_THAT(tag("birth_date").least, Optional(-25'567));
  EXPECT_THAT(tag("last_login").least, Optional(1'577'836'800 * kSecond));
  EXPECT_THAT(tag("call_at").greatest, Optional(21 * kHour + 30 * kMinute));
  EXPECT_THAT(tag("commute").greatest, Optional(50'000));
}

TEST_F(ReadSchema, ReadsWhatIsSaidOfATag) {
  const Tag& aum = tag("aum");
  EXPECT_THAT(aum.label, ElementsAre(Pair("en", "assets"), Pair("zh", "资产规模")));
  EXPECT_EQ(aum.description, "All that the customer holds");
  EXPECT_EQ(aum.sensitivity, Sensitivity::personal);
  EXPECT_THAT(aum.purposes, ElementsAre("marketing"));
  EXPECT_EQ(aum.origin, "own");
  EXPECT_EQ(aum.owner, "data platform");
  EXPECT_EQ(aum.fresh, "1 day");
  EXPECT_TRUE(aum.always_known);
  EXPECT_FALSE(aum.writable);
  EXPECT_EQ(aum.deprecated, std::nullopt);
  EXPECT_TRUE(tag("tier").writable);
  EXPECT_FALSE(tag("tier").always_known);
  EXPECT_THAT(tag("balance").deprecated, Optional(std::string("use aum")));
}

TEST_F(ReadSchema, MapsEnumsValueByValue) {
  const Enum& product_risk = bank().enums[3];
  EXPECT_TRUE(product_risk.ordered);
  EXPECT_THAT(product_risk.mapped_to, Optional(2));
  EXPECT_THAT(product_risk.values[1].mapped_to, Optional(1));
  EXPECT_EQ(product_risk.values[2].mapped_to, std::nullopt);
}

TEST_F(ReadSchema, ReadsEvents) {
  const Event& deposit = event("deposit");
  EXPECT_EQ(deposit.sensitivity, Sensitivity::sensitive);
  EXPECT_EQ(deposit.retain->period, (Period{13, 0, 0}));
  EXPECT_THAT(deposit.complete_since, Optional((1'735'689'600 - 8 * 3'600) * kSecond))
      << "midnight in the schema's zone";
  EXPECT_EQ(deposit.a_day, 0.25);
  EXPECT_FALSE(deposit.outcome);
  ASSERT_EQ(deposit.fields.size(), 2u);
  EXPECT_THAT(deposit.fields[0].least, Optional(0));
  EXPECT_TRUE(deposit.fields[1].deliver_to);
}

TEST_F(ReadSchema, MakesOneEventOfEachOutcome) {
  std::vector<std::string> outcomes;
  for (const Event& event : bank().events) {
    if (!event.outcome) continue;
    outcomes.push_back(event.name);
    ASSERT_EQ(event.fields.size(), 2u);
    EXPECT_EQ(event.fields[0].name, "message");
    EXPECT_EQ(event.fields[1].name, "effect");
    EXPECT_EQ(event.fields[0].type, type_of(TypeKind::text));
  }
  EXPECT_THAT(outcomes, ElementsAre("delivered", "refused", "done", "declined", "granted"));
}

TEST_F(ReadSchema, GivesAnOutcomeThatIsListedItsMessage) {
  const Event& opened = event("opened");
  EXPECT_FALSE(opened.outcome);
  ASSERT_EQ(opened.fields.size(), 3u);
  EXPECT_EQ(opened.fields[0].name, "screen");
  EXPECT_EQ(opened.fields[1].name, "message");
  EXPECT_EQ(opened.fields[2].name, "effect");
}

TEST_F(ReadSchema, ReadsActions) {
  const Channel& wechat = bank().channels[0];
  EXPECT_TRUE(wechat.contact);
  EXPECT_FALSE(bank().channels[1].contact);
  EXPECT_EQ(wechat.cost, "0.01 CNY");
  const Template& payroll = wechat.templates[0];
  EXPECT_EQ(payroll.purpose, "marketing");
  EXPECT_TRUE(payroll.personalised);
  EXPECT_EQ(payroll.refusal, "keyword TD");
  EXPECT_EQ(payroll.general, "news");
  EXPECT_EQ(format_date(*payroll.approved_until), "2027-01-01");
  EXPECT_TRUE(payroll.parameters[0].required);
  EXPECT_FALSE(payroll.parameters[1].required);
  EXPECT_EQ(bank().slots[0].templates[0].name, "wealth");
  EXPECT_EQ(bank().tasks[0].parameters[1].type, type_of(TypeKind::period));
  EXPECT_THAT(bank().benefits[0].budget, Optional(1000));
  EXPECT_EQ(bank().benefits[1].budget, std::nullopt);
}

TEST_F(ReadSchema, ReadsProductsValuesByTheirTypes) {
  const Product& flexible = bank().products.items[0];
  EXPECT_EQ(flexible.fields[0], OwnedValue(std::int64_t{1}));
  EXPECT_EQ(flexible.fields[1], OwnedValue(std::int64_t{5'000}));
  EXPECT_EQ(flexible.fields[2], OwnedValue(true));
  EXPECT_EQ(flexible.fields[3], OwnedValue(std::vector<std::string>{"east", "south"})) << "a set: sorted, no doubles";
  EXPECT_EQ(flexible.fields[4], OwnedValue(std::vector<std::int32_t>{0, 1}));
  EXPECT_EQ(flexible.fields[5], OwnedValue(Period{3, 0, 0}));
  EXPECT_EQ(flexible.fields[6], OwnedValue(std::int64_t{20'512}));
  for (const OwnedValue& value : bank().products.items[1].fields) EXPECT_EQ(value, OwnedValue(Unknown{}));
}

TEST_F(ReadSchema, ReadsReferenceData) {
  EXPECT_EQ(bank().lists[0].fields[0].name, "seat");
  const Calendar& china = bank().calendars[0];
  EXPECT_THAT(china.days.days_off, ElementsAre(6, 7));
  EXPECT_EQ(china.days.holidays[0].second - china.days.holidays[0].first, 8);
  EXPECT_EQ(china.days.holidays[1].first, china.days.holidays[1].second);
  EXPECT_EQ(format_date(china.days.workdays[0]), "2026-02-14");
  EXPECT_EQ(bank().areas[0].polygon[1], (Place{312400000, 1214700000}));
  EXPECT_THAT(bank().models[0].inputs, ElementsAre("aum", "age"));
  EXPECT_EQ(format_date(*bank().models[0].expires), "2027-05-01");
}

TEST_F(ReadSchema, KeepsWhatAModelSaysAsATagBehindTheOthers) {
  const Tag& score = bank().tags[bank().models[0].score];
  EXPECT_EQ(score.name, "churn()");
  EXPECT_EQ(score.type, type_of(TypeKind::number));
  EXPECT_TRUE(score.score);
  EXPECT_EQ(score.sensitivity, Sensitivity::personal) << "as its most sensitive input";
}

TEST_F(ReadSchema, CountsBusinessDaysByTheFirstCalendarWhereNoneIsNamed) {
  ASSERT_TRUE(bank().calendar);
  EXPECT_EQ(bank().calendars[*bank().calendar].name, "cn");
  EXPECT_EQ(business_calendar(bank())->plus(*parse_date("2026-02-13"), 3), *parse_date("2026-02-25"));
}

TEST(ReadNumbers, AreExactToTheLastDigit) {
  const ReadText read(R"({"name": "x", "tags": [
      {"name": "a", "type": "number", "range": [0.000001, 1234567890123.5]},
      {"name": "b", "type": "money CNY", "range": [-0.0001, 922337203685477]},
      {"name": "c", "type": "integer", "range": [-9223372036854775808, 9223372036854775807]},
      {"name": "d", "type": "number", "range": [1e3, 2.5E-6]}]})");
  EXPECT_EQ(read.said(), "5:54 S0144 #/tags/3/range/1: `2.5e-06` is not a value of type `number`\n    at 2.5E-6\n");
}

// valijson judges, and the walk beside it says what is wrong: neither may see what the other does not.
TEST(Format, IsJudgedAndExplainedAlike) {
  const Json bank = Json::parse(kBank);
  const Json flat = bank.flatten();
  const Json replacements[] = {
      nullptr, true, -1, 1.5, "", "text", Json::array(), Json::object(), Json::array({1, 2, 3})};
  std::size_t refused = 0;
  std::size_t turn = 0;
  for (const auto& [pointer, value] : flat.items()) {
    for (int i = 0; i < 3; ++i) {
      const Json& replacement = replacements[turn++ % std::size(replacements)];
      Json changed = bank;
      changed[Json::json_pointer(pointer)] = replacement;
      Faults faults;
      const bool fits = fits_format(changed, faults);
      EXPECT_EQ(fits, !faults.has_errors()) << pointer << " = " << replacement;
      for (const Fault& fault : faults.all()) {
        EXPECT_NE(fault.arguments.size() == 3 && fault.arguments.back() == "a tag schema", true)
            << pointer << " = " << replacement << " is refused without a reason";
      }
      refused += fits ? 0 : 1;
    }
  }
  EXPECT_GT(refused, 500u);
}

TEST(ManyTags, AreReadAndFound) {
  const ReadText read(schema_of_many_tags(3'000));
  ASSERT_NE(read.schema, nullptr) << read.said();
  const Names names(*read.schema);
  for (const std::uint32_t i : {0u, 1'499u, 2'999u}) {
    EXPECT_EQ(names.find(Names::Kind::tag, "tag_" + std::to_string(i))->index, i);
    EXPECT_EQ(names.find(Names::Kind::tag, "标签" + std::to_string(i))->index, i);
  }
}

TEST(ManyTags, HaveTheirFaultsPlaced) {
  std::string text = schema_of_many_tags(3'000);
  const std::string wrong = "\"type\": \"mony CNY\"";
  const std::size_t at = text.find("\"type\": \"money CNY\"", text.find("tag_2992"));
  text.replace(at, wrong.size() + 1, wrong);
  const ReadText read(text);
  EXPECT_EQ(read.schema, nullptr);
  ASSERT_EQ(read.sink.all().size(), 1u);
  const diagnostics::Diagnostic& said = read.sink.all()[0];
  EXPECT_EQ(said.arguments[0], "#/tags/2992/type");
  EXPECT_EQ(said.span.begin, at + 8);
  EXPECT_EQ(read.sources.file(said.span.file).position(said.span.begin).line, 5u + 2'992u + 1u);
}

}  // namespace
}  // namespace wend::schema
