#include "runtime/journey/policies.hpp"

#include <algorithm>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/quiet.hpp"

namespace wend::journey {
namespace {

bool holds_about(Session& session, ir::ExpressionId condition, const eval::Contact& about) {
  return session.holds(session.plan.program(), condition, {.matched = nullptr, .entered = nullptr, .contact = &about});
}

Truth judge_about(Session& session, ir::ExpressionId condition, const eval::Contact& about) {
  return session.judge(session.plan.program(), condition, {.matched = nullptr, .entered = nullptr, .contact = &about});
}

bool applies(Session& session, const ir::Policy& policy, const Contact& contact) {
  if (policy.applies_to == ir::kNone) return true;
  if (contact.products.empty()) return holds_about(session, policy.applies_to, contact.about);
  return std::ranges::any_of(contact.products, [&](const Value& product) {
    eval::Contact about = contact.about;
    about.product = product;
    return judge_about(session, policy.applies_to, about) != Truth::no;
  });
}

bool is_in_control(const Session& session, const ir::Policy& policy) {
  return policy.control > 0 && bucket(policy.name, session.customer) < policy.control;
}

// Asks the rules of one policy after the other and keeps the strictest answer.
class Judge {
 public:
  Judge(Session& session, const Contact& contact, Stage stage) : session_(session), contact_(contact), stage_(stage) {}

  void ask(const PlannedPolicy& planned) {
    policy_ = planned.policy;
    const ir::Policy& policy = *policy_;
    if (is_in_control(session_, policy)) keep_back(ir::Verdict::skip, Reason::control);
    if (!consents()) keep_back(ir::Verdict::skip, Reason::consent);
    if (contact_.uses_sensitive_tags && !holds_about(session_, policy.sensitive_requires, contact_.about)) {
      keep_back(ir::Verdict::skip, Reason::sensitive);
    }
    if (!suits()) keep_back(ir::Verdict::skip, Reason::suitability);
    for (const ir::QuietHours& hours : policy.quiet) ask(hours);
    if (stage_ == Stage::before_caps) return;
    for (const ir::Cap& cap : policy.caps) ask(planned, cap);
  }

  Judgement done() && { return std::move(answer_); }

 private:
  [[nodiscard]] bool consents() {
    return std::ranges::all_of(policy_->consent, [&](const ir::Consent& consent) {
      return consent.purpose != contact_.about.purpose || holds_about(session_, consent.condition, contact_.about);
    });
  }

  [[nodiscard]] bool suits() {
    return std::ranges::all_of(contact_.products, [&](const Value& product) {
      eval::Contact about = contact_.about;
      about.product = product;
      return holds_about(session_, policy_->suitability, about);
    });
  }

  void ask(const ir::QuietHours& hours) {
    const std::optional<Instant> end = end_of_quiet(hours, session_.memory.clock, session_.zone());
    if (end) keep_back(hours.verdict, Reason::quiet, *end);
  }

  void ask(const PlannedPolicy& planned, const ir::Cap& cap) {
    if (!covers(cap, contact_.sender.medium)) return;
    const std::optional<Fullness> full = fullness(session_, planned, cap, contact_.sender);
    if (full) keep_back(cap.verdict, full->reserved ? Reason::reserve : Reason::cap, full->until, full->winner);
  }

  // A contact that could only be judged anew past the end of all time is left out.
  void keep_back(ir::Verdict verdict, Reason reason, Instant release = kNever, std::uint64_t winner = 0) {
    if (verdict == ir::Verdict::delay && release == kNever) verdict = ir::Verdict::skip;
    const bool is_delayed = !answer_.passes && answer_.verdict == ir::Verdict::delay;
    if (is_delayed && verdict == ir::Verdict::delay) answer_.release = std::max(answer_.release, release);
    if (!answer_.passes && verdict <= answer_.verdict) return;
    answer_ = {.passes = false,
               .verdict = verdict,
               .reason = reason,
               .policy = policy_->name,
               .winner = winner,
               .release = release};
  }

  Session& session_;
  const Contact& contact_;
  Stage stage_;
  const ir::Policy* policy_ = nullptr;
  Judgement answer_;
};

}  // namespace

std::vector<const PlannedPolicy*> policies_for(Session& session, const Contact& contact) {
  std::vector<const PlannedPolicy*> applying;
  for (const PlannedPolicy& planned : session.plan.policies()) {
    if (applies(session, *planned.policy, contact)) applying.push_back(&planned);
  }
  return applying;
}

Judgement judge(Session& session, const std::vector<const PlannedPolicy*>& applying, const Contact& contact,
                Stage stage) {
  Judge judge(session, contact, stage);
  for (const PlannedPolicy* planned : applying) judge.ask(*planned);
  return std::move(judge).done();
}

bool is_control_of_policy(Session& session, const ir::Journey& journey) {
  const eval::Contact about{.product = Unknown{},
                            .purpose = journey.purpose,
                            .channel = {},
                            .message = {},
                            .journey = journey.name,
                            .priority = journey.priority};
  return std::ranges::any_of(session.plan.policies(), [&](const PlannedPolicy& planned) {
    return is_in_control(session, *planned.policy) && holds_about(session, planned.policy->applies_to, about);
  });
}

}  // namespace wend::journey
