// Each rule finds what it is for, at its place, and is quiet about what is near it and right.
#include <gtest/gtest.h>

#include "tests/unit/lint/linted_text.hpp"

namespace wend::lint {
namespace {

// A journey that no rule has anything to say about, with what a test puts into it.
std::string journey(const std::string& head, const std::string& steps) {
  return "goal bought = purchase\n"
         "policy contact { consent marketing requires payroll_customer  sensitive tags require payroll_customer }\n"
         "journey greeting { on deposit goal bought expires after 30 days " +
         head + " steps { " + steps + " } }\n";
}

// A segment that a journey uses, so that it is not an unused one.
std::string used(const std::string& condition) {
  return "segment s = " + condition + "\n" + journey("for s", "send sms.hello()");
}

TEST(Linter, IsQuietAboutAJourneyThatIsInOrder) {
  EXPECT_EQ(codes(journey("", "send sms.hello()")), "");
}

TEST(UnusedImport, IsFoundWhereNothingSpeaksOfAModuleOfTags) {
  const std::string import = "import bank.value(worth: aum) as value\n";
  EXPECT_EQ(codes(import + journey("", "send sms.hello()")), "W0381");
  EXPECT_EQ(codes(import + journey("for value.top", "send sms.hello()")), "");
}

TEST(ConstantCondition, IsFoundWhereTwoComparisonsLeaveNoValue) {
  EXPECT_EQ(findings({used("visits > 5 and visits < 3")}), "1:13 W0301\n");
  EXPECT_EQ(codes(used("visits > 5 and visits <= 6")), "");
  EXPECT_EQ(codes(used("visits > 5 and visits < 6")), "W0301") << "there is no whole number between";
}

TEST(ConstantCondition, IsFoundWhereConstantsDecide) {
  EXPECT_EQ(codes(used("1 > 2 or payroll_customer")), "W0301");
  EXPECT_EQ(codes(used("2 > 1 and payroll_customer")), "W0302");
}

TEST(ConstantCondition, IsFoundWhereAnEnumHasNoSuchValues) {
  EXPECT_EQ(codes(used("tier >= mass")), "W0303");
  EXPECT_EQ(codes(used("tier < mass")), "W0301");
  EXPECT_EQ(codes(used("tier >= silver")), "");
}

TEST(ConstantCondition, IsFoundWhereACountCannotBeNegative) {
  EXPECT_EQ(codes(used("count(deposit, last 3 days) >= 0")), "W0303");
  EXPECT_EQ(codes(used("count(deposit, last 3 days) < 0")), "W0301");
  EXPECT_EQ(codes(used("count(deposit, last 3 days) > 0")), "");
}

TEST(ConstantCondition, IsReportedAtItsSmallestPart) {
  EXPECT_EQ(findings({used("payroll_customer and (tier < mass or tier < mass)")}), "1:35 W0301\n1:50 W0301\n");
}

TEST(UnusedDefinition, IsFoundForWhatNothingUses) {
  EXPECT_EQ(findings({"segment s = visits > 1\n"}), "1:9 W0304\n");
  EXPECT_EQ(codes("tag t = visits + 1\nsegment s = t > 1\n" + journey("for s", "send sms.hello()")), "");
  EXPECT_EQ(codes("trigger salary = deposit\n"), "W0304");
}

TEST(NegatedMissing, IsFoundWhereATagMayBeMissing) {
  EXPECT_EQ(findings({used("not (visits = 3)")}), "1:13 W0305\n");
  EXPECT_EQ(codes(used("visits is missing")), "");
  EXPECT_EQ(codes(used("not (visits is known and visits = 3)")), "");
  EXPECT_EQ(codes(used("not ((visits default 0) = 3)")), "");
}

TEST(ContactWithoutConsent, IsFoundWhereNoPolicyAsksForThePurpose) {
  const std::string contact =
      "goal bought = purchase\njourney j { on deposit goal bought expires after 3 days "
      "steps { send sms.hello() } }\n";
  EXPECT_EQ(codes(contact), "W0306");
  EXPECT_EQ(codes(contact + "policy p { consent service requires payroll_customer }\n"), "W0306");
  EXPECT_EQ(codes(contact + "policy p { applies to purpose = service  consent marketing requires payroll_customer }\n"),
            "W0306 W1303");
  EXPECT_EQ(codes(contact + "policy p { consent marketing requires payroll_customer }\n"), "");
}

TEST(ContactWithoutConsent, IsFoundWhereNobodySaysForWhichPurpose) {
  EXPECT_EQ(codes(journey("", "send sms.notice()")), "W0307");
  EXPECT_EQ(codes(journey("purpose marketing", "send sms.notice()")), "");
}

TEST(ContactWithoutConsent, LeavesTasksForPeopleAlone) {
  EXPECT_EQ(codes("goal bought = purchase\njourney j { on deposit goal bought expires after 3 days "
                  "steps { assign manager(task: \"Call\", due: 3 days) } }\n"),
            "");
}

TEST(JourneyWithoutEnd, IsFoundWithoutGoalAndWithoutExitOrExpiry) {
  EXPECT_EQ(codes("journey j { on deposit expires after 3 days steps { wait 1 day } }\n"), "W0308");
  EXPECT_EQ(codes("goal g = purchase\njourney j { on deposit goal g steps { wait 1 day } }\n"), "W0309");
  EXPECT_EQ(codes("goal g = purchase\njourney j { on deposit goal g exit on login steps { wait 1 day } }\n"), "");
}

TEST(WaitBeyondExpiry, IsFoundWhereTheWaitIsAsLongAsTheLife) {
  EXPECT_EQ(codes(journey("", "wait 30 days  send sms.hello()")), "W0310");
  EXPECT_EQ(codes(journey("", "wait 29 days  send sms.hello()")), "");
  EXPECT_EQ(codes(journey("", "wait for login up to 800 hours { seen { } timeout { } }")), "W0310");
  EXPECT_EQ(codes(journey("", "choose { when visits > 1 { wait 2 months } otherwise { } }")), "W0310");
}

TEST(SplitDoesNotAddUp, IsFoundUnderAndOverAHundred) {
  EXPECT_EQ(codes(journey("", "split { 50% a { } 40% b { } }")), "W0311");
  EXPECT_EQ(codes(journey("", "split { 50% a { } 60% b { } }")), "W0311");
  EXPECT_EQ(codes(journey("", "split { 33.5% a { } 66.5% b { } }")), "");
}

TEST(SensitiveWithoutPolicy, IsFoundWhereATagOfThePersonDecidesAboutAContact) {
  const std::string body =
      "goal g = purchase\njourney j { on deposit when income > 5 CNY goal g expires after 3 days "
      "steps { send sms.hello() } }\n";
  EXPECT_EQ(codes(body + "policy p { consent marketing requires payroll_customer }\n"), "W0312");
  EXPECT_EQ(codes(body + "policy p { consent marketing requires payroll_customer  "
                         "sensitive tags require payroll_customer }\n"),
            "");
}

TEST(DeprecatedTag, IsFoundAtEachUse) {
  EXPECT_EQ(codes(used("old_level > 1 or old_level < 0")), "W0313 W0313");
}

TEST(NameWrittenTwoWays, IsFoundInOneFileAndNotAcrossFiles) {
  EXPECT_EQ(codes(used("aum > 5 CNY and 资产规模 < 9 CNY")), "W0314");
  EXPECT_EQ(findings({"segment a = aum > 5 CNY\n", "segment b = 资产规模 > 5 CNY\n"}), "1:9 W0304\n1:9 W0304\n");
  // The first parameter of a message is another thing than the first of a task.
  EXPECT_EQ(codes(journey("",
                          "send wechat.offer(金额: event.amount, product: flexible_wealth)\n"
                          "assign manager(task: \"x\", due: 1 day)"))
                .find("W0314"),
            std::string::npos);
}

TEST(Suppression, NeedsAReasonAKnownCodeAndSomethingToSuppress) {
  EXPECT_EQ(findings({"// wend: allow W0304 because it comes next week\nsegment s = visits > 1\n"}),
            "2:9 W0304 (suppressed: it comes next week)\n");
  EXPECT_EQ(findings({"segment s = visits > 1  // wend: allow W0304 because it comes next week\n"}),
            "1:9 W0304 (suppressed: it comes next week)\n");
  EXPECT_EQ(findings({"// wend: allow W0304\nsegment s = visits > 1\n"}), "1:1 W0390\n2:9 W0304\n");
  EXPECT_EQ(findings({"// wend: allow X1 because why not\nsegment s = visits > 1\n"}), "1:1 W0391\n2:9 W0304\n");
  EXPECT_EQ(findings({"// wend: allow W0305 because why not\nsegment s = visits > 1\n"}), "1:1 W0392\n2:9 W0304\n");
}

TEST(Rules, EachEntryOfTheCatalogueHasATestHere) {
  const std::string tests = check::contents_of(WEND_SOURCE_DIRECTORY "/tests/unit/lint/rules_test.cpp");
  for (const diagnostics::Entry& entry : diagnostics::catalogue()) {
    if (!entry.code.starts_with("W03")) continue;
    EXPECT_NE(tests.find(entry.code), std::string::npos) << entry.code;
  }
}

TEST(CapPastExpiry, IsFoundWhereAContactMayWaitLongerThanItsJourneyLives) {
  const auto delayed = [](const std::string& policy) {
    return journey("", "send sms.hello()") + "policy often { " + policy + " }\n";
  };
  EXPECT_EQ(codes(delayed("per 30 days at most 1 then delay")), "W1301");
  EXPECT_EQ(codes(delayed("per 29 days at most 1 then delay")), "");
  EXPECT_EQ(codes(delayed("per 30 days at most 1 then skip")), "") << "nothing waits";
  EXPECT_EQ(codes(delayed("per 30 days at most 1 across {wechat} then delay")), "") << "it counts another channel";
}

TEST(ContactWithoutSuitability, IsFoundWhereAContactOffersAProduct) {
  const std::string offer = journey("", "send wechat.offer(amount: 5 CNY, product: growth_fund)");
  EXPECT_EQ(codes(offer), "W1302");
  EXPECT_EQ(codes(offer + "policy p { suitability product.kind != loan }\n"), "");
  EXPECT_EQ(codes(offer + "policy p { applies to product.kind = fund  suitability risk_rating >= C2 }\n"), "");
}

TEST(PolicyWithoutContact, IsFoundWhereItAppliesToNone) {
  const std::string hello = journey("", "send sms.hello()");
  EXPECT_EQ(codes(hello + "policy p { applies to channel = wechat  control 2% }\n"), "W1303");
  EXPECT_EQ(codes(hello + "policy p { applies to purpose = marketing and purpose = service  control 2% }\n"), "W1303");
  EXPECT_EQ(codes(hello + "policy p { applies to channel = sms  control 2% }\n"), "");
  EXPECT_EQ(codes("policy p { applies to channel = sms  control 2% }\n"), "") << "there is no contact to miss";
}

}  // namespace
}  // namespace wend::lint
