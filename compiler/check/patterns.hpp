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
  // As reports call it: the trigger's name where the pattern is one, else the event's.
  std::string name;
};

// `outer` is the scope of the place that the pattern stands in: the customer alone for a definition and `on`, the
// journey's for what is inside one. Puts the pattern into the program.
[[nodiscard]] std::optional<CheckedPattern> check_pattern(Context& context, const Scope& outer,
                                                          const syntax::Pattern& tree);

// The pattern of a trigger or goal that is declared, checked when first asked for; a definition by itself is reported.
[[nodiscard]] std::optional<ir::PatternIndex> pattern_of(Context& context, DefinitionIndex definition);

// Keeps what a name means for the tools.
void record_use(Context& context, Use::Kind kind, const source::Span& span, std::uint32_t index, std::uint32_t part = 0,
                bool by_label = false);

}  // namespace wend::check
