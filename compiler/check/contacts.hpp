// Contacts as far as they are known before anyone is contacted: what a policy that `applies to` some of them may mean.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "compiler/check/facts.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/schema/schema.hpp"

namespace wend::check {

// A contact that a journey can make. Borrowed from the program and its schema.
struct PossibleContact {
  const ir::Journey& journey;
  ir::Medium medium;
  std::string_view channel;  // the channel's or slot's name
  const schema::Template& message;
  const ir::Step* step = nullptr;  // that makes it, where it is known
};

// Every step of the journey that is a contact, in the order of the program.
void for_each_contact(const ir::Program& program, const ir::Journey& journey,
                      const std::function<void(const PossibleContact&)>& visit);

// The template that a name in the text means, where it makes a contact.
struct ContactInText {
  std::string_view channel;  // the channel's or slot's name
  const schema::Template& message;
};
[[nodiscard]] std::optional<ContactInText> contact_of(const schema::Schema& schema, const Use& use);

// The template's, else the journey's; empty where neither says.
[[nodiscard]] std::string_view purpose_of(const PossibleContact& contact);

// Whether a contact that the policy applies to may come to rest until later.
[[nodiscard]] bool may_delay(const ir::Policy& policy);

// Whether the contact can offer a product.
[[nodiscard]] bool offers_product(const schema::Template& message);

// Whether the policy may apply to the contact: also where only the product decides.
[[nodiscard]] bool may_apply(const ir::Program& program, const ir::Policy& policy, const PossibleContact& contact);

}  // namespace wend::check
