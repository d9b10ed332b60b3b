// Each diagnostic of the grammar, what it is said about, and in which words.
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

struct Mistake {
  const char* text;
  const char* messages;
};

const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> all = {
      {"tag a = \xFF", "E0101 1:9 this is not UTF-8: byte 0xFF begins no character\n"},
      {"tag a = aum@x", "E0102 1:12 `@` has no meaning in the language\n"},
      {"# comment\ntag a = 1", "E1555 1:1 a comment begins with `//`, not with `#`\n"},
      {"tag a = \"b\ntag c = 1", "E0103 1:9 this text is never closed\n"},
      {"tag a = f(\"b)\ntag c = 1", "E0103 1:11 this text is never closed\n"},
      {"tag a = “b\"", "E0103 1:9 this text is never closed\n"},
      {"tag a = `b\ntag c = 1", "E0104 1:9 this quoted name is never closed\n"},
      {"segment a = b = 'c'", "E0105 1:17 a text stands in double quotes: \"c\"\n"},
      {"segment a = b == 1", "E0106 1:15 `==` is written `=`\n"},
      {"segment a = b && c", "E0106 1:15 `&&` is written `and`\n"},
      {"segment a = b || c", "E0106 1:15 `||` is written `or`\n"},
      {"segment a = b <> 1", "E0106 1:15 `<>` is written `!=`\n"},
      {"segment a = b => 1", "E0106 1:15 `=>` is written `>=`\n"},
      {"segment a = b =< 1", "E0106 1:15 `=<` is written `<=`\n"},
      {"segment a = !b", "E0106 1:13 `!` is written `not`\n"},
      {"tag a = 1;", "E0107 1:10 `;` is not needed: clauses and steps are told apart by their first words\n"},
      {"segment a = b in [1, 2]", "E0108 1:18 `[` has no meaning: a set stands in braces\n"},
      {"tag a = 50,000 CNY", "E0109 1:9 a number has no commas: write `50_000`\n"},
      {"tag a = f(1,200,000)", "E0109 1:11 a number has no commas: write `1_200_000`\n"},
      {"segment a = b > 50,000", "E0109 1:17 a number has no commas: write `50_000`\n"},
      {"segment a = b > 2026-3-2", "E0110 1:17 a date is written `2026-03-02`\n"},
      {"segment a = b > 2026/03/02", "E0110 1:17 a date is written `2026-03-02`\n"},
      {"segment a = b > 2026年3月2日", "E0110 1:17 a date is written `2026-03-02`\n"},
      {"segment a = b > 9:30", "E0111 1:17 a time of day is written `09:30`\n"},
      {"segment a = b > 2026-02-30", "E0112 1:17 there is no day `2026-02-30`\n"},
      {"segment a = b > 2026-2-30", "E0112 1:17 there is no day `2026-2-30`\n"},
      {"segment a = b > 24:00", "E0113 1:17 there is no time of day `24:00`\n"},
      {"segment a = b > 2026-03-02T10:00", "E0114 1:17 a date and a time of day are two words: `2026-03-02 10:00`\n"},
      {"segment a = b > 5000元且 c",
       "E0115 1:17 `5000元且` is a number glued to a name: write `5000元 且`, or quote it if it is one name\n"},
      {"tag 30日AUM提升 = 1",
       "E0115 1:5 `30日AUM提升` is a number glued to a name: write `30日 AUM提升`, or quote it if it is one name\n"},
      {"tag 4th = 1", "E0116 1:5 `4th` is neither a number with a unit nor a name: quote it if it is a name\n"},
      {R"(tag a = "b\d")", "E0117 1:11 `\\d` is not an escape: write `\\\\` for a backslash\n"},
      {"segment a = (b and (c\ntag d = 1", "E0121 1:20 this `(` is never closed\n"},
      {"journey j {\n  steps {\n  }\ntag d = 1", "E0121 1:11 this `{` is never closed\n"},
      {"segment a = b)", "E0122 1:14 this `)` closes nothing\n"},
      {"segment a = b in {c)", "E0123 1:20 this `)` stands where `{` is closed\n"},
      {"segmant a = b", "E0130 1:1 `segmant` does not begin a declaration\n"},
      {"tag a = 1\nsegmant a = b", "E0130 2:1 `segmant` does not begin a declaration\n"},
      {"segment a = b c", "E0131 1:15 `c` cannot stand here\n"},
      {"segment a =", "E0132 1:11 something must follow `=`\n"},
      {"segment a = b and\ntag c = 1", "E0132 1:15 something must follow `and`\n"},
      {"segment 5 = b", "E0133 1:9 a name should stand here, not `5`\n"},
      {"segment next = b", "E0134 1:9 `next` is a reserved word: quote it to use it as a name\n"},
      {"segment a = b and )", "E0122 1:19 this `)` closes nothing\n"},
      {"segment a = (b and )", "E0135 1:20 a value or a condition should stand here, not `)`\n"},
      {"trigger a = 5", "E0136 1:13 an event or another pattern should stand here, not `5`\n"},
      {"trigger a = no b for 5", "E0137 1:22 a span of time such as `30 days` should stand here, not `5`\n"},
      {"journey a { steps { wait 3 } }", "E0137 1:26 a span of time such as `30 days` should stand here, not `3`\n"},
      {"journey a {\n  prio 70\n}", "E0138 2:3 `prio` does not begin a clause of a journey\n"},
      {"policy a {\n  limit 70\n}", "E0139 2:3 `limit` does not begin a clause of a policy\n"},
      {"test \"a\" {\n  expects goal b\n}", "E0140 2:3 `expects` does not begin a clause of a test\n"},
      {"journey a {\n  steps {\n    notify b.c()\n  }\n}", "E1550 3:5 `notify` is written `send` here\n"},
      {"journey a {\n  steps {\n    send b.c\n    stop\n  }\n}",
       "E0142 3:10 `b.c` lacks its arguments: write `b.c(…)`, or `b.c()` where it has none\n"},
      {"journey a {\n  steps {\n    frobnicate b\n  }\n}", "E0141 3:5 `frobnicate` does not begin a step\n"},
      {"segment a = (b is)", "E0154 1:18 after `is` comes `known` or `missing`, not `)`\n"},
      {"segment a = b in {c d}", "E0143 1:21 `d` is not separated from what stands before it: write a comma\n"},
      {"segment a b", "E0144 1:11 `=` should stand here, not `b`\n"},
      {"policy a applies", "E0145 1:10 `{` should stand here, not `applies`\n"},
      {"journey a { priority 5% }", "E0146 1:22 a whole number such as `3` should stand here, not `5%`\n"},
      {"journey a { holdout 5 }", "E0147 1:21 a percentage such as `5%` should stand here, not `5`\n"},
      {"journey a { owner retail }", "E0148 1:19 a text in quotes should stand here, not `retail`\n"},
      {"journey a { active today .. 2026-06-30 }",
       "E0149 1:20 a date such as `2026-03-02` should stand here, not `today`\n"},
      {"policy a { quiet 21 .. 8 then delay }",
       "E0150 1:18 a time of day such as `09:30` should stand here, not `21`\n"},
      {"segment a = b and c or d", "E0151 1:21 `and` and `or` are mixed: put one of them in parentheses\n"},
      {"segment a = b or c and d or e", "E0151 1:20 `and` and `or` are mixed: put one of them in parentheses\n"},
      {"segment a = 1 < b < 5 < c", "E0152 1:19 a comparison has two sides: join two comparisons by `and`\n"},
      {"segment a = b = c is known", "E0152 1:19 a comparison has two sides: join two comparisons by `and`\n"},
      {"segment a = b in 1 .. 2 .. 3", "E0152 1:25 a comparison has two sides: join two comparisons by `and`\n"},
      {"segment a = b not in {c}", "E0153 1:15 `not` stands before the whole comparison: `not (… in …)`\n"},
      {"segment a = b is not known", "E1550 1:15 `is not known` is written `is missing` here\n"},
      {"segment a = b is null", "E1551 1:18 `null` is no value: ask with `is missing` or `is known`\n"},
      {"segment a = b = not c", "E0155 1:17 put what `not` belongs to in parentheses: `(not …)`\n"},
      {"metric a = b at entry at entry", "E0156 1:23 `at entry` is said twice of one value\n"},
      {"trigger a = b where c = 1 or d where e = 2",
       "E0157 1:32 an `or` after `where` continues its condition: put each of the patterns in parentheses\n"},
      {"trigger a = (b or c) where d = 1", "E0158 1:22 `where` follows an event, and nothing else\n"},
      {"trigger a = every day 09:00 then b within 1 day", "E0158 1:29 `then` follows an event, and nothing else\n"},
      {"journey a { priority 1 priority 2 }", "E0159 1:24 `priority` is said twice\n"},
      {"journey a { steps { choose { when b { } otherwise { } otherwise { } } } }",
       "E0159 1:55 `otherwise` is said twice\n"},
      {"segment a = b 且c", "E0160 1:15 `且c` is one word: write `且 c`, or quote it if it is a name\n"},
      {"tag a = 1\nmodule b", "E0161 1:1 `tag` stands before the module's head: the head comes first\n"},
      {"trigger a = every month day 32 09:00", "E0162 1:29 `32` is not a day of the month\n"},
      {"journey a { steps { choose { otherwise { } } } }", "E0163 1:21 `choose` has no branch\n"},
      {"journey a { steps { split b { } } }", "E0163 1:21 `split` has no branch\n"},
      {"tag a = choose { otherwise 1 }", "E0163 1:9 `choose` has no branch\n"},
      {"journey a(big text b) { }", "E0164 1:11 `big text` is not a type: a parameter is a type and a name\n"},
      {"journey a(money x b) { }", "E0164 1:11 `money x` is not a type: a parameter is a type and a name\n"},
  };
  return all;
}

