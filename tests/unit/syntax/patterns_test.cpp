#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

std::string pattern_tree(const std::string& text) {
  const std::string tree = module_tree("trigger t = " + text);
  const std::string head = "trigger t = ";
  return tree.starts_with(head) ? tree.substr(head.size(), tree.size() - head.size() - 1) : tree;
}

TEST(Patterns, AreEventsWithAliasAndCondition) {
  EXPECT_EQ(pattern_tree("deposit"), "<deposit>");
  EXPECT_EQ(pattern_tree("deposit as d where d.amount > 5 CNY when tier = gold"),
            "<deposit as d where (d.amount > 5CNY) when (tier = gold)>");
  EXPECT_EQ(pattern_tree("payroll.salary_arrived"), "<payroll.salary_arrived>");
}

TEST(Patterns, AreSequences) {
  EXPECT_EQ(pattern_tree("a as x where x.b = 1 then c where d = x.b within 1 hour then no e as y within patience"),
            "<a as x where (x.b = 1) then c where (d = x.b) within 1h then no e as y within patience>");
}

TEST(Patterns, AreAbsences) {
  EXPECT_EQ(pattern_tree("no login for 60 days"), "<no login for 60d>");
  EXPECT_EQ(pattern_tree("no login as l where l.channel = app or l.x for 60 days when aum > 1 CNY"),
            "<no login as l where ((l.channel = app) or l.x) for 60d when (aum > 1CNY)>");
}

TEST(Patterns, AreChangesOfTags) {
  EXPECT_EQ(pattern_tree("tier rises to gold"), "<tier rises to gold>");
  EXPECT_EQ(pattern_tree("tier falls to mass"), "<tier falls to mass>");
  EXPECT_EQ(pattern_tree("aum rises above 2 * limit"), "<aum rises above (2 * limit)>");
  EXPECT_EQ(pattern_tree("aum falls below 50_000 CNY"), "<aum falls below 50000CNY>");
  EXPECT_EQ(pattern_tree("city changes"), "<city changes>");
  EXPECT_EQ(pattern_tree("city changes to \"上海\""), "<city changes to \"上海\">");
}

TEST(Patterns, AreSchedules) {
  EXPECT_EQ(pattern_tree("every day 09:00"), "<every day 09:00>");
  EXPECT_EQ(pattern_tree("every monday 09:00"), "<every monday 09:00>");
  EXPECT_EQ(pattern_tree("every sunday 09:00"), "<every sunday 09:00>");
  EXPECT_EQ(pattern_tree("every month day 5 10:00"), "<every month day 5 10:00>");
  EXPECT_EQ(pattern_tree("every month last day 10:00"), "<every month last day 10:00>");
  EXPECT_EQ(pattern_tree("once 2026-06-18 09:00"), "<once 2026-06-18 09:00>");
  EXPECT_EQ(pattern_tree("每周五 09:00 或 每月 5日 10:00 或 每月最后一天 10:00 或 每天 08:00"),
            "<<every friday 09:00> | <every month day 5 10:00> | <every month last day 10:00> | <every day 08:00>>");
}

TEST(Patterns, AreAlternatives) {
  EXPECT_EQ(pattern_tree("a or b or no c for 2 days or tier rises to gold or city changes"),
            "<<a> | <b> | <no c for 2d> | <tier rises to gold> | <city changes>>");
  EXPECT_EQ(pattern_tree("(a where x = 1 or y = 2) or (b where z = 3)"),
            "<<a where ((x = 1) or (y = 2))> | <b where (z = 3)>>");
  EXPECT_EQ(pattern_tree("a then b within 1 day or c where x = 1 when y"),
            "<<a then b within 1d> | <c where (x = 1)> when y>");
  EXPECT_EQ(pattern_tree("(a when b) or c when d"), "<<a when b> | <c> when d>");
}

TEST(Patterns, KeepBothConditionsOfAGroup) {
  EXPECT_EQ(pattern_tree("(a when b) when c"), "<<a when b> when c>");
}

TEST(Patterns, TellWordsOfTheLanguageFromEventsByTheirPlace) {
  EXPECT_EQ(pattern_tree("every"), "<every>");
  EXPECT_EQ(pattern_tree("once or day"), "<<once> | <day>>");
  EXPECT_EQ(pattern_tree("then then within within 1 hour"), "<then then within within 1h>");
}

}  // namespace
}  // namespace wend::syntax
