// How a PlannedWatch comes about: which fields of the events of its pattern are kept, and how they lie.
//
// A watch of the customer's own may serve several patterns of one definition, so what is read of its events is added
// for each of them before it is finished.
#pragma once

#include "runtime/journey/plan.hpp"

namespace wend::journey {

// With the fields that its runs are keyed by, and none other.
[[nodiscard]] PlannedWatch new_watch(const ir::Program& program, ir::PatternIndex pattern);

// What the pattern itself reads of the events of its sequence.
void add_fields(PlannedWatch& watch, const ir::Program& program, ir::PatternIndex pattern);

// What a journey that it enters or wakes reads of them by their names.
void add_fields(PlannedWatch& watch, const PlannedJourney& planned, ir::PatternIndex pattern);

// What it reads by `event`, which is the last that came.
void add_entered_fields(PlannedWatch& watch, const PlannedJourney& planned, ir::PatternIndex pattern);

// All fields were added: lays the rows out.
void finish(PlannedWatch& watch);

// A finished watch that an instance keeps: nothing but the journey reads its events.
[[nodiscard]] PlannedWatch watch_of_instance(const PlannedJourney& planned, ir::PatternIndex pattern);

}  // namespace wend::journey
