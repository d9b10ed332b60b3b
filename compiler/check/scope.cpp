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
  scope.bare = scope.event = EventInScope{event, ir::Slot::matched};
  return scope;
}

Scope Scope::of_journey(schema::EventIndex entered) {
  Scope scope;
  scope.event = EventInScope{entered, ir::Slot::entered};
  return scope;
}

Scope Scope::of_journey(NoEvent why) {
  Scope scope;
  scope.no_event = why;
  return scope;
}

Scope Scope::with_pattern(schema::EventIndex pattern_event) const {
  Scope scope = *this;
  scope.bare = EventInScope{pattern_event, ir::Slot::matched};
  scope.bare_record.reset();
  return scope;
}

Scope Scope::with_window(schema::EventIndex window_event) const {
  Scope scope = *this;
  scope.bare = EventInScope{window_event, windows == 0 ? ir::Slot::candidate : ir::Slot::nested};
  scope.bare_record.reset();
  if (!scope.event) scope.event = scope.bare;
  ++scope.windows;
  return scope;
}

Scope Scope::with_record(const RecordInScope& record) const {
  Scope scope = *this;
  scope.bare.reset();
  scope.bare_record = record;
  return scope;
}

const Scope::NamedRecord* Scope::find_record(std::string_view name) const {
  const auto found = std::find_if(records.rbegin(), records.rend(), [&](const auto& one) { return one.name == name; });
  return found == records.rend() ? nullptr : &*found;
}

const Scope::Alias* Scope::find_alias(std::string_view name) const {
  const auto found = std::ranges::find(aliases, name, &Alias::name);
  return found == aliases.end() ? nullptr : &*found;
}

const Scope::Parameter* Scope::find_parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

}  // namespace wend::check
