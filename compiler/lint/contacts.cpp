#include "compiler/lint/contacts.hpp"

#include "compiler/check/contacts.hpp"

namespace wend::lint {

void for_each_contact(const Input& input, const JourneyInText& journey,
                      const std::function<void(const Contact&)>& visit) {
  for (const check::Use& use : input.checked.facts.uses) {
    if (use.inside != journey.definition) continue;
    const std::optional<check::ContactInText> contact = check::contact_of(input.schema, use);
    if (!contact) continue;
    const schema::Template& message = contact->message;
    const std::string_view purpose =
        message.purpose.empty() ? std::string_view(journey.journey.purpose) : std::string_view(message.purpose);
    visit({.channel = contact->channel,
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
