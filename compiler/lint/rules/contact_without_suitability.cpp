#include <algorithm>

#include "compiler/check/contacts.hpp"
#include "compiler/diagnostics/codes/policies.hpp"
#include "compiler/lint/contacts.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

class ContactWithoutSuitability final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    for_each_journey(input, [&](const JourneyInText& journey) {
      for_each_contact(input, journey, [&](const Contact& contact) {
        if (!check::offers_product(*contact.form)) return;
        const bool is_asked = std::ranges::any_of(input.checked.program.policies, [&](const ir::Policy& policy) {
          return policy.suitability != ir::kNone && applies(input, policy, contact);
        });
        if (!is_asked) sink.report(codes::product_without_suitability, contact.span).with(contact.message);
      });
    });
  }
};

}  // namespace

std::unique_ptr<Rule> contact_without_suitability() {
  return std::make_unique<ContactWithoutSuitability>();
}

}  // namespace wend::lint
