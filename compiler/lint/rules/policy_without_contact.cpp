#include <algorithm>

#include "compiler/check/contacts.hpp"
#include "compiler/diagnostics/codes/policies.hpp"
#include "compiler/lint/rules.hpp"
#include "compiler/lint/walk.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

// A project without any contact has nothing that a policy could miss.
class PolicyWithoutContact final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    const ir::Program& program = input.checked.program;
    for_each_policy(input, [&](const PolicyInText& found) {
      bool is_asked = false, applies = false;
      for (const ir::Journey& journey : program.journeys) {
        check::for_each_contact(program, journey, [&](const check::PossibleContact& contact) {
          is_asked = true;
          applies = applies || check::may_apply(program, found.policy, contact);
        });
      }
      if (!is_asked || applies) return;
      sink.report(codes::policy_applies_to_nothing, found.declaration.name.span).with(found.policy.name);
    });
  }
};

}  // namespace

std::unique_ptr<Rule> policy_without_contact() {
  return std::make_unique<PolicyWithoutContact>();
}

}  // namespace wend::lint
