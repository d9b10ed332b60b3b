#include "compiler/check/scope.hpp"

#include <algorithm>

namespace wend::check {

Scope Scope::of_contact_to_customer() {
  Scope scope;
  scope.of_contact = true;
  return scope;
}

Scope Scope::of_pattern(schema::EventIndex event) {
  Scope scope;
  scope.bare = scope.event = EventInScope{.event = event, .slot = ir::Slot::matched};
  return scope;
}

Scope Scope::of_journey(schema::EventIndex entered) {
  Scope scope;
  scope.event = EventInScope{.event = entered, .slot = ir::Slot::entered};
  return scope;
}

Scope Scope::of_journey(NoEvent why) {
  Scope scope;
  scope.no_event = why;
  return scope;
}

Scope Scope::with_pattern(schema::EventIndex pattern_event) const {
  Scope scope = *this;
  scope.bare = EventInScope{.event = pattern_event, .slot = ir::Slot::matched};
  return scope;
}

Scope Scope::with_window(schema::EventIndex window_event) const {
  Scope scope = *this;
  scope.bare = EventInScope{.event = window_event, .slot = ir::Slot::candidate};
  if (!scope.event) scope.event = scope.bare;
  scope.in_window = true;
  return scope;
}

const Scope::Alias* Scope::find_alias(std::string_view name) const {
  const auto found = std::find_if(aliases.rbegin(), aliases.rend(), [&](const Alias& one) { return one.name == name; });
  return found == aliases.rend() ? nullptr : &*found;
}

const Scope::Parameter* Scope::find_parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

}  // namespace wend::check
