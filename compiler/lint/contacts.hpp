// Which steps of a journey contact a customer, and which policies speak of them.
#pragma once

#include <functional>
#include <string_view>

#include "compiler/lint/walk.hpp"

namespace wend::lint {

struct Contact {
  std::string_view channel;
  std::string_view message;
  std::string_view purpose;  // the template's, else the journey's; empty where neither says
  const schema::Template* form = nullptr;
  const ir::Journey* journey = nullptr;
  source::Span span;  // the name of the template in the step
};

// Every `send` of the journey on a channel that the schema marks as a contact, and every `place`, in the order of the
// text.
void for_each_contact(const Input& input, const JourneyInText& journey,
                      const std::function<void(const Contact&)>& visit);

// Whether the policy may apply to the contact: always where it asks what only the products decide.
[[nodiscard]] bool applies(const Input& input, const ir::Policy& policy, const Contact& contact);

}  // namespace wend::lint
