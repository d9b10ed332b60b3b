// What tells whether two schemas give a checked program the same meaning.
#pragma once

#include "compiler/schema/schema.hpp"
#include "runtime/value/content_hash.hpp"

namespace wend::schema {

// A hash of all that programs refer to by position, and of all that evaluating and running them reads: names, types
// and order of everything; enums with their mappings; bounds, sensitivity and what is always known or writable of
// tags; outcomes, purposes, approvals and parameters of contacts; products with what they are; calendars, areas,
// models, the zone, the lateness and what is kept.
//
// Left out is what people alone read: labels, descriptions, owners, origins, costs, why something is deprecated, how
// often an event is expected. A schema that changes in these alone has the same fingerprint.
[[nodiscard]] ContentHash fingerprint(const Schema& schema);

}  // namespace wend::schema
