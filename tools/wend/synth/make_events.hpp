// Made-up events as JSON Lines, in the order of time, with ids of their own.
//
// How often an event occurs is the schema's `a_day`, for each customer and day; where no event says it, all are taken
// as equally frequent. Days of the week and hours of the day have their rhythm, and some customers do much more than
// others. Where an event has an enum field with a value `salary`, six customers of ten are paid once a month, each on
// a day of theirs and always the same amount.
#pragma once

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"
#include "tools/wend/output_file.hpp"
#include "tools/wend/progress.hpp"
#include "tools/wend/synth/make_customers.hpp"

namespace wend::tools {

// The day of the last events. Nothing is written where there are no customers or the schema has no events.
Date make_events(const schema::Schema& schema, const Zone& zone, const SynthOptions& options, OutputFile& file,
                 Progress& progress);

}  // namespace wend::tools
