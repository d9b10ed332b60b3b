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
// | `where` of a list (`any(… where …)`)    | field of its record, tag | as around the list    |
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
#include <utility>
#include <vector>

#include "compiler/ir/expression.hpp"
#include "compiler/schema/schema.hpp"

namespace wend::ir {
struct Metric;
}

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

// A record that names can speak of: of which list of the schema, and where it stands when the expression is evaluated.
struct RecordInScope {
  std::uint16_t list = 0;
  std::uint32_t slot = ir::kFirstElementRecord;
};

// A window may stand in another window's `where`, and no deeper.
inline constexpr int kMostWindows = 2;

struct Scope {
  struct NamedRecord {
    std::string name;
    RecordInScope record;
  };
  struct Alias {
    std::string name;
    EventInScope event;
  };
  // Of a journey: kept at the position in ir::Slot::entered.
  struct Parameter {
    std::string name;
    Type type;
    std::uint32_t position = 0;
  };

  std::optional<EventInScope> bare;          // whose fields bare names are, before tags
  std::optional<RecordInScope> bare_record;  // likewise, in the `where` of a list; never together with `bare`
  std::optional<EventInScope> event;         // what `event.x` speaks of
  NoEvent no_event = NoEvent::customer_alone;
  std::vector<Alias> aliases;
  std::vector<NamedRecord> records;   // `h.maturity`; the innermost last
  std::uint32_t lists_around = 0;     // how many lists' `where` this stands in
  std::vector<Parameter> parameters;  // of the journey; bare names are theirs before tags'
  // Names of steps whose outcomes may be asked for: `opened where message = greeting`. Each is the text constant that
  // the outcome carries.
  std::vector<std::string> steps;
  int windows = 0;               // in the `where` of how many windows; at most kMostWindows
  bool of_contact = false;       // in a policy's condition on a contact: `product` is the one that the contact offers
  ir::Metric* metric = nullptr;  // whose value this is: `at entry` adds a sample to it

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

  // The `where` of a list in the place that this scope is of. A record of it that has a name is put in by name_record.
  [[nodiscard]] Scope with_record(const RecordInScope& record) const;
  void name_record(std::string name, const RecordInScope& record) { records.push_back({std::move(name), record}); }

  // The innermost record of the name; null where there is none.
  [[nodiscard]] const NamedRecord* find_record(std::string_view name) const;
  [[nodiscard]] const Alias* find_alias(std::string_view name) const;
  [[nodiscard]] const Parameter* find_parameter(std::string_view name) const;
};

}  // namespace wend::check
