#include "compiler/lint/contacts.hpp"

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
    visit({channel.name, message.name, purpose, use.span});
  }
}

bool applies(const ir::Policy& policy, std::string_view purpose) {
  return !policy.purpose || *policy.purpose == purpose;
}

}  // namespace wend::lint