TEST(Messages, SayOneThingAboutOneMistake) {
  for (const Mistake& mistake : mistakes()) EXPECT_EQ(messages_about(mistake.text), mistake.messages) << mistake.text;
}

TEST(Messages, OfTheGrammarAreAllTried) {
  std::set<std::string> tried = {"E0165"};  // of the prompt alone
  for (const Mistake& mistake : mistakes()) tried.insert(std::string(mistake.messages).substr(0, 5));
  for (const diagnostics::Entry& entry : diagnostics::catalogue()) {
    EXPECT_TRUE(!entry.code.starts_with("E01") || tried.contains(std::string(entry.code))) << entry.code;
  }
}

TEST(Messages, OfferWhatToWrite) {
  const auto mended = [](const std::string& text) {
    Parsed parsed(text);
    static_cast<void>(parsed.module());
    const auto& diagnostic = parsed.sink().all().front();
    if (diagnostic.fixes.empty()) return std::string("nothing");
    const diagnostics::Edit& edit = diagnostic.fixes.front().edits.front();
    return text.substr(0, edit.span.begin) + edit.replacement + text.substr(edit.span.end);
  };
  EXPECT_EQ(mended("segment a = b == 1"), "segment a = b = 1");
  EXPECT_EQ(mended("tag a = 50,000 CNY"), "tag a = 50_000 CNY");
  EXPECT_EQ(mended("segment a = b > 2026-3-2"), "segment a = b > 2026-03-02");
  EXPECT_EQ(mended("segment a = b > 5000元且 c"), "segment a = b > 5000元 且 c");
  EXPECT_EQ(mended("segment a = b 且c"), "segment a = b 且 c");
  EXPECT_EQ(mended("segmant a = b"), "segment a = b");
  EXPECT_EQ(mended("test \"a\" {\n  expects goal b\n}"), "test \"a\" {\n  expect goal b\n}");
  EXPECT_EQ(mended("tag 4th = 1"), "tag `4th` = 1");
  EXPECT_EQ(mended("tag a = 1;"), "tag a = 1");
}

TEST(Messages, PointAtTheFirstOfTwo) {
  Parsed parsed("journey a { priority 1 priority 2 }");
  static_cast<void>(parsed.module());
  const auto& notes = parsed.sink().all().front().notes;
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(parsed.file().text(notes.front().span), "priority 1");
}

TEST(Messages, TakeTwoNumbersOfAListForWhatTheyAre) {
  EXPECT_EQ(expression_tree("{100,200}"), "{100, 200}");
  EXPECT_EQ(expression_tree("f(1,200)"), "f(1, 200)");
  EXPECT_EQ(expression_tree("{1000,200 CNY}"), "{1000, 200CNY}");
}

}  // namespace
}  // namespace wend::syntax
