// What the checker learned about the text, for tools: what is declared, what each name means, what type each part has.
//
// The linter, the prompt and hover read this instead of resolving anything again.
//
//     for (const Use& use : checked.facts.uses)
//       if (use.kind == Use::Kind::tag && schema.tags[use.index].deprecated) …
//     const TypedSpan* under_the_cursor = checked.facts.type_at(file, offset);
//
// Everything is in the order of the text (file, then place). Plain data; may be read by any number of threads.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/modules/instance.hpp"
#include "compiler/source/source.hpp"
#include "runtime/value/type.hpp"

namespace wend::check {

enum class DefinitionKind : std::uint8_t { import, tag, segment, trigger, goal, metric, journey, policy, test };

// A position in Facts::definitions.
using DefinitionIndex = std::uint32_t;
inline constexpr DefinitionIndex kNoDefinition = std::numeric_limits<DefinitionIndex>::max();
inline constexpr std::uint32_t kNoIndex = std::numeric_limits<std::uint32_t>::max();

struct Definition {
  DefinitionKind kind = DefinitionKind::tag;
  std::string name;
  std::string label;       // empty where there is none
  source::Span span;       // the whole declaration
  source::Span name_span;  // its name
  // Position in the program's vector of the kind (tags, segments, triggers, goals, metrics, journeys, policies);
  // kNoIndex where it is not in the program.
  std::uint32_t index = kNoIndex;
  // A fault in it was reported: it is a name and nothing more, and who uses it has nothing more to say.
  bool faulty = false;
  // What brought it in: a position in Facts::instances; kNoIndex for what the project itself declares. Its spans are
  // then in the instance's copy of the module. Of an import, the instance that it made.
  std::uint32_t instance = kNoIndex;
};

// A name in the text and what it means.
struct Use {
  enum class Kind : std::uint8_t {
    tag,            // schema.tags[index]
    event,          // schema.events[index]
    field,          // schema.events[index].fields[part]
    event_time,     // the time of an event of schema.events[index]
    value,          // schema.enums[index].values[part]
    product,        // schema.products.items[index]
    product_field,  // schema.products.fields[part]
    definition,     // Facts::definitions[index]
    channel,        // schema.channels[index]
    message,        // schema.channels[index].templates[part]
    task,           // schema.tasks[index]
    benefit,        // schema.benefits[index]
    parameter,      // of the message, task or benefit named before it: parameters[part]
    purpose,        // schema.purposes[index]
    step,           // a named step of the journey that this stands in
    model,          // schema.models[index]
    alias,          // what `as` named in the same pattern or a wait before; schema.events[index]
    record_field,   // schema.lists[index].fields[part], of a record or of the customer's row on a name list
    record,         // a record that has a name; of schema.lists[index]
    list,           // schema.lists[index], as a name list
    area,           // schema.areas[index]
    slot,           // schema.slots[index]
    offer,          // schema.slots[index].templates[part]
  };
  Kind kind = Kind::tag;
  std::uint32_t index = 0;
  std::uint32_t part = 0;
  bool by_label = false;                   // written by a label, not by the identifier
  source::Span span;                       // the one name
  DefinitionIndex inside = kNoDefinition;  // the declaration that it stands in
};

// An expression of the text, its type, and what it became.
struct TypedSpan {
  source::Span span;
  Type type;
  ir::ExpressionId expression = ir::kNone;
};

// A span of time of the text (`2 days` in `wait 2 days`) and what it became.
struct SpanOfTime {
  source::Span span;
  ir::Span value;
};

struct Facts {
  std::vector<Definition> definitions;
  std::vector<Use> uses;
  std::vector<TypedSpan> types;
  std::vector<SpanOfTime> spans_of_time;
  std::vector<modules::Instance> instances;  // of the modules that are imported
  std::vector<modules::Alias> aliases;       // second names of what files of the project declare

  // The smallest expression that the byte lies in; null where there is none.
  [[nodiscard]] const TypedSpan* type_at(source::FileId file, std::uint32_t offset) const;
  // What was checked for exactly this span; null where it has no type (a name of an event, a faulty part).
  [[nodiscard]] const TypedSpan* type_of(const source::Span& span) const;
  // The span of time that stands at exactly this place; null where there is none.
  [[nodiscard]] const SpanOfTime* span_of_time(const source::Span& span) const;
  // The name that the byte lies in; null where there is none.
  [[nodiscard]] const Use* use_at(source::FileId file, std::uint32_t offset) const;

  // Puts uses and types in the order of the text; the checker does so before it hands the facts out.
  void sort();
};

// What is known of a program that came without its text: the names of what it declares, so that expressions can speak
// of them.
[[nodiscard]] Facts facts_of(const ir::Program& program);

}  // namespace wend::check
