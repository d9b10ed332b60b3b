#include "compiler/check/contacts.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "runtime/eval/evaluate.hpp"

namespace wend::check {

namespace {

// Nothing where the step is no contact.
std::optional<PossibleContact> contact_of(const ir::Program& program, const ir::Journey& journey,
                                          const ir::Step& step) {
  if (const auto* send = std::get_if<ir::Send>(&step.action)) {
    const schema::Channel& channel = program.schema->channels[send->channel];
    if (!channel.contact) return std::nullopt;
    return PossibleContact{.journey = journey,
                           .medium = {.is_slot = false, .index = send->channel},
                           .channel = channel.name,
                           .message = channel.templates[send->message],
                           .step = &step};
  }
  const auto* place = std::get_if<ir::Place>(&step.action);
  if (place == nullptr) return std::nullopt;
  const schema::Slot& slot = program.schema->slots[place->slot];
  return PossibleContact{.journey = journey,
                         .medium = {.is_slot = true, .index = place->slot},
                         .channel = slot.name,
                         .message = slot.templates[place->message],
                         .step = &step};
}

}  // namespace

void for_each_contact(const ir::Program& program, const ir::Journey& journey,
                      const std::function<void(const PossibleContact&)>& visit) {
  for (const ir::Step& step : journey.steps) {
    if (const std::optional<PossibleContact> contact = contact_of(program, journey, step)) visit(*contact);
  }
}

std::optional<ContactInText> contact_of(const schema::Schema& schema, const Use& use) {
  if (use.kind == Use::Kind::message && schema.channels[use.index].contact) {
    return ContactInText{schema.channels[use.index].name, schema.channels[use.index].templates[use.part]};
  }
  if (use.kind != Use::Kind::offer) return std::nullopt;
  return ContactInText{schema.slots[use.index].name, schema.slots[use.index].templates[use.part]};
}

bool may_delay(const ir::Policy& policy) {
  const auto delays = [](const auto& rule) { return rule.verdict == ir::Verdict::delay; };
  return policy.arbitrate || std::ranges::any_of(policy.quiet, delays) || std::ranges::any_of(policy.caps, delays);
}

std::string_view purpose_of(const PossibleContact& contact) {
  return contact.message.purpose.empty() ? contact.journey.purpose : contact.message.purpose;
}

bool offers_product(const schema::Template& message) {
  return std::ranges::any_of(
      message.parameters, [](const schema::Parameter& parameter) { return parameter.type.kind == TypeKind::product; });
}

bool may_apply(const ir::Program& program, const ir::Policy& policy, const PossibleContact& contact) {
  if (policy.applies_to == ir::kNone) return true;
  const std::string message = std::string(contact.channel) + "." + contact.message.name;
  const eval::Contact about{.product = Unknown{},
                            .purpose = purpose_of(contact),
                            .channel = contact.channel,
                            .message = message,
                            .journey = contact.journey.name,
                            .priority = contact.journey.priority};
  eval::Inputs inputs;
  inputs.contact = &about;
  const Truth truth = eval::judge(program, policy.applies_to, inputs);
  return truth == Truth::yes || (truth == Truth::unknown && offers_product(contact.message));
}

}  // namespace wend::check
