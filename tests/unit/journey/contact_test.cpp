// "Consent, suitability: at the moment of sending, always": what of it this version judges.
#include "runtime/journey/bucket.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using testing::ElementsAre;

class Contact : public testing::Test {
 protected:
  // Waits a day, then sends an offer (marketing), a notice (service) and posts to the inbox (no contact).
  ir::Journey& journey() {
    ir::Journey& journey = bank.journey("offers", bank.on(Bank::deposit));
    Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(1), .next = 1});
    Bank::step(journey, "offer", Bank::send(Bank::offer, 2));
    Bank::step(journey, "notice", Bank::send(Bank::notice, 3));
    Bank::step(journey, "post", Bank::post());
    return journey;
  }
  ir::Policy& policy(std::string name, std::optional<std::string> purpose = {}) {
    ir::Policy& made = bank.program().policies.emplace_back();
    made.name = std::move(name);
    if (purpose) made.applies_to = bank.is_for_purpose(*purpose);
    return made;
  }
  std::vector<std::string> sent(Customer& customer) {
    customer.deposit("2026-01-05 10:00", 1);
    customer.advance("2026-01-06 10:00");
    return customer.effects();
  }
  Bank bank;
};

TEST_F(Contact, WithoutConsentAContactIsLeftOutAndRecorded) {
  journey();
  policy("retail").consent = {{.purpose = "marketing", .condition = bank.tag(Bank::consent)}};
  Customer customer(bank.publish());
  EXPECT_THAT(sent(customer), ElementsAre("enter", "skip wechat.offer consent", "send wechat.notice", "send inbox.news",
                                          "exit completed"));
}

TEST_F(Contact, ConsentIsJudgedAtTheMomentOfSending) {
  journey();
  policy("retail").consent = {{.purpose = "marketing", .condition = bank.tag(Bank::consent)}};
  Customer customer(bank.publish());
  customer.set("2026-01-04 10:00", Bank::consent, true);
  customer.deposit("2026-01-05 10:00", 1);
  customer.set("2026-01-05 12:00", Bank::consent, false);
  customer.advance("2026-01-06 10:00");
  EXPECT_THAT(customer.effects(), ElementsAre("enter", "skip wechat.offer consent", "send wechat.notice",
                                              "send inbox.news", "exit completed"));
}

TEST_F(Contact, ASkipNamesThePolicyAndHasTheIdOfWhatWasLeftOut) {
  journey();
  policy("lenient").consent = {{.purpose = "service", .condition = bank.tag(Bank::consent)}};
  policy("strict").consent = {{.purpose = "marketing", .condition = bank.tag(Bank::consent)}};
  const std::shared_ptr<const ir::Program> program = bank.publish();
  Customer refused(program);
  refused.deposit("2026-01-05 10:00", 1);
  refused.advance("2026-01-06 10:00");
  Customer sent(program);
  sent.set("2026-01-04 10:00", Bank::consent, true);
  sent.deposit("2026-01-05 10:00", 1);
  sent.advance("2026-01-06 10:00");
  const journey::Effect skip = refused.take_effects().at(1);
  EXPECT_EQ(skip.policy, "strict");
  EXPECT_EQ(skip.id, sent.take_effects().at(1).id);
}

TEST_F(Contact, APolicyAppliesToItsPurposeAlone) {
  journey();
  policy("services", "service").consent = {{.purpose = "marketing", .condition = bank.tag(Bank::consent)}};
  Customer customer(bank.publish());
  EXPECT_THAT(sent(customer),
              ElementsAre("enter", "send wechat.offer", "send wechat.notice", "send inbox.news", "exit completed"));
}

TEST_F(Contact, SensitiveTagsNeedTheirPermission) {
  journey().uses_sensitive_tags = true;
  policy("retail", "marketing").sensitive_requires = bank.tag(Bank::personal_consent);
  const std::shared_ptr<const ir::Program> program = bank.publish();
  Customer without(program);
  EXPECT_THAT(sent(without), ElementsAre("enter", "skip wechat.offer sensitive", "send wechat.notice",
                                         "send inbox.news", "exit completed"));
  Customer with(program);
  with.set("2026-01-04 10:00", Bank::personal_consent, true);
  EXPECT_THAT(sent(with),
              ElementsAre("enter", "send wechat.offer", "send wechat.notice", "send inbox.news", "exit completed"));
}

TEST_F(Contact, AJourneyWithoutSensitiveTagsNeedsNoPermission) {
  journey();
  policy("retail").sensitive_requires = bank.tag(Bank::personal_consent);
  Customer customer(bank.publish());
  EXPECT_THAT(sent(customer),
              ElementsAre("enter", "send wechat.offer", "send wechat.notice", "send inbox.news", "exit completed"));
}

TEST_F(Contact, AControlGroupGetsNoContactOfItsPurposeAlsoFromJourneysOfAnother) {
  journey().purpose = "service";
  policy("retail", "marketing").control = journey::kBuckets;
  Customer customer(bank.publish());
  EXPECT_THAT(sent(customer), ElementsAre("enter", "skip wechat.offer control", "send wechat.notice", "send inbox.news",
                                          "exit completed"));
}

}  // namespace
}  // namespace wend::tests
