// Checks patterns: what a trigger, a goal, `on`, `exit on` and `wait for` look for.
#pragma once

#include <optional>
#include <string>

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

struct CheckedPattern {
  ir::PatternIndex index = 0;
  // As reports call it: the trigger's name where the pattern is one, else its words without conditions: `a or b`.
  std::string name;
};

// `outer` is the scope of the place that the pattern stands in: the customer alone for a definition and `on`, the
// journey's for what is inside one. Puts the pattern into the program.
[[nodiscard]] std::optional<CheckedPattern> check_pattern(Context& context, const Scope& outer,
                                                          const syntax::Pattern& tree);

// A name that a pattern gives to an event of its own, and where the event is when the pattern's `when` is judged.
struct PatternName {
  std::string name;
  schema::EventIndex event = 0;
  ir::Slot slot = ir::Slot::matched;
};
[[nodiscard]] std::vector<PatternName> names_in(const ir::Pattern& pattern);

// Makes the names that the pattern gives readable in a journey's scope, once it has entered or woken the journey; what
// did not come is unknown. Reports at the span a name for two kinds of events, and more names than a journey may have.
[[nodiscard]] bool add_named(Context& context, Scope& scope, const CheckedPattern& pattern, const source::Span& span);

// What `event.x` speaks of in a journey that the pattern enters.
struct EntryEvent {
  std::optional<schema::EventIndex> event;
  NoEvent why_none = NoEvent::schedule;
  bool scheduled = false;  // a schedule may enter it
};
[[nodiscard]] EntryEvent entry_event(const ir::Program& program, ir::PatternIndex pattern);

// The pattern of a trigger or goal that is declared, checked when first asked for; a definition by itself is reported.
[[nodiscard]] std::optional<ir::PatternIndex> pattern_of(Context& context, DefinitionIndex definition);

// Keeps what a name means for the tools.
void record_use(Context& context, Use::Kind kind, const source::Span& span, std::uint32_t index, std::uint32_t part = 0,
                bool by_label = false);

}  // namespace wend::check
