#include <algorithm>

#include "compiler/check/contacts.hpp"
#include "compiler/diagnostics/codes/policies.hpp"
#include "compiler/lint/rules.hpp"
#include "compiler/lint/walk.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

bool covers(const ir::Cap& cap, const ir::Medium& medium) {
  return cap.across.empty() || std::ranges::find(cap.across, medium) != cap.across.end();
}

// The first journey that lives no longer than the cap may delay one of its contacts; null where there is none.
const ir::Journey* outlived(const ir::Program& program, const ir::Policy& policy, const ir::Cap& cap) {
  for (const ir::Journey& journey : program.journeys) {
    if (!journey.expires || !ir::outlasts(cap.window, *journey.expires)) continue;
    bool is_delayed = false;
    check::for_each_contact(program, journey, [&](const check::PossibleContact& contact) {
      is_delayed = is_delayed || (covers(cap, contact.medium) && check::may_apply(program, policy, contact));
    });
    if (is_delayed) return &journey;
  }
  return nullptr;
}

class CapPastExpiry final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    for_each_policy(input, [&](const PolicyInText& found) {
      for (std::size_t at = 0; at < found.policy.caps.size(); ++at) {
        const ir::Cap& cap = found.policy.caps[at];
        if (cap.verdict != ir::Verdict::delay) continue;
        const ir::Journey* journey = outlived(input.checked.program, found.policy, cap);
        if (journey != nullptr) sink.report(codes::cap_is_past_expiry, found.tree.caps[at].span).with(journey->name);
      }
    });
  }
};

}  // namespace

std::unique_ptr<Rule> cap_past_expiry() {
  return std::make_unique<CapPastExpiry>();
}

}  // namespace wend::lint
