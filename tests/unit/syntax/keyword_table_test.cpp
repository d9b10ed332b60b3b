// The table of words, grammar/keywords.json, has no collisions: where two roles share a spelling, or one's is the
// beginning of another's, the grammar tells them apart, and a program here shows it.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/syntax/foreign/words.hpp"
#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

using Roles = std::set<std::string>;

const nlohmann::json& table() {
  static const nlohmann::json read_once =
      nlohmann::json::parse(std::ifstream(WEND_SOURCE_DIRECTORY "/grammar/keywords.json"));
  return read_once;
}

// Of each spelling the roles that it serves: `words.then_event`, `functions.every`.
std::map<std::string, Roles> roles_by_spelling() {
  std::map<std::string, Roles> found;
  for (const char* kind : {"words", "functions", "names", "types", "units"}) {
    for (const auto& [role, entry] : table()[kind].items()) {
      for (const char* language : {"en", "zh"}) {
        for (const std::string spelling : entry[language]) found[spelling].insert(std::string(kind) + "." + role);
      }
    }
  }
  return found;
}

std::vector<std::string> words(const char* language) {
  std::vector<std::string> all;
  for (const auto& [role, entry] : table()["words"].items()) {
    for (const std::string spelling : entry[language]) all.push_back(spelling);
  }
  return all;
}

struct Shared {
  const char* spelling;
  Roles roles;
  const char* program;  // uses it in each role
};

const std::vector<Shared>& shared() {
  static const std::vector<Shared> all = {
      {"at",
       {"words.at_offset", "words.at_time"},
       "metric m = average(a at +3 days)\ntest \"t\" { at 2026-03-02 e expect that a = 1 }"},
      {"于",
       {"words.at_offset", "words.at_time"},
       "指标 m = 平均(a 于 +3天)\n测试 \"t\" { 于 2026-03-02 e 预期 满足 a = 1 }"},
      {"customer", {"names.customer", "types.customer"}, "journey j(customer who) { for customer.a = 1 }"},
      {"客户", {"names.customer", "types.customer"}, "旅程 j(客户 谁) { 面向 客户.a = 1 }"},
      {"distance", {"functions.distance", "types.distance"}, "journey j(distance far) { for distance(a, b) < far }"},
      {"距离", {"functions.distance", "types.distance"}, "旅程 j(距离 远) { 面向 距离(a, b) < 远 }"},
      {"event", {"names.event", "types.event"}, "module m(event bought)\ntrigger t = bought where event.a = 1"},
      {"事件", {"names.event", "types.event"}, "模块 m(事件 购买)\n触发 t = 购买 其中 事件.a = 1"},
      {"every",
       {"words.every_span", "functions.every"},
       "journey j { steps { repeat up to 3 times every 7 days { choose { when every(a where b = 1) { stop } } } } }"},
      {"for",
       {"words.for_span", "words.for_audience", "words.reserve_for"},
       "journey j { on no e for 3 days for a = 1 }\npolicy p { reserve 1 for priority >= 70 }"},
      {"per", {"words.per_key", "words.per_span"}, "journey j { per a }\npolicy p { per 1 day at most 1 then skip }"},
      {"place",
       {"words.place", "functions.place", "types.place"},
       "journey j(place there) { steps { place a.b(c: place(1, 2)) for 3 days } }"},
      {"位置", {"functions.place", "types.place"}, "旅程 j(位置 那里) { 步骤 { 发送 a.b(c: 位置(1, 2)) } }"},
      {"purpose", {"words.purpose", "types.purpose"}, "module m(purpose why)\njourney j { purpose why }"},
      {"用途", {"words.purpose", "types.purpose"}, "模块 m(用途 何用)\n旅程 j { 用途 何用 }"},
      {"segment", {"words.segment", "types.segment"}, "module m(segment among)\nsegment s = among"},
      {"客群", {"words.segment", "types.segment"}, "模块 m(客群 范围内)\n客群 s = 范围内"},
      {"tag", {"words.tag", "types.tag"}, "module m(tag worth)\ntag t = worth"},
      {"标签",
       {"words.tag", "names.tags", "types.tag"},
       "模块 m(标签 价值)\n标签 t = 价值\n测试 \"t\" { 于 2026-03-02 标签 { a: 1 } }"},
      {"then",
       {"words.then_event", "words.then_value", "words.then_verdict"},
       "trigger t = a then b within 3 days\ntag c = choose { when d then 1 otherwise 2 }\n"
       "policy p { quiet 21:00 .. 08:00 then delay }"},
      {"则",
       {"words.then_value", "words.then_verdict"},
       "标签 c = 选择 { 当 d 则 1 否则 2 }\n政策 p { 静默 21:00 .. 08:00 则 推迟 }"},
      {"trigger",
       {"words.trigger", "types.trigger"},
       "module m(trigger start)\ntrigger t = start\ntest \"t\" { at 2026-03-02 e expect trigger t }"},
      {"触发",
       {"words.trigger", "types.trigger"},
       "模块 m(触发 起点)\n触发 t = 起点\n测试 \"t\" { 于 2026-03-02 e 预期 触发 t }"},
      {"最多",
       {"words.up_to", "words.at_most"},
       "旅程 j { 步骤 { 等待 e 最多 3天 } }\n政策 p { 每 1天 最多 1 则 跳过 }"},
      {"给", {"words.to", "words.reserve_for"}, "旅程 j { 步骤 { 发出 e() 给 a } }\n政策 p { 预留 1 给 优先级 >= 70 }"},
      {"钟点", {"functions.time_of_day", "types.time_of_day"}, "旅程 j(钟点 时) { 面向 钟点() > 时 }"},
      {"需要", {"words.requires", "words.require"}, "政策 p { 同意 a 需要 b 敏感标签 需要 c }"},
  };
  return all;
}

