#include <algorithm>

#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/contacts.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

bool asks_for_consent(const Input& input, const ir::Policy& policy, const Contact& contact) {
  return applies(input, policy, contact) && std::ranges::any_of(policy.consent, [&](const ir::Consent& consent) {
           return consent.purpose == contact.purpose;
         });
}

class ContactWithoutConsent final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    for_each_journey(input, [&](const JourneyInText& journey) {
      for_each_contact(input, journey, [&](const Contact& contact) {
        const bool asked = std::ranges::any_of(input.checked.program.policies, [&](const ir::Policy& policy) {
          return asks_for_consent(input, policy, contact);
        });
        if (asked) return;
        if (contact.purpose.empty()) {
          sink.report(codes::contact_without_purpose, contact.span).with(contact.message);
        } else {
          sink.report(codes::contact_without_consent, contact.span).with(contact.message).with(contact.purpose);
        }
      });
    });
  }
};

}  // namespace

std::unique_ptr<Rule> contact_without_consent() {
  return std::make_unique<ContactWithoutConsent>();
}

}  // namespace wend::lint
