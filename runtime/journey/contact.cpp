#include <algorithm>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/policies.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

std::vector<Value> products_of(const std::vector<EffectArgument>& arguments) {
  std::vector<Value> products;
  for (const EffectArgument& argument : arguments) {
    if (argument.type.kind == TypeKind::product) products.push_back(borrow(argument.value));
  }
  return products;
}

std::string_view name_of_journey(const Plan& plan, std::uint64_t name_hash) {
  const auto planned = std::ranges::find(plan.journeys(), name_hash, &PlannedJourney::name_hash);
  return planned == plan.journeys().end() ? std::string_view() : std::string_view(planned->journey->name);
}

// Another contact that waits for its turn under the policy, and comes to it within the span.
Instant next_turn_under(const Session& session, std::uint64_t policy, Instant until) {
  Instant turn = until;
  for (const Instance& instance : session.memory.instances) {
    const InstanceEntry& kept = instance.kept;
    if (kept.arbitrated_by == policy && kept.due > session.memory.clock) turn = std::min(turn, kept.due);
  }
  return turn;
}

// Whether a contact that may be made now is held for others to compete with it for the caps: until the turn of one that
// is held already, else as long as the policy says.
bool is_held(Session& session, InstanceIndex index, const std::vector<const PlannedPolicy*>& applying) {
  InstanceEntry& kept = session.memory.instances[index].kept;
  if (kept.arbitrated_by != 0) return false;
  Instant turn = session.memory.clock;
  for (const PlannedPolicy* planned : applying) {
    if (!planned->policy->arbitrate) continue;
    const Instant until = after(session, session.memory.clock, *planned->policy->arbitrate);
    const Instant next = next_turn_under(session, planned->name_hash, until);
    if (next <= turn || next == kNever) continue;
    turn = next;
    kept.arbitrated_by = planned->name_hash;
  }
  return rest_until(session, index, turn);
}

void record_skip(Session& session, InstanceIndex index, const ContactStep& step, const Judgement& judgement) {
  const Instance& instance = session.memory.instances[index];
  const ir::Journey& journey = *session.plan.journeys()[instance.kept.journey].journey;
  Effect& effect = emit(session, instance, EffectKind::skip, journey.steps[instance.kept.step]);
  effect.action = step.action;
  effect.target = step.sender.medium.index;
  effect.reason = judgement.reason;
  effect.policy = judgement.policy;
  effect.winner = name_of_journey(session.plan, judgement.winner);
}

Passage keep_back(Session& session, InstanceIndex index, const ContactStep& step, const Judgement& judgement) {
  if (judgement.verdict == ir::Verdict::delay && rest_until(session, index, judgement.release)) return Passage::rests;
  record_skip(session, index, step, judgement);
  if (judgement.verdict != ir::Verdict::stop) return Passage::skipped;
  end(session, index, Reason::stopped);
  return Passage::stopped;
}

}  // namespace

Passage pass_policies(Session& session, InstanceIndex index, const ContactStep& step,
                      const std::vector<EffectArgument>& arguments) {
  const PlannedJourney& planned = session.plan.journeys()[session.memory.instances[index].kept.journey];
  const ir::Journey& journey = *planned.journey;
  Contact contact{.about = {.product = Unknown{},
                            .purpose = step.purpose.empty() ? std::string_view(journey.purpose) : step.purpose,
                            .channel = step.channel,
                            .message = step.action,
                            .journey = journey.name,
                            .priority = journey.priority},
                  .sender = step.sender,
                  .products = products_of(arguments),
                  .uses_sensitive_tags = journey.uses_sensitive_tags};
  contact.sender.journey = planned.name_hash;
  contact.sender.priority = static_cast<std::int32_t>(journey.priority);
  const std::vector<const PlannedPolicy*> applying = policies_for(session, contact);
  const bool may_compete = judge(session, applying, contact, Stage::before_caps).passes;
  if (may_compete && is_held(session, index, applying)) return Passage::rests;
  const Judgement judgement = judge(session, applying, contact, Stage::all);
  if (!judgement.passes) return keep_back(session, index, step, judgement);
  count_contact(session, applying, contact.sender);
  return Passage::made;
}

Passage send(Session& session, InstanceIndex index, const ir::Step& step, const ir::Send& send) {
  const schema::Channel& channel = session.plan.schema().channels[send.channel];
  const schema::Template& message = channel.templates[send.message];
  const ContactStep contact{.name = step.name,
                            .action = channel.name + "." + message.name,
                            .channel = channel.name,
                            .purpose = message.purpose,
                            .sender = {.medium = {.is_slot = false, .index = send.channel}}};
  std::vector<EffectArgument> arguments =
      evaluate_arguments(session, session.memory.instances[index], send.arguments, message.parameters);
  if (channel.contact) {
    const Passage passage = pass_policies(session, index, contact, arguments);
    if (passage != Passage::made) return passage;
  }
  Effect& effect = emit(session, session.memory.instances[index], EffectKind::send, step);
  effect.action = contact.action;
  effect.target = send.channel;
  effect.arguments = std::move(arguments);
  return Passage::made;
}

// An offer that waits already makes room when its time is over, not before.
Passage place(Session& session, InstanceIndex index, const ir::Step& step, const ir::Place& place) {
  const schema::Slot& slot = session.plan.schema().slots[place.slot];
  const schema::Template& message = slot.templates[place.message];
  const ContactStep contact{.name = step.name,
                            .action = slot.name + "." + message.name,
                            .channel = slot.name,
                            .purpose = message.purpose,
                            .sender = {.medium = {.is_slot = true, .index = place.slot}}};
  forget_ended_offers(session);
  if (session.memory.offers.size() >= kMostOffers) {
    Judgement crowded;
    crowded.reason = Reason::full;
    record_skip(session, index, contact, crowded);
    return Passage::skipped;
  }
  std::vector<EffectArgument> arguments =
      evaluate_arguments(session, session.memory.instances[index], place.arguments, message.parameters);
  const Passage passage = pass_policies(session, index, contact, arguments);
  if (passage != Passage::made) return passage;
  const Instance& instance = session.memory.instances[index];
  Effect& effect = emit(session, instance, EffectKind::place, step);
  effect.action = contact.action;
  effect.target = place.slot;
  effect.arguments = std::move(arguments);
  effect.until = after(session, session.memory.clock, place.lasts);
  remember_offer(session, instance, step, place, effect.until);
  return Passage::made;
}

}  // namespace wend::journey
