// What names mean in one place of a program.
//
// | place                                   | bare name                | `event.x`             |
// |-----------------------------------------|--------------------------|-----------------------|
// | tag, segment, `for`, `when`, policy     | tag                      | nothing               |
// | `where` of a trigger, goal, `on`        | field of its event, tag  | that event            |
// | a journey's steps, `exit when`          | tag                      | the event that entered|
// | `where` of a pattern inside a journey   | field of its event, tag  | the event that entered|
// | `where` of a window (`count(… where …)`)| field of its event, tag  | as around the window; |
// |                                         |                          | its event where none  |
//
// A bare name that is both a field and a tag is an error. `customer.x` is always a tag; what `as` names (`a.x`) is
// that event. A tag is a tag of the schema, a derived tag, or a segment (whether the customer is in it).
//
//     Scope scope = Scope::of_pattern(deposit);            // trigger t = deposit where amount > 5_000 CNY
//     scope.aliases.push_back({"d", {deposit, ir::Slot::matched}});
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/expression.hpp"
#include "compiler/schema/schema.hpp"

namespace wend::check {

// An event that names can speak of, and where it stands when the expression is evaluated.
struct EventInScope {
  schema::EventIndex event = 0;
  ir::Slot slot = ir::Slot::matched;
};

// Why there is no `event.x`, for the message.
enum class NoEvent : std::uint8_t {
  customer_alone,  // tags, segments, `for`, `when`
  schedule,        // the journey is entered by a schedule or by silence
  several,         // the journey is entered by events of several types
};

// A window may stand in another window's `where`, and no deeper.
inline constexpr int kMostWindows = 2;

struct Scope {
  struct Alias {
    std::string name;
    EventInScope event;
  };

  std::optional<EventInScope> bare;   // whose fields bare names are, before tags
  std::optional<EventInScope> event;  // what `event.x` speaks of
  NoEvent no_event = NoEvent::customer_alone;
  std::vector<Alias> aliases;
  // Names of steps whose outcomes may be asked for: `opened where message = greeting`. Each is the text constant that
  // the outcome carries.
  std::vector<std::string> steps;
  int windows = 0;  // in the `where` of how many windows; at most kMostWindows

  [[nodiscard]] static Scope of_customer() { return {}; }
  // The `where` of a trigger, a goal or a journey's `on`.
  [[nodiscard]] static Scope of_pattern(schema::EventIndex event);
  // A journey's steps, arguments and conditions.
  [[nodiscard]] static Scope of_journey(schema::EventIndex entered);
  [[nodiscard]] static Scope of_journey(NoEvent why);
  // The `where` of a pattern in the place that this scope is of.
  [[nodiscard]] Scope with_pattern(schema::EventIndex pattern_event) const;
  // The `where` of a window in the place that this scope is of.
  [[nodiscard]] Scope with_window(schema::EventIndex window_event) const;

  [[nodiscard]] const Alias* find_alias(std::string_view name) const;
};

}  // namespace wend::check
