// What becomes of a customer when a new program is published.
#pragma once

#include <vector>

#include "runtime/journey/step.hpp"

namespace wend::journey {

// Sets `used[position in Plan::journeys]` for every journey on which the customer rests, or whose goal still counts:
// what a new plan must carry as retired, where it has the journey in another version.
[[nodiscard]] Status mark_used(const Plan& plan, const State& state, std::vector<bool>& used);

// The journeys of the plan that are used and that the program has under the same name in another version.
[[nodiscard]] std::vector<Retired> still_used(const Plan& plan, const std::vector<bool>& used, const ir::Program& next);

// Whether the program's migrations give a place to everyone who may rest on the journeys that the plan has: an error
// names what one of them leaves out, or takes from where nobody rests.
[[nodiscard]] Status check_migrations(const Plan& plan, const ir::Program& next);

// The customer's state under another plan of the same schema, and the exits of instances that have no place there:
//   - an instance whose journey has the same name and version goes on, by its step's name; where that step is gone, or
//     is now of another kind, it exits as `changed`;
//   - one whose journey is there in a newer version with a `migrate from` its own goes where that says: to a step of
//   the
//     new version, where it rests as long as it would have; or out, as `migration`;
//   - any other whose journey is there in another version goes on in the old one, which the new plan carries as
//   retired;
//   - one whose journey is gone exits as `withdrawn`;
//   - history, counted entries and silences are kept. What was not remembered before is unknown until it fills, and a
//     silence that is already longer than asked for does not fire.
// `now` is the time of the publication; whatever was due by then has happened (see Advance).
[[nodiscard]] Result<Outcome> migrate(const Plan& from, const Plan& to, const Predicates& predicates,
                                      std::string_view customer, const State& state, Instant now);

}  // namespace wend::journey
