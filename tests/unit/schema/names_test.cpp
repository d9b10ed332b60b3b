#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/schema/identifiers.hpp"
#include "tests/unit/schema/bank_for_test.hpp"
#include "tests/unit/schema/read_for_test.hpp"

namespace wend::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using Kind = Names::Kind;

class NamesOfABank : public ::testing::Test {
 protected:
  std::uint32_t found(Kind kind, std::string_view name) const {
    const auto match = names_.find(kind, name);
    EXPECT_TRUE(match && !match->ambiguous) << name;
    return match ? match->index : 999;
  }

  ReadText read_{kBank};
  const Schema& bank_ = *read_.schema;
  Names names_{bank_};
};

TEST_F(NamesOfABank, FindsByIdentifierAndByLabelInAnyLanguage) {
  EXPECT_EQ(found(Kind::tag, "aum"), 0u);
  EXPECT_EQ(found(Kind::tag, "资产规模"), 0u);
  EXPECT_EQ(found(Kind::tag, "assets"), 0u);
  EXPECT_EQ(found(Kind::tag, "面积"), 20u);
  EXPECT_EQ(found(Kind::event, "存款"), 0u);
  EXPECT_EQ(found(Kind::enumeration, "资产等级"), 0u);
  EXPECT_EQ(found(Kind::channel, "微信"), 0u);
  EXPECT_EQ(found(Kind::product, "灵活理财"), 0u);
  EXPECT_EQ(found(Kind::list, "贵宾"), 0u);
  EXPECT_EQ(found(Kind::currency, "USD"), 1u);
  EXPECT_EQ(found(Kind::purpose, "service"), 1u);
  EXPECT_EQ(found(Kind::calendar, "cn"), 0u);
  EXPECT_EQ(names_.find(Kind::event, "aum"), std::nullopt);
  EXPECT_EQ(names_.find(Kind::tag, "AUM"), std::nullopt) << "names are compared letter by letter";
}

TEST_F(NamesOfABank, FindsOutcomesAmongTheEvents) {
  EXPECT_EQ(bank_.events[found(Kind::event, "granted")].name, "granted");
}

TEST_F(NamesOfABank, ListsIdentifiersAndLabelsInTheSchemasOrder) {
  EXPECT_THAT(names_.all(Kind::enumeration), ElementsAre("tier", "资产等级", "card", "risk_rating", "product_risk"));
}

TEST_F(NamesOfABank, FindsFieldsAndValues) {
  EXPECT_THAT(names_.field(bank_.events[0], "amount"), Optional(0));
  EXPECT_THAT(names_.field(bank_.events[0], "金额"), Optional(0));
  EXPECT_EQ(names_.field(bank_.events[0], "balance"), std::nullopt);
  EXPECT_THAT(names_.value(bank_.enums[0], "金卡"), Optional(1));
  EXPECT_EQ(names_.value(bank_.enums[0], "platinum"), std::nullopt);
}

TEST_F(NamesOfABank, TellsEveryEnumThatHasAValue) {
  EXPECT_THAT(names_.enums_with("gold"), ElementsAre(0, 1));
  EXPECT_THAT(names_.enums_with("金卡"), ElementsAre(0, 1));
  EXPECT_THAT(names_.enums_with("C1"), ElementsAre(2));
  EXPECT_THAT(names_.enums_with("none"), IsEmpty());
}

TEST(AmbiguousNames, SaySo) {
  const ReadText read(R"({"name": "x", "tags": [
      {"name": "a", "type": "text", "label": {"zh": "同", "en": "b"}}, {"name": "b", "type": "text", "label": {"zh": "同"}},
      {"name": "c", "type": "text", "label": {"zh": "独", "en": "独"}}]})");
  ASSERT_NE(read.schema, nullptr) << read.said();
  const Names names(*read.schema);
  EXPECT_TRUE(names.find(Kind::tag, "同")->ambiguous);
  EXPECT_FALSE(names.find(Kind::tag, "b")->ambiguous) << "an identifier wins over a label";
  EXPECT_EQ(names.find(Kind::tag, "b")->index, 1u);
  EXPECT_FALSE(names.find(Kind::tag, "独")->ambiguous) << "one thing may carry a label in two languages";
}

TEST(Identifiers, AreOfAnyScript) {
  for (const char* name : {"aum", "_x", "资产规模", "资产2", "São", "ärger", "名_1"})
    EXPECT_TRUE(is_identifier(name)) << name;
  for (const char* name : {"", "2nd", "30日", "a-b", "a b", "a.b", "€", "a！", "，"})
    EXPECT_FALSE(is_identifier(name)) << name;
}

// The reserved words are the grammar's; the schema's own table of them must not drift from it.
TEST(Identifiers, ShareTheGrammarsReservedWords) {
  std::ifstream file(std::string(WEND_SOURCE_DIRECTORY) + "/grammar/keywords.json");
  const nlohmann::json keywords = nlohmann::json::parse(file);
  std::set<std::string> reserved;
  for (const auto& [role, word] : keywords.at("words").items()) {
    for (const char* language : {"en", "zh"}) {
      for (const auto& spelling : word.value(language, nlohmann::json::array())) {
        const bool is_among_them = word.value("reserved", false);
        if (is_among_them) reserved.insert(spelling.get<std::string>());
      }
    }
  }
  for (const std::string& word : reserved) EXPECT_TRUE(is_reserved(word)) << word;
  EXPECT_EQ(reserved.size(), 28u) << "a word that is no longer reserved has to leave the schema's table too";
  EXPECT_FALSE(is_reserved("where"));
}

}  // namespace
}  // namespace wend::schema
