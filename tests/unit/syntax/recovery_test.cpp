#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

TEST(Recovery, KeepsTheNameOfADeclarationThatCannotBeRead) {
  EXPECT_EQ(module_tree("segment a \"标签\" = (b\ntag c = 1\nimport x.y(\nimport x.z( as w\njourney j(\npolicy p { }}"),
            "segment a faulty = -\ntag c = 1\nimport () as y faulty\nimport () as w faulty\njourney j faulty\npolicy p "
            "faulty\n"
            "E0121 1:18 this `(` is never closed\n"
            "E0121 3:11 this `(` is never closed\n"
            "E0121 4:11 this `(` is never closed\n"
            "E0121 5:10 this `(` is never closed\n"
            "E0122 6:13 this `}` closes nothing\n");
}

TEST(Recovery, ReadsTheOtherClausesAndStepsOfAJourney) {
  EXPECT_EQ(module_tree(R"(journey j {
  prio 70
  on deposit
  holdout 5
  steps {
    notify x
    send wechat.hello
    wait 5 days
    choose {
      when a > { stop }
      otherwise { stop }
    }
    send sms.x(a: 1 b: 2)
    stop
  }
  goal x
})"),
            R"(journey j faulty
  on <deposit>
  goal x within -
  steps {
    wait 5d
    choose
      otherwise {
        stop }
    stop }
E0138 2:3 `prio` does not begin a clause of a journey
E0147 4:11 a percentage such as `5%` should stand here, not `5`
E1550 6:5 `notify` is written `send` here
E0142 7:10 `wechat.hello` lacks its arguments: write `wechat.hello(…)`, or `wechat.hello()` where it has none
E0145 11:7 `{` should stand here, not `otherwise`
E0143 13:21 `b` is not separated from what stands before it: write a comma
)");
}

TEST(Recovery, ReadsTheOtherClausesOfAPolicyAndATest) {
  EXPECT_EQ(messages_about(R"(policy p {
  quiet 21 .. 8 then delay
  per 1 day at most 5% then skip
}
test "x" {
  given { a: 5, b }
  at 2026-03-02 10:00 deposit
  advance 3
})"),
            "E0150 2:9 a time of day such as `09:30` should stand here, not `21`\n"
            "E0146 3:21 a whole number such as `3` should stand here, not `5%`\n"
            "E0131 6:19 `}` cannot stand here\n"
            "E0137 8:11 a span of time such as `30 days` should stand here, not `3`\n");
}

TEST(Recovery, FindsAnUnclosedBraceAtTheNextDeclaration) {
  EXPECT_EQ(module_tree("journey j {\n  steps {\n    stop\n\ntag a = 1"),
            "journey j faulty\ntag a = 1\nE0121 2:9 this `{` is never closed\n");
}

TEST(Recovery, DoesNotBlameADeclarationForWhatFollowsIt) {
  EXPECT_EQ(module_tree("segment c = d\nsegmant a = b\nsegment e = f"),
            "segment c = d\nsegment e = f\nE0130 2:1 `segmant` does not begin a declaration\n");
}

TEST(Recovery, GoesOnWithWhatASlipWasMeantToSay) {
  EXPECT_EQ(module_tree("segment a = b == 50,000 CNY && c > 2026-3-2"),
            "segment a = ((b = 50000CNY) and (c > 2026-03-02))\n"
            "E0106 1:15 `==` is written `=`\n"
            "E0109 1:18 a number has no commas: write `50_000`\n"
            "E0106 1:29 `&&` is written `and`\n"
            "E0110 1:36 a date is written `2026-03-02`\n");
}

TEST(Recovery, MarksWhatItDidNotUnderstandAsFaulty) {
  for (const char* text : {"tag a = \"b", "tag a = 5000元且", "tag a = 2026-02-30", "tag a = b @"}) {
    Parsed parsed(text);
    const auto& declarations = parsed.module().module.declarations;
    ASSERT_EQ(declarations.size(), 1U) << text;
    EXPECT_TRUE(declarations.front().faulty) << text;
  }
}

TEST(Recovery, GivesUpOnADeclarationAfterManyFaults) {
  std::string text = "journey j {\n";
  for (int i = 0; i < 1000; ++i) text += "  nonsense here\n";
  Parsed parsed(text + "}");
  static_cast<void>(parsed.module());
  EXPECT_EQ(parsed.sink().errors(), 20U);
}

}  // namespace
}  // namespace wend::syntax
