// A schema as one flat list of things with what is said of each, for searching, comparing and printing.
//
//     for (const Thing& thing : things_of(schema)) print(thing.kind, thing.name);   // tag aum, field deposit.amount …
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/schema/schema.hpp"

namespace wend::schema {

enum class ThingKind : std::uint8_t {
#define WEND_THING(name, english, chinese) name,
#include "compiler/schema/things.def"
};

enum class Aspect : std::uint8_t {
#define WEND_ASPECT(name, effect, english, chinese, consequence, chinese_consequence) name,
#include "compiler/schema/aspects.def"
};

// What a change may do to programs that were written against the old schema: keep them from checking, let them come
// out otherwise, or neither.
enum class Effect : std::uint8_t { breaks, alters, harmless };

struct AspectEntry {
  Effect effect;
  std::string_view english;
  std::string_view chinese;
  std::string_view consequence;
  std::string_view chinese_consequence;
};
[[nodiscard]] const AspectEntry& entry(Aspect aspect);
[[nodiscard]] std::string_view word(ThingKind kind, diagnostics::Language language = diagnostics::Language::english);

struct Fact {
  Aspect aspect{};
  std::string text;
};

// Borrows labels from the schema.
struct Thing {
  ThingKind kind{};
  std::string name;  // with what it belongs to: `deposit.amount`, `tier.gold`, `wechat.payroll_wealth.amount`
  const Labels* label = nullptr;
  std::vector<Fact> facts;  // only what is said of it; by aspect

  // Empty where nothing is said.
  [[nodiscard]] std::string_view fact(Aspect aspect) const;
};

// In the schema's order, each thing before what belongs to it; the first is the schema itself.
[[nodiscard]] std::vector<Thing> things_of(const Schema& schema);

// `zh 资产规模, en assets`.
[[nodiscard]] std::string label_text(const Labels& labels);

}  // namespace wend::schema
