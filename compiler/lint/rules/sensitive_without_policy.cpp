#include <algorithm>

#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/contacts.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

class SensitiveWithoutPolicy final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    for_each_journey(input, [&](const JourneyInText& found) {
      if (!found.journey.uses_sensitive_tags) return;
      bool reported = false;
      for_each_contact(input, found, [&](const Contact& contact) {
        const bool asked = std::ranges::any_of(input.checked.program.policies, [&](const ir::Policy& policy) {
          return policy.sensitive_requires != ir::kNone && applies(input, policy, contact);
        });
        if (asked || reported) return;
        reported = true;
        sink.report(codes::sensitive_without_policy, contact.span).with(contact.message);
      });
    });
  }
};

}  // namespace

std::unique_ptr<Rule> sensitive_without_policy() {
  return std::make_unique<SensitiveWithoutPolicy>();
}

}  // namespace wend::lint
