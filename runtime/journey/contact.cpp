#include <algorithm>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

struct Refusal {
  Reason reason = Reason::none;
  std::string policy;
};

bool consents(Session& session, const ir::Policy& policy, std::string_view purpose, const Session::View& view) {
  return std::ranges::all_of(policy.consent, [&](const ir::Consent& consent) {
    return consent.purpose != purpose || session.holds(session.plan.program(), consent.condition, view);
  });
}

Reason refused_by(Session& session, const ir::Policy& policy, std::string_view purpose, const PlannedJourney& planned,
                  const Session::View& view) {
  if (bucket(policy.name, session.customer) < policy.control) return Reason::control;
  if (!consents(session, policy, purpose, view)) return Reason::consent;
  const bool is_permitted =
      !planned.journey->uses_sensitive_tags || session.holds(session.plan.program(), policy.sensitive_requires, view);
  return is_permitted ? Reason::none : Reason::sensitive;
}

// The first policy that keeps the contact back, in the order of the program in force: not the one in force at entry.
Refusal refusal_of(Session& session, const PlannedJourney& planned, std::string_view purpose) {
  const Session::View view;
  for (const ir::Policy& policy : session.plan.program().policies) {
    if (policy.purpose && *policy.purpose != purpose) continue;
    const Reason reason = refused_by(session, policy, purpose, planned, view);
    if (reason != Reason::none) return {reason, policy.name};
  }
  return {};
}

}  // namespace

void send(Session& session, const Instance& instance, const ir::Step& step, const ir::Send& send) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const schema::Channel& channel = session.plan.schema().channels[send.channel];
  const schema::Template& message = channel.templates[send.message];
  const std::string_view purpose = message.purpose.empty() ? planned.journey->purpose : message.purpose;
  const Refusal refusal = channel.contact ? refusal_of(session, planned, purpose) : Refusal{};
  const bool is_kept_out = refusal.reason != Reason::none;

  std::vector<EffectArgument> arguments;
  if (!is_kept_out) arguments = evaluate_arguments(session, instance, send.arguments, message.parameters);
  Effect& effect = emit(session, instance, is_kept_out ? EffectKind::skip : EffectKind::send, step.name);
  effect.action = channel.name + "." + message.name;
  effect.target = send.channel;
  effect.arguments = std::move(arguments);
  effect.reason = refusal.reason;
  effect.policy = refusal.policy;
}

}  // namespace wend::journey
