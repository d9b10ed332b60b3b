// The parts of the verification, in the order in which they rely on one another. Each is false where it refused.
#pragma once

#include "compiler/verify/scope.hpp"
#include "compiler/verify/subject.hpp"

namespace wend::verify {

// Every text is UTF-8 in NFC.
[[nodiscard]] bool are_texts_sound(Subject& subject);
// Equal constants, moments, windows, selections and expressions are kept once.
[[nodiscard]] bool are_items_distinct(Subject& subject);
[[nodiscard]] bool are_constants_sound(Subject& subject);
// Positions and types; the expressions in windows and selections by their types.
[[nodiscard]] bool are_expressions_sound(Subject& subject);
[[nodiscard]] bool are_windows_sound(Subject& subject);
[[nodiscard]] bool are_selections_sound(Subject& subject);
// Depth and steps.
[[nodiscard]] bool are_expressions_bounded(Subject& subject);
// From here on expressions can be walked.
[[nodiscard]] bool are_wheres_sound(Subject& subject, Reads& reads);
[[nodiscard]] bool are_patterns_sound(Subject& subject, const Reads& reads);
[[nodiscard]] bool are_declarations_sound(Subject& subject, Reads& reads);
[[nodiscard]] bool are_metrics_sound(Subject& subject, Reads& reads);
[[nodiscard]] bool are_policies_sound(Subject& subject, Reads& reads);
[[nodiscard]] bool are_journeys_sound(Subject& subject, Reads& reads);

// Of all journeys together, once each is sound: who starts whom, and who follows whom.
[[nodiscard]] bool are_starts_sound(Subject& subject);
[[nodiscard]] bool are_versions_sound(Subject& subject);

// Of one journey. Its loops come first: the others go by them.
[[nodiscard]] bool are_loops_sound(Subject& subject, const ir::Journey& journey);
[[nodiscard]] bool are_steps_sound(Subject& subject, Reads& reads, const ir::Journey& journey, const Scope& scope);
// The ways from step to step come to an end.
[[nodiscard]] bool is_flow_sound(Subject& subject, const ir::Journey& journey);
// All that a pattern evaluates reads what the scope around it has.
[[nodiscard]] bool is_pattern_in_scope(Subject& subject, Reads& reads, ir::PatternIndex pattern, const Scope& scope);

// A span of time that is no less than nothing, of days or of hours.
[[nodiscard]] bool is_span(const schema::Schema& schema, const ir::Span& span);

}  // namespace wend::verify
