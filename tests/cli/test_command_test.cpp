// `wend test`: what it says of tests that pass, fail and are left out.
#include <gmock/gmock.h>

#include "tests/cli/command.hpp"

namespace wend::tools {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class TestCommand : public CommandLine {
 protected:
  // A journey with a branch, a wait and a split, and the tests.
  void write_tests(const std::string& tests) const {
    write_project(
        "trigger paid = deposit where amount >= 10 CNY\n"
        "goal bought = deposit where amount >= 1_000 CNY\n"
        "journey hello {\n"
        "  on paid  for tier = gold  goal bought  reentry always  holdout 100%\n"
        "  steps {\n"
        "    choose { when aum >= 100 CNY { send sms.hello() } otherwise { } }\n"
        "    wait 1 day as pause\n"
        "    split side { 50% left { send sms.hello() as again } 50% right { } }\n"
        "  }\n"
        "}\n"
        "policy contact { control 100% }\n" +
        tests);
  }
  [[nodiscard]] Said test(const std::string& body, const std::string& options = {}) const {
    write_tests("test \"t\" { " + body + " }\n");
    return wend("test . " + options);
  }
  static constexpr const char* kGold = "given { tier: gold, aum: 200 CNY } ";
  static constexpr const char* kPaid = "at 2026-03-02 10:00 deposit { amount: 20 CNY } ";
};

TEST_F(TestCommand, PassesWhereEveryExpectationHolds) {
  const Said said =
      test(std::string(kGold) + kPaid + "expect send sms.hello expect trigger paid expect no goal bought");
  EXPECT_EQ(said.out, "PASS  t\n\n1 test: 1 passed, 0 failed, 0 errors, 0 skipped\n");
  EXPECT_EQ(said.status, 0);
}

TEST_F(TestCommand, IsFindingsWhereOneDoesNot) {
  const Said said = test(std::string(kGold) + kPaid + "expect no send sms.hello");
  EXPECT_THAT(said.out, AllOf(HasSubstr("FAIL  t\n"),
                              HasSubstr("expect no send sms.hello\n    2026-03-02 10:00    hello: send sms.hello\n")));
  EXPECT_EQ(said.status, 1);
}

TEST_F(TestCommand, SaysWhatWasFalseAboutForOfAJourneyThatWasNotEntered) {
  const Said said = test(std::string("given { tier: mass } ") + kPaid + "expect send sms.hello");
  EXPECT_THAT(said.out,
              HasSubstr("    hello: was not entered\n      `for`: `tier = gold` was false at 2026-03-02 10:00\n"));
}

TEST_F(TestCommand, SaysThatForWasUnknown) {
  const Said said = test(std::string("given { } ") + kPaid + "expect enter hello");
  EXPECT_THAT(said.out, HasSubstr("`tier = gold` was unknown at 2026-03-02 10:00"));
}

TEST_F(TestCommand, SaysThatWhatEntersDidNotHappen) {
  const Said said = test(std::string(kGold) + "at 2026-03-02 10:00 tags { tier: mass } expect enter hello");
  EXPECT_THAT(said.out, HasSubstr("what enters it did not happen: `paid`"));
}

TEST_F(TestCommand, SaysUntilWhenAJourneyStillWaits) {
  const Said said = test(std::string(kGold) + kPaid + "expect exit hello");
  EXPECT_THAT(said.out, HasSubstr("      still waits at `pause` until 2026-03-03 10:00\n"));
}

TEST_F(TestCommand, SaysWhichBranchAJourneyTookInstead) {
  const Said said = test("given { tier: gold, aum: 5 CNY } variant right " + std::string(kPaid) +
                         "advance 2 days expect send sms.hello");
  EXPECT_THAT(said.out,
              AllOf(HasSubstr("2026-03-02 10:00 `choose`: otherwise\n"), HasSubstr("2026-03-03 10:00 `side`: right\n"),
                    HasSubstr("ended at 2026-03-03 10:00: completed\n")));
}

TEST_F(TestCommand, ShowsTheTimelineOfWhatHappenedInstead) {
  const Said said = test(std::string(kGold) + kPaid + "expect goal bought");
  EXPECT_THAT(said.out, HasSubstr("  what happened\n"
                                  "    2026-03-02 10:00  at 2026-03-02 10:00 deposit { amount: 20 CNY }\n"
                                  "    2026-03-02 10:00    trigger paid\n"
                                  "    2026-03-02 10:00    hello: enter\n"
                                  "    2026-03-02 10:00    hello: send sms.hello\n"));
}

TEST_F(TestCommand, FixesTheSideOfASplit) {
  const std::string left =
      std::string(kGold) + "variant left " + kPaid + "advance 1 day expect exit hello expect send sms.hello";
  EXPECT_EQ(test(left).status, 0);
  const std::string right = std::string(kGold) + "variant side.right " + kPaid +
                            "expect send sms.hello advance 1 day expect no send sms.hello";
  EXPECT_EQ(test(right).status, 0);
}

TEST_F(TestCommand, TurnsHoldoutAndControlOnOnlyWhereAskedFor) {
  const std::string expectations = std::string(kPaid) + "expect enter hello expect no send sms.hello";
  EXPECT_EQ(test(std::string(kGold) + "variant hello.holdout " + expectations).status, 0);
  EXPECT_EQ(test(std::string(kGold) + "variant contact.control " + expectations).status, 0);
  EXPECT_EQ(test(std::string(kGold) + expectations).status, 1);
}

TEST_F(TestCommand, AnExpectationSpeaksOfWhatHappenedSinceThoseBeforeIt) {
  const Said said = test(std::string(kGold) + kPaid +
                         "expect enter hello at +1 hour deposit { amount: 20 CNY } expect no enter hello");
  EXPECT_EQ(said.status, 0) << said.out;
}

TEST_F(TestCommand, KeepsTheLocalClockTimeOverDays) {
  EXPECT_EQ(test(std::string(kGold) + kPaid + "advance 1 day expect exit hello").status, 0);
  EXPECT_EQ(test(std::string(kGold) + kPaid + "advance 23 hours expect no exit hello").status, 0);
}

TEST_F(TestCommand, JudgesConditionsOnTheCustomer) {
  EXPECT_EQ(test(std::string(kGold) + kPaid + "expect that aum = 200 CNY and count(deposit, last 1 day) = 1").status,
            0);
  const Said said = test(std::string(kGold) + kPaid + "expect that aum < 5 CNY");
  EXPECT_THAT(said.out, HasSubstr("`aum < 5 CNY` was false at 2026-03-02 10:00"));
}

TEST_F(TestCommand, RunsWhatTheExpressionFinds) {
  write_tests(std::string("test \"a salary\" { ") + kPaid + "expect no enter hello }\ntest \"a purchase\" { " + kPaid +
              "expect enter hello }\n");
  const Said said = wend("test . --run '^a sal'");
  EXPECT_THAT(said.out, AllOf(HasSubstr("PASS  a salary\n"), HasSubstr("1 skipped"), Not(HasSubstr("a purchase"))));
  EXPECT_EQ(said.status, 0);
}

TEST_F(TestCommand, CannotRunWhatNoTitleFits) {
  write_tests(std::string("test \"t\" { ") + kPaid + "expect no enter hello }\n");
  EXPECT_THAT(wend("test . --run nothing").err, HasSubstr("error[E1511]: no test's title fits `nothing`"));
  EXPECT_EQ(wend("test . --run nothing").status, 2);
  EXPECT_THAT(wend("test . --run '('").err, HasSubstr("error[E1510]: `(` is no regular expression"));
}

TEST_F(TestCommand, SaysWhatIsNotCovered) {
  const Said said = test(std::string(kGold) + kPaid + "expect send sms.hello", "--coverage");
  EXPECT_THAT(said.out,
              AllOf(HasSubstr("branches taken: 25.0 % (1/4)\n"), HasSubstr("  hello: never taken: choose: otherwise\n"),
                    HasSubstr("journeys.wend:1:30: never false: amount >= 10 CNY\n")));
}

TEST_F(TestCommand, WritesJunit) {
  const Said said = test(std::string(kGold) + kPaid + "expect no send sms.hello", "--format junit");
  EXPECT_THAT(said.out,
              AllOf(HasSubstr(R"(<testsuite name="wend test" tests="1" failures="1" errors="0" skipped="0">)"),
                    HasSubstr(R"(<testcase classname="journeys.wend" name="t">)"),
                    HasSubstr(R"(<failure message="expect no send sms.hello">)")));
  EXPECT_EQ(said.status, 1);
}

TEST_F(TestCommand, WritesJson) {
  const Said said = test(std::string(kGold) + kPaid + "expect no send sms.hello", "--format json --coverage");
  EXPECT_THAT(said.out,
              AllOf(HasSubstr(R"("status": "failed")"), HasSubstr(R"("expected": "expect no send sms.hello")"),
                    HasSubstr(R"("branches_taken": 1)")));
}

TEST_F(TestCommand, SaysWhatIsWrongWithATest) {
  const Said said = test("at +1 day deposit expect enter hello");
  EXPECT_THAT(said.err, HasSubstr("error[E1501]: nothing says yet when this test begins"));
  EXPECT_EQ(said.status, 1);
}

}  // namespace
}  // namespace wend::tools
