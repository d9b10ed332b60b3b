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
  source::Span span;         // the name of the template in the step
};

// Every `send` of the journey on a channel that the schema marks as a contact, in the order of the text.
void for_each_contact(const Input& input, const JourneyInText& journey,
                      const std::function<void(const Contact&)>& visit);

// Whether the policy applies to contacts of the purpose.
[[nodiscard]] bool applies(const ir::Policy& policy, std::string_view purpose);

}  // namespace wend::lint
