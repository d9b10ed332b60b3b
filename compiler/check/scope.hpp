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
// | a policy's `suitability`, `applies to`  | tag                      | nothing; `product` is  |
// |                                         |                          | what the contact offers|
//
// A bare name that is both a field and a tag is an error. `customer.x` is always a tag; what `as` names (`a.x`) is
// that event, in a journey also after the wait that saw it. A tag is a tag of the schema, a derived tag, or a segment
// (whether the customer is in it).
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

class KeptValues;

// An event that names can speak of, and where it stands when the expression is evaluated.
struct EventInScope {
  schema::EventIndex event = 0;
  ir::Slot slot = ir::Slot::matched;
  // Of an event that a wait saw, and that is past: its fields are kept where they are asked for. Borrowed; null for
  // any other event.
  KeptValues* kept = nullptr;
  std::uint32_t seen = 0;  // which of those that it keeps
};

// Why there is no `event.x`, for the message.
enum class NoEvent : std::uint8_t {
  customer_alone,  // tags, segments, `for`, `when`
  schedule,        // the journey is entered by a schedule or by silence
  several,         // the journey is entered by events of several types
};

struct Scope {
  struct Alias {
    std::string name;
    EventInScope event;
  };

  std::optional<EventInScope> bare;   // whose fields bare names are, before tags
  std::optional<EventInScope> event;  // what `event.x` speaks of
  NoEvent no_event = NoEvent::customer_alone;
  std::vector<Alias> aliases;  // of two that are named alike, the later one is meant
  // The journey's parameters: what bare names are before tags, kept at the position in ir::Slot::entered.
  struct Parameter {
    std::string name;
    Type type;
    std::uint32_t position = 0;
  };
  std::vector<Parameter> parameters;
  // Names of steps whose outcomes may be asked for: `opened where message = greeting`. Each is the text constant that
  // the outcome carries.
  std::vector<std::string> steps;
  bool in_window = false;   // in the `where` of a window: no window inside
  bool of_contact = false;  // in a policy's condition on a contact: `product` is the one that the contact offers

  [[nodiscard]] static Scope of_customer() { return {}; }
  // A policy's condition on a contact.
  [[nodiscard]] static Scope of_contact_to_customer();
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
  [[nodiscard]] const Parameter* find_parameter(std::string_view name) const;
};

}  // namespace wend::check
