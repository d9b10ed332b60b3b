// Effects as JSON Lines: `{"effect":"…","time":…,"customer":…,"journey":…,"version":2,"step":…,"kind":"send",…}`.
//
// Keys always come in this order: effect, time, customer, journey, version, entry, key, step, kind, action, arguments,
// reason, policy, winner, control; what does not apply is left out. Money and numbers are JSON numbers, exact; times
// are ISO 8601 in the zone given; enumerations and products are names; unknown arguments are null.
#pragma once

#include <string>

#include "compiler/schema/schema.hpp"
#include "runtime/journey/effect.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::engine {

// Appends one line, with its line feed.
void append_json(const journey::Effect& effect, const schema::Schema& schema, const Zone& zone, std::string& line);

// The value alone, as it stands in `arguments`; also for other output that shows values of the language.
void append_json(const OwnedValue& value, const Type& type, const schema::Schema& schema, const Zone& zone,
                 std::string& text);

}  // namespace wend::engine