TEST(KeywordTable, SharesASpellingOnlyWhereTheGrammarTellsTheRolesApart) {
  std::map<std::string, Roles> expected;
  for (const Shared& one : shared()) expected[one.spelling] = one.roles;
  std::map<std::string, Roles> found = roles_by_spelling();
  std::erase_if(found, [](const auto& entry) { return entry.second.size() < 2; });
  EXPECT_EQ(found, expected);
}

TEST(KeywordTable, ReadsEachRoleOfASharedSpelling) {
  for (const Shared& one : shared()) EXPECT_EQ(messages_about(one.program), "") << one.program;
}

TEST(KeywordTable, HasNoTwoSpellingsThatDifferOnlyInTheirLetters) {
  std::map<std::string, std::string> by_folded;
  for (const auto& [spelling, roles] : roles_by_spelling()) {
    EXPECT_EQ(folded(spelling), spelling) << "in lower case, of half width, simplified";
    const auto [other, is_new] = by_folded.try_emplace(folded(spelling), spelling);
    EXPECT_TRUE(is_new) << spelling << " and " << other->second;
  }
}

TEST(KeywordTable, SharesNoWordBetweenTheLanguages) {
  const std::vector<std::string> english = words("en");
  for (const std::string& word : words("zh")) {
    EXPECT_EQ(std::ranges::count(english, word), 0) << word;
    EXPECT_TRUE(static_cast<unsigned char>(word.front()) >= 0x80) << word;
  }
}

// Of two phrases that begin alike the longer one is read where it stands.
TEST(KeywordTable, ReadsTheLongerOfTwoPhrases) {
  struct Pair {
    const char* shorter;
    const char* longer;
  };
  const std::vector<Pair> pairs = {
      {"goal a and go on", "goal a"},
      {"on e when a contains b", "on e when a contains any b"},
      {"exit on e", "exit when a"},
      {"steps { wait 3 days }", "steps { wait until 09:00 }"},
      {"steps { wait for e up to 3 days }", "steps { wait for any up to 3 days { seen e { stop } } }"},
      {"on every day 09:00", "on every monday 09:00"},
      {"on every month day 5 09:00", "on every month last day 09:00"},
      {"on a changes", "on a changes to b"},
      {"on a rises to b", "on a rises above b"},
  };
  for (const Pair& pair : pairs) {
    const std::string one = module_tree("journey j { " + std::string(pair.shorter) + " }");
    const std::string other = module_tree("journey j { " + std::string(pair.longer) + " }");
    EXPECT_EQ(one.find("E0"), std::string::npos) << one;
    EXPECT_EQ(other.find("E0"), std::string::npos) << other;
    EXPECT_NE(one, other);
  }
}

// 非代发客户 and 近期客户 are names, though they begin with words of the language.
TEST(KeywordTable, LeavesANameThatBeginsOrEndsWithAWordWhole) {
  for (const char* language : {"zh", "en"}) {
    for (const std::string& word : words(language)) {
      if (word.find(' ') != std::string::npos) continue;
      for (const std::string& name : {word + "客户", "客户" + word, word + "x", "x" + word, word + "_1", word + "2"}) {
        Parsed parsed("tag " + name + " = 1");
        const auto& declarations = parsed.module().module.declarations;
        EXPECT_EQ(parsed.messages(), "") << name;
        ASSERT_EQ(declarations.size(), 1u) << name;
        EXPECT_EQ(declarations.front().name.text, name);
      }
    }
  }
}

// Only those that the table marks as glued are taken from a number: 近30天, and not 客群30天.
TEST(KeywordTable, TakesANumberFromTheWordsThatAreMarkedAlone) {
  std::set<std::string> glued;
  for (const auto& [role, entry] : table()["words"].items()) {
    if (entry.value("glued", false)) glued.insert(entry["zh"].begin(), entry["zh"].end());
  }
  for (const std::string& word : words("zh")) {
    EXPECT_EQ(messages_about("tag " + word + "30天 = 1").empty(), !glued.contains(word)) << word;
  }
}

TEST(KeywordTable, TellsMetresFromMillions) {
  EXPECT_NE(expression_tree("5 m"), expression_tree("5 m CNY"));
  std::set<std::string> multipliers;
  for (const auto& [role, entry] : table()["multipliers"].items()) {
    for (const char* language : {"en", "zh"}) {
      for (const std::string spelling : entry[language]) EXPECT_TRUE(multipliers.insert(spelling).second) << spelling;
    }
  }
  const std::map<std::string, Roles> roles = roles_by_spelling();
  for (const std::string& spelling : multipliers) {
    EXPECT_EQ(roles.contains(spelling), spelling == "m") << spelling;
  }
}

}  // namespace
}  // namespace wend::syntax
