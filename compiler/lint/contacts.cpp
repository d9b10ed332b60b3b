#include "compiler/lint/contacts.hpp"

#include "compiler/check/contacts.hpp"

namespace wend::lint {

void for_each_contact(const Input& input, const JourneyInText& journey,
                      const std::function<void(const Contact&)>& visit) {
  for (const check::Use& use : input.checked.facts.uses) {
    if (use.kind != check::Use::Kind::message || use.inside != journey.definition) continue;
    const schema::Channel& channel = input.schema.channels[use.index];
    if (!channel.contact) continue;
    const schema::Template& message = channel.templates[use.part];
    const std::string_view purpose =
        message.purpose.empty() ? std::string_view(journey.journey.purpose) : std::string_view(message.purpose);
    visit({.channel = channel.name,
           .message = message.name,
           .purpose = purpose,
           .form = &message,
           .journey = &journey.journey,
           .span = use.span});
  }
}

bool applies(const Input& input, const ir::Policy& policy, const Contact& contact) {
  return check::may_apply(
      input.checked.program, policy,
      {.journey = *contact.journey, .medium = {}, .channel = contact.channel, .message = *contact.form});
}

}  // namespace wend::lint
