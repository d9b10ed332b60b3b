#include "compiler/check/scope.hpp"

#include <algorithm>

namespace wend::check {

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
  return scope;
}

Scope Scope::with_window(schema::EventIndex window_event) const {
  Scope scope = *this;
  scope.bare = EventInScope{window_event, windows == 0 ? ir::Slot::candidate : ir::Slot::nested};
  if (!scope.event) scope.event = scope.bare;
  ++scope.windows;
  return scope;
}

const Scope::Alias* Scope::find_alias(std::string_view name) const {
  const auto found = std::ranges::find(aliases, name, &Alias::name);
  return found == aliases.end() ? nullptr : &*found;
}

}  // namespace wend::check
