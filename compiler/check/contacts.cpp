#include "compiler/check/contacts.hpp"

#include <algorithm>
#include <string>

#include "runtime/eval/evaluate.hpp"

namespace wend::check {

void for_each_contact(const ir::Program& program, const ir::Journey& journey,
                      const std::function<void(const PossibleContact&)>& visit) {
  for (const ir::Step& step : journey.steps) {
    const auto* send = std::get_if<ir::Send>(&step.action);
    if (send == nullptr) continue;
    const schema::Channel& channel = program.schema->channels[send->channel];
    if (!channel.contact) continue;
    visit({.journey = journey,
           .medium = {.is_slot = false, .index = send->channel},
           .channel = channel.name,
           .message = channel.templates[send->message]});
  }
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
